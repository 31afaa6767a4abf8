using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Algo;
using HtxFutures.Sandbox.Books.Fills;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Books.Positions;
using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Faults;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>A private request that passed signature, window and permission, with what an endpoint needs to serve it.</summary>
internal sealed record ApiCall(
    SandboxAccount Account,
    Parameters Parameters,
    Venue Venue,
    Random Random,
    FaultPlan? Faults)
{
    private const int DefaultPageSize = 10;
    private const int MaxPageSize = 100;

    private static readonly TimeSpan s_longestPeriod = TimeSpan.FromHours(48);
    private static readonly IReadOnlyList<string> s_directions = ["next", "prev"];

    public SandboxOptions Options => Venue.Options;

    public ExchangeClock Clock => Venue.Clock;

    public OrderBook Book => Account.Books.Orders;

    public AlgoBook Algos => Account.Books.Algos;

    public FillBook Fills => Account.Books.Fills;

    public PositionBook Positions => Account.Books.Positions;

    public Valuation Valuation => Account.Books.Valuation;

    public string RequiredContract() => Contract(Parameters.Required("contract_code"));

    public string? OptionalContract() => Parameters.Find("contract_code") is null ? null : RequiredContract();

    /// <summary>Cursor and size of a page (facts 2.8, desk facts 4.1). Beside a cursor, next leads to newer orders and prev to older ones.</summary>
    /// <param name="newestFirst">How the listing is sorted where there is neither cursor nor direction.</param>
    public (Cursor Cursor, int Size) Page(bool newestFirst)
    {
        long from = Parameters.Whole("from", 0, Options.RefuseFromZero ? 1 : 0, long.MaxValue);
        long size = Math.Min(Parameters.Whole("limit", DefaultPageSize, 1, MaxPageSize), Options.LargestPage);
        string? direction = Parameters.Choice("direct", s_directions);
        bool descending = direction is null || (from == 0 && newestFirst) ? newestFirst : (direction == "prev") != Options.DirectionsTurned;
        return (new Cursor(from, descending, Options.CursorInclusive), (int)size);
    }

    /// <summary>The time that rows of a history are asked for, by milliseconds and with both its ends: the last 48 hours unless said (desk facts 4.1).</summary>
    /// <param name="memory">How far back there are any.</param>
    public Period Period(TimeSpan memory)
    {
        DateTimeOffset end = Time("end_time") ?? Clock.Now;
        DateTimeOffset start = Time("start_time") ?? end - s_longestPeriod;
        DateTimeOffset first = Clock.Now - memory;
        DateTimeOffset earliest = end - s_longestPeriod < first ? first : end - s_longestPeriod;
        return start <= end && (Options.PeriodsAreCut || start >= earliest)
            ? new Period(start < earliest ? earliest : start, end)
            : throw new RefusalException(ReplyCode.IllegalParameter, "start_time");
    }

    private DateTimeOffset? Time(string name)
    {
        long milliseconds = Parameters.Whole(name, -1, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        return milliseconds < 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }

    /// <summary>A position side, refused where the account's position mode has no such side (desk facts 2.2, 5.1).</summary>
    public string PositionSide(string side) => (side == "both") == (Account.PositionMode == SandboxPositionMode.SingleSide)
        ? side
        : throw new RefusalException(ReplyCode.WrongPositionMode);

    /// <summary>Whether a client id names an order already: an open one, or one that ended not long ago.</summary>
    public bool IsInUse(long? clientId) => clientId is { } id && Book.FindByClientId(id) is not null;

    public Answer MissingId(string name = "order_id") => Answer.Refused(Options.MissingIdCode, name);

    /// <summary>A contract code, refused where there is no such contract.</summary>
    public string Contract(string code) => Venue.Contracts.Has(code)
        ? code
        : throw new RefusalException(Options.UnknownContractCode, "contract_code");
}
