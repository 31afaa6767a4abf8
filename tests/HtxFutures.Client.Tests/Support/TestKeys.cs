namespace HtxFutures.Client.Tests.Support;

/// <summary>The made-up key pair of the test vectors (facts 1.6).</summary>
internal static class TestKeys
{
    public const string AccessKey = "a1b2c3d4-e5f60718-example1-9abcd";

    public const string MaskedAccessKey = "a1b2****abcd";

    public const string SecretKey = "0f1e2d3c-4b5a6978-example2-dcba9";

    public static HtxCredential Credential(string accessKey = AccessKey, string secretKey = SecretKey) =>
        HtxCredential.Create(accessKey, secretKey.AsSpan());
}
