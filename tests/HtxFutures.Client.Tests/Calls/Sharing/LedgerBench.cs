using HtxFutures.Calls.Sharing;

namespace HtxFutures.Client.Tests.Calls.Sharing;

/// <summary>A ledger on a bench: a text, a clock that is turned by hand, and sharers that report what they are told to.</summary>
internal sealed class LedgerBench
{
    public const int Limit = 72;

    private readonly LedgerRules _rules = new(Limit, TimeSpan.FromSeconds(3));
    private int _epochs;

    public string? Text { get; set; }

    /// <summary>The medium's clock, in microseconds.</summary>
    public long Now { get; set; } = 1_000_000_000;

    /// <summary>How much of that is not known.</summary>
    public long Doubt { get; set; }

    public long Leap { get; set; }

    public bool IsYoung { get; set; }

    public HashSet<string> Gone { get; } = [];

    public LedgerState State => LedgerText.Read(Text!)!;

    public int Held => State.Members.Sum(member => member.Held);

    public void Pass(double seconds) => Now += (long)(seconds * 1_000_000);

    public LedgerAnswer Ask(string sharer, int ordinary = 0, int urgent = 0, int underWay = 0, LedgerMark? last = null, Func<LedgerReport, LedgerReport>? with = null, params (double For, int Count)[] counting)
    {
        var report = new LedgerReport
        {
            Sharer = sharer,
            Last = last,
            UnderWay = underWay,
            Lease = TimeSpan.FromSeconds(25),
            LeaseOnceGone = TimeSpan.FromSeconds(13),
            Counting = [.. counting.Select(span => new LedgerSpan(TimeSpan.FromSeconds(span.For), span.Count))],
            Urgent = urgent,
            Ordinary = ordinary,
            NewEpoch = $"epoch{_epochs++}",
        };
        LedgerAnswer answer;
        (Text, answer) = Ledger.Apply(new LedgerPage(Text, Now, Now + Doubt, Leap, IsYoung), with?.Invoke(report) ?? report, _rules, Gone.Contains);
        return answer;
    }
}
