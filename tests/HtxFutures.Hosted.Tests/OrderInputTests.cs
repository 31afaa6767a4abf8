using System.Diagnostics;
using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>What Stop-HtxOrder and Get-HtxOrder are given, and what they take it for.</summary>
public sealed class OrderInputTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public OrderInputTests() => _shell.Run("""
        $one = Connect-HtxFutures -Sandbox -OrderCount 12 -Name one
        $two = Connect-HtxFutures -Sandbox -OrderCount 12 -Name two
        $orders = @(Get-HtxOrder)
        $btc = @($orders | Where-Object ContractCode -eq BTC-USDT)
        $eth = @($orders | Where-Object ContractCode -eq ETH-USDT)
        """);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void Orders_bind_by_position_one_or_several()
    {
        Assert.Equal([Text("$btc[0].OrderId")], Ids("Stop-HtxOrder $btc[0]"));
        Assert.Equal(Ids("$eth"), Ids("Stop-HtxOrder $eth"));
        Assert.Equal([CancelOutcome.Accepted], Outcomes("Stop-HtxOrder $btc[1].ContractCode $btc[1].OrderId"));
    }

    [Fact]
    public void Where_only_a_contract_is_named_it_asks_which_order_is_meant_and_stops_none()
    {
        ErrorRecord failure = _shell.ErrorOf("Stop-HtxOrder ETH-USDT");

        Assert.Equal("HtxInvalidParameter,HtxFutures.Commands.StopHtxOrderCommand", failure.FullyQualifiedErrorId);
        Like.Matches("Which order*ETH-USDT*", failure.ToString());
        Like.Matches("*Clear-HtxOrder ETH-USDT*", failure.ErrorDetails.RecommendedAction);
        Assert.Equal(12, Count("Get-HtxOrder"));
    }

    [Fact]
    public void Ids_alone_are_those_of_the_contract_that_is_named_beside_them()
    {
        Assert.Equal(Ids("$btc"), Ids("$btc.OrderId | Stop-HtxOrder -ContractCode BTC-USDT"));
        Assert.Equal(Ids("$eth"), Ids("[long[]] $eth.OrderId | Stop-HtxOrder ETH-USDT"));
    }

    [Fact]
    public void An_id_alone_that_is_none_or_of_no_contract_is_a_row_that_says_so()
    {
        HostedShell.Heard heard = _shell.Hear("'0', 1.5e18, '1550000000000000001.0' | Stop-HtxOrder -ContractCode BTC-USDT; '1550000000000000001' | Stop-HtxOrder");
        Assert.Equal(4, heard.Errors.Count);
        Assert.All(heard.Output, row => Assert.Equal(CancelOutcome.Rejected, ((HtxCancelResult)row.BaseObject).Outcome));
        Like.Matches("*floating-point*", heard.Errors[1].ToString());
        Like.Matches("*floating-point*", heard.Errors[2].ToString());
        Like.Matches("*no contract*", heard.Errors[3].ToString());
        Like.Matches("*-ContractCode*", heard.Errors[3].ErrorDetails.RecommendedAction);
        Assert.Equal(12, Count("Get-HtxOrder"));
    }

    [Fact]
    public void Text_that_is_no_number_is_no_id_and_stops_no_other()
    {
        HostedShell.Heard heard = _shell.Hear("'OrderId', $btc[0].OrderId | Stop-HtxOrder -ContractCode BTC-USDT");
        Assert.Single(heard.Output);
        Assert.StartsWith("InputObjectNotBound,", Assert.Single(heard.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-ContractCode BTC-USDT")]
    [InlineData("BTC-USDT")]
    public void An_order_is_taken_whole_and_a_contract_beside_it_is_no_filter(string contract)
    {
        int btc = Count("$btc");
        HostedShell.Heard heard = _shell.Hear($"$orders | Stop-HtxOrder {contract}");

        HtxCancelResult[] results = [.. heard.Output.Select(row => (HtxCancelResult)row.BaseObject)];
        Assert.Equal(12, results.Length);
        Assert.Equal(["BTC-USDT"], results.Where(result => result.Outcome == CancelOutcome.Accepted).Select(result => result.ContractCode).Distinct());
        Assert.Equal(12 - btc, results.Count(result => result.Outcome == CancelOutcome.Rejected));
        Assert.DoesNotContain(results, result => result.Outcome is not (CancelOutcome.Accepted or CancelOutcome.Rejected));
        Like.Matches("*ContractCode*'BTC-USDT'*", heard.Errors[0].ToString());
        Like.Matches("*To filter: Get-HtxOrder*", heard.Errors[0].ErrorDetails.RecommendedAction);
        _shell.WaitUntil($"@(Get-HtxOrder).Count -eq {12 - btc}");
    }

    [Fact]
    public void An_order_is_taken_whole_and_an_id_beside_it_that_is_anothers_is_refused()
    {
        HtxCancelResult[] results = Results("$eth[0], $eth[1] | Stop-HtxOrder -ContractCode ETH-USDT -OrderId $eth[1].OrderId");

        Assert.Equal([CancelOutcome.Accepted, CancelOutcome.Rejected], results.Select(result => result.Outcome).Order());
        Assert.Equal(Text("$eth[1].OrderId"), results.Single(result => result.Outcome == CancelOutcome.Accepted).OrderId);
    }

    [Theory]
    [InlineData("Get-HtxOrder -Session $one | Stop-HtxOrder -Session $two", 12)]
    [InlineData("$PSDefaultParameterValues = @{ '*-Htx*:Session' = $two }; Get-HtxOrder -Session $one | Stop-HtxOrder", 12)]
    [InlineData("Get-HtxOrder -Session $one | ConvertTo-Json | ConvertFrom-Json | Stop-HtxOrder -Session $two", 12)]
    public void Nothing_of_another_account_is_stopped(string script, int count)
    {
        HostedShell.Heard heard = _shell.Hear($"& {{ {script} }}");

        Assert.Equal(count, heard.Output.Count);
        Assert.All(heard.Output.Select(row => (HtxCancelResult)row.BaseObject), result => Assert.Equal((CancelOutcome.Rejected, 0), (result.Outcome, result.Attempts)));
        Assert.All(heard.Errors, error => Like.Matches("*'one'*'two'*", error.Exception.Message));
        Assert.Equal(12, Count("Get-HtxOrder"));
        Assert.Equal(12, Count("Get-HtxOrder -Session $one"));
    }

    [Theory]
    [InlineData("Get-HtxOrder -Session $one | Stop-HtxOrder", 12)]
    [InlineData("Get-HtxOrder BTC-USDT -Session $one | Stop-HtxOrder BTC-USDT", 3)]
    [InlineData("Clear-HtxOrder ETH-USDT -Force -Session $one | Stop-HtxOrder", 3)]
    [InlineData("Get-HtxOrder -Session $one | ConvertTo-Csv | ConvertFrom-Csv | Stop-HtxOrder", 12)]
    public void What_was_listed_goes_back_to_its_account_whatever_the_default_is(string script, int count)
    {
        HtxCancelResult[] results = Results(script);

        Assert.Equal(count, results.Length);
        Assert.All(results, result => Assert.Equal(("one", true), (result.Account, result.Attempts > 0)));
        Assert.Equal(12, Count("Get-HtxOrder"));
    }

    [Fact]
    public void What_was_listed_by_a_session_that_is_closed_is_refused()
    {
        HostedShell.Heard heard = _shell.Hear("$held = Get-HtxOrder -Session $one; Disconnect-HtxFutures $one; $held | Stop-HtxOrder");
        Assert.All(heard.Output.Select(row => (HtxCancelResult)row.BaseObject), result => Assert.Equal((CancelOutcome.Rejected, 0, "one"), (result.Outcome, result.Attempts, result.Account)));
        Assert.Equal(12, heard.Errors.Count);
        Assert.All(heard.Errors, error => Like.Matches("*'one', which was closed*'two'*", error.Exception.Message));
    }

    [Fact]
    public void Results_name_orders_and_are_stopped_through_their_own_account()
    {
        _shell.Run("$results = $btc | Stop-HtxOrder -WhatIf:$false");
        _shell.WaitUntil("@(Get-HtxOrder BTC-USDT).Count -eq 0");

        Assert.Equal([CancelOutcome.AlreadyCanceled], Outcomes("$results | Stop-HtxOrder").Distinct());
    }

    [Theory]
    [InlineData("@{ contract_code = $btc[0].ContractCode; order_id = $btc[0].OrderId }")]
    [InlineData("@{ ContractCode = $btc[0].ContractCode; OrderId = [long] $btc[0].OrderId }")]
    [InlineData("[ordered] @{ ContractCode = $btc[0].ContractCode; Id = $btc[0].OrderId }")]
    [InlineData("$btc[0] | ConvertTo-Json | ConvertFrom-Json -AsHashtable")]
    public void Hashtables_are_read_as_rows(string row) => Assert.Equal([CancelOutcome.Accepted], Outcomes($"{row} | Stop-HtxOrder"));

    [Fact]
    public void An_id_that_was_a_floating_point_number_is_refused_in_a_hashtable_too()
    {
        HtxCancelResult result = Assert.Single(Results("@{ ContractCode = 'BTC-USDT'; OrderId = [double] 155000000000001 } | Stop-HtxOrder"));

        Assert.Equal(CancelOutcome.Rejected, result.Outcome);
        Like.Matches("*floating-point*", result.Message);
    }

    [Fact]
    public void Nobody_can_make_up_an_order()
    {
        _shell.ErrorOf("[HtxFutures.HtxOrder] @{ ContractCode = 'BTC-USDT'; OrderId = '1' }");
        Assert.Empty(_shell.Run("@{ ContractCode = 'BTC-USDT'; OrderId = '1550000000000000001' } | Stop-HtxOrder -WhatIf"));
    }

    [Fact]
    public void Rows_are_completed_with_what_the_line_names_by_text_or_by_a_script_block()
    {
        Assert.Equal([CancelOutcome.Accepted], Outcomes("[pscustomobject] @{ OrderId = $btc[0].OrderId } | Stop-HtxOrder BTC-USDT"));
        Assert.Equal([CancelOutcome.Accepted], Outcomes("@{ OrderId = $btc[1].OrderId } | Stop-HtxOrder -ContractCode BTC-USDT"));
        _shell.Run("$rows = [pscustomobject] @{ Coin = 'ETH'; Number = $eth[0].OrderId }, [pscustomobject] @{ Coin = 'ETH'; Number = $eth[1].OrderId }");
        Assert.Equal([CancelOutcome.Accepted, CancelOutcome.Accepted], Outcomes("$rows | Stop-HtxOrder -ContractCode { \"$($_.Coin)-USDT\" } -OrderId { $_.Number }"));
    }

    [Fact]
    public void A_contract_that_is_named_twice_is_listed_once_also_with_a_blank_at_one()
    {
        string[] listed = Ids("Get-HtxOrder 'BTC-USDT', ' btc-usdt '");

        Assert.NotEmpty(listed);
        Assert.Equal(listed.Distinct(), listed);
        Assert.Equal(Count("Get-HtxOrder BTC-*"), Count("Get-HtxOrder 'BTC-USDT', ' BTC-* '"));
    }

    [Fact]
    public void Several_ids_are_asked_for_at_a_time_and_shown_as_they_were_asked_for()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 40 -Latency 100ms; $orders = Get-HtxOrder");
        var watch = Stopwatch.StartNew();

        Assert.Equal(Ids("$orders"), Ids("$orders | Get-HtxOrder"));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 3); // one after the other it is 4 at least
    }

    private string Text(string script) => _shell.Value<string>(script);

    private int Count(string script) => _shell.Value<int>($"@({script}).Count");

    private string[] Ids(string script) => [.. _shell.Run($"({script}).OrderId").Select(id => (string)id.BaseObject)];

    private CancelOutcome[] Outcomes(string script) => [.. _shell.Run(script).Select(row => ((HtxCancelResult)row.BaseObject).Outcome)];

    // Whatever errors stand beside them.
    private HtxCancelResult[] Results(string script) => [.. _shell.Hear(script).Output.Select(row => (HtxCancelResult)row.BaseObject)];
}
