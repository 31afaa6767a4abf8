using System.Globalization;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>Holds what the client says of closes against what the exchange knows, and against what it has known since the close was asked for.</summary>
internal sealed class ClosingTruth(SandboxAccount account, VirtualTime time, bool isCalm)
{
    private readonly Dictionary<(string, string, string), List<(TimeSpan At, string? Direction)>> _history = [];
    private readonly List<(HtxCloseResult Result, string Said)> _said = [];

    /// <summary>Takes note of a position as it stands. Only others open positions: where this is called around what they do, no moment without one is missed.</summary>
    public void Note(string contract, string side, string marginMode)
    {
        if (!_history.TryGetValue((contract, side, marginMode), out List<(TimeSpan, string?)>? history))
        {
            _history.Add((contract, side, marginMode), history = []);
        }

        history.Add((time.Elapsed, account.FindPosition(contract, side, marginMode)?.Direction));
    }

    /// <summary>Checks a result at the moment it is told.</summary>
    /// <param name="result">What the client says.</param>
    /// <param name="shown">The position as it was given; null where it was named.</param>
    /// <param name="since">When it was given.</param>
    public void Check(HtxCloseResult result, HtxPosition? shown, TimeSpan since)
    {
        string side = result.PositionSide.ToString().ToLowerInvariant();
        string mode = result.MarginMode.ToString().ToLowerInvariant();
        Note(result.ContractCode, side, mode);
        List<(TimeSpan At, string? Direction)> history = [.. _history[(result.ContractCode, side, mode)].Where(moment => moment.At >= since)];
        bool wasFlat = history.Exists(moment => moment.Direction is null);
        bool hasTurned = shown is not null && history.Exists(moment => moment.Direction is { } direction && !direction.Equals(shown.Direction.ToString(), StringComparison.OrdinalIgnoreCase));
        SandboxOrder? order = OrdersOf(result).FirstOrDefault();
        string said = string.Create(CultureInfo.InvariantCulture, $"{result} closed {result.ClosedVolume} left {result.RemainingVolume} (code {result.Code}, attempts {result.Attempts}: {result.Message}), whose order is {Truth.Describe(order)}, given at {since}, position since: {string.Join(", ", history)}");
        _said.Add((result, said));
        Truth.Require(result.Outcome switch
        {
            CloseOutcome.Accepted => order is not null,
            CloseOutcome.Closed => wasFlat && result.RemainingVolume == 0,
            CloseOutcome.PartiallyClosed => order is { FilledVolume: > 0 },
            CloseOutcome.NothingToClose => (wasFlat || hasTurned) && order is null,
            CloseOutcome.Blocked => order is null && result.RemainingVolume > 0,
            CloseOutcome.Rejected => order is null or { FilledVolume: 0, IsOpen: false },
            CloseOutcome.Unknown => !isCalm,
            _ => false,
        }, said);
        Truth.Require(result.ClosedVolume is null || result.ClosedVolume == order?.FilledVolume, $"closed volume: {said}");
        bool mayFail = result.Outcome is CloseOutcome.Accepted;
        bool isError = result.Outcome is CloseOutcome.Blocked or CloseOutcome.Rejected or CloseOutcome.Unknown or CloseOutcome.PartiallyClosed;
        Truth.Require(mayFail || isError == (result.Failure is not null), $"failure {result.Failure?.Kind}: {said}");
        foreach (string? text in (string?[])[result.Message, result.Failure?.ToString(), result.Failure?.Advice])
        {
            Truth.Require(text is null || !(text.Contains(TestKeys.AccessKey, StringComparison.Ordinal) || text.Contains(TestKeys.SecretKey, StringComparison.Ordinal) || text.Contains("Signature=", StringComparison.Ordinal)), $"a text tells a secret: {text}");
        }
    }

    /// <summary>Checks what was said once nothing is under way any more, however late it came.</summary>
    /// <param name="ours">Whether an order is of ours, by its client's id.</param>
    public void CheckEnd(Func<string, bool> ours)
    {
        foreach ((HtxCloseResult result, string said) in _said)
        {
            SandboxOrder[] executed = [.. OrdersOf(result).Where(order => order.FilledVolume > 0)];
            Truth.Require(executed.Length <= 1, $"closed {executed.Length} times: {said}");
            Truth.Require(
                executed.Length == 0 || result.Outcome is not (CloseOutcome.NothingToClose or CloseOutcome.Blocked or CloseOutcome.Rejected),
                $"executed all the same: {said}");
        }

        foreach (SandboxOrder order in account.Orders.Where(order => ours(order.ClientOrderId)))
        {
            Truth.Require(order is { Type: "market", ReduceOnly: true }, $"an order of ours may open: {order.OrderId}");
        }
    }

    private IEnumerable<SandboxOrder> OrdersOf(HtxCloseResult result) =>
        result.ClientOrderId is { } id ? account.Orders.Where(order => order.ClientOrderId == id) : [];
}
