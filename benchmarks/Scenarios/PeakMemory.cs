namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>The most managed memory that was in use at a time, looked at every 10 ms. Exchange and client share the process.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly long _before = GC.GetTotalMemory(forceFullCollection: false);
    private readonly Timer _timer;
    private long _peak;

    public PeakMemory() => _timer = new Timer(_ => _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 10);

    public double Megabytes => Math.Max(0, _peak - _before) / 1e6;

    public void Dispose() => _timer.Dispose();
}
