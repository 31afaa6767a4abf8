using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Orders;
using HtxFutures.Orders;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Cancels the orders it is given, and tells what became of every one of them.</summary>
[Cmdlet(VerbsLifecycle.Stop, "HtxOrder", SupportsShouldProcess = true, DefaultParameterSetName = OrderSet)]
[Alias("Cancel-HtxOrder")] // Get-Help cancel looks at names alone
[OutputType(typeof(HtxCancelResult))]
public sealed class StopHtxOrderCommand : HtxRunCommandBase<CancelRun, HtxCancelResult>
{
    private const string OrderIdSet = "OrderId";
    private const string ClientOrderIdSet = "ClientOrderId";

    private const string OrderSet = "InputObject";

    /// <summary>The orders, as Get-HtxOrder shows them, results, rows that name contract and id, or ids beside -ContractCode.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = OrderSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = OrderIdSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = ClientOrderIdSet)]
    [OrderInput]
    [ArgumentCompleter(typeof(OrderPlaceCompleter))]
    [ValidateNotNullOrEmpty]
    public OrderInput[]? InputObject { get; set; }

    /// <summary>The contract; beside orders from the pipeline, that of all that do not name one.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OrderIdSet)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientOrderIdSet)]
    [Alias("contract_code")]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? ContractCode { get; set; }

    /// <summary>The exchange's ids, as text or whole numbers.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = OrderIdSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ClientOrderIdSet)]
    [Alias("order_id", "Id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? OrderId { get; set; }

    /// <summary>The client's ids. Beside an exchange id they are only shown.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientOrderIdSet)]
    [Alias("client_order_id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? ClientOrderId { get; set; }

    /// <inheritdoc/>
    private protected override RunWords Words { get; } = new("Stopping orders", "orders", "Get-HtxOrder shows what is open");

    /// <inheritdoc/>
    private protected override ResultTelling<HtxCancelResult> Telling { get; } = new CancelTelling();

    /// <inheritdoc/>
    private protected override CancelRun BeginRun() =>
        Client.Orders.HeardBy(Messages, Journal).BeginCancelRun(new CancelRunOptions { WaitTimeout = WaitLimit });

    /// <inheritdoc/>
    private protected override void Take()
    {
        if (InputObject is not null)
        {
            Stop(InputObject.SelectMany(input => input.Orders));
        }
        else if (OrderId is null or [] && ClientOrderId is null or [])
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"Which order of '{ContractCode}'? No id was given, and nothing was stopped.")
            {
                Advice = $"For one: Stop-HtxOrder {ContractCode} ID. For all of it: Clear-HtxOrder {ContractCode}.",
            });
        }
        else
        {
            Stop(NamedOrder.Each(ContractCode, OrderId ?? [], ClientOrderId ?? []));
        }
    }

    private void Stop(IEnumerable<NamedOrder> orders)
    {
        foreach (NamedOrder order in orders)
        {
            if (Check(order) is { } reference && IsAgreed("Cancel order", () => Describe(reference, order.Shown)))
            {
                Post(run => run.TryPost(reference, order.Shown));
            }
        }
    }

    /// <summary>Checks what an order is named by; what is refused comes out as rejected.</summary>
    private OrderReference? Check(NamedOrder order)
    {
        try
        {
            if (order.From is { } input)
            {
                order = new NamedBeside(ContractCode, OrderId, ClientOrderId).Complete(order);
                RefuseForeign(input);
                if (input.IsBareId && string.IsNullOrWhiteSpace(order.ContractCode))
                {
                    throw new HtxException(HtxErrorKind.InvalidParameter, $"The id {input} is given, and no contract.") { Advice = "Name the contract: Get-Content ids.txt | Stop-HtxOrder -ContractCode BTC-USDT." };
                }
            }

            return OrderReference.Create(order.ContractCode, order.OrderId, order.ClientOrderId);
        }
        catch (HtxException failure)
        {
            Write(Run!.Refused(order.ContractCode, order.OrderId, order.ClientOrderId, order.Shown, failure));
            return null;
        }
    }

    // An order that was listed through one session is not stopped through another's account, whoever named that.
    private void RefuseForeign(OrderInput input)
    {
        if (input.Account is { } account && account != Client.Account)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"The order {input} belongs to another account than that of the session '{CurrentSession.Name}'.")
            {
                Advice = "Pass the session it was listed through: Stop-HtxOrder -Session $session. Where that is another key of the same account, pass contract and id instead of the order.",
            };
        }
    }

    private static string Describe(OrderReference reference, IShownOrder? order) => order is null
        ? reference.ToString()
        : $"{reference} ({order.Trade})";
}
