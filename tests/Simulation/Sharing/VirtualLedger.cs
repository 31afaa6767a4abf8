using HtxFutures.Calls.Sharing;
using HtxFutures.Time;

namespace HtxFutures.Simulation.Sharing;

/// <summary>A ledger's text with a clock beside it, and what can happen to both.</summary>
internal sealed class VirtualLedger(VirtualTime time)
{
    private readonly VirtualTime _time = time;
    private readonly HashSet<string> _dead = [];

    public string? Text { get; set; }

    public bool Fails { get; set; }

    /// <summary>The one sharer that it fails for; null for nobody.</summary>
    public string? FailsFor { get; set; }

    /// <summary>How long a change takes at the longest, there and back.</summary>
    public TimeSpan Slowness { get; set; }

    public int Changes { get; private set; }

    public void Die(string sharer) => _dead.Add(sharer);

    public ILedgerMedium OpenFor(TimeProvider sharersTime, string name, int seed) => new Medium(this, sharersTime, name, new Random(seed));

    private sealed class Medium(VirtualLedger ledger, TimeProvider sharersTime, string name, Random random) : ILedgerMedium
    {
        public string Sharer => name;

        public bool IsGone(string sharer) => ledger._dead.Contains(sharer);

        public async Task ChangeAsync(Func<LedgerPage, string> change, CancellationToken cancellationToken)
        {
            await PassAsync().ConfigureAwait(false);
            if (ledger._dead.Contains(name))
            {
                await new TaskCompletionSource().Task.ConfigureAwait(false);
            }

            if (ledger.Fails || ledger.FailsFor == name)
            {
                throw new LedgerMediumException("it fails");
            }

            long now = (long)ledger._time.Elapsed.TotalMicroseconds;
            ledger.Text = change(new LedgerPage(ledger.Text, now, now));
            ledger.Changes++;
            await PassAsync().ConfigureAwait(false);
        }

        private async Task PassAsync()
        {
            if (ledger.Slowness > TimeSpan.Zero)
            {
                await Pause.ForAsync(ledger.Slowness * random.NextDouble() / 2, sharersTime, CancellationToken.None).ConfigureAwait(false);
            }
        }
    }
}
