using System.Text.Json;
using HtxFutures.Running.Messages;
using HtxFutures.Sessions;

namespace HtxFutures.Tests.Sessions;

/// <summary>Sessions without an engine: all these tests share the store of "no runspace", so each looks at its own sessions only.</summary>
public sealed class SessionTests
{
    [Fact]
    public async Task The_newest_is_the_default_and_closing_it_leaves_none()
    {
        var store = new SessionStore();
        HtxSession first = await OpenAsync("first");
        HtxSession second = await OpenAsync("second");
        store.Add(first);
        store.Add(second);
        Assert.Same(second, store.Default);
        Assert.Equal([first, second], store.Open);

        store.Remove(second);
        Assert.Null(store.Default);
        Assert.Equal([first], store.Open);
    }

    [Fact]
    public async Task A_session_closed_elsewhere_is_not_shown_as_open()
    {
        var store = new SessionStore();
        HtxSession session = await OpenAsync("shared");
        store.Add(session);
        session.Close();
        Assert.Empty(store.Open);
        Assert.Equal(HtxSessionState.Closed, session.State);
    }

    [Fact]
    public void Without_a_session_the_error_shows_the_way()
    {
        HtxException failure = Assert.Throws<HtxException>(() => SessionResolver.Resolve(null, new SessionStore()));
        Assert.Equal(HtxErrorKind.NotConnected, failure.Kind);
        Assert.Contains("Connect-HtxFutures", failure.Message, StringComparison.Ordinal);
        Assert.Contains("-Session $using:session", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_closed_session_is_named()
    {
        HtxSession session = await OpenAsync("gone");
        session.Close();
        HtxException failure = Assert.Throws<HtxException>(() => SessionResolver.Resolve(session, new SessionStore()));
        Assert.Equal(HtxErrorKind.NotConnected, failure.Kind);
        Assert.Contains("'gone'", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_given_session_goes_before_the_default()
    {
        HtxSession given = await OpenAsync("given");
        HtxSession byDefault = await OpenAsync("default");
        var store = new SessionStore();
        store.Add(byDefault);
        Assert.Same(given, SessionResolver.Resolve(given, store));
        Assert.Same(byDefault, SessionResolver.Resolve(null, store));
    }

    [Fact]
    public async Task A_session_shows_no_key()
    {
        HtxSession session = await OpenAsync("quiet");
        string json = JsonSerializer.Serialize(session);
        Assert.DoesNotContain("rehearsal", json, StringComparison.Ordinal);
        Assert.Contains("sand****0key", json, StringComparison.Ordinal);
        Assert.Equal("quiet", session.ToString());
    }

    [Fact]
    public void A_missing_environment_variable_is_named()
    {
        string? before = Environment.GetEnvironmentVariable(EnvironmentCredential.AccessKeyVariable);
        try
        {
            Environment.SetEnvironmentVariable(EnvironmentCredential.AccessKeyVariable, null);
            HtxException failure = Assert.Throws<HtxException>(EnvironmentCredential.Take);
            Assert.Contains("HTX_ACCESS_KEY", failure.Message, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(EnvironmentCredential.AccessKeyVariable, before);
        }
    }

    private static async Task<HtxSession> OpenAsync(string name) => (await SandboxConnector.OpenAsync(
        [name], new SandboxSetting(0, TimeSpan.Zero, HtxScenario.Calm, 1), TimeSpan.FromSeconds(5), _ => new RequestMessages(), TestContext.Current.CancellationToken))[0];
}
