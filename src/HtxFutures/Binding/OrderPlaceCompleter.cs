using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HtxFutures.Binding;

/// <summary>
/// Completes the place where an order or a contract may stand: with contracts, since an order cannot be typed. Once
/// something is typed, PowerShell asks the completer of the contract as well.
/// </summary>
public sealed class OrderPlaceCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters) =>
        string.IsNullOrEmpty(wordToComplete) ? new ContractCodeCompleter().CompleteArgument(commandName, parameterName, wordToComplete, commandAst, fakeBoundParameters) : [];
}
