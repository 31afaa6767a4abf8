using System.Management.Automation;
using System.Security;

namespace HtxFutures.Tests.Hosted;

/// <summary>What Connect-HtxFutures asks for, where it is given no key.</summary>
public sealed class KeyQuestionTests : IDisposable
{
    // Nobody listens there: what is typed has been taken when it fails.
    private const string Connect = "Connect-HtxFutures -Endpoint http://127.0.0.1:1";

    private readonly HostedShell _shell = new();

    private NotingDesk Desk => _shell.Host.Desk;

    [Fact]
    public void It_asks_in_the_exchanges_words_and_hides_the_secret_key()
    {
        using var secret = new SecureString();
        "secret-key-000000001".ToList().ForEach(secret.AppendChar);
        Desk.Typed = new() { ["Access key"] = "access-key-000000001", ["Secret key"] = PSObject.AsPSObject(secret) };

        Assert.StartsWith("HtxNetworkError,", Error(Connect), StringComparison.Ordinal);
        Assert.Equal(["Access key: String", "Secret key: SecureString"], Desk.Questions);
    }

    [Fact]
    public void Where_nobody_can_be_asked_it_says_which_ways_there_are()
    {
        HostedShell.Heard heard = _shell.Hear(Connect);
        ErrorRecord failure = Assert.Single(heard.Errors);
        Assert.StartsWith("HtxInvalidParameter,", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("not interactive", failure.Exception.Message, StringComparison.Ordinal);
        Assert.All(["-Credential", "-AccessKey", "-FromEnvironment", "-Sandbox"], way => Assert.Contains(way, failure.ErrorDetails.RecommendedAction, StringComparison.Ordinal));
    }

    [Fact]
    public void An_answer_that_is_missing_is_no_key()
    {
        Desk.Typed = [];
        Assert.StartsWith("HtxInvalidParameter,", Error(Connect), StringComparison.Ordinal);
    }

    [Fact]
    public void A_wrong_address_is_told_before_anybody_is_asked()
    {
        Assert.StartsWith("HtxInvalidParameter,", Error("Connect-HtxFutures -Endpoint http://example.com"), StringComparison.Ordinal);
        Assert.Empty(Desk.Questions);
    }

    [Fact]
    public void A_credential_that_is_given_as_a_name_asks_for_its_password_alone()
    {
        Error($"{Connect} -Credential access-key-000000001");
        Assert.Single(Desk.Questions);
        Assert.DoesNotContain(Desk.Questions, question => question.Contains("key:", StringComparison.Ordinal));
    }

    public void Dispose() => _shell.Dispose();

    private string Error(string script) => Assert.Single(_shell.Hear(script).Errors).FullyQualifiedErrorId;
}
