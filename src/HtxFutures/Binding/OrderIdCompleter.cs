using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HtxFutures.Formatting;
using HtxFutures.Orders;
using HtxFutures.Sessions;

namespace HtxFutures.Binding;

/// <summary>Completes the ids of the open orders that the session has shown: -OrderId or -ClientOrderId, and of the active algo orders -AlgoId or -ClientAlgoId. Asks nobody.</summary>
public sealed class OrderIdCompleter : IArgumentCompleter
{
    private const int Most = 50;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // An empty list, unlike none, keeps PowerShell from falling back on file names.
        var line = new CommandLine(commandAst, fakeBoundParameters, wordToComplete);
        if (line.Session is not { } session)
        {
            return [];
        }

        // An id that is typed is of one account: which, is told where there are others.
        string account = SessionStore.Current.Open.Count > 1 ? $"{session.Name}: " : "";
        DateTimeOffset now = session.Client.ExchangeTime;
        bool byClient = parameterName is "ClientOrderId" or "ClientAlgoId";
        OrderKind kind = parameterName.EndsWith("AlgoId", StringComparison.Ordinal) ? OrderKind.AlgoOrder : OrderKind.Order;
        return [.. Suggest(session.Seen.Open.Where(order => order.Kind == kind), byClient, line.Contracts, CompletionWord.Typed(wordToComplete))
            .Where(suggestion => !line.Has(suggestion.Id))
            .Take(Most)
            .Select(suggestion => CompletionWord.Result(suggestion.Id, account + OrderText.Describe(suggestion.Order, now)))];
    }

    /// <summary>
    /// The ids that begin with what was typed, else those that end with it: the first digits are the same in most, the
    /// last ones are what a person remembers.
    /// </summary>
    /// <param name="orders">The orders to choose from.</param>
    /// <param name="byClient">Whether the client's ids are wanted.</param>
    /// <param name="contracts">Only orders of these; empty for all.</param>
    /// <param name="typed">What was typed.</param>
    internal static IReadOnlyList<(string Id, IShownOrder Order)> Suggest(IEnumerable<IShownOrder> orders, bool byClient, IReadOnlyList<string> contracts, string typed)
    {
        (string Id, IShownOrder Order)[] candidates = [.. orders
            .Where(order => contracts.Count == 0 || contracts.Contains(order.ContractCode, StringComparer.OrdinalIgnoreCase))
            .Select(order => (Id: byClient ? OwnClientId(order) : order.OrderId, Order: order))
            .Where(candidate => candidate.Id is not null)!];
        (string Id, IShownOrder Order)[] beginning = [.. candidates.Where(candidate => candidate.Id.StartsWith(typed, StringComparison.Ordinal))];
        return beginning.Length > 0 ? beginning : [.. candidates.Where(candidate => candidate.Id.EndsWith(typed, StringComparison.Ordinal))];
    }

    // The exchange shows its own id again where the order was placed without one (facts 2.1).
    private static string? OwnClientId(IShownOrder order) => order.ClientOrderId == order.OrderId ? null : order.ClientOrderId;
}
