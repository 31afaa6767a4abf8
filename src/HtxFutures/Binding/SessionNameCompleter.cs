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
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        Suggest(wordToComplete, CompletionWord.EscapeWildcards);

    /// <param name="word">What the user has typed.</param>
    /// <param name="write">How a name is written on the line.</param>
    /// <param name="isThere">Whether a name stands on the line already; null for no matter.</param>
    internal static CompletionResult[] Suggest(string? word, Func<string, string> write, Func<string, bool>? isThere = null)
    {
        string typed = CompletionWord.Typed(word);
        return [.. SessionStore.Current.Open
            .Reverse()
            .Where(session => session.Name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Where(session => isThere?.Invoke(session.Name) != true)
            .DistinctBy(session => session.Name)
            .Select(session => CompletionWord.Result(session.Name, Tip(session), write(session.Name)))];
    }

    private static string Tip(HtxSession session) => $"{session.Endpoint} {session.AccessKey}{(session.IsDefault ? " (default)" : "")}";
}
