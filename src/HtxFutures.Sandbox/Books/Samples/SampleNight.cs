using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Market;

namespace HtxFutures.Sandbox.Books.Samples;

/// <summary>
/// Finished orders such as a desk might find in the morning. Most are of the last hours, some of the days before. Of a contract
/// and a margin mode none begins before the one before it has ended.
/// </summary>
internal sealed class SampleNight(Random random, SandboxPositionMode mode, DateTimeOffset now)
{
    private static readonly TimeSpan s_youngest = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan s_night = TimeSpan.FromHours(14);
    private static readonly TimeSpan s_longestLife = TimeSpan.FromMinutes(20);

    /// <summary>Orders, oldest first, spread evenly over the first <paramref name="contracts"/> contracts.</summary>
    public IEnumerable<SandboxPastOrder> Draw(int count, int contracts)
    {
        Slot[] slots = Slots(count, contracts);
        int liquidated = Array.FindLastIndex(slots, slot => slot is { IsIsolated: true } && slot.At < now - (s_night / 4));
        return slots.Select((slot, i) => i == liquidated ? Liquidation(slot) : Draw(slot));
    }

    private Slot[] Slots(int count, int contracts)
    {
        Slot[] slots = [.. Enumerable.Range(0, count)
            .Select(i => new Slot(i % contracts, random.Next(3) == 0, Whole(now - DrawAge())))
            .OrderBy(slot => slot.At)];
        Dictionary<(int, bool), DateTimeOffset> next = [];
        for (int i = slots.Length - 1; i >= 0; i--)
        {
            (int, bool) list = (slots[i].Contract, slots[i].IsIsolated);
            TimeSpan room = (next.GetValueOrDefault(list, now) - slots[i].At) * 0.9;
            next[list] = slots[i].At;
            slots[i] = slots[i] with { Room = room < s_longestLife ? room : s_longestLife };
        }

        return slots;
    }

    private TimeSpan DrawAge() => random.Next(20) switch
    {
        < 15 => Between(s_youngest, s_night),
        < 19 => Between(s_night, TimeSpan.FromDays(3)),
        _ => Between(TimeSpan.FromDays(3), TimeSpan.FromDays(30)),
    };

    private SandboxPastOrder Draw(Slot slot)
    {
        bool closes = random.Next(5) < 2;
        SandboxOrderTemplate terms = Terms(slot, closes, isLong: random.Next(2) == 0, random.Next(10) switch { < 2 => "market", < 4 => "post_only", _ => "limit" });
        DateTimeOffset soon = slot.After(TimeSpan.FromMilliseconds(15)), later = slot.After(Between(TimeSpan.Zero, s_longestLife));
        return (terms.Type, random.Next(10)) switch
        {
            ("market", _) => Filled(terms, 1, soon, closes),
            ("post_only", < 2) => new SandboxPastOrder(terms, soon) { CancelReason = OrderWords.CanceledBySystem },
            (_, < 6) => Filled(terms, random.Next(1, 5), later, closes),
            (_, < 9) => new SandboxPastOrder(terms, later),
            _ => PartlyFilled(terms, later, closes),
        };
    }

    /// <summary>The exchange takes over what is left of an isolated position.</summary>
    private SandboxPastOrder Liquidation(Slot slot)
    {
        SandboxOrderTemplate terms = Terms(slot, closes: true, isLong: true, "market") with { Source = "risk" };
        DateTimeOffset at = slot.After(TimeSpan.FromMilliseconds(9));
        decimal price = SampleContracts.PriceOf(slot.Contract, -0.043m);
        decimal loss = ContractTerms.Value(terms.ContractCode, terms.Volume, price * 0.045m);
        return new SandboxPastOrder(terms, at) { Fills = [new(terms.Volume, price, at) { OrderType = "3", Profit = Math.Round(-loss, 8) }] };
    }

    private SandboxPastOrder PartlyFilled(SandboxOrderTemplate terms, DateTimeOffset endedAt, bool closes) => new(terms, endedAt)
    {
        Fills = terms.Volume == 1 ? [] : [Fill(terms, random.Next(1, (int)terms.Volume), Whole(endedAt - ((endedAt - terms.CreatedAt!.Value) / 2)), closes)],
    };

    /// <summary>Executed in some parts, the last of which ends it.</summary>
    private SandboxPastOrder Filled(SandboxOrderTemplate terms, int parts, DateTimeOffset endedAt, bool closes)
    {
        List<SandboxPastFill> fills = [];
        decimal rest = terms.Volume;
        for (int left = Math.Min(parts, (int)terms.Volume); left > 0; left--)
        {
            decimal volume = left == 1 ? rest : random.Next(1, (int)rest - left + 2);
            TimeSpan before = (endedAt - terms.CreatedAt!.Value) / parts * (left - 1);
            fills.Add(Fill(terms, volume, Whole(endedAt - before), closes));
            rest -= volume;
        }

        return new SandboxPastOrder(terms, endedAt) { Fills = fills };
    }

    private SandboxPastFill Fill(SandboxOrderTemplate terms, decimal volume, DateTimeOffset at, bool closes)
    {
        decimal price = terms.Price > 0 ? terms.Price : Round((ListedAssets.PriceOf(terms.ContractCode) ?? OrderBook.AnyPrice) * (1 + DrawDistance()));
        decimal profit = closes ? ContractTerms.Value(terms.ContractCode, volume, price) * random.Next(-70, 110) / 10_000m : 0;
        return new SandboxPastFill(volume, price, at) { Profit = Math.Round(profit, 8) };
    }

    private SandboxOrderTemplate Terms(Slot slot, bool closes, bool isLong, string type) => new()
    {
        ContractCode = SampleContracts.CodeOf(slot.Contract, now),
        Side = isLong == closes ? "sell" : "buy",
        PositionSide = mode == SandboxPositionMode.SingleSide ? "both" : isLong ? "long" : "short",
        Type = type,
        MarginMode = slot.IsIsolated ? "isolated" : "cross",
        Price = type == "market" ? 0 : SampleContracts.PriceOf(slot.Contract, DrawDistance()),
        Volume = random.Next(1, 50),
        ReduceOnly = closes,
        Leverage = random.Next(1, 5) * 5,
        CreatedAt = slot.At,
    };

    private decimal DrawDistance() => random.Next(-150, 150) / 10_000m;

    private TimeSpan Between(TimeSpan least, TimeSpan most) => least + ((most - least) * random.NextDouble());

    // The exchange's times are whole milliseconds.
    private static DateTimeOffset Whole(DateTimeOffset at) => DateTimeOffset.FromUnixTimeMilliseconds(at.ToUnixTimeMilliseconds());

    private static decimal Round(decimal price) => Math.Round(price, price > 1000m ? 1 : 4);

    /// <summary>A place for an order.</summary>
    /// <param name="Contract">The contract.</param>
    /// <param name="IsIsolated">Its margin mode.</param>
    /// <param name="At">When it is placed.</param>
    /// <param name="Room">How long it may live.</param>
    private sealed record Slot(int Contract, bool IsIsolated, DateTimeOffset At, TimeSpan Room = default)
    {
        public DateTimeOffset After(TimeSpan life) => Whole(At + (life < Room ? life : Room));
    }
}
