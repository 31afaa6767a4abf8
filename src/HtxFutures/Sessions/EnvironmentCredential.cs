namespace HtxFutures.Sessions;

/// <summary>Takes the keys from the environment, as runbooks and containers hand them over.</summary>
internal static class EnvironmentCredential
{
    public const string AccessKeyVariable = "HTX_ACCESS_KEY";
    public const string SecretKeyVariable = "HTX_SECRET_KEY";

    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: a variable is missing or empty.</exception>
    public static HtxCredential Take() => HtxCredential.Create(Require(AccessKeyVariable), Require(SecretKeyVariable).AsSpan());

    private static string Require(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value
        ? value
        : throw new HtxException(HtxErrorKind.InvalidParameter, $"The environment variable {variable} is not set.")
        {
            Advice = $"-FromEnvironment needs {AccessKeyVariable} and {SecretKeyVariable}.",
        };
}
