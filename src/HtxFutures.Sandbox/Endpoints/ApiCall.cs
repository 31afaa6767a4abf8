using HtxFutures.Sandbox.Faults;
using HtxFutures.Sandbox.Orders;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>A private request that passed signature, window and permission, with what an endpoint needs to serve it.</summary>
internal sealed record ApiCall(
    SandboxAccount Account,
    Parameters Parameters,
    SandboxOptions Options,
    ExchangeClock Clock,
    Random Random,
    FaultPlan? Faults)
{
    private const int DefaultPageSize = 10;
    private const int MaxPageSize = 100;

    private static readonly IReadOnlyList<string> s_directions = ["next", "prev"];

    public OrderBook Book => Account.Book;

    public string RequiredContract() => Contract(Parameters.Required("contract_code"));

    public string? OptionalContract() => Parameters.Find("contract_code") is null ? null : RequiredContract();

    /// <summary>Cursor and size of a page (facts 2.8). The default direction is towards newer orders: "oldest first".</summary>
    public (Cursor Cursor, int Size) Page()
    {
        long from = Parameters.Whole("from", 0, 0, long.MaxValue);
        long size = Parameters.Whole("limit", DefaultPageSize, 1, MaxPageSize);
        bool descending = Parameters.Choice("direct", s_directions) == "prev";
        return (new Cursor(from, descending, Options.CursorInclusive), (int)size);
    }

    /// <summary>A time in milliseconds since 1970; null when absent.</summary>
    public DateTimeOffset? Time(string name)
    {
        long milliseconds = Parameters.Whole(name, -1, 0, DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());
        return milliseconds < 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
    }

    public Answer MissingId() => Answer.Refused(Options.MissingIdCode, "order_id");

    private string Contract(string code) => ContractCodes.IsWellFormed(code)
        ? code
        : throw new RefusalException(Options.UnknownContractCode, "contract_code");
}
