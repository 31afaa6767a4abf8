using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Past;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Lists executions.</summary>
[Cmdlet(VerbsCommon.Get, "HtxFill")]
[OutputType(typeof(HtxFill))]
public sealed class GetHtxFillCommand : GetPastCommandBase<HtxFill>
{
    /// <summary>Only those of these orders, by the exchange's ids.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true)]
    [Alias("order_id", "Id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowNull]
    [AllowEmptyCollection]
    [AllowEmptyString]
    public string[]? OrderId { get; set; }

    /// <inheritdoc/>
    private protected override string RowsNoun => "executions";

    /// <inheritdoc/>
    private protected override string OfNow => "Executions of the last 5 s may still be missing: that none is listed proves nothing yet.";

    /// <inheritdoc/>
    private protected override NamedPast? Named()
    {
        if (!IsBound(nameof(OrderId)))
        {
            return new NamedPast(ContractCode);
        }

        string[] ids = [.. (OrderId ?? []).Where(id => !string.IsNullOrWhiteSpace(id))];
        if (ids.Length == 0)
        {
            // Without it, all of its contract would be listed.
            WriteFailure(new HtxException(HtxErrorKind.InvalidParameter, $"What names the contract {string.Join(", ", ContractCode)} has an order id that is empty.") { Advice = $"For all of a contract: {MyInvocation.MyCommand.Name} {ContractCode[0]}." }, ContractCode);
            return null;
        }

        if (ContractCode.Length != 1)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"Orders are of one contract, and {ContractCode.Length} were given: {string.Join(", ", ContractCode)}.") { Advice = $"Call {MyInvocation.MyCommand.Name} once for each contract, or pipe the orders to it." });
        }

        return new NamedPast(ContractCode, ids);
    }

    /// <inheritdoc/>
    private protected override PastReading<HtxFill> Read(AccountAtWork account, IReadOnlyList<NamedPast> named) => account.Client.History.HeardBy(account.Messages).ListFills(new FillsQuery
    {
        ContractCodes = [.. named.Where(each => each.OrderIds is null).SelectMany(each => each.Contracts)],
        Orders = [.. named.SelectMany(each => (each.OrderIds ?? []).Select(id => OrderReference.Create(each.Contracts[0], id)))],
        MarginMode = MarginModeMeant,
        Since = Since,
        Until = Until,
        ReadsAhead = IsAll,
    });
}
