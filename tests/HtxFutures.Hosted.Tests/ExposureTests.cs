using System.Management.Automation;
using HtxFutures.Sandbox;

namespace HtxFutures.Tests.Hosted;

/// <summary>The account at the prompt: what can still trade in one row, and what it has; and nothing is quiet that could not be read.</summary>
public sealed class ExposureTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public ExposureTests() => _shell.Run("$one = Connect-HtxFutures -Sandbox -OrderCount 12 -Name one");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void One_row_counts_what_is_there()
    {
        _shell.Run("$null = Enable-HtxAutoCancel 30s; $seen = Get-HtxExposure; $held = @(Get-HtxPosition)");
        Assert.True(_shell.Is("$seen.Account -eq 'one' -and $seen.OpenOrders -eq 12 -and $seen.AlgoOrders -eq 10 -and -not $seen.IsQuiet -and -not $seen.IsFlat"));
        Assert.True(_shell.Is("$seen.Positions -eq $held.Count -and $seen.Equity -gt 0 -and $seen.AutoCancel.Enabled"));
        _shell.Run("$null = Clear-HtxOrder -AllContract -IncludeAlgo -Force");
        _shell.WaitUntil("$quiet = Get-HtxExposure; $quiet.IsQuiet -and $quiet.IsFlat -eq ($held.Count -eq 0)");
    }

    [Fact]
    public void Positions_keep_it_from_being_flat()
    {
        _shell.Run("$two = Connect-HtxFutures -Sandbox -OrderCount 0 -Name two");
        int before = _shell.Value<int>("(Get-HtxExposure).Positions");
        Behind.Account(_shell, "$two").AddPosition(new SandboxPositionTemplate { ContractCode = "LINK-USDT", Volume = 3, EntryPrice = 10 });
        Assert.Equal(before + 1, _shell.Value<int>("(Get-HtxExposure).Positions"));
        Assert.True(_shell.Is("$it = Get-HtxExposure; $it.IsQuiet -and -not $it.IsFlat"));
    }

    [Theory]
    [InlineData("/v5/trade/order/opens", "OpenOrders", "The open orders could not be read")]
    [InlineData("/v5/algo/order/opens", "AlgoOrders", "The algo orders could not be read")]
    [InlineData("/v5/trade/position/opens", "Positions", "The positions could not be read")]
    [InlineData("/v5/account/balance", "Equity", "The balance could not be read")]
    public void What_cannot_be_read_is_empty_and_an_error_says_so_after_the_row(string path, string figure, string message)
    {
        _shell.Run("$two = Connect-HtxFutures -Sandbox -OrderCount 0 -Name two");
        Behind.Exchange(_shell, "$two").Faults.Add($"busy-before:code=1013:path={path}");
        HostedShell.Heard heard = _shell.Hear("$two, $one | Get-HtxExposure");
        var two = (HtxExposure)heard.Output[0].BaseObject;
        Assert.Null(heard.Output[0].Properties[figure].Value);
        Assert.Equal((false, false), (two.IsQuiet, two.IsFlat));
        ErrorRecord error = Assert.Single(heard.Errors);
        Assert.StartsWith($"HTX session 'two': {message}", error.Exception.Message, StringComparison.Ordinal);
        Assert.Same(two, error.TargetObject);
        Assert.Equal("one", ((HtxExposure)heard.Output[1].BaseObject).Account);
    }

    [Fact]
    public void A_key_that_is_refused_is_told_of_every_part_and_holds_up_no_other_account()
    {
        _shell.Run("$two = Connect-HtxFutures -Sandbox -OrderCount 0 -Name two");
        Behind.Exchange(_shell, "$two").Faults.Add("busy-before:code=401:kind=read");
        HostedShell.Heard heard = _shell.Hear("$two, $one | Get-HtxExposure");
        Assert.Equal(["two", "one"], heard.Output.Select(row => ((HtxExposure)row.BaseObject).Account));
        Assert.Equal(4, heard.Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("HtxAuthenticationFailed,", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_balance_shows_its_currencies_and_an_alarm_is_a_warning()
    {
        HostedShell.Heard calm = _shell.Hear("$balance = Get-HtxBalance; $balance");
        Assert.Empty(calm.Warnings);
        Assert.True(_shell.Is("$balance.Account -eq 'one' -and $balance.State -eq 'Normal' -and $balance.Equity -gt 0 -and $balance.Currencies[0].Currency -eq 'USDT' -and $balance.Currencies[0].Equity -eq $balance.Equity"));
        Behind.Account(_shell, "$one").State = "liquidating";
        HostedShell.Heard alarm = _shell.Hear("Get-HtxBalance");
        Assert.Equal("HTX session 'one': the exchange shows the account as liquidating, which is not normal.", Assert.Single(alarm.Warnings));
        Assert.Equal(AccountState.Liquidating, ((HtxBalance)Assert.Single(alarm.Output).BaseObject).State);
    }

    [Fact]
    public void A_balance_that_cannot_be_read_is_an_error_and_no_row()
    {
        Behind.Exchange(_shell, "$one").Faults.Add("busy-before:code=1013:path=/v5/account/balance");
        HostedShell.Heard heard = _shell.Hear("Get-HtxBalance");
        Assert.Empty(heard.Output);
        Assert.Single(heard.Errors);
    }

    [Fact]
    public void As_JSON_nothing_of_it_is_lost()
    {
        Assert.True(_shell.Is("$seen = Get-HtxExposure; $json = $seen | ConvertTo-Json -EnumsAsStrings -WarningVariable lost -WarningAction Ignore; $back = $json | ConvertFrom-Json; $lost.Count -eq 0 -and $back.OpenOrders -eq 12 -and $back.AutoCancel.Enabled -eq $false"));
        Assert.True(_shell.Is("$json = Get-HtxBalance | ConvertTo-Json -EnumsAsStrings -WarningVariable lost -WarningAction Ignore; $back = $json | ConvertFrom-Json; $lost.Count -eq 0 -and $back.State -eq 'Normal' -and $back.Currencies[0].Currency -eq 'USDT'"));
    }
}
