using HtxFutures.Balances;
using HtxFutures.Calls;

namespace HtxFutures;

/// <summary>The desk for the money of an account. Safe to use from many threads.</summary>
public sealed class BalanceDesk
{
    private readonly Caller _caller;
    private readonly BalanceLook _look;

    internal BalanceDesk(Caller caller)
    {
        _caller = caller;
        _look = new BalanceLook(caller);
    }

    /// <summary>Reads what the account has, and what of it is bound.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">The exchange could not be asked, or its answer is no balance.</exception>
    public Task<HtxBalance> ReadAsync(CancellationToken cancellationToken = default) => _look.TakeAsync(cancellationToken);

    /// <summary>The same desk, whose requests somebody hears of.</summary>
    internal BalanceDesk HeardBy(IRequestListener requests) => new(_caller.HeardBy(requests));
}
