using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace HtxFutures.Tests.Hosted;

/// <summary>What the user of a <see cref="NotingHost"/> sees and answers.</summary>
internal sealed class NotingDesk : PSHostUserInterface
{
    /// <summary>The questions, each with its caption.</summary>
    public List<string> Questions { get; } = [];

    /// <summary>The lines.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The bars.</summary>
    public List<ProgressRecord> Progress { get; } = [];

    /// <summary>The answers to come, by the beginning of their label; Yes when there are no more.</summary>
    public Queue<string> Answers { get; } = new();

    public override PSHostRawUserInterface? RawUI => null;

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Add(message);
        string answer = Answers.TryDequeue(out string? next) ? next : "Yes";
        return choices.Index().First(choice => choice.Item.Label.Replace("&", "", StringComparison.Ordinal) == answer).Index;
    }

    public override void Write(string value) => Lines.Add(value);

    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) => Lines.Add(value);

    public override void WriteLine(string value) => Lines.Add(value);

    public override void WriteErrorLine(string value) => Lines.Add(value);

    public override void WriteDebugLine(string message) => Lines.Add(message);

    public override void WriteVerboseLine(string message) => Lines.Add(message);

    public override void WriteWarningLine(string message) => Lines.Add(message);

    public override void WriteProgress(long sourceId, ProgressRecord record) => Progress.Add(record);

    public override string ReadLine() => throw new NotSupportedException();

    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

    /// <summary>What is typed into fields, by their labels; null where nobody is there to type.</summary>
    public Dictionary<string, PSObject>? Typed { get; set; }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Questions.AddRange(descriptions.Select(field => $"{field.Label}: {field.ParameterTypeName}"));
        return Typed ?? throw new PSInvalidOperationException("Nobody is there.");
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName)
    {
        Questions.Add(message);
        return new PSCredential("typed", new SecureString());
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes allowedCredentialTypes, PSCredentialUIOptions options) =>
        PromptForCredential(caption, message, userName, targetName);
}
