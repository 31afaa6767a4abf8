using System.Runtime.CompilerServices;

namespace HtxFutures.Running.Accounts;

/// <summary>
/// What is sent for one account. Where it has no room for more, since answers are missing, more waits in line here: whoever
/// brings it has other accounts to feed.
/// </summary>
/// <typeparam name="TRun">What sends.</typeparam>
/// <typeparam name="TResult">What becomes of things.</typeparam>
/// <param name="account">The account.</param>
/// <param name="run">What sends.</param>
internal sealed class AccountRun<TRun, TResult>(AccountAtWork account, TRun run)
    where TRun : HtxRun<TResult>
{
    private readonly Queue<Func<TRun, bool>> _line = new();
    private Task _feeding = Task.CompletedTask;

    /// <summary>The account.</summary>
    public AccountAtWork Account => account;

    /// <summary>What sends.</summary>
    public TRun Run => run;

    /// <summary>How many rows were shown.</summary>
    public int Shown { get; set; }

    /// <summary>How many things have come.</summary>
    public int Posted => run.Posted + InLine;

    /// <summary>How many of them have not left yet.</summary>
    public int Unsent => run.Unsent + InLine;

    private int InLine
    {
        get
        {
            lock (_line)
            {
                return _line.Count;
            }
        }
    }

    /// <summary>Puts one in.</summary>
    /// <param name="tryPost">Puts it in; false where there is no room.</param>
    /// <param name="mayWait">Whether it may wait in line.</param>
    /// <returns>False where there is no room, and it may not.</returns>
    public bool TryPost(Func<TRun, bool> tryPost, bool mayWait)
    {
        lock (_line)
        {
            if (_line.Count == 0 && tryPost(run))
            {
                return true;
            }

            if (!mayWait)
            {
                return false;
            }

            _line.Enqueue(tryPost);
            if (_line.Count == 1)
            {
                _feeding = FeedAsync();
            }

            return true;
        }
    }

    /// <summary>No more are put in. What is in line goes in yet.</summary>
    public void Complete() => _ = CompleteAsync();

    /// <summary>Ends it: waits until what was put in has been sent and answered.</summary>
    public async Task EndAsync()
    {
        await CompleteAsync().ConfigureAwait(false);
        await run.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>The steps that show what becomes of them, each as much as there is time for.</summary>
    /// <param name="show">Shows results while there are some, and it is not enough for now.</param>
    /// <param name="cancellationToken">Gives the waiting up.</param>
    public async IAsyncEnumerable<Action> StepsAsync(Action show, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (await run.WaitToReadAsync(cancellationToken).ConfigureAwait(false))
        {
            yield return show;
        }
    }

    private async Task CompleteAsync()
    {
        await _feeding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        run.Complete();
    }

    // Ends without the rest where the run was abandoned, or has a defect, which who reads its results is told.
    private async Task FeedAsync()
    {
        while (true)
        {
            await run.WaitToPostAsync(CancellationToken.None).ConfigureAwait(false);
            lock (_line)
            {
                while (_line.TryPeek(out Func<TRun, bool>? next) && next(run))
                {
                    _line.Dequeue();
                }

                if (_line.Count == 0)
                {
                    return;
                }
            }
        }
    }
}
