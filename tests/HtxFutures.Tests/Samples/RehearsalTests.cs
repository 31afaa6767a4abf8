using System.Diagnostics;

namespace HtxFutures.Tests.Samples;

/// <summary>What a newcomer sees first: the module in a real PowerShell.</summary>
public sealed class RehearsalTests
{
    [Fact]
    public async Task Scene_accounts_for_every_order_in_eighty_columns_and_without_colours_in_a_file()
    {
        (int exitCode, string output, string error) = await Program.RunAsync(Program.Sample("Rehearsal"));

        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        Assert.Contains("# 312 orders listed, 312 ended as the exchange shows it, 0 open now.", output, StringComparison.Ordinal);
        Assert.DoesNotContain('\e', output);
        Assert.All(output.ReplaceLineEndings("\n").Split('\n'), line => Assert.InRange(line.Length, 0, 80));
        // The module's own views, and words of each part of the scene.
        Assert.All(
            ["PS> Get-HtxOrder", "What if: Performing the operation \"Cancel order\"", "Canceled", "Trade ", "NotFound", "Stop-HtxOrder: The exchange does not know", "-Scenario Outage"],
            part => Assert.Contains(part, output, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scene_needs_no_home_that_can_be_written_to()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "a home is a folder of its own only elsewhere");
        ProcessStartInfo start = Program.Sample("Rehearsal");
        start.Environment["HOME"] = "/dev/null/nowhere";
        start.Environment.Remove("XDG_CONFIG_HOME");

        (int exitCode, string output, string error) = await Program.RunAsync(start);

        Assert.Equal("", error);
        Assert.Equal(0, exitCode);
        Assert.Contains("0 open now", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_it_does_not_know_is_refused()
    {
        (int exitCode, string output, string error) = await Program.RunAsync(Program.Sample("Rehearsal", "--orders", "5"));

        Assert.Equal(2, exitCode);
        Assert.Equal("", output);
        Assert.Contains("Usage: dotnet run --project samples/Rehearsal [-- --interactive]", error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Interactive_shell_shows_in_its_prompt_what_is_open()
    {
        (int exitCode, string output, string error) = await Program.RunAsync(
            Program.Sample("Rehearsal", "--interactive"), "prompt\n$stopped = Get-HtxOrder ETH-USDT | Stop-HtxOrder -Wait\nprompt\nexit 7\n");

        Assert.Equal("", error);
        Assert.Equal(7, exitCode);
        Assert.Contains("[SANDBOX 500 open] PS> ", output, StringComparison.Ordinal);
        Assert.Matches(@"\[SANDBOX 4[0-9][0-9] open\] PS> ", output);
        Assert.Equal(6, output.ReplaceLineEndings("\n").Split('\n').Count(line => line.StartsWith("  ", StringComparison.Ordinal) && line.Contains("-Htx", StringComparison.Ordinal)));
    }
}
