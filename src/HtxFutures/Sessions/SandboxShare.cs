namespace HtxFutures.Sessions;

/// <summary>An exchange inside the process that several sessions work with; the last one to leave ends it.</summary>
/// <param name="exchange">What ends.</param>
/// <param name="count">How many sessions.</param>
internal sealed class SandboxShare(IDisposable exchange, int count)
{
    private int _left = count;

    /// <summary>What one session ends when it is closed.</summary>
    public IDisposable Take() => new Share(this);

    private void Leave()
    {
        if (Interlocked.Decrement(ref _left) == 0)
        {
            exchange.Dispose();
        }
    }

    private sealed class Share(SandboxShare of) : IDisposable
    {
        private int _isLeft;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _isLeft, 1) == 0)
            {
                of.Leave();
            }
        }
    }
}
