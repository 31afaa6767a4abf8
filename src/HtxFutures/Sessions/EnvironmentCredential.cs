using System.Runtime.InteropServices;

namespace HtxFutures.Sessions;

/// <summary>Takes the keys from the environment, as runbooks and containers hand them over.</summary>
internal static class EnvironmentCredential
{
    public const string AccessKeyVariable = "HTX_ACCESS_KEY";
    public const string SecretKeyVariable = "HTX_SECRET_KEY";

    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: a variable is missing or empty.</exception>
    public static HtxCredential Take()
    {
        string accessKey = Require(AccessKeyVariable);
        string secretKey = Require(SecretKeyVariable);
        try
        {
            return HtxCredential.Create(accessKey, secretKey.AsSpan());
        }
        finally
        {
            WipeUnlessShared(secretKey);
        }
    }

    // The environment itself is not ours to wipe. But Windows makes a new string for each who asks, and other systems do
    // so until somebody sets a variable: it would stay in memory. The same one again is the environment's own.
    private static void WipeUnlessShared(string secretKey)
    {
        string? again = Environment.GetEnvironmentVariable(SecretKeyVariable);
        if (!ReferenceEquals(again, secretKey))
        {
            Wipe(secretKey);
            Wipe(again);
        }
    }

    private static void Wipe(string? text) =>
        MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(text.AsSpan()), text?.Length ?? 0).Clear();

    private static string Require(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new HtxException(HtxErrorKind.InvalidParameter, $"The environment variable {variable} is not set.")
        {
            Advice = $"-FromEnvironment needs {AccessKeyVariable} and {SecretKeyVariable}.",
        };
}
