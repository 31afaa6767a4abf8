using System.Management.Automation;
using HtxFutures.Commands.Past;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Lists finished orders.</summary>
[Cmdlet(VerbsCommon.Get, "HtxOrderHistory")]
[OutputType(typeof(HtxOrder))]
public sealed class GetHtxOrderHistoryCommand : GetPastCommandBase<HtxOrder>
{
    // By which the views show them with what became of them.
    private const string FinishedView = "HtxFutures.HtxOrder#Finished";

    /// <summary>Only those that ended so.</summary>
    [Parameter]
    [ValidateSet(nameof(OrderState.Filled), nameof(OrderState.Canceled), nameof(OrderState.PartiallyCanceled))]
    public OrderState[]? State { get; set; }

    /// <inheritdoc/>
    private protected override string RowsNoun => "finished orders";

    /// <inheritdoc/>
    private protected override NamedPast Named() => new(ContractCode);

    /// <inheritdoc/>
    private protected override PastReading<HtxOrder> Read(AccountAtWork account, IReadOnlyList<NamedPast> named) => account.Client.History.HeardBy(account.Messages).ListOrders(new FinishedOrdersQuery
    {
        ContractCodes = [.. named.SelectMany(each => each.Contracts)],
        MarginMode = MarginModeMeant,
        States = State,
        Since = Since,
        Until = Until,
        ReadsAhead = IsAll,
    });

    /// <inheritdoc/>
    private protected override object Shown(HtxOrder row)
    {
        var shown = PSObject.AsPSObject(row);
        shown.TypeNames.Insert(0, FinishedView);
        return shown;
    }
}
