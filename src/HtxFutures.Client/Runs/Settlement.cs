using HtxFutures.Time;

namespace HtxFutures.Runs;

/// <summary>
/// Finds out what became of things, many at once: those that are asked about at about the same time are looked at
/// together, and not while more are still coming, so that a few listings serve hundreds. Whatever hangs, each is
/// answered when its asker's patience ends.
/// </summary>
/// <param name="look">Looks at things once, and tells what it sees of each as soon as it sees it; may leave some out, which are looked at again.</param>
/// <param name="isFinal">Whether a state never changes.</param>
/// <param name="silentSince">Since when the exchange has answered nobody who looks, on the monotonic clock; told whether a rest that it asks for is to be stood out.</param>
/// <param name="time">The clock.</param>
internal sealed class Settlement<TItem, TState>(
    Func<IReadOnlyList<TItem>, Action<TItem, Sight<TState>>, CancellationToken, Task> look, Func<TState, bool> isFinal, Func<bool, long> silentSince, TimeProvider time)
    where TItem : class
    where TState : class
{
    private static readonly TimeSpan s_tick = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan s_longestGathering = TimeSpan.FromSeconds(1);

    // As long as the longest time that a question has before its first look: so all that were asked together are looked at together.
    private static readonly TimeSpan s_soon = TimeSpan.FromMilliseconds(500);

    private readonly object _gate = new();
    private readonly Dictionary<TItem, OpenQuestion<TItem, TState>> _open = [];
    private readonly List<Look> _looks = [];
    private bool _isGrowing;
    private bool _isRunning;

    /// <summary>Finds out what became of something.</summary>
    /// <param name="item">What; asked about once at a time.</param>
    /// <param name="patience">For how long to go on while it is not final.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<Sight<TState>> AskAsync(TItem item, Patience patience, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var question = new OpenQuestion<TItem, TState>(item, patience, time);
        bool begins;
        lock (_gate)
        {
            _open.Add(item, question);
            begins = !_isRunning;
            _isGrowing = !begins;
            _isRunning = true;
        }

        if (begins)
        {
            _ = RunAsync();
        }

        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(
            (_, token) =>
            {
                Remove(question);
                question.GiveUp(token);
            },
            null);
        return await question.Answer.ConfigureAwait(false);
    }

    private async Task RunAsync()
    {
        do
        {
            await Pause.ForAsync(UntilNextTick(), time, CancellationToken.None).ConfigureAwait(false);
            Overdue().ForEach(question => question.Close());
            if (Due() is { Count: > 0 } due)
            {
                _ = LookAsync(due);
            }
        }
        while (GoesOn());
    }

    private TimeSpan UntilNextTick()
    {
        lock (_gate)
        {
            TimeSpan next = s_tick;
            foreach (OpenQuestion<TItem, TState> question in _open.Values)
            {
                TimeSpan left = question.Left(silentSince);
                next = left < next ? left : next;
            }

            return next > TimeSpan.Zero ? next : TimeSpan.Zero;
        }
    }

    private List<OpenQuestion<TItem, TState>> Overdue()
    {
        lock (_gate)
        {
            List<OpenQuestion<TItem, TState>> overdue = [.. _open.Values.Where(question => question.Left(silentSince) <= TimeSpan.Zero)];
            overdue.ForEach(question => _open.Remove(question.Item));
            return overdue;
        }
    }

    private bool GoesOn()
    {
        List<Look> idle;
        bool goesOn;
        lock (_gate)
        {
            _looks.RemoveAll(look => look.IsOver);
            idle = _looks.FindAll(look => look.Questions.TrueForAll(question => question.IsClosed));
            goesOn = _isRunning = _open.Count > 0 || _looks.Count > 0;
        }

        idle.ForEach(look => look.End());
        return goesOn;
    }

    /// <summary>What is to be looked at now: nothing while more is coming, else all whose time has come with the first.</summary>
    private List<OpenQuestion<TItem, TState>> Due()
    {
        lock (_gate)
        {
            bool isGrowing = _isGrowing;
            _isGrowing = false;
            List<OpenQuestion<TItem, TState>> waiting = [.. _open.Values.Where(question => question.MayBeLookedAt)];
            TimeSpan longest = waiting.Count == 0 ? TimeSpan.MinValue : waiting.Max(question => question.Overdue);
            bool isMoreComing = isGrowing || _open.Values.Any(question => question is { IsBeingLookedAt: false, MayBeLookedAt: false } && question.Overdue > -s_soon);
            if (longest < TimeSpan.Zero || (isMoreComing && longest < s_longestGathering))
            {
                return [];
            }

            waiting.ForEach(question => question.IsBeingLookedAt = true);
            return waiting;
        }
    }

    private async Task LookAsync(List<OpenQuestion<TItem, TState>> questions)
    {
        var byItem = questions.ToDictionary(question => question.Item);
        var current = new Look(questions);
        lock (_gate)
        {
            _looks.Add(current);
        }

        try
        {
            await look([.. byItem.Keys], (item, sight) => See(byItem[item], sight), current.Ended).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (current.Ended.IsCancellationRequested)
        {
            // Nobody waits for it any more.
        }
        catch (Exception defect)
        {
            // Who asks must hear of it, or would wait for nothing.
            questions.ForEach(Remove);
            questions.ForEach(question => question.Fail(defect));
        }

        lock (_gate)
        {
            questions.ForEach(question => question.Rest());
            current.IsOver = true;
        }
    }

    private void See(OpenQuestion<TItem, TState> question, Sight<TState> sight)
    {
        lock (_gate)
        {
            if (!question.See(sight, sight.State is { } state && isFinal(state)))
            {
                return;
            }

            _open.Remove(question.Item);
        }

        question.Close();
    }

    private void Remove(OpenQuestion<TItem, TState> question)
    {
        lock (_gate)
        {
            _open.Remove(question.Item);
        }
    }

    /// <summary>One look at some of them, while it goes on.</summary>
#pragma warning disable CA1001 // not disposed: it holds no timer and no handle
    private sealed class Look(List<OpenQuestion<TItem, TState>> questions)
#pragma warning restore CA1001
    {
        private readonly CancellationTokenSource _end = new();

        public List<OpenQuestion<TItem, TState>> Questions => questions;

        public CancellationToken Ended => _end.Token;

        public bool IsOver { get; set; }

        public void End() => _end.Cancel();
    }
}
