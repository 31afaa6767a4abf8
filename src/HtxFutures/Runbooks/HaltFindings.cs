using System.Collections.Specialized;
using HtxFutures.Wording;

namespace HtxFutures.Runbooks;

/// <summary>What the reports of Stop-HtxTrading say, and a look of the runbook's own behind them, for its summary. A later report speaks of everything that an earlier one did.</summary>
internal sealed class HaltFindings
{
    private static readonly HashSet<string> s_final =
    [
        nameof(CancelOutcome.Canceled), nameof(CancelOutcome.PartiallyCanceled), nameof(CancelOutcome.AlreadyCanceled), nameof(CancelOutcome.Filled),
        nameof(CloseOutcome.Closed), nameof(CloseOutcome.NothingToClose),
    ];

    private static readonly HashSet<string> s_refused = [nameof(CancelOutcome.Rejected), nameof(CloseOutcome.Blocked), nameof(CloseOutcome.PartiallyClosed)];

    private readonly List<HtxStopReport> _reports = [];
    private RunbookRow[] _seen = [];
    private bool _isDone;

    /// <summary>Whether the last stop is not proven.</summary>
    public bool HasFailed => Last is { Succeeded: false };

    /// <summary>What is not as it should be: single things, and parts that could not be looked at.</summary>
    public IEnumerable<RunbookFailure> Failures
    {
        get
        {
            RunbookFailure[] things = [.. Things];
            return HasFailed && (Last!.TimedOut || things.Length == 0) ? things.Append(From(Last.Failure!, RunbookVerdict.Unknown)) : things;
        }
    }

    private HtxStopReport? Last => _reports.LastOrDefault();

    private IEnumerable<RunbookFailure> Things => Last is null
        ? _seen.Select(StillThere)
        : Unlisted(Last).Concat(Judged(Last)).Concat(_seen.ExceptBy(Last.Left.Select(left => RunbookRow.From(left).Key), row => row.Key).Select(StillThere));

    /// <summary>Takes a report.</summary>
    public void Take(HtxStopReport report) => _reports.Add(report);

    /// <summary>Takes the runbook's own last look.</summary>
    /// <param name="toGo">What it shows and was to go.</param>
    /// <param name="isDone">Whether it was read to its end, as the one before, and shows nothing.</param>
    public void End(RunbookRow[] toGo, bool isDone)
    {
        _seen = toGo;
        _isDone = isDone;
    }

    /// <summary>What the summary tells of it.</summary>
    /// <param name="selection">What was meant.</param>
    public OrderedDictionary Tell(OrderedDictionary selection)
    {
        ILookup<string, RunbookRow> kinds = Rows().ToLookup(row => row.Kind);
        RunbookRow[] closes = [.. kinds[RunbookRow.Position]];
        bool isQuiet = (Last?.IsQuiet ?? _isDone) && _seen.Length == 0;
        return new OrderedDictionary
        {
            ["Selection"] = selection,
            ["Contracts"] = kinds.SelectMany(rows => rows).Select(row => row.ContractCode).Where(code => code.Length > 0).Distinct().Order(StringComparer.Ordinal).ToArray(),
            ["Scope"] = Last?.Scope,
            ["IsQuiet"] = isQuiet,
            ["IsFlat"] = isQuiet && (Last?.IsFlat ?? _isDone),
            ["Orders"] = kinds[nameof(OrderKind.Order)].Count(),
            ["Outcomes"] = RunbookRow.Outcomes(kinds[nameof(OrderKind.Order)]),
            ["AlgoOrders"] = kinds[nameof(OrderKind.AlgoOrder)].Count(),
            ["AlgoOutcomes"] = RunbookRow.Outcomes(kinds[nameof(OrderKind.AlgoOrder)]),
            ["Positions"] = closes.DistinctBy(close => close.Key).Count(),
            ["PositionOutcomes"] = RunbookRow.Outcomes(closes),
            ["Passes"] = _reports.Sum(report => report.Passes),
            ["Requests"] = _reports.Sum(report => report.Requests),
            ["AutoCancel"] = Last?.AutoCancel,
            ["Left"] = Last?.Left ?? [],
            ["Results"] = kinds.SelectMany(rows => rows).ToArray(),
        };
    }

    // One row for each order, as it was known last; one for each close, since each of them is a trade.
    private IEnumerable<RunbookRow> Rows()
    {
        RunbookRow[] done = [.. _reports.SelectMany(report => report.Results).Select(RunbookRow.From)];
        HashSet<object> tried = [.. done.Select(row => row.Key)];
        return
        [
            .. done.Where(row => row.Kind != RunbookRow.Position).GroupBy(row => row.Key).Select(rows => rows.Last()),
            .. done.Where(row => row.Kind == RunbookRow.Position),
            .. (Last?.Left ?? []).Where(left => !left.IsKept).Select(RunbookRow.From).Concat(_seen).DistinctBy(row => row.Key).Where(row => !tried.Contains(row.Key)),
        ];
    }

    private static IEnumerable<RunbookFailure> Unlisted(HtxStopReport report) =>
        report.Unlisted.Select(part => From(part.Failure, RunbookVerdict.Unknown) with { Message = $"The {part.What} could not be looked at: {part.Failure.Message}" });

    // What a look shows is still there, and what a look to its end does not show is gone. Where the time was over, the
    // look may be from before the last pass, and says nothing against what that came to.
    private static IEnumerable<RunbookFailure> Judged(HtxStopReport report)
    {
        bool isLastWord = report is { TimedOut: false, Unlisted.Count: 0 };
        Dictionary<object, HtxStopLeft> left = report.Left.Where(left => !left.IsKept).GroupBy(left => RunbookRow.From(left).Key).ToDictionary(same => same.Key, same => same.First());
        Dictionary<object, HtxStopRow> rows = report.Results.GroupBy(row => RunbookRow.From(row).Key).ToDictionary(same => same.Key, same => same.Last());
        foreach (object key in report.Succeeded ? [] : rows.Keys.Union(left.Keys))
        {
            HtxStopRow? row = rows.GetValueOrDefault(key);
            bool isSeen = left.TryGetValue(key, out HtxStopLeft? seen) && !(report.TimedOut && row?.Pass == report.Passes);
            bool isFinal = row is not null && s_final.Contains(row.Outcome);
            if (isSeen || !(isFinal || isLastWord))
            {
                RunbookVerdict verdict = isSeen || s_refused.Contains(row!.Outcome) ? RunbookVerdict.Left : RunbookVerdict.Unknown;
                yield return Judged(row, seen, isFinal, verdict);
            }
        }
    }

    private static RunbookFailure Judged(HtxStopRow? row, HtxStopLeft? seen, bool isFinal, RunbookVerdict verdict)
    {
        RunbookFailure failure = row?.Failure is { } reason && !isFinal
            ? From(reason, verdict)
            : new RunbookFailure { Message = verdict == RunbookVerdict.Unknown ? $"Whether it is gone was not seen. {row?.Message}".TrimEnd() : (isFinal ? null : row?.Message ?? seen?.Reason) ?? "It is still there: the last look shows it.", Verdict = verdict };
        return failure with { Kind = row?.Kind ?? seen!.Kind, ContractCode = row?.ContractCode ?? seen!.ContractCode, OrderId = row?.OrderId ?? seen?.OrderId, Outcome = row?.Outcome };
    }

    private static RunbookFailure StillThere(RunbookRow row) => new()
    {
        Kind = row.Kind,
        ContractCode = row.ContractCode,
        OrderId = row.OrderId,
        Message = "It was there when everything had been stopped: the last look shows it.",
        Verdict = RunbookVerdict.Left,
    };

    private static RunbookFailure From(HtxException failure, RunbookVerdict verdict) => RunbookFailure.From(ErrorRecords.From(failure, null), verdict);
}
