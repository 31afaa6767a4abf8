using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Cancels the orders it is given, and tells what became of every one of them.</summary>
[Cmdlet(VerbsLifecycle.Stop, "HtxOrder", SupportsShouldProcess = true, DefaultParameterSetName = InputSet)]
[Alias("Cancel-HtxOrder")] // Get-Help cancel looks at names alone
[OutputType(typeof(HtxCancelResult))]
public sealed class StopHtxOrderCommand : StopOrdersCommandBase
{
    /// <summary>The orders, as Get-HtxOrder shows them, results, rows that name contract and id, or ids beside -ContractCode.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = IdSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = ClientIdSet)]
    [OrderInput]
    [ArgumentCompleter(typeof(OrderPlaceCompleter))]
    [ValidateNotNullOrEmpty]
    public OrderInput[]? InputObject { get; set; }

    /// <summary>The exchange's ids, as text or whole numbers.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ClientIdSet)]
    [Alias("order_id", "Id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? OrderId { get; set; }

    /// <summary>The client's ids. Beside an exchange id they are only shown.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientIdSet)]
    [Alias("client_order_id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? ClientOrderId { get; set; }

    /// <inheritdoc/>
    private protected override OrderKind Kind => OrderKind.Order;

    /// <inheritdoc/>
    private protected override OrderInput[]? Input => InputObject;

    /// <inheritdoc/>
    private protected override string?[]? Ids => OrderId;

    /// <inheritdoc/>
    private protected override string?[]? ClientIds => ClientOrderId;

    /// <inheritdoc/>
    private protected override string WithoutId => $"For one: Stop-HtxOrder {ContractCode} ID. For all of it: Clear-HtxOrder {ContractCode}.";

    /// <inheritdoc/>
    private protected override RunWords Words { get; } = new("Stopping orders", "orders", "Get-HtxOrder shows what is open");

    /// <inheritdoc/>
    private protected override CancelRun BeginRun(AccountAtWork account) => account.Client.Orders.HeardBy(account.Messages, account.Journal).BeginCancelRun(Options);
}
