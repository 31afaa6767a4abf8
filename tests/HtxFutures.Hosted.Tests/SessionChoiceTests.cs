using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>Sessions go by their names: one name, one session, and one of them is the default.</summary>
public sealed class SessionChoiceTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public SessionChoiceTests() => _shell.Run("$main = Connect-HtxFutures -Sandbox -OrderCount 3 -Name main; $hedge = Connect-HtxFutures -Sandbox -OrderCount 5 -Name hedge");

    [Theory]
    [InlineData("Select-HtxSession main")]
    [InlineData("Select-HtxSession MAIN")]
    [InlineData("Select-HtxSession $main")]
    [InlineData("'main' | Select-HtxSession")]
    [InlineData("Get-HtxSession main | Select-HtxSession")]
    public void Session_is_made_the_default(string script)
    {
        Assert.Equal(5, Count("Get-HtxOrder"));
        Assert.Empty(_shell.Run(script));
        Assert.Equal(3, Count("Get-HtxOrder"));
        Assert.Equal(["main"], Names("Get-HtxSession | Where-Object IsDefault"));
    }

    [Fact]
    public void Chosen_session_is_passed_on_where_that_is_asked_for() => Assert.Equal(["main"], Names("Select-HtxSession main -PassThru"));

    [Theory]
    [InlineData("Select-HtxSession nosuch", "HtxNotConnected", "Open: 'main', 'hedge'.")]
    [InlineData("Disconnect-HtxFutures $main; Select-HtxSession $main", "HtxNotConnected", "'main' was closed")]
    [InlineData("Select-HtxSession 5", "HtxInvalidParameter", "is none")]
    public void What_cannot_be_chosen_leaves_the_default_as_it_was(string script, string errorId, string why)
    {
        ErrorRecord error = Assert.Single(_shell.Hear(script).Errors);
        Assert.StartsWith(errorId + ",", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains(why, error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(5, Count("Get-HtxOrder"));
    }

    [Fact]
    public void No_default_says_which_are_open_and_how_to_choose()
    {
        ErrorRecord error = Assert.Single(_shell.Hear("Disconnect-HtxFutures $hedge; Get-HtxOrder").Errors);
        Assert.Contains("Open: 'main'.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Contains("Select-HtxSession 'main'", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
    }

    [Fact]
    public void Second_session_of_a_name_is_refused_before_it_is_connected()
    {
        ErrorRecord error = Assert.Single(_shell.Hear("Connect-HtxFutures -Sandbox -Name Main -NoDefault").Errors);
        Assert.StartsWith("HtxInvalidParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Nothing was connected to.", error.Exception.Message, StringComparison.Ordinal);
        Assert.Equal(5, Count("Get-HtxOrder"));
        _shell.Run("Disconnect-HtxFutures main; $null = Connect-HtxFutures -Sandbox -Name Main");
    }

    [Fact]
    public void Name_that_is_made_is_one_that_none_has()
    {
        int next = int.Parse(((string)_shell.Run("(Connect-HtxFutures -Sandbox).Name").Single().BaseObject)[3..], System.Globalization.CultureInfo.InvariantCulture) + 1;
        Assert.Equal([$"Htx{next + 1}"], Names($"$null = Connect-HtxFutures -Sandbox -Name htx{next}; Connect-HtxFutures -Sandbox"));
    }

    [Fact]
    public void Several_are_named_with_wildcards_where_several_are_taken()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -Name 'm[a]in'; Disconnect-HtxFutures 'm[a]in'");
        Assert.Equal(["main", "hedge"], Names("Get-HtxSession")); // the one that is called so
        _shell.Run("Disconnect-HtxFutures m*, h?dge");
        Assert.Empty(Names("Get-HtxSession"));
        Assert.Equal("HtxNotConnected,HtxFutures.Commands.DisconnectHtxFuturesCommand", Assert.Single(_shell.Hear("Disconnect-HtxFutures x*").Errors).FullyQualifiedErrorId);
    }

    [Theory]
    [InlineData("Clear-HtxOrder -AllContract", "every contract of the account of session 'hedge' (KEY): 5 open orders")]
    [InlineData("Clear-HtxOrder BTC-USDT", "BTC-USDT of session 'hedge' (KEY)")]
    [InlineData("Enable-HtxAutoCancel 30s -Confirm", "session 'hedge' (account KEY)")]
    public void Question_names_the_session(string script, string expected)
    {
        _shell.Host.Desk.Answers.Enqueue("No");
        _shell.Hear(script);
        Assert.Contains(expected.Replace("KEY", (string)_shell.Run("$hedge.AccessKey").Single().BaseObject, StringComparison.Ordinal), Assert.Single(_shell.Host.Desk.Questions), StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    private int Count(string script) => (int)_shell.Run($"@({script}).Count").Single().BaseObject;

    private string[] Names(string script) => [.. _shell.Run($"& {{ {script} }} | ForEach-Object Name").Select(name => (string)name.BaseObject)];
}
