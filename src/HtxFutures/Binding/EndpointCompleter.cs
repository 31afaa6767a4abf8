using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HtxFutures.Binding;

/// <summary>Completes the exchange's addresses that have a short name.</summary>
public sealed class EndpointCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string word = (wordToComplete ?? "").Trim('\'', '"');
        return HtxEndpoint.Named
            .Where(endpoint => endpoint.Name.StartsWith(word, StringComparison.OrdinalIgnoreCase))
            .Select(endpoint => new CompletionResult(endpoint.Name, endpoint.Name, CompletionResultType.ParameterValue, endpoint.Address.GetLeftPart(UriPartial.Authority)));
    }
}
