using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>What the exchange knows of every order's way, against what those who watched were shown.</summary>
/// <param name="account">The account.</param>
/// <param name="isCalm">Whether nothing goes wrong, so that every single change must be shown.</param>
internal sealed class LiveTruth(SandboxAccount account, bool isCalm)
{
    // What changed before somebody began may come after it: its push was on its way.
    private static readonly TimeSpan s_longestPush = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<string, List<(string State, decimal Filled, TimeSpan At)>> _ways = [];

    /// <summary>Takes note of how an order stands after something was done to it.</summary>
    public void Note(string orderId, TimeSpan at)
    {
        SandboxOrder order = account.FindOrder(orderId)!;
        if (!_ways.TryGetValue(orderId, out List<(string, decimal, TimeSpan)>? way))
        {
            _ways.Add(orderId, way = []);
        }

        way.Add((order.State.ToString(), order.FilledVolume, at));
    }

    /// <summary>Holds what somebody was shown against the ways of the orders.</summary>
    /// <param name="shown">What was shown, in order.</param>
    /// <param name="begun">When the watch had begun.</param>
    public void Check(IReadOnlyList<HtxOrder> shown, TimeSpan begun)
    {
        ILookup<string, HtxOrder> byOrder = shown.ToLookup(order => order.OrderId);
        foreach (IGrouping<string, HtxOrder> rows in byOrder)
        {
            CheckWay(rows.Key, [.. rows.Where(row => row.State != OrderState.Unknown)]);
        }

        foreach ((string orderId, List<(string State, decimal Filled, TimeSpan At)> way) in _ways)
        {
            (string state, decimal filled, TimeSpan at) = way[^1];
            if (at <= begun)
            {
                continue;
            }

            HtxOrder? last = byOrder[orderId].LastOrDefault();
            Truth.Require(last is not null && $"{last.State}" == state && last.FilledVolume == filled, $"{orderId} is {state} {filled} since {at}, and was last shown as {(last is null ? "nothing" : $"{last.State} {last.FilledVolume}")}");
            int changes = way.Count(step => step.At > begun);
            int rows = byOrder[orderId].Count(row => row.State != OrderState.Unknown);
            Truth.Require(!isCalm || (rows >= changes && rows <= way.Count(step => step.At > begun - s_longestPush)), $"{orderId} changed {changes} times and was shown {rows} times, although nothing went wrong");
        }
    }

    private void CheckWay(string orderId, List<HtxOrder> rows)
    {
        List<(string State, decimal Filled, TimeSpan At)> way = _ways.GetValueOrDefault(orderId) ?? [];
        int at = -1;
        foreach (HtxOrder row in rows)
        {
            int step = way.FindIndex(step => step.State == $"{row.State}" && step.Filled == row.FilledVolume);
            bool isKnownAgain = row.Change == "Open again" && step == at; // after it was said that nobody knows
            Truth.Require(step > at || isKnownAgain, $"{orderId} was shown as {row.State} {row.FilledVolume} ({row.Change}) after step {at} of {string.Join(", ", way)}: {(step < 0 ? "it never was so" : step == at ? "twice" : "that was earlier")}");
            at = step;
        }
    }
}
