using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Past;

/// <summary>A desk with a past, in virtual time.</summary>
internal sealed class PastStage : IDisposable
{
    public PastStage(SandboxOptions? options = null)
    {
        Sandbox = new VirtualSandbox(options);
        Watched = new Watched(Sandbox.Handler, Sandbox.Time);
        Desk = Desk.Open(Watched, Sandbox.Time);
    }

    public VirtualSandbox Sandbox { get; }

    public Watched Watched { get; }

    public Desk Desk { get; }

    public SandboxOptions Options => Sandbox.Exchange.Options;

    public DateTimeOffset Now => Sandbox.Exchange.Now;

    /// <summary>Plants an order that ended so long after it was placed, all of it executed at its end unless it is cancelled.</summary>
    public SandboxOrder Plant(DateTimeOffset at, string contract = "BTC-USDT", string mode = "cross", TimeSpan life = default, bool isFilled = true, int fills = 1) =>
        Sandbox.Account.AddPastOrder(new(new SandboxOrderTemplate { ContractCode = contract, MarginMode = mode, Volume = fills, CreatedAt = at }, at + life)
        {
            Fills = isFilled ? [.. Enumerable.Range(0, fills).Select(_ => new SandboxPastFill(1, 1000, at + life))] : [],
        });

    public List<HtxOrder> Orders(FinishedOrdersQuery query) => Read(Desk.Client.History.ListOrders(query));

    public List<HtxFill> Fills(FillsQuery query) => Read(Desk.Client.History.ListFills(query));

    public List<T> Read<T>(PastReading<T> reading) => Sandbox.Time.Run(async () => await reading.ToListAsync().ConfigureAwait(false));

    public void Dispose() => Desk.Dispose();
}
