using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HtxFutures.Binding;

/// <summary>Completes what only the user knows with nothing: PowerShell would offer files.</summary>
public sealed class NothingCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) => [];
}
