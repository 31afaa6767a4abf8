using System.Text.Json;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>The algo orders of a sandbox, spoken to in its own words.</summary>
internal sealed class AlgoDesk
{
    public const string Order = "/v5/algo/order";
    public const string Opens = "/v5/algo/order/opens";
    public const string History = "/v5/algo/order/history";
    public const string Cancels = "/v5/algo/cancel_orders";

    // Whether there is anything to close is another matter: see the tests of positions.
    public VirtualSandbox Sandbox { get; } = new(new SandboxOptions { StopsNeedPosition = false });

    public SandboxOptions Options => Sandbox.Exchange.Options;

    public SandboxAccount Account => Sandbox.Account;

    public SandboxExchange Exchange => Sandbox.Exchange;

    /// <summary>Terms of each type that wait around a price of 100, all selling.</summary>
    public static SandboxAlgoTemplate Terms(SandboxAlgoType type, string contract = "TEST-USDT") => new(type)
    {
        ContractCode = contract,
        TakeProfit = new SandboxStop(110),
        StopLoss = new SandboxStop(90),
        TriggerPrice = 95,
        Price = 94,
    };

    public SandboxAlgoOrder Add(SandboxAlgoType type = SandboxAlgoType.StopLoss, Func<SandboxAlgoTemplate, SandboxAlgoTemplate>? change = null)
    {
        SandboxAlgoTemplate terms = Terms(type);
        return Account.AddAlgoOrder(change?.Invoke(terms) ?? terms);
    }

    public SandboxAlgoOrder Now(SandboxAlgoOrder algo) => Account.FindAlgoOrder(algo.AlgoId)!;

    public void Pass(int milliseconds) => Sandbox.Time.Advance(TimeSpan.FromMilliseconds(milliseconds));

    /// <summary>The answer to placing, by body.</summary>
    public JsonElement Place(string body) => Sandbox.Ask(Order, body: body);

    public string[] Listed(string type, string more = "", string path = Opens) =>
        [.. Sandbox.Ask(path, more.Length > 0 ? $"{more}&type={type}" : $"type={type}").Rows().Select(row => row.Text("algo_id")!)];

    public JsonElement Look(string algoId, string type) => Sandbox.Ask(Order, $"algo_id={algoId}&type={type}");

    public JsonElement Cancel(params (string Contract, string AlgoId)[] items) => Sandbox.Ask(Cancels, body:
        $"[{string.Join(',', items.Select(item => $$"""{"contract_code":"{{item.Contract}}","algo_id":"{{item.AlgoId}}"}"""))}]");

    public JsonElement Cancel(params SandboxAlgoOrder[] algos) => Cancel([.. algos.Select(algo => (algo.Terms.ContractCode, algo.AlgoId))]);

    /// <summary>The code of the one result of cancelling one.</summary>
    public int CancelCode(string algoId, string contract = "TEST-USDT") => Assert.Single(Cancel((contract, algoId)).Rows()).Code();
}
