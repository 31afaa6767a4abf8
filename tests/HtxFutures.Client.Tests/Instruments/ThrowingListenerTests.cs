using System.Diagnostics;
using System.Diagnostics.Metrics;
using HtxFutures.Calls;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Instruments;

/// <summary>A collector that throws has its own trouble: no row is lost, and no request goes otherwise.</summary>
public sealed class ThrowingListenerTests
{
    private const string Host = "throwing.invalid";

    private readonly VirtualSandbox _sandbox = new();

    [Fact]
    public void Of_metrics()
    {
        using var meters = new MeterListener
        {
            InstrumentPublished = static (instrument, listener) =>
            {
                if (instrument.Meter.Name == HtxTelemetry.SourceName)
                {
                    listener.EnableMeasurementEvents(instrument);
                }
            },
        };
        meters.SetMeasurementEventCallback<long>(static (_, _, tags, _) => ThrowFor(tags.ToArray()));
        meters.SetMeasurementEventCallback<double>(static (_, _, tags, _) => ThrowFor(tags.ToArray()));
        meters.Start();
        CancelAll();
    }

    [Theory]
    [InlineData(nameof(ActivityListener.Sample))]
    [InlineData(nameof(ActivityListener.ActivityStarted))]
    [InlineData(nameof(ActivityListener.ActivityStopped))]
    public void Of_traces(string callback)
    {
        bool throws = true;
        int thread = Environment.CurrentManagedThreadId; // tests beside this one are watched, too
        using var traces = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == HtxTelemetry.SourceName,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => Throw(nameof(ActivityListener.Sample)) ? default : ActivitySamplingResult.AllDataAndRecorded,
            ActivityStarted = _ => Throw(nameof(ActivityListener.ActivityStarted)),
            ActivityStopped = _ => Throw(nameof(ActivityListener.ActivityStopped)),
        };
        ActivitySource.AddActivityListener(traces);
        CancelAll();
        throws = false;

        bool Throw(string where) => throws && where == callback && Environment.CurrentManagedThreadId == thread ? throw new InvalidOperationException("a collector's own defect") : false;
    }

    [Fact]
    public void Of_messages()
    {
        using Desk desk = Open();
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyBefore) { Times = 1 });
        OrderDesk heard = desk.Client.Orders.HeardBy(new ThrowingListener());
        HtxCancelResult result = desk.Time.Run(() => heard.CancelAsync(VirtualSandbox.Reference(_sandbox.AddOrder())));
        Assert.Equal((CancelOutcome.Accepted, 2), (result.Outcome, result.Attempts));
    }

    private void CancelAll()
    {
        using Desk desk = Open();
        OrderReference[] orders = [.. _sandbox.Account.AddSampleOrders(25, contracts: 2).Select(VirtualSandbox.Reference)];
        List<HtxCancelResult> results = desk.Stop(orders);
        Assert.Equal(25, results.Count);
        Assert.All(results, result => Assert.Equal(CancelOutcome.Accepted, result.Outcome));

        Assert.Equal(CancelOutcome.Accepted, desk.Cancel(VirtualSandbox.Reference(_sandbox.AddOrder())).Outcome);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        _sandbox.AddOrder();
        results.Clear();
        desk.Time.Run(async () =>
        {
            MassCancelPlan plan = await desk.Client.Orders.PlanMassCancelAsync(MassCancelScope.Account).ConfigureAwait(false);
            await foreach (HtxCancelResult result in desk.Client.Orders.MassCancelAsync(plan).ConfigureAwait(false))
            {
                results.Add(result);
            }
        });
        Assert.Equal(CancelOutcome.Accepted, Assert.Single(results).Outcome);
    }

    private Desk Open() => _sandbox.Open(options => options with { Endpoint = HtxEndpoint.Parse($"https://{Host}") });

    // Others are measured in the same process at the same time.
    private static void ThrowFor(KeyValuePair<string, object?>[] tags)
    {
        if (tags.Any(tag => tag.Value is Host))
        {
            throw new InvalidOperationException("a collector's own defect");
        }
    }

    private sealed class ThrowingListener : IRequestListener
    {
        public void Answered(Attempt attempt) => throw new InvalidOperationException("a listener's own defect");

        public void Repeats(Attempt attempt, TimeSpan pause) => throw new InvalidOperationException("a listener's own defect");
    }
}
