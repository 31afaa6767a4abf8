using System.Management.Automation;
using System.Xml.Linq;

namespace HtxFutures.Tests.Hosted;

/// <summary>Whatever stands above a column can be typed: each heading is a property of the rows, also of what a job or a file has left of them.</summary>
public sealed class HeadingTests : IDisposable
{
    // One of each type that has a view.
    private const string Rows = """
        $null = Connect-HtxFutures -Sandbox -OrderCount 20 -Name headings
        $orders = @(Get-HtxOrder)
        @($orders[0]; $orders | Stop-HtxOrder | Select-Object -Last 1; Get-HtxJournal | Select-Object -Last 1; Get-HtxSession; Get-HtxRateLimit | Select-Object -First 1
          Enable-HtxAutoCancel 30s; Test-HtxSession -Detailed | Select-Object -First 1; Get-HtxAlgoOrder | Select-Object -First 1
          Get-HtxPosition | Select-Object -First 1; Get-HtxPosition | Close-HtxPosition -Force -WarningAction Ignore -ErrorAction Ignore | Select-Object -Last 1; ($balance = Get-HtxBalance); $balance.Currencies | Select-Object -First 1; Get-HtxExposure; Get-HtxFill BTC-USDT -First 1; Get-HtxOrderHistory BTC-USDT -First 1
          ($report = Stop-HtxTrading -AllContract -Force); $report.Results[0]
          Connect-HtxFutures -Sandbox -Scenario Refused -NoDefault -OrderCount 1 -Name refused | Stop-HtxTrading -AllContract -Force -ErrorAction SilentlyContinue | ForEach-Object { $_.Left[0] })
        """;

    private readonly HostedShell _shell = new();

    [Theory]
    [InlineData("")]
    [InlineData("| ForEach-Object { [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($_)) }")]
    public void Every_heading_is_a_property(string more)
    {
        Dictionary<string, PSObject> rows = _shell.Run($"& {{ {Rows} }} {more}").ToDictionary(row => row.TypeNames[0].Replace("Deserialized.", "", StringComparison.Ordinal));
        var views = Directory.GetFiles(Path.Combine(Places.ModuleDirectory, "Views"), "*.Format.ps1xml").SelectMany(file => XDocument.Load(file).Descendants("View")).ToList();

        Assert.NotEmpty(views);
        foreach (XElement view in views)
        {
            PSObject row = rows[view.Descendants("TypeName").First().Value.Split('#')[0]];
            string[] headings = [.. view.Descendants("TableColumnHeader").Select(header => header.Element("Label")!.Value), .. view.Descendants("ListItem").Select(item => (item.Element("Label") ?? item.Element("PropertyName"))!.Value)];
            Assert.All(headings, heading => Assert.NotNull(row.Properties[heading]));
        }
    }

    [Fact]
    public void Headings_can_be_filtered_sorted_and_grouped_by()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 20; $orders = Get-HtxOrder; $results = $orders | Stop-HtxOrder");

        Assert.Equal(Count("$orders | Where-Object MarginMode -ne Cross"), Count("$orders | Where-Object Margin -ne Cross"));
        Assert.InRange(Count("$orders | Where-Object Margin -ne Cross"), 1, 19);
        Assert.Equal(Count("$orders | Where-Object FilledVolume -eq 0"), Count("$orders | Where-Object Filled -eq 0"));
        Assert.InRange(Count("$orders | Where-Object Filled -eq 0"), 1, 20);
        Assert.Equal(Ids("$orders | Sort-Object CreatedAt"), Ids("$orders | Sort-Object Age -Descending"));
        Assert.Equal(20, Count("$orders | Where-Object Age -gt ([timespan]::Zero)"));
        Assert.Equal(20, Count("$results | Where-Object Took -lt 00:01:00"));
        Assert.Equal(20, Count("$results | Where-Object Id -match '^\\d+$'"));
    }

    [Fact]
    public void Headings_that_are_other_names_double_nothing_in_JSON_or_CSV()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 1; $order = Get-HtxOrder");
        string names = (string)_shell.Run("($order | ConvertTo-Csv)[0] + ($order | ConvertTo-Json)").Single().BaseObject;

        Assert.Contains("\"MarginMode\"", names, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Margin\"", names, StringComparison.Ordinal);
        Assert.DoesNotContain("\"Age\"", names, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_say_whose_they_are_and_what_in_one_line()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 5 -Name mine; $orders = @(Get-HtxOrder); $results = @($orders | Stop-HtxOrder); $switch = Enable-HtxAutoCancel 30s");

        Assert.Equal(["mine"], _shell.Run("$orders.Account + $results.Account + (Get-HtxRateLimit).Account + $switch.Account + (Get-HtxSession).AutoCancel.Account | Select-Object -Unique").Select(name => name.BaseObject));
        var order = (HtxOrder)_shell.Run("$orders[0]").Single().BaseObject;
        Assert.Equal(FormattableString.Invariant($"{order.ContractCode} {order.OrderId} {order.Side} {order.Volume} @ {order.Price}"), _shell.Run("\"$($orders[0])\"").Single().BaseObject);
        Assert.Matches(@"^[A-Z0-9-]+ \d+ Accepted$", (string)_shell.Run("\"$($results[0])\"").Single().BaseObject);
    }

    [Fact]
    public void Full_view_shows_prices_with_all_their_decimals()
    {
        _shell.Run("$null = Connect-HtxFutures -Sandbox -OrderCount 60; $order = Get-HtxOrder | Where-Object { \"$($_.Price)\" -match '\\.\\d{3,}' } | Select-Object -First 1");
        string price = (string)_shell.Run("\"$($order.Price)\"").Single().BaseObject;

        Assert.Contains(price, (string)_shell.Run("$order | Format-Table -View Full | Out-String -Width 300").Single().BaseObject, StringComparison.Ordinal);
        Assert.Contains(price, (string)_shell.Run("$order | Stop-HtxOrder | Format-Table -View Full | Out-String -Width 300").Single().BaseObject, StringComparison.Ordinal);
    }

    public void Dispose() => _shell.Dispose();

    private int Count(string script) => (int)_shell.Run($"@({script}).Count").Single().BaseObject;

    private string[] Ids(string script) => [.. _shell.Run($"({script}).OrderId").Select(id => (string)id.BaseObject)];
}
