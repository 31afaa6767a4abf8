using HtxFutures.AlgoOrders;
using HtxFutures.Balances;
using HtxFutures.Calls;
using HtxFutures.Orders;
using HtxFutures.Positions;

namespace HtxFutures.Exposure;

/// <summary>
/// Looks at all that can still trade or move an account (desk facts 1.9). The parts are begun in the order in which one
/// turns into the next (an algo order fires, an order fills), and read side by side.
/// </summary>
/// <param name="caller">Asks for it.</param>
/// <param name="scope">What is looked at.</param>
internal sealed class TradingLooks(Caller caller, TradingScope scope)
{
    private readonly OrderListing _orders = new(caller);
    private readonly AlgoOrderListing _algos = new(caller);
    private readonly PositionListing _positions = new(caller);
    private readonly BalanceLook _balance = new(caller);

    /// <summary>Begins to look at everything side by side. What fails is told in its part.</summary>
    /// <param name="cancellationToken">Gives the look up.</param>
    public BegunLook Begin(CancellationToken cancellationToken) => new()
    {
        Algos = AlgosAsync(cancellationToken),
        Orders = OrdersAsync(cancellationToken),
        Positions = PositionsAsync(cancellationToken),
        Balance = BalanceAsync(cancellationToken),
    };

    /// <summary>Begins to look at the positions again, and at the balance: the rest stays as it was seen.</summary>
    /// <param name="before">What was seen.</param>
    /// <param name="cancellationToken">Gives the look up.</param>
    public BegunLook BeginAgain(BegunLook before, CancellationToken cancellationToken) => new()
    {
        Algos = before.Algos,
        Orders = Task.FromResult(new LookedAt<HtxOrder>([], null)),
        Positions = PositionsAsync(cancellationToken),
        Balance = BalanceAsync(cancellationToken),
    };

    private Task<LookedAt<HtxPosition>> PositionsAsync(CancellationToken cancellationToken) => LookedAt<HtxPosition>.ReadAsync(
        _positions.ListAsync(OnlyContract, cancellationToken), position => scope.Includes(position.ContractCode), cancellationToken);

    // One listing of the account costs less than one for each contract, where rows are few: of orders they are not.
    private string? OnlyContract => scope.ContractCodes.Count == 1 ? scope.ContractCodes[0] : null;

    private async Task<LookedAt<HtxOrder>> OrdersAsync(CancellationToken cancellationToken)
    {
        IEnumerable<string?> contracts = scope.IsAccount ? Enumerable.Repeat<string?>(null, 1) : scope.ContractCodes;
        return LookedAt<HtxOrder>.Together(await Task.WhenAll(contracts.Select(contract => LookedAt<HtxOrder>.ReadAsync(
            _orders.ListOpenAsync(contract, null, cancellationToken), static _ => true, cancellationToken))).ConfigureAwait(false));
    }

    private async Task<LookedAt<HtxAlgoOrder>> AlgosAsync(CancellationToken cancellationToken) =>
        LookedAt<HtxAlgoOrder>.Together(await Task.WhenAll(AlgoOrderListing.Types.Select(type => LookedAt<HtxAlgoOrder>.ReadAsync(
            _algos.ListActiveAsync(type, OnlyContract, null, cancellationToken), algo => scope.Includes(algo.ContractCode), cancellationToken))).ConfigureAwait(false));

    // It speaks of the whole account, and so says nothing of single contracts.
    private async Task<(HtxBalance? Balance, HtxException? Failure)> BalanceAsync(CancellationToken cancellationToken)
    {
        if (!scope.IsAccount)
        {
            return default;
        }

        try
        {
            return (await _balance.TakeAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (HtxException failure)
        {
            return (null, failure);
        }
    }
}
