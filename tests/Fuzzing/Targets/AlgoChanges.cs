using System.Text.Json;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Sandbox;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>What a request may do to algo orders, by a reading of its body that is none of the sandbox's.</summary>
internal static class AlgoChanges
{
    private const string Cancels = "/v5/algo/cancel_orders";
    private const string Places = "/v5/algo/order";

    private static readonly string[][] s_single =
        [.. ((string[])["contract_code", "algo_id", "algo_client_order_id"]).Select(name => new[] { name })];

    /// <summary>Places one of each type where no price fires it.</summary>
    public static void Plant(SandboxAccount account)
    {
        foreach (SandboxAlgoType type in Enum.GetValues<SandboxAlgoType>())
        {
            account.AddAlgoOrder(new SandboxAlgoTemplate(type)
            {
                ContractCode = type == SandboxAlgoType.Trigger ? "BTC-USDT" : "ETH-USDT",
                ClientAlgoId = type == SandboxAlgoType.StopLoss ? "577000000000000003" : null,
                TakeProfit = new SandboxStop(1_000_000),
                StopLoss = new SandboxStop(1),
                TriggerPrice = 1_000_000,
                Price = 1_000_000,
            });
        }
    }

    /// <summary>Whether a request is one that can change algo orders.</summary>
    public static bool AreMeantBy(RequestInput request) => request.Path is Cancels or Places;

    /// <summary>Holds what has changed against the request.</summary>
    public static void Check(RequestInput request, IReadOnlyList<SandboxAlgoOrder> before, IReadOnlyList<SandboxAlgoOrder> after)
    {
        int added = after.Count - before.Count;
        Property.Require(added == 0 || (added is 1 or 2 && request.Path is Places or "/v5/trade/order"), "an algo order is placed only where one is asked for", () => $"{added} by {request.Path}");
        SandboxAlgoOrder[] changed = [.. before.Where(algo => !after.Contains(algo))];
        if (changed.Length == 0)
        {
            return;
        }

        ILookup<string, JsonElement>[] items = request.Path == Cancels ? Items(request) : [];
        Property.Require(changed.All(algo => items.Any(item => Names(item, algo))), "nothing happens to an algo order that is not named", () => $"{request.Path} {string.Join(", ", changed.Select(algo => algo.AlgoId))}");
    }

    private static ILookup<string, JsonElement>[] Items(RequestInput request)
    {
        JsonElement root = StrictJson.Parse(request.Body);
        return [.. root.EnumerateArray().Select(item => StrictJson.Members(item, s_single))];
    }

    private static bool Names(ILookup<string, JsonElement> item, SandboxAlgoOrder algo) =>
        item.Find("contract_code").Text() == algo.Terms.ContractCode
        && (string.IsNullOrEmpty(item.Find("algo_id").Text()) ? item.Find("algo_client_order_id").Id() == algo.Terms.ClientAlgoId : item.Find("algo_id").Id() == algo.AlgoId);
}
