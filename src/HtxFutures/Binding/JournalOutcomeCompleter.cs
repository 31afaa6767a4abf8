using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HtxFutures.Journal;

namespace HtxFutures.Binding;

/// <summary>Completes the outcomes that stand in the journal.</summary>
public sealed class JournalOutcomeCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = CompletionWord.Typed(wordToComplete);
        return ProcessJournal.Current.Snapshot()
            .GroupBy(row => row.Outcome)
            .Where(outcome => outcome.Key.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .OrderBy(outcome => outcome.Key, StringComparer.Ordinal)
            .Select(outcome => CompletionWord.Result(outcome.Key, $"{outcome.Count()} rows", outcome.Key));
    }
}
