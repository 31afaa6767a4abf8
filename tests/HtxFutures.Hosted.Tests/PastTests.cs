using System.Globalization;
using System.Management.Automation;
using System.Text.RegularExpressions;

namespace HtxFutures.Tests.Hosted;

/// <summary>Finished orders and executions at the prompt: what is shown, what is read for it, and what is said where something is wrong.</summary>
public sealed partial class PastTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public PastTests() => _shell.Run("$one = Connect-HtxFutures -Sandbox -Name one");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void The_night_is_shown_newest_first_and_of_both_margin_modes()
    {
        _shell.Run("$orders = @(Get-HtxOrderHistory BTC-USDT, ETH-USDT, SOL-USDT -Since 14h); $fills = @(Get-HtxFill BTC-USDT, ETH-USDT, SOL-USDT -Since 14h)");
        Assert.True(_shell.Is("$orders.Count -gt 20 -and $fills.Count -gt 20"));
        Assert.True(_shell.Is("-not (Compare-Object $orders.OrderId ($orders | Sort-Object CreatedAt -Descending -Stable).OrderId -SyncWindow 0)"));
        Assert.True(_shell.Is("-not (Compare-Object $fills.TradeId ($fills | Sort-Object Time -Descending -Stable).TradeId -SyncWindow 0)"));
        Assert.Equal(2, _shell.Run("$orders.MarginMode | Select-Object -Unique").Count);
        Assert.Equal(["Canceled", "Filled", "PartiallyCanceled"], _shell.Run("$orders.State | Sort-Object { \"$_\" } -Unique").Select(state => state.ToString()));
        Assert.True(_shell.Is("@($fills | Where-Object Kind -eq Liquidation).Count -le 1 -and @(Get-HtxFill SOL-USDT, XRP-USDT, ETH-USDT, BTC-USDT | Where-Object Kind -eq Liquidation).Count -le 1"));
    }

    [Fact]
    public void Fees_have_one_sign_and_executions_add_up_to_their_orders()
    {
        _shell.Run("$orders = Get-HtxOrderHistory BTC-USDT -Since 2d | Where-Object FilledVolume -gt 0");
        Assert.True(_shell.Is("@($orders | Where-Object Fee -le 0).Count -eq 0"));
        Assert.True(_shell.Is("""
            $sums = $orders | Get-HtxFill | Group-Object OrderId -AsHashTable
            @($orders | Where-Object { ($sums[$_.OrderId] | Measure-Object Fee -Sum).Sum -ne $_.Fee -or ($sums[$_.OrderId] | Measure-Object Volume -Sum).Sum -ne $_.FilledVolume }).Count -eq 0
            """));
    }

    [Theory]
    [InlineData("$order")]
    [InlineData("$order | Select-Object ContractCode, OrderId")]
    [InlineData("@{ n = 1 } | ForEach-Object { [pscustomobject]@{ contract_code = $order.ContractCode; order_id = $order.OrderId } }")]
    [InlineData("$order | ConvertTo-Csv | ConvertFrom-Csv")]
    [InlineData("Get-HtxOrder $order.ContractCode $order.OrderId")]
    public void Whatever_names_an_order_brings_its_executions(string input)
    {
        _shell.Run("$order = Get-HtxOrderHistory ETH-USDT -State Filled -First 1");
        _shell.Run($"$fills = @({input} | Get-HtxFill)");
        Assert.True(_shell.Is("$fills.Count -ge 1 -and @($fills | Where-Object OrderId -ne $order.OrderId).Count -eq 0"));
        Assert.True(_shell.Is("($fills | Measure-Object Volume -Sum).Sum -eq $order.FilledVolume"));
    }

    [Fact]
    public void An_empty_order_id_is_no_whole_contract()
    {
        HostedShell.Heard heard = _shell.Hear("[pscustomobject]@{ ContractCode = 'BTC-USDT'; OrderId = '' }, [pscustomobject]@{ ContractCode = 'BTC-USDT'; OrderId = $null } | Get-HtxFill");
        Assert.Empty(heard.Output);
        Assert.Equal(2, heard.Errors.Count(error => error.FullyQualifiedErrorId.StartsWith("HtxInvalidParameter,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Sessions_come_by_the_pipeline_and_rows_go_back_to_theirs()
    {
        _shell.Run("$two = Connect-HtxFutures -Sandbox -Name two -Seed 2");
        Assert.Equal(["one", "two"], _shell.Run("Get-HtxSession | Get-HtxFill BTC-USDT | Select-Object -ExpandProperty Account -Unique").Select(name => name.ToString()).Order());
        Assert.Equal("one", _shell.Value<string>("Get-HtxOrderHistory BTC-USDT -Session one -State Filled -First 1 | Get-HtxFill | Select-Object -ExpandProperty Account -Unique"));
    }

    [Fact]
    public void Several_accounts_are_asked_side_by_side_and_shown_with_their_names()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -Name two -Seed 2 -NoDefault");
        Assert.Equal(["one", "two"], _shell.Run("Get-HtxOrderHistory BTC-USDT -Session one, two -First 3 | Group-Object Account | ForEach-Object { \"$($_.Name)\" }").Select(name => name.ToString()).Order());
        Assert.Contains("Account     CreatedAt", _shell.Show("Get-HtxOrderHistory BTC-USDT -Session one, two -First 3"), StringComparison.Ordinal);
        Assert.Contains("Account     Time", _shell.Show("Get-HtxFill BTC-USDT -Session one, two -First 3"), StringComparison.Ordinal);
        _shell.Run("$orders = Get-HtxOrderHistory BTC-USDT -Session one, two -State Filled -First 2");
        Assert.Equal(["one", "two"], _shell.Run("$orders | Get-HtxFill | ForEach-Object Account | Select-Object -Unique").Select(name => name.ToString()).Order());

        // What is typed by hand is meant for one, and what was listed elsewhere is refused.
        Assert.StartsWith("HtxInvalidParameter,", _shell.ErrorOf("Get-HtxFill BTC-USDT 1550000000000000001 -Session one, two").FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("HtxInvalidParameter,", _shell.ErrorOf("$orders | Where-Object Account -eq one | Get-HtxFill -Session two").FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Get-HtxOrderHistory BTC-USDT -First 5", 5, 2)]
    [InlineData("Get-HtxOrderHistory BTC-USDT -MarginMode Cross -First 5", 5, 1)]
    [InlineData("Get-HtxOrderHistory BTC-USDT -Since 80d -First 5", 5, 2)]
    [InlineData("Get-HtxFill BTC-USDT -First 5", 5, 1)]
    public void First_ends_the_reading(string command, int count, int requests)
    {
        HostedShell.Heard heard = _shell.Hear($"{command} -Verbose");
        Assert.Equal(count, heard.Output.Count);
        Assert.Equal(requests, heard.Verbose.Count(line => line.StartsWith("GET ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Select_Object_ends_the_reading_and_the_script_goes_on()
    {
        HostedShell.Heard heard = _shell.Hear("Get-HtxOrderHistory BTC-USDT, ETH-USDT -Since 80d -Verbose | Select-Object -First 5; 'on'");
        Assert.Equal(6, heard.Output.Count);
        Assert.InRange(heard.Verbose.Count(line => line.StartsWith("GET ", StringComparison.Ordinal)), 4, 8);
        Assert.Null(heard.End);
    }

    [Theory]
    [InlineData("Get-HtxOrderHistory BTC-*", "The contract 'BTC-*' is refused: it is a pattern, and the exchange wants exact contracts here.")]
    [InlineData("Get-HtxFill *", "The contract '*' is refused: it is a pattern, and the exchange wants exact contracts here.")]
    [InlineData("Get-HtxOrderHistory BTC-USDT -Since 2h -Until 3h", "The beginning, *, lies after the end, *.")]
    [InlineData("Get-HtxOrderHistory BTC-USDT -Since (Get-Date).AddHours(1)", "* is in the future: it is * at the exchange, and what is listed is over.")]
    [InlineData("Get-HtxFill BTC-USDT -Until (Get-Date).AddDays(1)", "* is in the future: it is * at the exchange, and what is listed is over.")]
    [InlineData("Get-HtxFill BTC-USDT -Since 9d -Until 4d", "The exchange keeps executions for 3 days, so of the time before * nothing is known, and all of it was asked for.")]
    [InlineData("Get-HtxFill BTC-USDT 1.5e18", "The order id '1.5E+18' came through a floating-point number*")]
    [InlineData("Get-HtxFill BTC-USDT, ETH-USDT 1550000000000000001", "Orders are of one contract, and 2 were given: BTC-USDT, ETH-USDT.")]
    [InlineData("Get-HtxOrderHistory nonsense", "The contract code 'nonsense' is not one*")]
    public void What_cannot_be_is_refused_before_anything_is_sent(string command, string text)
    {
        HostedShell.Heard heard = _shell.Hear($"{command} -Verbose");
        ErrorRecord error = Assert.Single(heard.Errors);
        Assert.StartsWith("HtxInvalidParameter,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.True(new WildcardPattern(text.Replace("'*'", "'`*'", StringComparison.Ordinal).Replace("-*'", "-`*'", StringComparison.Ordinal)).IsMatch(error.Exception.Message), error.Exception.Message);
        Assert.NotNull(error.ErrorDetails?.RecommendedAction);
        Assert.DoesNotContain(heard.Verbose, line => line.StartsWith("GET ", StringComparison.Ordinal));
    }

    [Fact]
    public void A_contract_that_does_not_exist_keeps_no_other_from_being_shown()
    {
        HostedShell.Heard heard = _shell.Hear("Get-HtxOrderHistory NO-USDT, BTC-USDT -Since 10d");
        Assert.NotEmpty(heard.Output);
        Assert.Null(heard.End);
        Assert.StartsWith("HtxInvalidParameter,", Assert.Single(heard.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.StartsWith("The finished orders of NO-USDT (cross and isolated) from ", heard.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_kept_no_longer_is_one_warning_with_the_time_it_is_known_from()
    {
        HostedShell.Heard heard = _shell.Hear("Get-HtxOrderHistory BTC-USDT -Since 120d -MarginMode Cross");
        Assert.Matches("^The exchange no longer keeps finished orders from before [0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:]{8}Z: what is listed is known from then on, and what was before is not\\.$", Assert.Single(heard.Warnings));
        Assert.Empty(_shell.Hear("Get-HtxOrderHistory BTC-USDT -Since 3d").Warnings);
    }

    [Theory]
    [InlineData("de-DE")]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void A_time_as_text_means_the_same_in_every_culture(string culture)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
            DateTime local = DateTime.Now.AddHours(-5);
            string text = local.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
            string since = MomentOf(_shell.Hear($"Get-HtxOrderHistory BTC-USDT -Since '{text}' -Verbose").Verbose[0]);
            Assert.Equal(TimeZoneInfo.ConvertTimeToUtc(DateTime.ParseExact(text, "yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)).ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), since);
            string utc = DateTime.UtcNow.AddHours(-3).ToString("yyyy-MM-dd'T'HH:mm'Z'", CultureInfo.InvariantCulture);
            Assert.Equal(utc.Replace("T", " ", StringComparison.Ordinal).Replace("Z", ":00Z", StringComparison.Ordinal), MomentOf(_shell.Hear($"Get-HtxFill BTC-USDT -Since '{utc}' -Verbose").Verbose[0]));
            Assert.Contains("ParameterArgumentTransformationError", _shell.ErrorOf("Get-HtxFill BTC-USDT -Since '03/04/2026'").FullyQualifiedErrorId, StringComparison.Ordinal);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void What_is_read_up_to_now_says_that_the_last_seconds_may_be_missing()
    {
        Assert.Contains(_shell.Hear("Get-HtxFill BTC-USDT -Verbose").Verbose, line => line.StartsWith("Executions of the last 5 s may still be missing", StringComparison.Ordinal));
        Assert.DoesNotContain(_shell.Hear("Get-HtxFill BTC-USDT -Until 1h -Verbose").Verbose, line => line.Contains("5 s", StringComparison.Ordinal));
    }

    [Fact]
    public void Two_lines_are_a_summary_for_the_morning()
    {
        Assert.Equal(["Fee", "Profit"], _shell.Run("Get-HtxFill BTC-USDT, ETH-USDT | Measure-Object Fee, Profit -Sum | Where-Object Sum -ne 0 | Select-Object -ExpandProperty Property").Select(name => name.ToString()));
        Assert.NotEmpty(_shell.Run("Get-HtxFill BTC-USDT, ETH-USDT | Group-Object ContractCode, Side, Kind -NoElement"));
    }

    [GeneratedRegex("from ([0-9: Z-]+) to ")]
    private static partial Regex Span();

    private static string MomentOf(string verbose) => Span().Match(verbose).Groups[1].Value;
}
