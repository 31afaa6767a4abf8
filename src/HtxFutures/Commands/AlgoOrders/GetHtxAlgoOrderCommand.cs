using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Orders;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Lists active algo orders (trigger, take-profit, stop-loss and trailing orders), or looks single ones up.</summary>
[Cmdlet(VerbsCommon.Get, "HtxAlgoOrder", DefaultParameterSetName = OpenSet)]
[OutputType(typeof(HtxAlgoOrder))]
public sealed class GetHtxAlgoOrderCommand : GetOrdersCommandBase
{
    /// <summary>Only algo orders of this type.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [Parameter(ParameterSetName = IdSet)]
    [ValidateSet(nameof(AlgoOrderType.Trigger), nameof(AlgoOrderType.TakeProfit), nameof(AlgoOrderType.StopLoss), nameof(AlgoOrderType.TakeProfitStopLoss), nameof(AlgoOrderType.TrailingStop))]
    public AlgoOrderType Type { get; set; }

    /// <summary>The exchange's ids of the algo orders to look up.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("algo_id", "Id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[]? AlgoId { get; set; }

    /// <summary>The client's ids of the algo orders to look up.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ClientIdSet)]
    [Alias("algo_client_order_id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[]? ClientAlgoId { get; set; }

    /// <inheritdoc/>
    private protected override OrderKind Kind => OrderKind.AlgoOrder;

    /// <inheritdoc/>
    private protected override string[]? Ids => AlgoId;

    /// <inheritdoc/>
    private protected override string[]? ClientIds => ClientAlgoId;

    /// <inheritdoc/>
    private protected override IEnumerable<string> Filters => [.. base.Filters, nameof(Type)];

    /// <inheritdoc/>
    private protected override IEnumerable<IAsyncEnumerable<IShownOrder>> Begin(AccountAtWork account, IReadOnlyList<string?> contracts, MarginMode? marginMode, bool isAll)
    {
        AlgoOrderDesk desk = account.Client.AlgoOrders.HeardBy(account.Messages);
        var all = new ActiveAlgoOrdersQuery { MarginMode = marginMode, Type = IsBound(nameof(Type)) ? Type : null };
        var queries = contracts.Select(contract => all with { ContractCode = contract });
        return isAll ? desk.ListActiveSideBySide(queries, StopToken) : queries.Select(query => desk.ListActiveAsync(query, StopToken));
    }

    /// <inheritdoc/>
    private protected override Func<OrderReference, CancellationToken, Task<IShownOrder?>> Finder(AccountAtWork account)
    {
        AlgoOrderDesk desk = account.Client.AlgoOrders.HeardBy(account.Messages);
        return async (algo, stop) => await desk.FindAsync(algo, stop).ConfigureAwait(false);
    }
}
