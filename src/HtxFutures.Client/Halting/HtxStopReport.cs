using System.Globalization;

namespace HtxFutures;

/// <summary>
/// What was done to stop an account, what became of every single thing, what is left, and whether that is proven. Words
/// and numbers only, three levels deep, so that JSON of it loses nothing.
/// </summary>
public sealed class HtxStopReport
{
    internal HtxStopReport()
    {
    }

    /// <summary>The name of the account, as the client was given it; null where it was given none.</summary>
    public string? Account { get; internal set; }

    /// <summary>The address of the exchange.</summary>
    public string Endpoint { get; internal set; } = "";

    /// <summary>Whether that is the sandbox.</summary>
    public bool Sandbox { get; internal set; }

    /// <summary>What was looked at, and what was not.</summary>
    public string Scope { get; internal set; } = "";

    /// <summary>Whether two looks in a row, each read to its end, have shown nothing but what was to be left.</summary>
    public bool Succeeded { get; internal set; }

    /// <summary>Whether the last two looks show no order of either kind.</summary>
    public bool IsQuiet { get; internal set; }

    /// <summary>Whether they show no position either.</summary>
    public bool IsFlat { get; internal set; }

    /// <summary>How often something was found and stopped; the first pass stops before it has looked.</summary>
    public int Passes { get; internal set; }

    /// <summary>How many orders came to each outcome. Empty also where they could not be looked at: see <see cref="NotLookedAt"/>.</summary>
    public IReadOnlyDictionary<string, int> Orders { get; internal set; } = new Dictionary<string, int>();

    /// <summary>How many algo orders came to each outcome, likewise.</summary>
    public IReadOnlyDictionary<string, int> AlgoOrders { get; internal set; } = new Dictionary<string, int>();

    /// <summary>How many closes of positions came to each outcome, likewise.</summary>
    public IReadOnlyDictionary<string, int> Positions { get; internal set; } = new Dictionary<string, int>();

    /// <summary>What became of every single thing, in the order in which it became known. What was tried in several passes has several rows.</summary>
    public IReadOnlyList<HtxStopRow> Results { get; internal set; } = [];

    /// <summary>What the last look shows; what was to be left is marked as kept. That nothing of a kind is in it says nothing where it could not be looked at.</summary>
    public IReadOnlyList<HtxStopLeft> Left { get; internal set; } = [];

    /// <summary>What the last look could not list to its end: Orders, AlgoOrders, Positions. How many of these are left is not known.</summary>
    public IReadOnlyList<string> NotLookedAt { get; internal set; } = [];

    /// <summary>Why it is not proven; none where it is.</summary>
    public IReadOnlyList<string> Failures { get; internal set; } = [];

    /// <summary>What has to be known beside that.</summary>
    public IReadOnlyList<string> Warnings { get; internal set; } = [];

    /// <summary>The exchange's dead-man's switch as this process knows it; stopping leaves it as it was.</summary>
    public string AutoCancel { get; internal set; } = "";

    /// <summary>When it began, on the exchange's clock, in UTC.</summary>
    public DateTimeOffset Started { get; internal set; }

    /// <summary>How long all of it took, such as 00:00:02.1340000.</summary>
    public string Elapsed => TimeSpan.FromMilliseconds(ElapsedMs).ToString("c", CultureInfo.InvariantCulture);

    /// <summary>The same in milliseconds.</summary>
    public long ElapsedMs { get; internal set; }

    /// <summary>After how many milliseconds it was proven; null where it is not. What is left of the time goes into finding out how each order ended.</summary>
    public long? ProvenAfterMs { get; internal set; }

    /// <summary>How many requests that took.</summary>
    public int Requests { get; internal set; }

    /// <summary>Whether its time was over before it was proven: then the last look may be from before what was done last.</summary>
    internal bool TimedOut { get; set; }

    /// <summary>What the last look could not list to its end, and why.</summary>
    internal IReadOnlyList<(string What, HtxException Failure)> Unlisted { get; set; } = [];

    /// <summary>What went wrong; null where it is proven.</summary>
    internal HtxException? Failure { get; set; }

    /// <summary>One line: <c>desk: quiet and flat, proven by two looks</c>.</summary>
    public override string ToString() => $"{Account ?? Endpoint}: {(Succeeded ? "stopped, proven by two looks" : "NOT proven to be stopped")}";
}
