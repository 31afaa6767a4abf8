using System.Text.Json;

namespace HtxFutures.Tests.Hosted;

/// <summary>The red button at the prompt: what it asks, what it stops, what it writes.</summary>
public sealed class StopTradingTests : IDisposable
{
    private readonly HostedShell _shell = new();

    public StopTradingTests() => _shell.Run("$session = Connect-HtxFutures -Sandbox -OrderCount 12 -Name desk");

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void It_stops_orders_and_algo_orders_and_tells_of_each()
    {
        HostedShell.Heard heard = _shell.Hear("$since = Get-Date; $report = Stop-HtxTrading -AllContract -Force; $report");
        Assert.Empty(heard.Errors);
        var report = (HtxStopReport)Assert.Single(heard.Output).BaseObject;
        Assert.True(report is { Account: "desk", Endpoint: "Sandbox", Sandbox: true, Succeeded: true, IsQuiet: true });
        Assert.Equal((12, 10), (report.Orders.Values.Sum(), report.AlgoOrders.Values.Sum()));
        Assert.All(report.Results, row => Assert.NotEqual("", row.ContractCode));
        Assert.Equal(0, _shell.Value<int>("@(Get-HtxOrder).Count + @(Get-HtxAlgoOrder).Count"));
        Assert.Equal(22, _shell.Value<int>("@(Get-HtxJournal -Session desk -Since $since | Where-Object Command -eq Stop-HtxTrading).Count"));
    }

    [Fact]
    public void It_closes_positions_where_asked() =>
        Assert.True(_shell.Is("$report = Stop-HtxTrading -AllContract -ClosePosition -Force; $report.IsFlat -and $report.Positions['Closed'] -gt 0"));

    [Fact]
    public void Single_rows_are_taken_out_of_the_report()
    {
        _shell.Run("$report = Stop-HtxTrading -AllContract -Force");
        Assert.Equal(1, _shell.Value<int>("@($report.Results[0]).Count"));
        Assert.Equal(1, _shell.Value<int>("@($report.Left[-1]).Count"));
        Assert.Equal(1, _shell.Value<int>("@($report.Warnings[0]).Count"));
    }

    [Fact]
    public void Nothing_to_stop_is_a_success()
    {
        _shell.Run("$null = Stop-HtxTrading -AllContract -ClosePosition -Force");
        HostedShell.Heard heard = _shell.Hear("Stop-HtxTrading -AllContract -ClosePosition -Force");
        Assert.Empty(heard.Errors);
        Assert.True((HtxStopReport)heard.Output.Single().BaseObject is { Succeeded: true, IsFlat: true, Results: [], Left: [] });
    }

    [Fact]
    public void JSON_of_the_report_at_its_default_depth_loses_nothing()
    {
        HostedShell.Heard heard = _shell.Hear("Stop-HtxTrading BTC-USDT, ETH-USDT -KeepProtection -Force | ConvertTo-Json");
        Assert.DoesNotContain(heard.Warnings, warning => warning.Contains("depth", StringComparison.Ordinal));
        using var json = JsonDocument.Parse((string)heard.Output.Single().BaseObject);
        JsonElement report = json.RootElement;
        Assert.Equal(JsonValueKind.Object, report.GetProperty("Orders").ValueKind);
        Assert.Matches("^(Order|AlgoOrder)$", report.GetProperty("Results")[0].GetProperty("Kind").GetString());
        Assert.Equal(JsonValueKind.String, report.GetProperty("Results")[0].GetProperty("Outcome").ValueKind);
        Assert.Equal(JsonValueKind.String, report.GetProperty("Elapsed").ValueKind);
        Assert.DoesNotContain("HtxFutures.", report.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_report_that_a_job_has_written_is_whole()
    {
        _shell.Run("$report = Stop-HtxTrading -AllContract -Force; $copy = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($report))");
        Assert.Equal(_shell.Show("$report.Results | Select-Object Kind, OrderId, Outcome"), _shell.Show("$copy.Results | Select-Object Kind, OrderId, Outcome"));
        Assert.Equal(_shell.Value<int>("$report.Orders['Canceled']"), _shell.Value<int>("$copy.Orders['Canceled']"));
    }

    [Fact]
    public void What_if_says_what_it_has_found_and_stops_nothing()
    {
        _shell.Run("Stop-HtxTrading -AllContract -ClosePosition -WhatIf");
        string said = string.Join(' ', _shell.Host.Desk.Lines);
        Like.Matches("*close all positions at market*every contract of the account of session 'desk' (*Sandbox): 12 open orders (12 api), 10 algo orders, * position*", said);
        Assert.Equal(12, _shell.Value<int>("@(Get-HtxOrder).Count"));
    }

    [Fact]
    public void Without_closing_the_question_names_positions_that_lose_their_stops()
    {
        _shell.Run("Stop-HtxTrading -AllContract -WhatIf");
        Like.Matches("*which stay; these lose their stops: *", string.Join(' ', _shell.Host.Desk.Lines));
    }

    [Theory]
    [InlineData("-AllContract:$false -Force", "names nothing to stop")]
    [InlineData("BTC-* -Force", "takes exact codes only. Nothing was stopped.")]
    [InlineData("'BTC USDT' -Force", "The contract code 'BTC USDT' is not one")]
    [InlineData("-AllContract -ClosePosition -KeepProtection -Force", "contradict each other")]
    [InlineData("-AllContract -Timeout 90 -Force", "on parameter 'Timeout'")]
    public void Bad_input_is_named_and_nothing_is_stopped(string arguments, string text)
    {
        Assert.Contains(text, _shell.ErrorOf($"Stop-HtxTrading {arguments}").Exception.Message, StringComparison.Ordinal);
        Assert.Equal(12, _shell.Value<int>("@(Get-HtxOrder).Count"));
    }

    [Fact]
    public void Other_open_sessions_are_named_and_left_alone()
    {
        _shell.Run("$other = Connect-HtxFutures -Sandbox -Name other -OrderCount 3 -NoDefault");
        HostedShell.Heard heard = _shell.Hear("Stop-HtxTrading -AllContract -Force");
        Assert.Contains("Only session 'desk' is stopped. Also open, and left alone: 'other'.", heard.Warnings);
        Assert.Equal(3, _shell.Value<int>("@(Get-HtxOrder -Session other).Count"));
        Assert.DoesNotContain(_shell.Hear("Stop-HtxTrading -AllContract -Force -Session other").Warnings, warning => warning.Contains("left alone", StringComparison.Ordinal));
    }

    [Fact]
    public void Sessions_from_the_pipeline_are_stopped_each_once()
    {
        _shell.Run("$other = Connect-HtxFutures -Sandbox -Name other -OrderCount 3");
        HostedShell.Heard heard = _shell.Hear("$session, $other, $session | Stop-HtxTrading -AllContract -Force");
        Assert.Equal(["desk", "other"], heard.Output.Select(report => ((HtxStopReport)report.BaseObject).Account).Order(StringComparer.Ordinal)); // each as soon as it is done
    }

    [Fact]
    public void What_is_not_proven_is_reported_first_and_then_an_error_that_names_what_is_left()
    {
        _shell.Run("$session = Connect-HtxFutures -Sandbox -OrderCount 5 -Scenario Refused -Name refused");
        HostedShell.Heard heard = _shell.Hear("Stop-HtxTrading -AllContract -Force -Timeout 20s");
        var report = (HtxStopReport)Assert.Single(heard.Output).BaseObject;
        Assert.False(report.Succeeded);
        Assert.NotEmpty(report.Left);
        Assert.StartsWith("HtxNotQuiet,", Assert.Single(heard.Errors).FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Contains("Still there: ", heard.Errors[0].Exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void After_Ctrl_C_it_is_said_that_nothing_is_proven()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 50 -Latency 3s -Name far");
        _shell.Interrupt("Stop-HtxTrading -AllContract -Force", TimeSpan.FromMilliseconds(900));
        Like.Matches("*Stop-HtxTrading was ended early, and NOT proven: *Get-HtxJournal shows what became known, Get-HtxExposure what is there now.*", string.Join(' ', _shell.Host.Desk.Lines));
    }
}
