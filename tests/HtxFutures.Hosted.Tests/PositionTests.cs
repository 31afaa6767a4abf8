using HtxFutures.Sandbox;

namespace HtxFutures.Tests.Hosted;

/// <summary>Positions at the prompt: which are shown, how they are told apart, and what is never taken for flat.</summary>
public sealed class PositionTests : IDisposable
{
    private readonly HostedShell _shell = new();
    private readonly SandboxAccount _account;

    public PositionTests()
    {
        _shell.Run("$one = Connect-HtxFutures -Sandbox -OrderCount 0 -Name one");
        _account = Behind.Account(_shell, "$one");
        Plant("BTC-USDT", "long", "cross", 300, 10);
        Plant("BTC-USDT", "short", "isolated", 7, 50);
        Plant("ETH-USDT", "short", "isolated", 50, 20);
        Plant("龙虾-USDT", "long", "isolated", 12, 5);
        _shell.Run("$held = @(Get-HtxPosition | Where-Object ContractCode -in BTC-USDT, ETH-USDT, 龙虾-USDT)");
    }

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void All_are_shown_with_their_account()
    {
        Assert.Equal(4, Count("$held"));
        Assert.True(_shell.Is("$held[0].Account -eq 'one' -and $held[0].Volume -eq 300 -and $held[0].UnrealizedProfit -eq 0"));
        Assert.Equal("BTC-USDT Long 300 @ 65000 cross", _shell.Value<string>("\"$($held[0])\""));
        Assert.True(_shell.Is("($one | Get-HtxPosition BTC-USDT, ETH-USDT).Count -eq 3"));
    }

    [Theory]
    [InlineData("BTC-USDT", 2)]
    [InlineData("btc-usdt, 'ETH-USDT '", 3)]
    [InlineData("BTC-*", 2)]
    [InlineData("龙*", 1)]
    [InlineData("BTC-USDT -PositionSide Long", 1)]
    [InlineData("BTC-USDT -MarginMode Isolated", 1)]
    [InlineData("BTC-USDT -PositionSide Long -MarginMode Isolated", 0)]
    [InlineData("BTC-USDT -PositionSide Both", 0)]
    public void Filters_show_what_is_meant(string parameters, int count) => Assert.Equal(count, Count($"Get-HtxPosition {parameters}"));

    [Fact]
    public void Headings_are_told_by_in_both_position_modes()
    {
        _shell.Run("$other = Connect-HtxFutures -Sandbox -OrderCount 0 -Name other");
        SandboxAccount oneWay = Behind.Account(_shell, "$other");
        oneWay.PositionMode = SandboxPositionMode.SingleSide;
        oneWay.AddPosition(new SandboxPositionTemplate { ContractCode = "LINK-USDT", Direction = "sell", Volume = 3, EntryPrice = 10 });
        Assert.True(_shell.Is("$p = Get-HtxPosition LINK-USDT; $p.Side -eq 'Short' -and $p.PositionSide -eq 'Both' -and $p.Direction -eq 'Sell'"));
        Assert.Equal(2, Count("$held | Where-Object Side -eq Short"));
        Assert.Equal(3, Count("$held | Where-Object Mode -eq Isolated"));
        Assert.Equal(1, Count("$held | Where-Object Profit -eq 0 | Where-Object Distance -eq $null"));
        Assert.Equal(4, Count("$held | Where-Object Age -lt 0:10:00"));
        Assert.True(_shell.Is("($held | ConvertTo-Json) -notmatch '\"(Side|Mode|Profit|Distance|Age)\"'"));
    }

    [Fact]
    public void A_contract_that_is_none_is_an_error_and_the_others_are_shown()
    {
        HostedShell.Heard heard = _shell.Hear("Get-HtxPosition nonsense, BTC-USDT, NONE-USDT");
        Assert.Equal(2, heard.Output.Count);
        Assert.Equal(2, heard.Errors.Count);
        Assert.StartsWith("HtxInvalidParameter,HtxFutures.Commands.GetHtxPositionCommand", heard.Errors[0].FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Null(heard.End);
        Assert.StartsWith("HtxInvalidParameter,", _shell.ErrorOf("Get-HtxPosition 'BTC-['").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_that_cannot_be_had_is_an_error()
    {
        Behind.Exchange(_shell, "$one").Faults.Add("busy-before:code=1013:path=/v5/trade/position/opens");
        HostedShell.Heard heard = _shell.Hear("Get-HtxPosition");
        Assert.Empty(heard.Output);
        Assert.Single(heard.Errors);
    }

    [Fact]
    public void Tab_completes_the_contracts_of_positions_that_were_seen()
    {
        string[] contracts = [.. _shell.Run("(TabExpansion2 'Get-HtxPosition ' -cursorColumn 16).CompletionMatches.CompletionText").Select(text => text.ToString())];
        Assert.All(["BTC-USDT", "ETH-USDT"], contract => Assert.Contains(contract, contracts));
        Assert.Contains("position seen: Short 50", _shell.Value<string>("(TabExpansion2 'Get-HtxOrder E' -cursorColumn 14).CompletionMatches[0].ToolTip"), StringComparison.Ordinal);
    }

    [Fact]
    public void It_comes_back_from_a_file_as_it_was_shown()
    {
        _shell.Run("$back = $held | ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) }");
        Assert.Equal(Shown("$held"), Shown("$back"));

        string Shown(string rows) => (string)_shell.Run($"{rows} | Out-String -Width 99").Single().BaseObject;
    }

    private void Plant(string contract, string side, string mode, decimal volume, int leverage) => _account.AddPosition(new SandboxPositionTemplate
    {
        ContractCode = contract,
        PositionSide = side,
        MarginMode = mode,
        Volume = volume,
        Leverage = leverage,
        EntryPrice = contract switch { "BTC-USDT" => null, "ETH-USDT" => 3000.123456789m, _ => 1.5m },
    });

    private int Count(string script) => _shell.Value<int>($"@({script}).Count");
}
