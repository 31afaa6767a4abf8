using HtxFutures.Sandbox;

namespace HtxFutures.Soak;

/// <summary>Faults of every kind that a session can get over, whose rates rise and fall like a tide.</summary>
internal sealed class FaultTide(ExchangeProcess exchange, TimeSpan period)
{
    // At high water about a third of the requests are struck by something.
    private const double HighWater = 0.02;

    private static readonly FaultKind[] s_kinds = [.. Enum.GetValues<FaultKind>().Except(
    [
        FaultKind.Forbidden, // nothing is sent for minutes after it, as it should be
        FaultKind.LimitChange, FaultKind.OtherProgram, // the windows are to hold our own requests alone
        FaultKind.PriceRise, // prices would rise beyond all numbers
        FaultKind.HugeBody, // it is the exchange's memory that it would fill
    ])];

    /// <summary>The rate of each kind as it stands.</summary>
    public double Rate { get; private set; }

    /// <summary>Lets them rise and fall until someone says stop; then there are none.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        long started = TimeProvider.System.GetTimestamp();
        TimeSpan step = TimeSpan.FromSeconds(Math.Clamp(period.TotalSeconds / 60, 0.25, 5));
        try
        {
            while (true)
            {
                double phase = TimeProvider.System.GetElapsedTime(started) / period;
                Rate = HighWater * Math.Pow(Math.Sin(Math.PI * phase), 2);
                await exchange.SetFaultsAsync(s_kinds.Select(Rule));
                await Task.Delay(step, stop);
            }
        }
        catch (OperationCanceledException)
        {
            Rate = 0;
            await exchange.SetFaultsAsync([]);
        }
    }

    // What ends a whole run is rarer, or little else would be seen.
    private FaultRule Rule(FaultKind kind) => kind switch
    {
        FaultKind.Maintenance => new FaultRule(kind) { Rate = Rate / 20, Span = TimeSpan.FromMilliseconds(500) },
        FaultKind.Redirect or FaultKind.SignInPage => new FaultRule(kind) { Rate = Rate / 5 },
        FaultKind.ClockStep => new FaultRule(kind) { Rate = Rate / 20, Span = TimeSpan.FromMinutes(7), Lasting = TimeSpan.FromSeconds(2) },
        _ => new FaultRule(kind) { Rate = Rate },
    };
}
