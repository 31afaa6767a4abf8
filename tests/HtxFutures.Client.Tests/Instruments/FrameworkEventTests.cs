using System.Collections.Concurrent;
using System.Diagnostics.Tracing;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Instruments;

/// <summary>The framework tells every listener in the process what is requested; of us it has a path to tell, and no query.</summary>
public sealed class FrameworkEventTests
{
    private const string Address = "events.invalid";

    [Fact]
    public void No_query_is_in_the_events_of_the_framework()
    {
        using var listener = new HttpEvents();
        var sandbox = new VirtualSandbox();
        using Desk desk = sandbox.Open(options => options with { Endpoint = HtxEndpoint.Parse($"https://{Address}") });
        desk.List(new OpenOrdersQuery { ContractCode = "BTC-USDT" });
        desk.Cancel(VirtualSandbox.Reference(sandbox.AddOrder()));

        string[] requests = [.. listener.Requests];
        Assert.Equal([Paths.Timestamp, Paths.Opens, Paths.Opens, Paths.CancelOrder], requests);
    }

    private sealed class HttpEvents : EventListener
    {
        public ConcurrentQueue<string> Requests { get; } = new();

        protected override void OnEventSourceCreated(EventSource source)
        {
            if (source.Name == "System.Net.Http")
            {
                EnableEvents(source, EventLevel.Verbose);
            }
        }

        protected override void OnEventWritten(EventWrittenEventArgs happening)
        {
            // Scheme, host, port, path and query, and the version after that.
            if (happening is { EventName: "RequestStart", Payload: [_, Address, _, string target, ..] })
            {
                Requests.Enqueue(target);
            }
        }
    }
}
