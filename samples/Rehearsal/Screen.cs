using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text.RegularExpressions;

namespace HtxFutures.Rehearsal;

/// <summary>Writes to the console: in colours where it is a terminal that wants them, in 80 columns at most.</summary>
internal sealed partial class Screen : PSHostUserInterface
{
    private readonly ScreenSize _size = new();

    public override bool SupportsVirtualTerminal { get; } = !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR"));

    public override PSHostRawUserInterface RawUI => _size;

    /// <summary>Writes a command as it stands after the prompt.</summary>
    public void WritePrompt(string command) => Console.WriteLine($"{In("32;1", "PS> ")}{command.Replace("\n", $"{Environment.NewLine}{In("32;1", ">> ")}", StringComparison.Ordinal)}");

    /// <summary>Writes what comes next, between the commands.</summary>
    public void WriteRemark(string text) => Console.WriteLine($"{Environment.NewLine}{In("36", $"# {text}")}");

    public override void Write(string value) => Console.Write(Shown(value));

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Write(value);

    // PowerShell cuts tables to the width, and leaves its sentences to the terminal, which breaks them in words.
    public override void WriteLine(string value)
    {
        foreach (string line in value.Split('\n').Select(line => line.TrimEnd('\r')))
        {
            string shown = Shown(line);
            Console.WriteLine(shown.Contains('\e') ? shown : string.Join(Environment.NewLine, Lines(shown, _size.Width)));
        }
    }

    public override void WriteErrorLine(string value) => WriteLine(In("31;1", value));

    public override void WriteWarningLine(string message) => WriteLine(In("33;1", $"WARNING: {message}"));

    public override void WriteVerboseLine(string message) => WriteLine($"VERBOSE: {message}");

    public override void WriteDebugLine(string message) => WriteLine($"DEBUG: {message}");

    public override void WriteProgress(long sourceId, ProgressRecord record)
    {
    }

    // Nobody sits at it: what asks is told so.
    public override string ReadLine() => throw NobodyThere();

    public override SecureString ReadLineAsSecureString() => throw NobodyThere();

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions) => throw NobodyThere();

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice) => throw NobodyThere();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) => throw NobodyThere();

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) => throw NobodyThere();

    private string In(string colour, string text) => SupportsVirtualTerminal ? $"\e[{colour}m{text}\e[0m" : text;

    private string Shown(string text) => SupportsVirtualTerminal ? text : Decoration().Replace(text, "");

    private static PSInvalidOperationException NobodyThere() => new("Nobody sits at the rehearsal.");

    private static IEnumerable<string> Lines(string text, int width)
    {
        while (text.Length > width)
        {
            int end = text.LastIndexOf(' ', width);
            end = end > 0 ? end : width;
            yield return text[..end];
            text = text[end..].TrimStart(' ');
        }

        yield return text;
    }

    [GeneratedRegex("\e\\[[0-9;]*m")]
    private static partial Regex Decoration();
}
