using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HtxFutures.Binding;

/// <summary>Completes a session by its name where it is meant, and no pattern; those that stand on the line already are left out.</summary>
public sealed class SessionCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        SessionNameCompleter.Suggest(wordToComplete, static name => name, new CommandLine(commandAst, fakeBoundParameters, wordToComplete).Has);
}
