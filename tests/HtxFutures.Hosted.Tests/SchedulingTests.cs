using System.Management.Automation.Language;
using System.Text.RegularExpressions;

namespace HtxFutures.Tests.Hosted;

/// <summary>The samples for schedulers run runbooks that exist, with parameters that these have.</summary>
public sealed partial class SchedulingTests
{
    private static string Runbooks { get; } = Path.Combine(Places.RepositoryRoot, "samples", "runbooks");

    private static string Scheduling { get; } = Path.Combine(Places.RepositoryRoot, "samples", "scheduling");

    [Theory]
    [InlineData("htx-end-of-day.service", 1)]
    [InlineData("htx-heartbeat.service", 1)]
    [InlineData("crontab", 2)]
    public void Sample_runs_a_runbook_as_it_can_be_run(string sample, int runs)
    {
        MatchCollection lines = RunbookLine().Matches(File.ReadAllText(Path.Combine(Scheduling, sample)));

        Assert.Equal(runs, lines.Count);
        Assert.All(lines, line => Assert.Subset(Parameters(line.Groups["name"].Value), Given(line.Groups["arguments"].Value)));
    }

    [Fact]
    public void Task_is_shown_before_it_is_registered_and_what_it_runs_can_be_run()
    {
        using var shell = new HostedShell();
        string log = Path.Combine(Path.GetTempPath(), $"it's a log {Guid.NewGuid():N}.jsonl");
        try
        {
            shell.Run($"& '{Path.Combine(Scheduling, "Register-EndOfDayTask.ps1")}' -Runbook '{Path.Combine(Runbooks, "Stop-EndOfDay.ps1")}' -SecretName htx-trading -At 21:45 -LogPath '{log.Replace("'", "''", StringComparison.Ordinal)}' -WhatIf");
            string command = WhatIf().Match(string.Join('\n', shell.Host.Desk.Lines)).Groups["command"].Value;
            Assert.Contains("-SecretName htx-trading;", command, StringComparison.Ordinal);

            // On the exchange inside the process, and without the end of the engine.
            shell.Run(command.Replace("-SecretName htx-trading", "-Sandbox", StringComparison.Ordinal).Replace("; exit $code", "", StringComparison.Ordinal));
            string summary = Assert.Single(File.ReadAllLines(log));
            Assert.Contains("\"Runbook\":\"Stop-EndOfDay.ps1\"", summary, StringComparison.Ordinal);
            Assert.Equal(0, shell.Run("$code").Single().BaseObject);
        }
        finally
        {
            File.Delete(log);
        }
    }

    private static HashSet<string> Parameters(string runbook)
    {
        ScriptBlockAst script = Parser.ParseFile(Path.Combine(Runbooks, runbook), out _, out _);
        return [.. script.ParamBlock.Parameters.Select(parameter => parameter.Name.VariablePath.UserPath)];
    }

    private static HashSet<string> Given(string arguments) => [.. Argument().Matches(arguments).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"-File /opt/htx/runbooks/(?<name>[\w-]+\.ps1)(?<arguments>[^>'\n]*)")]
    private static partial Regex RunbookLine();

    [GeneratedRegex(@"(?<=\s)-(\w+)")]
    private static partial Regex Argument();

    [GeneratedRegex("""on target "daily at 21:45: (?<command>.*)"\.""")]
    private static partial Regex WhatIf();
}
