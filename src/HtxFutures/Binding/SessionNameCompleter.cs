using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HtxFutures.Sessions;

namespace HtxFutures.Binding;

/// <summary>Completes the names of the open sessions of this runspace, the newest first.</summary>
public sealed class SessionNameCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = CompletionWord.Typed(wordToComplete);
        return [.. SessionStore.Current.Open
            .Reverse()
            .Where(session => session.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .DistinctBy(session => session.Name)
            .Select(session => CompletionWord.Result(session.Name, Tip(session), CompletionWord.EscapeWildcards(session.Name)))];
    }

    private static string Tip(HtxSession session) => $"{session.Endpoint} {session.AccessKey}{(session.IsDefault ? " (default)" : "")}";
}
