using HtxFutures.Checkup;

namespace HtxFutures.Client.Tests.Checkup;

/// <summary>A name that nobody can resolve: with a DNS server that says so, and with none at all.</summary>
public sealed class NameResolutionTests
{
    [Fact]
    public async Task A_name_that_cannot_be_resolved_is_named()
    {
        using HtxCredential credential = TestKeys.Credential();
        HtxConnectOptions options = TestConnection.To("https://no-such-host.invalid") with
        {
            Credential = credential,
            RequestTimeout = TimeSpan.FromSeconds(30),
            Proxy = new NoProxy(),
        };
        HtxSessionCheck check = await NameResolution.CheckAsync(options, TestContext.Current.CancellationToken);
        Assert.False(check.Passed);
        Assert.StartsWith("no-such-host.invalid ", check.Value, StringComparison.Ordinal);
        Assert.Contains("DNS", check.Advice, StringComparison.Ordinal);
    }

    /// <summary>Whatever the environment of the test says.</summary>
    private sealed class NoProxy : System.Net.IWebProxy
    {
        public System.Net.ICredentials? Credentials { get; set; }

        public Uri? GetProxy(Uri destination) => null;

        public bool IsBypassed(Uri host) => true;
    }
}
