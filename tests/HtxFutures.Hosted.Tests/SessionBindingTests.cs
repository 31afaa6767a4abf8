using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>Sessions that come down the pipeline, two of them open.</summary>
public sealed class SessionBindingTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public SessionBindingTests() => _shell.Run("""
        $one = Connect-HtxFutures -Sandbox -OrderCount 5 -Name one
        $two = Connect-HtxFutures -Sandbox -OrderCount 7 -Name two
        """);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void It_is_the_one_that_is_worked_through_whatever_the_default_is()
    {
        Assert.True(_shell.Is("(Get-HtxSession one | Enable-HtxAutoCancel 30s).Enabled"));
        Assert.Equal((true, false), Switches());
        _shell.Run("$null = Enable-HtxAutoCancel 30s; $null = $one | Disable-HtxAutoCancel");
        Assert.Equal((false, true), Switches());
        Assert.Equal(5, Count("$one | Get-HtxOrder"));
        Assert.Equal(5, Count("$one | Clear-HtxOrder -AllContract -Force"));
        Assert.Equal(7, Count("$two | Get-HtxOrder"));
        Assert.True(_shell.Is("$one | Test-HtxSession"));
    }

    [Fact]
    public void It_may_be_one_of_several_or_a_name()
    {
        Assert.Equal(12, Count("Get-HtxSession | Get-HtxOrder"));
        Assert.Equal(2, Count("'one', 'two' | Enable-HtxAutoCancel 30s"));
        Assert.Equal("one", _shell.Value<string>("('one' | Get-HtxSession).Name"));
        _shell.Run("'one' | Get-HtxSession | Disconnect-HtxFutures -WarningAction SilentlyContinue");
        Assert.Equal("two", _shell.Value<string>("(Get-HtxSession).Name"));
        _shell.Run("'two' | Disconnect-HtxFutures -WarningAction SilentlyContinue");
        Assert.Empty(_shell.Run("Get-HtxSession"));
    }

    [Fact]
    public void Where_it_is_missing_everything_is_left_alone()
    {
        _shell.Run("@() | Enable-HtxAutoCancel 30s; @() | Clear-HtxOrder -AllContract -Force; @() | Disconnect-HtxFutures");

        Assert.Equal((false, false), Switches());
        Assert.True(_shell.Is("$two.IsDefault"));
        Assert.Equal(7, Count("Get-HtxOrder"));
    }

    [Fact]
    public void It_is_named_once_and_with_another_beside_it_nothing_is_done()
    {
        Assert.Equal("HtxInvalidParameter,HtxFutures.Commands.EnableHtxAutoCancelCommand", _shell.ErrorOf("$one | Enable-HtxAutoCancel 30s -Session $two").FullyQualifiedErrorId);
        Assert.Equal((false, false), Switches());
    }

    [Theory]
    [InlineData("5", "HtxInvalidParameter", "*System.Int32*")]
    [InlineData("'three'", "HtxNotConnected", "*'three'*'one', 'two'*")]
    [InlineData("[pscustomobject] @{ Name = 'one' }", "HtxInvalidParameter", "*")]
    public void What_is_none_ends_the_cmdlet(string given, string id, string part)
    {
        ErrorRecord failure = _shell.ErrorOf($"$given = {given}; $given, $given | Enable-HtxAutoCancel 30s");

        Assert.Equal($"{id},HtxFutures.Commands.EnableHtxAutoCancelCommand", failure.FullyQualifiedErrorId);
        Like.Matches(part, failure.ToString());
        Assert.Equal((false, false), Switches());
    }

    [Fact]
    public void Test_answers_even_where_there_is_none()
    {
        Assert.False(_shell.Is("'three' | Test-HtxSession"));
        Assert.StartsWith("HtxInvalidParameter,", _shell.ErrorOf("5 | Test-HtxSession").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal([true, false, true], _shell.Run("$one, 'three', $two | Test-HtxSession").Select(answer => (bool)answer.BaseObject));
    }

    private int Count(string script) => _shell.Value<int>($"@({script}).Count");

    private (bool One, bool Two) Switches() => (_shell.Is("$one.AutoCancel.Enabled"), _shell.Is("$two.AutoCancel.Enabled"));
}
