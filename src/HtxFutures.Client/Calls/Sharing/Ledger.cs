namespace HtxFutures.Calls.Sharing;

/// <summary>
/// The one state that all sharers of a request budget change, each with its report, one after the other. It does nothing by
/// itself: no clock, no input, no output.
/// </summary>
/// <remarks>
/// <para>
/// Why all sharers together never exceed the window. A place is held, in this state, from before its request is sent until
/// the window that the request was counted in is surely over; and no more are held than the limit. Then the argument of one
/// process (<c>RequestBudget</c>) goes for all of them: of the requests that were counted in one window, all held a place at
/// the moment that the last of them was granted its.
/// </para>
/// <para>
/// Spans. A sharer says for how long each of its places counts yet, by its own clock; from the moment that this is heard of, the
/// span runs on the ledger's clock. That clock never runs ahead: it is the medium's less every leap that a sharer has seen,
/// and stands where the medium's goes back. Above all it never makes up what it has lost, for then a span that began
/// meanwhile would run off early. Where it is not known what time it is, a span begins at the latest moment that is possible
/// and ends at the earliest. What comes late, or through a slow medium, is held for longer.
/// </para>
/// <para>
/// Answers that are lost. A report says all that its sharer holds. Places that were granted in an answer that never arrived
/// were never used; the next report takes them back.
/// </para>
/// <para>
/// A holder that dies leaves its places under way for as long as a request can take to be counted: for the lease it has named
/// where nothing is heard of it, for less where it is known to be gone. One that is stopped and goes on looks at the age of
/// a place before it sends, and drops one that is older than the lease allows for.
/// </para>
/// <para>
/// A medium that has forgotten: who was answered knows the ledger's name and version, and sees one that knows less. Then
/// nothing is granted for as long as anything granted before can count, and all sharers report meanwhile. Assumed: who
/// comes first to a medium that lies empty is not beside sharers who have filled it before; they notice at their next
/// report, which for who works is a moment later.
/// </para>
/// <para>
/// A medium that fails or is slow: each goes on with its part of the limit (<see cref="DividedLimit"/>), after it has waited
/// until all that was granted before is over. Who is back within that time has missed nothing, since nobody has taken
/// anything on its own yet. Who is back later makes the ledger careful: nothing is granted until the others are back, who try
/// every second, and have told what they took. Assumed: it fails for all who try or for none, all have heard how many they
/// are (who does nothing hears it every three seconds), and what was under way is answered within
/// <see cref="LongestWay"/>. One that is cut off alone is to the others what a program is that does not share.
/// </para>
/// <para>
/// The exchange changes its limit: the newest answer holds; where it is lower, nothing is granted until fewer are held. Others
/// that do not share are seen by what remains in a window beyond all that is held here; what cannot be seen, the exchange
/// refuses, and everybody rests.
/// </para>
/// </remarks>
internal static class Ledger
{
    /// <summary>A request that is under way when a medium fails or forgets is counted within this time, where its sharer does not say otherwise.</summary>
    public static readonly TimeSpan LongestWay = TimeSpan.FromSeconds(2);

    /// <summary>Who is not heard of for so long shares no longer.</summary>
    public static readonly TimeSpan Silence = TimeSpan.FromSeconds(65);

    // How long places are kept for who should have asked for them.
    private const long Grace = 250_000;

    // Where nobody knows when a place will be free: one is under way, and its answer will tell.
    private const long Glance = 50_000;

    // Clocks do not run at exactly the same pace.
    private const double Pace = 1.001;

    /// <summary>Takes a report in.</summary>
    /// <param name="page">What lies in the medium.</param>
    /// <param name="report">The report.</param>
    /// <param name="rules">What holds until the exchange says otherwise.</param>
    /// <param name="isGone">Whether a sharer is known to be gone.</param>
    /// <returns>What is to lie there, and the answer.</returns>
    /// <exception cref="LedgerMediumException">What lies there is of a newer version.</exception>
    public static (string Text, LedgerAnswer Answer) Apply(LedgerPage page, LedgerReport report, LedgerRules rules, Func<string, bool> isGone)
    {
        LedgerState? known = page.Text is null ? null : LedgerText.Read(page.Text);
        LedgerState state = known ?? new LedgerState { Epoch = report.NewEpoch, Limit = rules.Limit, Interval = Micros(rules.Interval), Now = page.Earliest };
        long latest = Advance(state, page, report);
        bool hasForgotten = HasForgotten(state, report);
        if (hasForgotten && state.CarefulUntil == 0 || (report.ComesBack && state.CarefulUntil <= state.Now) || (known is null && (page.Text is not null || page.IsYoung)))
        {
            state.CarefulUntil = latest + state.Interval + Span(LongestWay);
        }

        Forget(state, report, latest, isGone);
        LedgerMember member = Take(state, report, latest);
        Learn(state, report, latest);
        state.Version++;
        return Answer(state, member, report, latest, hasForgotten);
    }

    // The ledger's clock goes on to the earliest moment that is possible. Gives the latest.
    private static long Advance(LedgerState state, LedgerPage page, LedgerReport report)
    {
        if (report.Last is { } last && last.Epoch == state.Epoch)
        {
            // What the clock has leapt since this sharer knew of it, and nobody has taken out yet.
            state.Behind += Math.Max(0, page.Leap - (state.Behind - last.Behind));
        }

        if (page.Latest - state.Behind < state.Now)
        {
            state.Behind = page.Latest - state.Now; // it went back
        }

        long latest = page.Latest - state.Behind;
        state.Now = Math.Max(state.Now, page.Earliest - state.Behind);
        return latest;
    }

    private static bool HasForgotten(LedgerState state, LedgerReport report)
    {
        if (report.Last is not { } last || (last.Epoch == state.Epoch && last.Version <= state.Version))
        {
            return false;
        }

        if (last.Epoch == state.Epoch)
        {
            // An older copy of itself. By the new name the others see it, too, however far it has come by then.
            state.Epoch = report.NewEpoch;
            state.CarefulUntil = 0;
        }

        return true;
    }

    private static void Forget(LedgerState state, LedgerReport report, long latest, Func<string, bool> isGone)
    {
        foreach (LedgerMember member in state.Members)
        {
            if (member.Id != report.Sharer && !member.IsGone && (state.Now - member.HeardAt > Micros(Silence) || isGone(member.Id)))
            {
                member.Go(latest);
            }

            member.Forget(state.Now);
        }

        state.Members.RemoveAll(member => member.IsGone && member.Held == 0);
        if (state.OthersUntil <= state.Now)
        {
            state.Others = 0;
        }
    }

    private static LedgerMember Take(LedgerState state, LedgerReport report, long latest)
    {
        LedgerMember? member = state.Members.Find(known => known.Id == report.Sharer);
        if (member is null)
        {
            member = new LedgerMember(report.Sharer);
            state.Members.Add(member);
        }

        member.IsGone = false;
        member.HeardAt = state.Now;
        member.UnderWay = report.UnderWay;
        member.LeaseOnceGone = Span(report.LeaseOnceGone);
        member.UnderWayUntil = latest + Span(report.Lease);
        member.Counting.Clear();
        foreach (LedgerSpan span in report.Counting)
        {
            member.Counting.Add((latest + Span(span.For), span.Count));
        }

        member.Urgent = report.Urgent;
        member.Ordinary = report.Ordinary;
        return member;
    }

    private static void Learn(LedgerState state, LedgerReport report, long latest)
    {
        if (report.Rest > TimeSpan.Zero)
        {
            state.RestUntil = Math.Max(state.RestUntil, latest + Span(report.Rest));
        }

        if (report.Block > TimeSpan.Zero)
        {
            state.BlockUntil = Math.Max(state.BlockUntil, latest + Span(report.Block));
        }

        if (report.Reading is not { } reading)
        {
            return;
        }

        state.Limit = reading.Limit;
        state.Interval = Micros(reading.Interval);
        state.HasReading = true;
        if (reading.Remaining is { } remaining && state.CarefulUntil <= state.Now)
        {
            int others = reading.Limit - remaining - Held(state);
            if (others > 0 && others >= state.Others)
            {
                state.Others = others;
                state.OthersUntil = latest + Span(reading.OthersFor);
            }
        }
    }

    private static (string Text, LedgerAnswer Answer) Answer(LedgerState state, LedgerMember member, LedgerReport report, long latest, bool hasForgotten)
    {
        long heldUp = Math.Max(state.CarefulUntil, Math.Max(state.RestUntil, state.BlockUntil));
        int free = heldUp > state.Now ? 0 : Math.Max(0, state.Limit - Held(state) - state.Others);
        int granted = LedgerDivision.ShareOf(member, free, state.Members);
        int urgent = Math.Min(granted, member.Urgent);
        member.Urgent -= urgent;
        member.Ordinary -= granted - urgent;
        granted += Soon(state, member, report, free - granted);
        member.UnderWay += granted;
        TimeSpan askIn = TimeSpan.Zero;
        if (member.Urgent + member.Ordinary > 0)
        {
            long wait = NextChange(state, member, heldUp) - state.Now;
            askIn = Span(wait);
            member.WaitsUntil = latest + wait + Grace;
        }

        if (report.Leaves)
        {
            member.Go(latest);
        }

        string text = LedgerText.Write(state);
        return (text, new LedgerAnswer
        {
            Mark = new LedgerMark(state.Epoch, state.Version, state.Behind),
            Granted = granted,
            AskIn = askIn,
            Limit = state.Limit,
            Interval = Span(state.Interval),
            HasReading = state.HasReading,
            Free = free - granted,
            Sharers = state.Members.Count(known => !known.IsGone),
            OthersWait = state.Members.Exists(known => known != member && known.Urgent + known.Ordinary > 0),
            Rest = Left(state.RestUntil, latest),
            Block = Left(state.BlockUntil, latest),
            Careful = state.CarefulUntil > state.Now ? TimeSpan.FromMicroseconds(Math.Max(1, state.CarefulUntil - latest)) : TimeSpan.Zero,
            HasForgotten = hasForgotten,
        });
    }

    // Not all that is left, for the next who comes. Who knows of others asks for each request, so that none of theirs waits for this.
    private static int Soon(LedgerState state, LedgerMember member, LedgerReport report, int left) =>
        member.Urgent + member.Ordinary == 0 && state.Members.TrueForAll(known => known == member || known.IsGone) ? Math.Min(report.Soon, left / 2) : 0;

    // When it is worth asking again.
    private static long NextChange(LedgerState state, LedgerMember asker, long heldUp)
    {
        if (heldUp > state.Now)
        {
            return heldUp;
        }

        long next = state.Others > 0 ? state.OthersUntil : long.MaxValue;
        foreach (LedgerMember member in state.Members)
        {
            foreach ((long until, int _) in member.Counting)
            {
                next = Math.Min(next, until);
            }

            if (member.UnderWay > 0)
            {
                next = Math.Min(next, Math.Min(member.UnderWayUntil, state.Now + Glance));
            }

            if (member != asker && member.Urgent + member.Ordinary > 0)
            {
                next = Math.Min(next, member.WaitsUntil); // places may be kept for it
            }
        }

        return Math.Clamp(next, state.Now + 1000, state.Now + 60_000_000);
    }

    private static int Held(LedgerState state)
    {
        int held = 0;
        foreach (LedgerMember member in state.Members)
        {
            held += member.Held;
        }

        return held;
    }

    private static TimeSpan Left(long until, long latest) => until > latest ? Span(until - latest) : TimeSpan.Zero;

    private static TimeSpan Span(long micros) => TimeSpan.FromMicroseconds(micros);

    private static long Span(TimeSpan span) => (long)Math.Ceiling(span.TotalMicroseconds * Pace);

    private static long Micros(TimeSpan span) => (long)span.TotalMicroseconds;
}
