using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using HtxFutures.Calls;
using HtxFutures.Errors;
using HtxFutures.Listings;
using HtxFutures.Orders;

namespace HtxFutures.AlgoOrders;

/// <summary>The listings of algo orders. Each shows one type, and leaves out the others (desk facts 1.5): who wants all reads five.</summary>
internal sealed class AlgoOrderListing(Caller caller)
{
    /// <summary>All that there are, those first that can open a position.</summary>
    public static IReadOnlyList<AlgoOrderType> Types { get; } =
        [AlgoOrderType.Trigger, AlgoOrderType.TrailingStop, AlgoOrderType.TakeProfit, AlgoOrderType.StopLoss, AlgoOrderType.TakeProfitStopLoss];

    // The rows' cursors count within their type. Which way the listing goes is not recorded: as its rows lie, else newest
    // first by the pages of its history, and the walk turns round where that is wrong.
    private static readonly Pages<HtxAlgoOrder> s_pages = new()
    {
        Limit = OrderListing.PageSize,
        Onward = PageDirection.Prev,
        OnwardAsTheyLie = true,
        Cursor = algo => algo.Cursor,
        Key = algo => algo.AlgoId,
        Agree = (one, other) => one.State == other.State,
        IfTheyEndNowhere = new("List contract by contract: each has fewer.", Means.ListByContract) { Kind = OrderKind.AlgoOrder },
    };

    // Asked for at once: who cancels what a page shows takes away the rows by which a walk the wrong way knows that it is.
    private static readonly Pages<HtxAlgoOrder> s_activePages = s_pages with { ComeAhead = true };

    private static readonly string s_finished = string.Join(
        ',', AlgoOrderWords.States[AlgoOrderState.Effective], AlgoOrderWords.States[AlgoOrderState.Canceled], AlgoOrderWords.States[AlgoOrderState.Failed]);

    /// <summary>The time on the exchange's clock.</summary>
    public DateTimeOffset ExchangeTime => caller.Connection.Clock.Now;

    /// <summary>
    /// The active ones of several types, read side by side: one that fails, or takes its time, does not keep the others
    /// from being shown. But a list without them is no shorter list: it ends with an error that names what is missing.
    /// </summary>
    /// <exception cref="HtxException">A page could not be had, or did not go on from the last.</exception>
    public async IAsyncEnumerable<HtxAlgoOrder> ListActiveAsync(
        IReadOnlyList<AlgoOrderType> types, string? contractCode, MarginMode? marginMode, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var missing = new ConcurrentDictionary<AlgoOrderType, HtxException>();
        IEnumerable<IAsyncEnumerable<HtxAlgoOrder>> listings = types.Select(type =>
            UntilItFailsAsync(ListActiveAsync(type, contractCode, marginMode, cancellationToken), failure => missing[type] = failure));
        await foreach (HtxAlgoOrder algo in SideBySide.MergeAsync(listings, cancellationToken).ConfigureAwait(false))
        {
            yield return algo;
        }

        if (types.Where(missing.ContainsKey).ToArray() is [var first, ..] some)
        {
            throw missing[first].Within($"The active algo orders of type {string.Join(", ", some)} of {contractCode ?? "every contract"} could not be listed to the end, so the list is not whole.");
        }
    }

    /// <summary>The active ones of a type, newest first.</summary>
    /// <exception cref="HtxException">A page could not be had, or did not go on from the last.</exception>
    public IAsyncEnumerable<HtxAlgoOrder> ListActiveAsync(AlgoOrderType type, string? contractCode, MarginMode? marginMode, CancellationToken cancellationToken) =>
        Of(AlgoOrderRoutes.ListActive, "active", type, contractCode, s_activePages, [("margin_mode", marginMode is { } mode ? OrderWords.MarginModes[mode] : null)])
            .ReadAsync(caller, cancellationToken);

    /// <summary>The finished ones of a type, newest first.</summary>
    /// <param name="type">The type.</param>
    /// <param name="contractCode">The contract; null for all.</param>
    /// <param name="span">Of which time; null for the last two days.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">A page could not be had.</exception>
    public IAsyncEnumerable<HtxAlgoOrder> ListFinishedAsync(AlgoOrderType type, string? contractCode, ListedSpan? span, CancellationToken cancellationToken) =>
        Of(AlgoOrderRoutes.ListFinished, "finished", type, contractCode, s_pages, [("end_time", Milliseconds(span?.End)), ("start_time", Milliseconds(span?.Start)), ("states", s_finished)])
            .ReadAsync(caller, cancellationToken);

    // What the next request would meet too ends all of it.
    private static async IAsyncEnumerable<HtxAlgoOrder> UntilItFailsAsync(
        IAsyncEnumerable<HtxAlgoOrder> listing, Action<HtxException> isMissing, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        IAsyncEnumerator<HtxAlgoOrder> algos = listing.GetAsyncEnumerator(cancellationToken);
        await using (algos.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await algos.MoveNextAsync().ConfigureAwait(false))
                    {
                        yield break;
                    }
                }
                catch (HtxException failure) when (!failure.EndsRun)
                {
                    isMissing(failure);
                    yield break;
                }

                yield return algos.Current;
            }
        }
    }

    private Listing<HtxAlgoOrder> Of(Route route, string state, AlgoOrderType type, string? contractCode, Pages<HtxAlgoOrder> pages, IEnumerable<(string, string?)> query) =>
        new(route, new AlgoOrderPage(state, type, contractCode), "algo orders", data => AlgoOrderReader.Read(data, caller.Connection.Account, type))
        {
            Query = [("contract_code", contractCode), ("type", AlgoOrderWords.Types[type]), .. query],
            Pages = pages,
        };

    private static string? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
