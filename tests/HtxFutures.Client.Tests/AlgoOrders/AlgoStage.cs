using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.AlgoOrders;

/// <summary>A client at the algo orders of a sandbox, in virtual time.</summary>
internal sealed class AlgoStage : IDisposable
{
    public const string Cancels = "/v5/algo/cancel_orders";
    public const string Opens = "/v5/algo/order/opens";
    public const string History = "/v5/algo/order/history";
    public const string Single = "/v5/algo/order";

    private Desk? _desk;

    public VirtualSandbox Sandbox { get; } = new(new SandboxOptions { StopsNeedPosition = false });

    public SandboxAccount Account => Sandbox.Account;

    public SandboxExchange Exchange => Sandbox.Exchange;

    public AlgoOrderDesk Desk => (_desk ??= Sandbox.Open()).Client.AlgoOrders;

    public HtxFuturesClient Client => (_desk ??= Sandbox.Open()).Client;

    public static SandboxAlgoTemplate Terms(SandboxAlgoType type, string contract = "BTC-USDT") => new(type)
    {
        ContractCode = contract,
        Volume = 3,
        TakeProfit = new SandboxStop(1_000_000),
        StopLoss = new SandboxStop(90),
        TriggerPrice = 95,
        Price = 94,
    };

    public SandboxAlgoOrder Add(SandboxAlgoType type = SandboxAlgoType.StopLoss, string contract = "BTC-USDT") => Account.AddAlgoOrder(Terms(type, contract));

    public SandboxAlgoOrder[] Add(int count, SandboxAlgoType type = SandboxAlgoType.StopLoss) => [.. Enumerable.Range(0, count).Select(_ => Add(type))];

    public SandboxAlgoState StateOf(SandboxAlgoOrder algo) => Account.FindAlgoOrder(algo.AlgoId)!.State;

    public static OrderReference Named(string algoId, string contract = "BTC-USDT") => OrderReference.Create(contract, algoId, kind: OrderKind.AlgoOrder);

    public List<HtxAlgoOrder> List(ActiveAlgoOrdersQuery? query = null) => Sandbox.Time.Run(async () => await Desk.ListActiveAsync(query).ToListAsync().ConfigureAwait(false));

    public HtxAlgoOrder? Find(string algoId) => Sandbox.Time.Run(() => Desk.FindAsync(Named(algoId)));

    public HtxCancelResult Cancel(string algoId) => Sandbox.Time.Run(() => Desk.CancelAsync(Named(algoId)));

    /// <summary>Stops algo orders that were listed, together.</summary>
    public List<HtxCancelResult> Stop(IEnumerable<HtxAlgoOrder> algos, TimeSpan? wait = null) => Sandbox.Time.Run(async () =>
        await Desk.BeginCancelRun(new CancelRunOptions { WaitTimeout = wait }).ThroughAsync(algos.ToAsyncEnumerable(), default).ToListAsync().ConfigureAwait(false));

    public int Requests(string path) => Exchange.Counters.RequestsTo(path);

    public void Dispose() => _desk?.Dispose();
}
