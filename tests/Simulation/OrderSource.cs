using System.Globalization;

namespace HtxFutures.Simulation;

/// <summary>Where what is to be stopped comes from, of one kind: the exchange's listing, or ids that somebody has, some of them wrong. And the desk that stops it.</summary>
internal abstract class OrderSource(OrderKind kind, VirtualTime time)
{
    public IAsyncEnumerable<Found> OrdersAsync(HtxFuturesClient client, Random random, CancellationToken stop) =>
        random.Next(2) == 0 ? ListedAsync(client, stop) : KnownAsync(random);

    public abstract CancelRun BeginRun(HtxFuturesClient client, CancelRunOptions options);

    public abstract Task<HtxCancelResult> StopAsync(HtxFuturesClient client, OrderReference order, CancellationToken stop);

    /// <summary>Stops all that there are in one go.</summary>
    /// <param name="client">Whose they are.</param>
    /// <param name="scope">Which of them.</param>
    /// <param name="wait">How long to go on; null for not at all.</param>
    /// <param name="given">Is told of each of them.</param>
    /// <param name="stop">Gives it up.</param>
    public abstract IAsyncEnumerable<HtxCancelResult> StopAllAsync(HtxFuturesClient client, MassCancelScope scope, TimeSpan? wait, Action<OrderReference> given, CancellationToken stop);

    protected abstract IAsyncEnumerable<Found> ListedAsync(HtxFuturesClient client, CancellationToken stop);

    /// <summary>What the exchange knows: contract, id, and the client's id where there is one.</summary>
    protected abstract IEnumerable<(string ContractCode, string Id, string? ClientId)> Known();

    protected virtual string WrongId(Random random) => random.Next(1, 1000).ToString(CultureInfo.InvariantCulture);

    protected OrderReference Reference(string contractCode, string? id, string? clientId = null) => OrderReference.Create(contractCode, id, clientId, kind);

    private async IAsyncEnumerable<Found> KnownAsync(Random random)
    {
        bool hurries = random.Next(2) == 0;
        foreach ((string contractCode, string id, string? clientId) in Known())
        {
            if (!hurries && random.Next(3) == 0)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(random.Next(1, 200)), time, CancellationToken.None).ConfigureAwait(false);
            }

            switch (random.Next(12))
            {
                case 0:
                    break;
                case 1:
                    yield return new(Reference(contractCode, WrongId(random)));
                    break;
                case 2:
                    yield return new(Reference("DOGE-USDT", id));
                    break;
                case 3 when clientId is not null:
                    yield return new(Reference(contractCode, null, clientId));
                    break;
                case 4:
                    yield return new(Reference(contractCode, id));
                    yield return new(Reference(contractCode, id));
                    break;
                default:
                    yield return new(Reference(contractCode, id));
                    break;
            }
        }
    }
}
