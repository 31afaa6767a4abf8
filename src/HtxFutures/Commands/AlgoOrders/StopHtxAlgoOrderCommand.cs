using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Cancels the algo orders it is given: trigger, take-profit, stop-loss and trailing orders; and tells what became of every one of them.</summary>
[Cmdlet(VerbsLifecycle.Stop, "HtxAlgoOrder", SupportsShouldProcess = true, DefaultParameterSetName = InputSet)]
[Alias("Cancel-HtxAlgoOrder")] // Get-Help cancel looks at names alone
[OutputType(typeof(HtxCancelResult))]
public sealed class StopHtxAlgoOrderCommand : StopOrdersCommandBase
{
    /// <summary>The algo orders, as Get-HtxAlgoOrder shows them, results, rows that name contract and id, or ids beside -ContractCode.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = IdSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = ClientIdSet)]
    [OrderInput(Kind = OrderKind.AlgoOrder)]
    [ArgumentCompleter(typeof(OrderPlaceCompleter))]
    [ValidateNotNullOrEmpty]
    public OrderInput[]? InputObject { get; set; }

    /// <summary>The exchange's ids, as text or whole numbers.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ClientIdSet)]
    [Alias("algo_id", "OrderId", "order_id", "Id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? AlgoId { get; set; }

    /// <summary>The client's ids. Beside an exchange id they are only shown.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientIdSet)]
    [Alias("algo_client_order_id", "ClientOrderId", "client_order_id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? ClientAlgoId { get; set; }

    /// <inheritdoc/>
    private protected override OrderKind Kind => OrderKind.AlgoOrder;

    /// <inheritdoc/>
    private protected override OrderInput[]? Input => InputObject;

    /// <inheritdoc/>
    private protected override string?[]? Ids => AlgoId;

    /// <inheritdoc/>
    private protected override string?[]? ClientIds => ClientAlgoId;

    /// <inheritdoc/>
    private protected override string WithoutId => $"For one: Stop-HtxAlgoOrder {ContractCode} ID. For all of it: Get-HtxAlgoOrder {ContractCode} | Stop-HtxAlgoOrder.";

    /// <inheritdoc/>
    private protected override RunWords Words { get; } = new("Stopping algo orders", "algo orders", "Get-HtxAlgoOrder shows what is active");

    /// <inheritdoc/>
    private protected override CancelRun BeginRun(AccountAtWork account) => account.Client.AlgoOrders.HeardBy(account.Messages, account.Journal).BeginCancelRun(Options);
}
