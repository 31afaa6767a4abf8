using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace HtxFutures.Sessions;

/// <summary>Asks for a key in the exchange's words: a question for user and password has to be translated first.</summary>
internal static class KeyQuestion
{
    private const string AccessKey = "Access key";
    private const string SecretKey = "Secret key";

    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: nobody can be asked, or nobody has answered.</exception>
    public static HtxCredential Ask(PSHost host, HtxEndpoint endpoint)
    {
        try
        {
            Dictionary<string, PSObject>? answers = host.UI?.Prompt(
                "HTX API key", $"For {endpoint.Host}. HTX shows both parts when a key is made (API Management).", [Field(AccessKey, typeof(string)), Field(SecretKey, typeof(SecureString))]);
            using var secretKey = Answer(answers, SecretKey) as SecureString;
            return Answer(answers, AccessKey) is string accessKey && secretKey is not null
                ? HtxCredential.Create(accessKey, secretKey)
                : throw NoKey("No key was given.");
        }
        catch (Exception failure) when (failure is PSInvalidOperationException or HostException or NotImplementedException or NotSupportedException)
        {
            throw NoKey("No key was given, and nobody can be asked for one, since this PowerShell is not interactive.", failure);
        }
    }

    private static FieldDescription Field(string name, Type type)
    {
        var field = new FieldDescription(name) { Label = name };
        field.SetParameterType(type);
        return field;
    }

    private static object? Answer(Dictionary<string, PSObject>? answers, string name) =>
        answers is not null && answers.TryGetValue(name, out PSObject? answer) ? answer?.BaseObject : null;

    private static HtxException NoKey(string message, Exception? inner = null) => new(HtxErrorKind.InvalidParameter, message, inner)
    {
        Advice = "Give -Credential (user name: access key, password: secret key), -AccessKey and -SecretKey, or -FromEnvironment (HTX_ACCESS_KEY, HTX_SECRET_KEY). To rehearse without a key: -Sandbox.",
    };
}
