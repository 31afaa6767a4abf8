using System.Globalization;
using HtxFutures.Errors;
using HtxFutures.Exposure;

namespace HtxFutures.Halting;

/// <summary>Makes the report of a halt.</summary>
internal static class HaltReports
{
    private const string NotMeant = "not looked at, and not stopped: spot, coin-margined futures, sub-accounts, copy trading, grid bots";

    /// <summary>Makes it.</summary>
    /// <param name="halt">The halt, which has ended.</param>
    /// <param name="ledger">What became of everything.</param>
    /// <param name="scope">What was to be stopped.</param>
    public static HtxStopReport Of(TradingHalt halt, HaltLedger ledger, TradingScope scope)
    {
        IReadOnlyList<HtxStopRow> rows = ledger.Rows;
        // Arrays, since a shell takes single items out of these, and not out of what a collection expression makes of a list.
        HtxStopLeft[] left = halt.LastLook is { } look ? Left(look, halt.Aim, ledger).OrderBy(each => each.IsKept).ToArray() : [];
        var report = new HtxStopReport
        {
            Scope = $"{scope}: open orders, algo orders, positions; {NotMeant}",
            Succeeded = halt.IsProven,
            IsQuiet = halt.IsQuiet,
            IsFlat = halt.IsFlat,
            Passes = ledger.Pass,
            Orders = Counts(rows, nameof(OrderKind.Order)),
            AlgoOrders = Counts(rows, nameof(OrderKind.AlgoOrder)),
            Positions = Counts(rows, HaltRows.Position),
            Results = rows,
            Left = left,
            NotLookedAt = NotLookedAt(halt.LastLook),
            TimedOut = halt.TimedOut,
            Unlisted = halt.LastLook?.Unlisted.ToArray() ?? [],
        };
        report.Failures = halt.IsProven ? [] : Failures(halt, left).ToArray();
        report.Warnings = halt.Warnings.Concat(Unprotected(halt)).ToArray();
        report.Failure = halt.IsProven ? null : NotQuiet(report, scope);
        return report;
    }

    private static SortedDictionary<string, int> Counts(IReadOnlyList<HtxStopRow> rows, string kind)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (HtxStopRow row in rows.Where(row => row.Kind == kind))
        {
            counts[row.Outcome] = counts.GetValueOrDefault(row.Outcome) + 1;
        }

        return counts;
    }

    private static string[] NotLookedAt(TradingLook? look)
    {
        (string Kind, object? All)[] kinds =
        [
            (nameof(HtxStopReport.Orders), look?.Orders.All),
            (nameof(HtxStopReport.AlgoOrders), look?.Algos.All),
            (nameof(HtxStopReport.Positions), look?.Positions.All),
        ];
        return [.. kinds.Where(kind => kind.All is null).Select(kind => kind.Kind)];
    }

    private static IEnumerable<HtxStopLeft> Left(TradingLook look, HaltAim aim, HaltLedger ledger)
    {
        return
        [
            .. look.Orders.Found.Select(order => HaltRows.Left(order, isKept: false, Reason(HaltLedger.KeyOf(order)))),
            .. look.Algos.Found.Select(algo => aim.IsKept(algo, look)
                ? HaltRows.Left(algo, isKept: true, "It protects a position that stays.")
                : HaltRows.Left(algo, isKept: false, aim.IsLeft(algo, look)
                    ? "It protects a position that is not seen flat."
                    : Reason(HaltLedger.KeyOf(algo)))),
            .. look.Positions.Found.Select(position => aim.ClosesPositions
                ? HaltRows.Left(position, isKept: false, Reason(HaltLedger.KeyOf(position)))
                : HaltRows.Left(position, isKept: true, "It was not to be closed.")),
        ];

        string Reason(object key) => ledger.LastWord(key) ?? "The last look shows it.";
    }

    private static IEnumerable<string> Failures(TradingHalt halt, IReadOnlyList<HtxStopLeft> left)
    {
        if (halt.TimedOut)
        {
            yield return "The time was over before two looks in a row showed nothing.";
        }

        if (halt.LastLook is not { } look)
        {
            yield return "Nothing could be looked at.";
            yield break;
        }

        foreach ((string what, HtxException failure) in look.Unlisted)
        {
            yield return $"The {what} could not be looked at: {failure.Message}";
        }

        if (look.IsContradicted)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"The listings show neither order nor position, and the balance has a margin of {look.MarginInUse} in use: that is not taken for flat.");
        }

        if (What(left) is { Length: > 0 } things)
        {
            yield return $"Still there: {things}.";
        }
    }

    private static string What(IReadOnlyList<HtxStopLeft> left) => string.Join(", ", left
        .Where(each => !each.IsKept)
        .GroupBy(each => (each.Kind, each.ContractCode))
        .Select(alike => string.Create(CultureInfo.InvariantCulture, $"{alike.Count()} {Noun(alike.Key.Kind, alike.Count())} of {alike.Key.ContractCode}")));

    private static string Noun(string kind, int count) => (kind, count) switch
    {
        (HaltRows.Position, 1) => "position",
        (HaltRows.Position, _) => "positions",
        (nameof(OrderKind.AlgoOrder), 1) => "algo order",
        (nameof(OrderKind.AlgoOrder), _) => "algo orders",
        (_, 1) => "order",
        _ => "orders",
    };

    // A position that stays, and whose take-profits and stop-losses were taken away.
    private static IEnumerable<string> Unprotected(TradingHalt halt)
    {
        if (halt.Aim.ClosesPositions || halt.LastLook is not { } look)
        {
            return [];
        }

        var standing = look.Algos.Found.Select(HaltLedger.KeyOf).ToHashSet();
        return look.Positions.Found
            .Select(position => (Position: position, Stops: halt.StoppedProtection.Count(algo => !standing.Contains(HaltLedger.KeyOf(algo)) && Protection.Protects(algo, position))))
            .Where(each => each.Stops > 0)
            .Select(each => string.Create(CultureInfo.InvariantCulture, $"{each.Position} stays, without its stops: {each.Stops} close-only {(each.Stops == 1 ? "algo order of it was" : "algo orders of it were")} stopped."));
    }

    private static HtxException NotQuiet(HtxStopReport report, TradingScope scope) =>
        new(HtxErrorKind.NotQuiet, $"It is not proven that trading in {scope} has stopped. {string.Join(" ", report.Failures)}")
        {
            Guidance = new("Stopping again does no harm. To see what is there now, look at the exposure.", Means.LookAtExposure),
        };
}
