using System.Globalization;
using HtxFutures.Calls;
using HtxFutures.Errors;
using HtxFutures.Listings;

namespace HtxFutures.Orders;

/// <summary>The listings of orders.</summary>
internal sealed class OrderListing(Caller caller)
{
    /// <summary>Orders on a page; the most that the exchange gives (facts 2.8, 2.9).</summary>
    public const int PageSize = 100;

    private static readonly Pages<HtxOrder> s_oldestFirst = new()
    {
        Limit = PageSize,
        Onward = PageDirection.Next,
        ComeAhead = true,
        Cursor = order => order.Cursor,
        Key = order => order.OrderId,
        Agree = (one, other) => one.State == other.State,
        IfTheyEndNowhere = new("List contract by contract: each has fewer.", Means.ListByContract),
    };

    // Who looks for some finished orders stops when they are found.
    private static readonly Pages<HtxOrder> s_newestFirst = s_oldestFirst with { Onward = PageDirection.Prev, ComeAhead = false };

    // As the newest official client names it (facts 7.8).
    private static readonly string s_finished = string.Join(',',
        OrderWords.States[OrderState.Filled], OrderWords.States[OrderState.PartiallyCanceled], OrderWords.States[OrderState.Canceled]);

    /// <summary>The time on the exchange's clock.</summary>
    public DateTimeOffset ExchangeTime => caller.Connection.Clock.Now;

    /// <summary>The open orders of a contract, or of all, oldest first.</summary>
    /// <param name="contractCode">The contract; null for all.</param>
    /// <param name="marginMode">Cross or isolated; null for both.</param>
    /// <param name="readsAhead">Whether each page is asked for while the one before is being used.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">A page could not be had, or did not go on from the last.</exception>
    public IAsyncEnumerable<HtxOrder> ListOpenAsync(string? contractCode, MarginMode? marginMode, bool readsAhead, CancellationToken cancellationToken)
    {
        Listing<HtxOrder> listing = Open(contractCode, marginMode, caller.Connection.Account);
        return (readsAhead ? listing : listing with { Pages = listing.Pages! with { ComeAhead = false } }).ReadAsync(caller, cancellationToken);
    }

    /// <summary>The same, reading ahead.</summary>
    /// <param name="contractCode">The contract; null for all.</param>
    /// <param name="marginMode">Cross or isolated; null for both.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">A page could not be had, or did not go on from the last.</exception>
    public IAsyncEnumerable<HtxOrder> ListOpenAsync(string? contractCode, MarginMode? marginMode, CancellationToken cancellationToken) =>
        ListOpenAsync(contractCode, marginMode, readsAhead: true, cancellationToken);

    /// <summary>The finished orders of a contract, newest first.</summary>
    /// <exception cref="HtxException">A page could not be had, or did not go on from the last.</exception>
    public IAsyncEnumerable<HtxOrder> ListFinishedAsync(string contractCode, MarginMode marginMode, ListedSpan? span, CancellationToken cancellationToken) =>
        Finished(contractCode, marginMode, span, caller.Connection.Account).ReadAsync(caller, cancellationToken);

    /// <summary>Open orders (facts 2.8).</summary>
    /// <param name="contractCode">The contract; null for all.</param>
    /// <param name="marginMode">Cross or isolated; null for both.</param>
    /// <param name="account">Whose they are.</param>
    public static Listing<HtxOrder> Open(string? contractCode, MarginMode? marginMode, HtxAccount account) =>
        new(OrderRoutes.ListOpen, new OrderPage("open", contractCode), "orders", data => OrderReader.Read(data, account))
        {
            Query = [("contract_code", contractCode), ("margin_mode", marginMode is { } mode ? OrderWords.MarginModes[mode] : null)],
            Pages = s_oldestFirst,
        };

    /// <summary>Finished orders (facts 2.9).</summary>
    /// <param name="contractCode">The contract.</param>
    /// <param name="marginMode">Cross or isolated; the exchange wants one.</param>
    /// <param name="span">Of which time; null for the last two days.</param>
    /// <param name="account">Whose they are.</param>
    public static Listing<HtxOrder> Finished(string contractCode, MarginMode marginMode, ListedSpan? span, HtxAccount account) =>
        new(OrderRoutes.ListFinished, new OrderPage("finished", contractCode), "orders", data => OrderReader.Read(data, account))
        {
            Query =
            [
                ("contract_code", contractCode),
                ("end_time", Milliseconds(span?.End)),
                ("margin_mode", OrderWords.MarginModes[marginMode]),
                ("start_time", Milliseconds(span?.Start)),
                ("states", s_finished),
            ],
            Pages = s_newestFirst,
        };

    private static string? Milliseconds(DateTimeOffset? time) => time?.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
}
