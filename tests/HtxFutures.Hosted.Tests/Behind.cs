using HtxFutures.Sandbox;

namespace HtxFutures.Tests.Hosted;

/// <summary>What stands behind a session on the sandbox: other programs of the account, and the market.</summary>
internal static class Behind
{
    /// <summary>The account of a session.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="session">A script that writes the session.</param>
    public static SandboxAccount Account(HostedShell shell, string session) => Exchange(shell, session).Accounts.Single();

    /// <summary>The exchange of a session.</summary>
    public static SandboxExchange Exchange(HostedShell shell, string session) => ((SandboxHandler)shell.Value<HtxSession>(session).Client.Account.Exchange!).Exchange;
}
