using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Orders;
using HtxFutures.Orders;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>A cmdlet that cancels the orders of one kind that it is given, and tells what became of every one of them.</summary>
public abstract class StopOrdersCommandBase : HtxRunCommandBase<CancelRun, HtxCancelResult>
{
    private protected const string InputSet = "InputObject";
    private protected const string IdSet = "OrderId";
    private protected const string ClientIdSet = "ClientOrderId";

    /// <summary>The contract; beside orders from the pipeline, that of all that do not name one.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientIdSet)]
    [Alias("contract_code")]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? ContractCode { get; set; }

    /// <summary>What sort of orders it stops.</summary>
    private protected abstract OrderKind Kind { get; }

    /// <summary>What the pipeline has brought; null where the command line names the orders.</summary>
    private protected abstract OrderInput[]? Input { get; }

    /// <summary>The exchange's ids, as the command line or the properties of a row name them; null for none.</summary>
    private protected abstract string?[]? Ids { get; }

    /// <summary>The client's ids, likewise.</summary>
    private protected abstract string?[]? ClientIds { get; }

    /// <summary>What to do where a contract is named without an id.</summary>
    private protected abstract string WithoutId { get; }

    /// <inheritdoc/>
    private protected sealed override ResultTelling<HtxCancelResult> Telling { get; } = new CancelTelling();

    /// <summary>How to go about it.</summary>
    private protected CancelRunOptions Options => new() { WaitTimeout = WaitLimit };

    /// <inheritdoc/>
    private protected sealed override void Take()
    {
        if (Input is not null)
        {
            Stop(Input.SelectMany(input => input.Orders));
            return;
        }

        if (Ids is null or [] && ClientIds is null or [])
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"Which {OrderKindWords.Of(Kind).Noun} of '{ContractCode}'? No id was given, and nothing was stopped.")
            {
                Advice = WithoutId,
            });
        }

        Stop(NamedOrder.Each(ContractCode, Ids ?? [], ClientIds ?? []));
    }

    private void Stop(IEnumerable<NamedOrder> orders)
    {
        foreach (NamedOrder order in orders)
        {
            if (Check(order) is { } checkedOrder && IsAgreed($"Cancel {checkedOrder.Order.Words.Noun}", () => Describe(checkedOrder.Order, order.Shown, checkedOrder.Run.Account)))
            {
                Post(checkedOrder.Run, run => run.TryPost(checkedOrder.Order, order.Shown));
            }
        }
    }

    /// <summary>Checks what an order is named by, and finds its account; what is refused comes out as rejected.</summary>
    private (AccountRun<CancelRun, HtxCancelResult> Run, OrderReference Order)? Check(NamedOrder order)
    {
        ItemOrigin origin = Origin(order);
        try
        {
            if (order.From is { } input)
            {
                RefuseOtherKind(input);
                order = new NamedBeside(Kind, ContractCode, Ids, ClientIds).Complete(order);
                if (input.IsBareId && string.IsNullOrWhiteSpace(order.ContractCode))
                {
                    throw new HtxException(HtxErrorKind.InvalidParameter, $"The id {input} is given, and no contract.") { Advice = $"Name the contract: Get-Content ids.txt | {MyInvocation.MyCommand.Name} -ContractCode BTC-USDT." };
                }
            }

            var reference = OrderReference.Create(order.ContractCode, order.OrderId, order.ClientOrderId, Kind);
            return (RunFor(origin), reference);
        }
        catch (HtxException failure)
        {
            Refuse(origin, failure, run => run.Refused(order.ContractCode, order.OrderId, order.ClientOrderId, order.Shown, failure, origin.Told));
            return null;
        }
    }

    private ItemOrigin Origin(NamedOrder order) => new($"{OrderKindWords.Of(Kind).Noun} {order.ContractCode ?? ContractCode} {order.OrderId ?? order.ClientOrderId}".TrimEnd())
    {
        Account = order.From?.Account,
        Named = order.From?.AccountName,
        IsAmongSeveral = order.From?.IsAmongSeveral ?? false,
    };

    // Its id would be taken for one of the other kind, and may be one.
    private void RefuseOtherKind(OrderInput input)
    {
        if (input.Kind is { } kind && kind != Kind)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"{input} is an {OrderKindWords.Of(kind).Noun}, and {MyInvocation.MyCommand.Name} stops {OrderKindWords.Of(Kind).Noun}s. It was not sent.")
            {
                Advice = $"Pass it to Stop-Htx{kind}.",
            };
        }
    }

    private string Describe(OrderReference reference, IShownOrder? order, AccountAtWork account)
    {
        string what = order is null ? reference.ToString() : $"{reference} ({order.Trade})";
        return NamesAccounts ? $"{what} of session '{account.Name}'" : what;
    }
}
