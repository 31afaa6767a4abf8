using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Orders;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Lists open orders, or looks single orders up.</summary>
[Cmdlet(VerbsCommon.Get, "HtxOrder", DefaultParameterSetName = OpenSet)]
[OutputType(typeof(HtxOrder))]
public sealed class GetHtxOrderCommand : GetOrdersCommandBase
{
    /// <summary>The exchange's ids of the orders to look up.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Alias("order_id", "Id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[]? OrderId { get; set; }

    /// <summary>The client's ids of the orders to look up.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ClientIdSet)]
    [Alias("client_order_id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[]? ClientOrderId { get; set; }

    /// <inheritdoc/>
    private protected override OrderKind Kind => OrderKind.Order;

    /// <inheritdoc/>
    private protected override string[]? Ids => OrderId;

    /// <inheritdoc/>
    private protected override string[]? ClientIds => ClientOrderId;

    /// <inheritdoc/>
    private protected override IEnumerable<IAsyncEnumerable<IShownOrder>> Begin(AccountAtWork account, IReadOnlyList<string?> contracts, MarginMode? marginMode, bool isAll)
    {
        OrderDesk desk = account.Client.Orders.HeardBy(account.Messages);
        var queries = contracts.Select(contract => new OpenOrdersQuery { ContractCode = contract, MarginMode = marginMode, ReadsAhead = isAll });
        return isAll ? desk.ListOpenSideBySide(queries, StopToken) : queries.Select(query => desk.ListOpenAsync(query, StopToken));
    }

    /// <inheritdoc/>
    private protected override Func<OrderReference, CancellationToken, Task<IShownOrder?>> Finder(AccountAtWork account)
    {
        OrderDesk desk = account.Client.Orders.HeardBy(account.Messages);
        return async (order, stop) => await desk.FindAsync(order, stop).ConfigureAwait(false);
    }
}
