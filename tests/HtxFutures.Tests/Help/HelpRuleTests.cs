using HtxFutures.HelpBuilder;

namespace HtxFutures.Tests.Help;

/// <summary>What the build refuses, and how it says so.</summary>
public sealed class HelpRuleTests : IDisposable
{
    private const string Page = "Stop-HtxOrder.md";

    private readonly HelpFolder _help = new();

    public void Dispose() => _help.Dispose();

    [Fact]
    public void Pages_of_the_module_keep_all_rules() => Assert.Empty(_help.Build());

    [Fact]
    public void Cmdlet_without_a_page_is_refused()
    {
        File.Delete(_help.PathOf("Get-HtxRateLimit.md"));
        HelpIssue issue = Assert.Single(_help.Build(), issue => issue.Rule == HelpRule.PageForCmdlet);
        Assert.Equal(_help.PathOf("Get-HtxRateLimit.md"), issue.File);
        Assert.Contains("Get-HtxRateLimit has no page", issue.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_without_a_cmdlet_is_refused()
    {
        File.Copy(_help.PathOf(Page), _help.PathOf("Start-HtxOrder.md"));
        Assert.Contains(_help.Build(), issue => issue.Rule == HelpRule.PageForCmdlet && issue.File == _help.PathOf("Start-HtxOrder.md"));
    }

    [Theory]
    [InlineData("# Stop-HtxOrder\n", "# Stop-HtxOrders\n", nameof(HelpRule.PageForCmdlet), "# Stop-HtxOrders")]
    [InlineData("### -Wait\n", "### -Waits\n", nameof(HelpRule.TextForParameter), "### -Waits", "-Waits")]
    [InlineData("### -Wait\n", "### -Waits\n", nameof(HelpRule.TextForParameter), "## Parameters", "-Wait has no text")]
    [InlineData("### -Wait\n", "### -WaitTimeout\n\nTwice.\n\n### -Wait\n", nameof(HelpRule.TextForParameter), "### -WaitTimeout", "2 times", 1)]
    [InlineData("## Notes\n", "## Remarks\n", nameof(HelpRule.Headings), "## Remarks", "'Remarks' is unknown")]
    [InlineData("## Notes\n", "## Remarks\n", nameof(HelpRule.Headings), "# Stop-HtxOrder", "'Notes' has to be there once")]
    [InlineData("## Notes\n", "## Synopsis\n\nOnce more.\n\n## Notes\n", nameof(HelpRule.Headings), "## Synopsis", "2 times", 1)]
    [InlineData("## Notes\n", "# Notes\n\n## Notes\n", nameof(HelpRule.Headings), "# Notes", "no other heading")]
    [InlineData("## Notes\n\n", "## Notes\n\n#### Deep\n\n", nameof(HelpRule.Headings), "#### Deep", "4 levels deep")]
    [InlineData("## Notes\n\n", "## Notes\n\n### Errors\n\n", nameof(HelpRule.Headings), "### Errors", "no heading below 'Notes'")]
    [InlineData("## Parameters\n", "## Parameters\n\nAll of them.\n", nameof(HelpRule.Headings), "All of them.", "heading of its own")]
    [InlineData("# Stop-HtxOrder\n", "# Stop-HtxOrder\n\nLost.\n", nameof(HelpRule.Headings), "Lost.", "below the title")]
    [InlineData("```powershell\nStop-HtxOrder BTC-USDT", "```\nStop-HtxOrder BTC-USDT", nameof(HelpRule.Examples), "### Stop one order", "```powershell")]
    [InlineData("Age is measured on the exchange's clock.\n", "", nameof(HelpRule.Examples), "### Stop what is older", "a remark")]
    [InlineData("Get-HtxOrder -OlderThan 1:00:00 | Stop-HtxOrder\n", "Get-HtxOrder -OlderThan 1:00:00 | Stop-HtxOrder -Wait -WaitTimeout 0:00:30 | Out-Null\n", nameof(HelpRule.Examples), "-WaitTimeout 0:00:30", "85 characters")]
    [InlineData("- [Clear-HtxOrder](Clear-HtxOrder.md)\n", "- [Halt-HtxOrder](Halt-HtxOrder.md)\n", nameof(HelpRule.Links), "Halt-HtxOrder", "no page of that name")]
    [InlineData("- [Clear-HtxOrder](Clear-HtxOrder.md)\n", "- [Clear-HtxOrder](Get-HtxOrder.md)\n", nameof(HelpRule.Links), "- [Clear-HtxOrder]", "[Clear-HtxOrder](Get-HtxOrder.md)")]
    [InlineData("- [Clear-HtxOrder](Clear-HtxOrder.md)\n", "- Get-Process\n", nameof(HelpRule.Links), "- Get-Process", "'Get-Process' is no other cmdlet")]
    [InlineData("- [Clear-HtxOrder](Clear-HtxOrder.md)\n", "- [Stop-HtxOrder](Stop-HtxOrder.md)\n", nameof(HelpRule.Links), "- [Stop-HtxOrder]", "'Stop-HtxOrder' is no other cmdlet")]
    [InlineData("### HtxFutures.HtxCancelResult\n", "### HtxFutures.HtxOrderResult\n", nameof(HelpRule.Types), "## Outputs", "HtxFutures.HtxCancelResult")]
    [InlineData("### HtxFutures.Binding.OrderInput\n", "### None\n", nameof(HelpRule.Types), "## Inputs", "HtxFutures.Binding.OrderInput, System.Management.Automation.PSObject")]
    [InlineData("Cancels orders, and tells what became of every one of them.\n", "", nameof(HelpRule.Text), "## Synopsis", "'Synopsis' has no text")]
    [InlineData("## Notes\n\n", "## Notes\n\n1. First\n\n", nameof(HelpRule.Text), "1. First", "cannot show this")]
    [InlineData("## Notes\n\n", "## Notes\n\n| A | B |\n|---|---|\n| a | b |\n\n", nameof(HelpRule.Text), "| A | B |", "tables on about pages")]
    [InlineData("## Notes\n\n", "## Notes\n\nTakes <HtxSession> only.\n\n", nameof(HelpRule.Text), "<HtxSession>", "between backticks")]
    public void Page_is_refused(string text, string replacement, string rule, string where, string says = "", int last = 0)
    {
        _help.Replace(Page, text, replacement);
        int line = last == 0 ? _help.LineOf(Page, where) : LastLineOf(where);
        IReadOnlyList<HelpIssue> issues = _help.Build();
        Assert.Contains(issues, issue => issue.Rule.ToString() == rule && issue.Line == line && issue.Text.Contains(says, StringComparison.Ordinal));
        Assert.All(issues, issue => Assert.Equal(_help.PathOf(Page), issue.File));
        Assert.False(Directory.Exists(_help.Target), "help was written of pages that are refused");
    }

    [Fact]
    public void Two_examples_are_too_few()
    {
        string[] lines = File.ReadAllLines(_help.PathOf("Get-HtxRateLimit.md"));
        int end = Array.IndexOf(lines, "## Parameters");
        int third = Enumerable.Range(0, end).Where(line => lines[line].StartsWith("### ", StringComparison.Ordinal)).ElementAt(2);
        File.WriteAllLines(_help.PathOf("Get-HtxRateLimit.md"), [.. lines[..third], .. lines[end..]]);
        HelpIssue issue = Assert.Single(_help.Build());
        Assert.Equal((HelpRule.Examples, Array.IndexOf(lines, "## Examples") + 1), (issue.Rule, issue.Line));
        Assert.Contains("has 2 examples", issue.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("# about_HtxFutures\n", "# about_Htx\n", "'about_HtxFutures'")]
    [InlineData("## Short description\n", "## Description\n", "'Short description'")]
    [InlineData("How to see and stop HTX USDT-M futures orders, and what to rely on.", "How to see and stop HTX USDT-M futures orders, what to rely on, and what to know.", "at most 75")]
    [InlineData("Get-HtxOrder | Stop-HtxOrder -Wait\n", "Get-HtxOrder -OlderThan 1:00:00 | Stop-HtxOrder -Wait -WaitTimeout 0:00:30\n", "room for 71")]
    [InlineData("| HtxApiError | InvalidOperation |", "| HtxApiError | InvalidOperation, or whatever else it may be |", "leave")]
    public void About_page_is_refused(string text, string replacement, string says)
    {
        _help.Replace("about_HtxFutures.md", text, replacement);
        Assert.Contains(_help.Build(), issue => issue.File == _help.PathOf("about_HtxFutures.md") && issue.Text.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Comments_are_for_whoever_edits_the_page()
    {
        _help.Replace(Page, "## Notes\n\n", "## Notes\n\n<!-- ask the desk -->\n\n");
        Assert.Empty(_help.Build());
        Assert.DoesNotContain("ask the desk", File.ReadAllText(Path.Combine(_help.Target, HelpFolder.MamlFile)), StringComparison.Ordinal);
    }

    [Fact]
    public void Issue_is_an_error_in_the_form_of_the_build() => Assert.Equal(
        "/pages/Get-HtxOrder.md(7): error HELP002: The parameter -Side has no text.",
        new HelpIssue(HelpRule.TextForParameter, "/pages/Get-HtxOrder.md", 7, "The parameter -Side has no text.").ToString());

    private int LastLineOf(string text) =>
        Array.FindLastIndex(File.ReadAllLines(_help.PathOf(Page)), line => line.Contains(text, StringComparison.Ordinal)) + 1;
}
