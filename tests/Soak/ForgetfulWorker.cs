using System.Runtime.CompilerServices;

namespace HtxFutures.Soak;

/// <summary>Opens sessions and forgets them: idle ones, ones that have worked, and ones whose request is still on its way.</summary>
internal sealed class ForgetfulWorker(Desk desk, Random random) : Worker(desk, random)
{
    private const int MostKnown = 500;

    private readonly Queue<WeakReference<HtxFuturesClient>> _forgotten = new();

    /// <summary>Forgotten sessions that are still in memory.</summary>
    public int Alive => _forgotten.Count(session => session.TryGetTarget(out _));

    protected override async Task WorkAsync(CancellationToken stop)
    {
        _forgotten.Enqueue(await ForgetAsync(stop));
        Desk.Journal.Forget();
        while (_forgotten.Count > MostKnown)
        {
            _forgotten.Dequeue();
        }

        await PauseAsync(TimeSpan.FromMilliseconds(Random.Next(1, 400)), stop);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private async Task<WeakReference<HtxFuturesClient>> ForgetAsync(CancellationToken stop)
    {
        HtxFuturesClient client = await Desk.OpenAsync(stop);
        switch (Random.Next(3))
        {
            case 0:
                await Desk.ListAsync(client, stop);
                break;
            case 1:
                _ = client.Orders.CancelAsync(OrderReference.Create("BTC-USDT", "1"), CancellationToken.None);
                break;
        }

        return new WeakReference<HtxFuturesClient>(client);
    }
}
