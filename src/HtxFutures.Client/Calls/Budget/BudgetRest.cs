namespace HtxFutures.Calls.Budget;

/// <summary>How long a budget rests after a refusal for exceeding it (facts 5).</summary>
internal static class BudgetRest
{
    /// <summary>The longest rest that is waited for: a window is seconds long. A request that must rest longer ends, and tells when it may go.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    /// <summary>The rest after a refusal that does not say when to come again.</summary>
    public static readonly TimeSpan Unannounced = TimeSpan.FromSeconds(5);

    /// <summary>Who asks for more is taken at this much: a wrong number must not shut a key out for a year.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromDays(1);

    /// <summary>The rest that a refusal asks for.</summary>
    /// <param name="untilReset">The window's end by its headers. Windows are seconds long, so a distant one is taken for a mistake.</param>
    /// <param name="retryAfter">What the general HTTP header asks for; obeyed however long it is, where the exchange's own say nothing.</param>
    public static TimeSpan After(TimeSpan? untilReset, TimeSpan? retryAfter) => (untilReset, retryAfter) switch
    {
        ({ } reset, _) when reset > TimeSpan.Zero && reset <= LongestWait => reset,
        (_, { } asked) when asked > Longest => Longest,
        (_, { } asked) when asked > TimeSpan.Zero => asked,
        _ => Unannounced,
    };
}
