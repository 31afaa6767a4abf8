using HtxFutures.Calls;
using HtxFutures.Orders;

namespace HtxFutures.AlgoOrders;

/// <summary>Looks single algo orders up, finished ones too.</summary>
internal sealed class AlgoOrderLookup(Caller caller)
{
    /// <summary>Asks for an algo order as the type that it is known to be listed as, else as every one, side by side.</summary>
    /// <param name="algo">Which one.</param>
    /// <param name="types">As which types.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>Null where the exchange knows it as none of them.</returns>
    /// <exception cref="HtxException">The exchange could not be asked as each of them, and shows it as none of the others.</exception>
    public async Task<HtxAlgoOrder?> FindAsync(OrderReference algo, IReadOnlyList<AlgoOrderType> types, CancellationToken cancellationToken)
    {
        Task<HtxAlgoOrder?>[] looks = [.. types.Select(type => AskAsync(algo, type, cancellationToken))];
        Task<HtxAlgoOrder?[]> all = Task.WhenAll(looks);
        await ((Task)all).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        Task<HtxAlgoOrder?>? found = Array.Find(looks, look => look is { IsCompletedSuccessfully: true, Result: not null });
        return found is not null ? await found.ConfigureAwait(false) : (await all.ConfigureAwait(false)).FirstOrDefault();
    }

    private Task<HtxAlgoOrder?> AskAsync(OrderReference algo, AlgoOrderType type, CancellationToken cancellationToken) =>
        new SingleLook<HtxAlgoOrder>(caller, "algo orders", data => AlgoOrderReader.Read(data, caller.Connection.Account, type), (one, other) => one.State == other.State)
            .AskAsync(algo, AlgoOrderRequests.Find(algo, type), cancellationToken);
}
