using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HtxFutures.Binding;

/// <summary>Completes what a request budget can be shared by.</summary>
public sealed class SharedBudgetCompleter : IArgumentCompleter
{
    private static readonly (string Word, string Meaning)[] s_words =
    [
        (nameof(BudgetScope.Machine), "All processes of this user on this machine"),
        (nameof(BudgetScope.Process), "This process alone"),
        ("rediss://", "All that name the same Redis, through TLS: rediss://host:port"),
        ("redis://", "All that name the same Redis: redis://host:port"),
    ];

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").Trim('\'', '"');
        return s_words
            .Where(known => known.Word.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(known => new CompletionResult(known.Word, known.Word, CompletionResultType.ParameterValue, known.Meaning));
    }
}
