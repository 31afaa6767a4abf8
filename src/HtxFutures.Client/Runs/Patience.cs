namespace HtxFutures.Runs;

/// <summary>How long to go on looking at something that is not final.</summary>
/// <param name="FirstLook">When to look first: what was asked for a moment ago takes some tens of milliseconds (facts 2.1).</param>
/// <param name="MostLooks">After how many looks what was seen has to do.</param>
/// <param name="Longest">After which time it has to do, whatever hangs.</param>
/// <param name="IsExtended">Whether that time is counted only while nobody who looks is answered: so a long line is stood out, a rest that the exchange asks for too, up to a minute after the question; a dead exchange is not, nor after that minute one that refuses everybody who looks.</param>
internal sealed record Patience(TimeSpan FirstLook, int MostLooks, TimeSpan Longest, bool IsExtended = true)
{
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(100);

    // Not to be known within this time says nothing of what was asked for a moment ago (desk facts 5.4).
    private static readonly TimeSpan s_longestLag = TimeSpan.FromSeconds(3);

    // As long as an attempt: a look that takes longer is one that hangs.
    private static readonly TimeSpan s_bounded = TimeSpan.FromSeconds(10);

    /// <summary>One look, at what is not going to be tried again.</summary>
    public static Patience Once { get; } = new(s_soon, 1, s_bounded);

    /// <summary>One look at what is being tried again meanwhile, and often known before it is looked at.</summary>
    public static Patience Meanwhile { get; } = new(TimeSpan.FromMilliseconds(500), 1, s_bounded);

    /// <summary>One look, for details of what is known: not worth a long wait, but one for the next window.</summary>
    public static Patience ForDetails { get; } = new(s_soon, 1, TimeSpan.FromSeconds(5));

    /// <summary>Some looks, since it is not tried again as long as it may still be taking effect.</summary>
    public static Patience Thrice { get; } = new(s_soon, 3, s_bounded);

    /// <summary>Some looks, over the time that what may have run can take to be shown: what that does not show, did not run.</summary>
    public static Patience BeyondLag { get; } = new(s_soon, 4, s_bounded) { Shortest = s_longestLag };

    /// <summary>For how long to look at least, where it is not final.</summary>
    public TimeSpan Shortest { get; private init; }

    /// <summary>Whether it goes on until what is looked at is final, however many looks that takes.</summary>
    public bool IsUntilFinal => MostLooks == int.MaxValue;

    /// <summary>What is left of it after a time in which nothing was looked at: looked at from now on.</summary>
    public Patience After(TimeSpan elapsed) => this with { FirstLook = TimeSpan.Zero, Longest = Longest - elapsed };

    /// <summary>The same, with a moment before the first look where it goes on until it is final: what is told meanwhile need not be looked at. At most half of the time.</summary>
    public Patience GivingWayFor(TimeSpan moment)
    {
        TimeSpan half = Longest / 2;
        return IsUntilFinal ? this with { FirstLook = moment < half ? moment : half } : this;
    }

    /// <summary>Until it is final, for this long.</summary>
    public static Patience UntilFinal(TimeSpan timeout) => new(s_soon, int.MaxValue, timeout, IsExtended: false);
}
