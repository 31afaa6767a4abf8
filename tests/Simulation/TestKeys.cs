namespace HtxFutures.Simulation;

/// <summary>The made-up key pair of the test vectors (facts 1.6).</summary>
public static class TestKeys
{
    /// <summary>The access key.</summary>
    public const string AccessKey = "a1b2c3d4-e5f60718-example1-9abcd";

    /// <summary>The access key as it may be shown.</summary>
    public const string MaskedAccessKey = "a1b2****abcd";

    /// <summary>The secret key.</summary>
    public const string SecretKey = "0f1e2d3c-4b5a6978-example2-dcba9";

    /// <summary>Both, for one client: it is wiped with it.</summary>
    /// <param name="accessKey">Another access key.</param>
    /// <param name="secretKey">Another secret key.</param>
    public static HtxCredential Credential(string accessKey = AccessKey, string secretKey = SecretKey) =>
        HtxCredential.Create(accessKey, secretKey.AsSpan());
}
