using System.Diagnostics.CodeAnalysis;

namespace HtxFutures.Running.Accounts;

/// <summary>
/// What a cmdlet does for one account. It goes on in the background, and hands out step by step what is to be done on the
/// pipeline thread, which alone may write. The next step is only begun when the one before is done.
/// </summary>
internal sealed class AccountPart
{
    private readonly IAsyncEnumerator<Action> _steps;
    private Task<bool> _next;
    private bool _isOver;

    /// <param name="account">The account.</param>
    /// <param name="steps">The steps; the first is begun here.</param>
    /// <param name="stop">Gives it up.</param>
    public AccountPart(AccountAtWork account, IAsyncEnumerable<Action> steps, CancellationToken stop)
    {
        Account = account;
        _steps = steps.GetAsyncEnumerator(stop);
        _next = _steps.MoveNextAsync().AsTask();
    }

    /// <summary>The account.</summary>
    public AccountAtWork Account { get; }

    /// <summary>Ends when there is a step to be done, or none any more.</summary>
    public Task Ready => _next;

    /// <summary>Takes the step that is to be done. Only when it is ready.</summary>
    /// <returns>False where it is over.</returns>
    /// <exception cref="HtxException">It has failed, and is over.</exception>
    /// <exception cref="OperationCanceledException">It was given up, and is over.</exception>
    public bool TryTake([NotNullWhen(true)] out Action? step)
    {
        step = !_isOver && _next.GetAwaiter().GetResult() ? _steps.Current : null;
        return step is not null;
    }

    /// <summary>Begins the next step.</summary>
    public void Next() => _next = _isOver ? Task.FromResult(false) : _steps.MoveNextAsync().AsTask();

    /// <summary>Ends it; nobody waits for what is still under way.</summary>
    public void GiveUp()
    {
        if (!_isOver)
        {
            _isOver = true;
            _ = EndAsync(_next);
        }
    }

    // An enumerator may not be disposed while it is on its way.
    private async Task EndAsync(Task underWay)
    {
        await underWay.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _steps.DisposeAsync().AsTask().ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
