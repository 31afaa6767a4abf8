using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Instruments;

/// <summary>Collectors get requests, refusals, waits, outcomes and latency, by OpenTelemetry's conventions, and no secret.</summary>
public sealed class HtxTelemetryTests : IDisposable
{
    // Others are measured in the same process at the same time.
    private const string Address = "telemetry.invalid";

    private readonly VirtualSandbox _sandbox = new();
    private readonly ConcurrentQueue<(string Instrument, double Value, Dictionary<string, object?> Tags)> _measured = new();
    private readonly ConcurrentQueue<Activity> _activities = new();
    private readonly MeterListener _meters = new();
    private readonly ActivityListener _traces;

    public HtxTelemetryTests()
    {
        _meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == HtxTelemetry.SourceName)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _meters.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _meters.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Measure(instrument, value, tags));
        _meters.Start();
        _traces = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == HtxTelemetry.SourceName,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = activity =>
            {
                if (activity.GetTagItem("server.address") is Address)
                {
                    _activities.Enqueue(activity);
                }
            },
        };
        ActivitySource.AddActivityListener(_traces);
    }

    public void Dispose()
    {
        _meters.Dispose();
        _traces.Dispose();
    }

    [Fact]
    public void Requests_and_their_latency_are_counted_by_path_and_result()
    {
        using Desk desk = Open();
        desk.Cancel(VirtualSandbox.Reference(_sandbox.AddOrder()));

        (_, double value, Dictionary<string, object?> tags) = Assert.Single(Measured("htx.client.requests"), request => request.Tags["url.template"] is Paths.CancelOrder);
        Assert.Equal(1, value);
        Assert.Equal(("POST", 200, "trade"), (tags["http.request.method"], tags["http.response.status_code"], tags["htx.bucket"]));
        Assert.DoesNotContain("error.type", tags);
        Assert.Equal(3, Measured("htx.client.request.duration").Count()); // clock, proof of the key, cancel
    }

    [Fact]
    public void Refusals_and_waits_are_counted()
    {
        using Desk desk = Open();
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.OverLimit) { Times = 1 });
        desk.Cancel(VirtualSandbox.Reference(_sandbox.AddOrder()));

        Assert.Equal("trade", Assert.Single(Measured("htx.client.refusals")).Tags["htx.bucket"]);
        Assert.Equal("1032", Assert.Single(Measured("htx.client.requests"), request => request.Tags.ContainsKey("error.type")).Tags["error.type"]);
        Assert.Contains(Measured("htx.client.budget.wait.duration"), wait => wait.Value > 1 && wait.Tags["htx.bucket"] is "trade");
    }

    [Fact]
    public void Every_order_has_one_outcome_however_it_was_cancelled()
    {
        using Desk desk = Open();
        desk.Cancel(VirtualSandbox.Reference(_sandbox.AddOrder()));
        CancelRun run = desk.Client.Orders.BeginCancelRun();
        run.TryPost(VirtualSandbox.Reference(_sandbox.AddOrder()));
        run.TryPost(OrderReference.Create("BTC-USDT", "1"));
        desk.Time.Run(() => run.DisposeAsync().AsTask());
        _sandbox.AddOrder();
        MassCancelPlan plan = desk.Time.Run(() => desk.Client.Orders.PlanMassCancelAsync(MassCancelScope.Account));
        desk.Time.Run(async () => await desk.Client.Orders.MassCancelAsync(plan).CountAsync());

        Assert.Equal(
            [("Accepted", 3), ("NotFound", 1)],
            Measured("htx.client.cancel.outcomes").CountBy(outcome => (string)outcome.Tags["htx.cancel.outcome"]!).Select(pair => (pair.Key, pair.Value)).Order());
        Assert.Equal(4, Measured("htx.client.cancel.duration").Count());
    }

    [Fact]
    public void Every_position_has_one_outcome()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        exchange.Answer("/v5/trade/position", Replies.Code(1048), Replies.Code(1101)).Always(Paths.Positions, Replies.Data("[]"));
        using Desk desk = exchange.Open(options => options with { Endpoint = HtxEndpoint.Parse($"https://{Address}") });
        foreach (PositionSide side in new[] { PositionSide.Long, PositionSide.Short })
        {
            desk.Time.Run(() => desk.Client.Positions.CloseAsync(PositionReference.Create("BTC-USDT", side, MarginMode.Cross)));
        }

        Assert.Equal(["NothingToClose", "Rejected"], Measured("htx.client.close.outcomes").Select(outcome => outcome.Tags["htx.close.outcome"]));
        Assert.Equal(2, Measured("htx.client.close.duration").Count());
    }

    [Fact]
    public void Each_sending_is_a_client_span_that_says_how_it_ended()
    {
        SandboxOrder order = _sandbox.AddOrder();
        using Desk desk = Open();
        _sandbox.Exchange.Faults.Add(new FaultRule(FaultKind.BusyBefore) { Times = 1 });
        desk.Cancel(VirtualSandbox.Reference(order));

        Activity[] cancels = [.. _activities.Where(activity => activity.DisplayName == "POST /v5/trade/cancel_order")];
        Assert.Equal(2, cancels.Length);
        Assert.All(cancels, activity => Assert.Equal((ActivityKind.Client, $"BTC-USDT order {order.OrderId}"), (activity.Kind, activity.GetTagItem("htx.subject"))));
        Assert.Equal((ActivityStatusCode.Error, "1004", null), (cancels[0].Status, cancels[0].GetTagItem("error.type"), cancels[0].GetTagItem("http.request.resend_count")));
        Assert.Equal((ActivityStatusCode.Unset, null, 1), (cancels[1].Status, cancels[1].GetTagItem("error.type"), cancels[1].GetTagItem("http.request.resend_count")));
        Assert.Equal(200, cancels[1].GetTagItem("htx.code"));
    }

    [Fact]
    public void Nothing_of_it_holds_a_secret()
    {
        using Desk desk = Open();
        foreach (FaultKind fault in Enum.GetValues<FaultKind>().Where(fault => fault is not FaultKind.Maintenance and not FaultKind.HugeBody and not FaultKind.Forbidden))
        {
            _sandbox.Exchange.Faults.Add(new FaultRule(fault) { Times = 1 });
            desk.Cancel(VirtualSandbox.Reference(_sandbox.AddOrder()));
            _sandbox.Exchange.Faults.Clear();
        }

        Assert.NotEmpty(_activities);
        Assert.All(_activities, activity =>
        {
            SecretSearch.AssertClean(activity.DisplayName + activity.StatusDescription);
            Assert.All(activity.TagObjects, tag => SecretSearch.AssertClean($"{tag.Key}={tag.Value}"));
        });
        Assert.All(_measured, measured => Assert.All(measured.Tags, tag => SecretSearch.AssertClean($"{tag.Key}={tag.Value}")));
    }

    private Desk Open() => _sandbox.Open(options => options with { Endpoint = HtxEndpoint.Parse($"https://{Address}") });

    private IEnumerable<(string Instrument, double Value, Dictionary<string, object?> Tags)> Measured(string instrument) =>
        _measured.Where(measured => measured.Instrument == instrument);

    private void Measure(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var all = tags.ToArray().ToDictionary(tag => tag.Key, tag => tag.Value);
        if (all.GetValueOrDefault("server.address") is Address)
        {
            _measured.Enqueue((instrument.Name, value, all));
        }
    }
}
