using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Language;
using HtxFutures.Orders;

namespace HtxFutures.Binding;

/// <summary>Completes the contracts of the orders and positions that the sessions have shown. Asks nobody.</summary>
public sealed class ContractCodeCompleter : IArgumentCompleter
{
    private const int Most = 50;

    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        // An empty list, unlike none, keeps PowerShell from falling back on file names.
        var line = new CommandLine(commandAst, fakeBoundParameters, wordToComplete);
        IReadOnlyList<HtxSession> sessions = line.Sessions;
        IShownOrder[] open = [.. sessions.SelectMany(session => session.Seen.Open)];
        HtxPosition[] positions = [.. sessions.SelectMany(session => session.SeenPositions.All)];
        IEnumerable<string> contracts = sessions.SelectMany(session => session.Seen.Contracts).Concat(positions.Select(position => position.ContractCode)).Distinct(StringComparer.Ordinal);
        return [.. Suggest(contracts, CompletionWord.Typed(wordToComplete))
            .Where(contract => !line.Has(contract))
            .Take(Most)
            .Order(StringComparer.Ordinal)
            .Select(contract => CompletionWord.Result(contract, Tip(contract, open, positions)))];
    }

    /// <summary>The contracts that begin with what was typed.</summary>
    internal static IEnumerable<string> Suggest(IEnumerable<string> contracts, string typed) =>
        contracts.Where(contract => contract.StartsWith(typed, StringComparison.OrdinalIgnoreCase));

    /// <summary>What is told about a contract.</summary>
    internal static string Tip(string contract, IEnumerable<IShownOrder> open, IEnumerable<HtxPosition> positions)
    {
        string orders = open.Count(order => order.ContractCode == contract) switch
        {
            0 => "no order seen that is still open",
            1 => "1 open order seen",
            int count => string.Create(CultureInfo.InvariantCulture, $"{count} open orders seen"),
        };
        string[] held = [.. positions.Where(position => position.ContractCode == contract).Select(position => string.Create(CultureInfo.InvariantCulture, $"{position.Way} {position.Volume}"))];
        return $"{contract}: {orders}{(held.Length == 0 ? "" : $"; position seen: {string.Join(", ", held)}")}";
    }
}
