using System.Runtime.CompilerServices;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation;

/// <summary>Algo orders, which rest outside the book.</summary>
/// <param name="account">The account as the exchange knows it.</param>
/// <param name="time">The time.</param>
/// <param name="byContract">Whether they are listed contract by contract.</param>
/// <param name="isWhole">Whether a listing must show all, also where nobody knows which way its pages go: not where others take rows away between two pages of some few.</param>
internal sealed class AlgoOrders(SandboxAccount account, VirtualTime time, bool byContract, bool isWhole) : OrderSource(OrderKind.AlgoOrder, time)
{
    public override CancelRun BeginRun(HtxFuturesClient client, CancelRunOptions options) => client.AlgoOrders.BeginCancelRun(options);

    public override Task<HtxCancelResult> StopAsync(HtxFuturesClient client, OrderReference order, CancellationToken stop) => client.AlgoOrders.CancelAsync(order, stop);

    public override IAsyncEnumerable<HtxCancelResult> StopAllAsync(HtxFuturesClient client, MassCancelScope scope, TimeSpan? wait, Action<OrderReference> given, CancellationToken stop) =>
        client.AlgoOrders.CancelAsync(AllAsync(client, scope, given, stop), new CancelRunOptions { WaitTimeout = wait }, stop);

    protected override IEnumerable<(string ContractCode, string Id, string? ClientId)> Known() =>
        account.AlgoOrders.Select(algo => (algo.Terms.ContractCode, algo.AlgoId, algo.Terms.ClientAlgoId == algo.AlgoId ? null : algo.Terms.ClientAlgoId));

    /// <summary>The id of an order, which some algo orders have too.</summary>
    protected override string WrongId(Random random) =>
        account.Orders is { Count: > 0 } orders ? orders[random.Next(orders.Count)].OrderId : base.WrongId(random);

    protected override async IAsyncEnumerable<Found> ListedAsync(HtxFuturesClient client, [EnumeratorCancellation] CancellationToken stop)
    {
        string?[] contracts = byContract ? [.. account.AlgoOrders.Select(algo => algo.Terms.ContractCode).Distinct()] : [null];
        foreach (string? contract in contracts)
        {
            var query = new ActiveAlgoOrdersQuery { ContractCode = contract };
            await foreach (HtxAlgoOrder algo in CheckedAsync(client.AlgoOrders.ListActiveAsync(query, stop), contract).ConfigureAwait(false))
            {
                yield return new(Reference(algo.ContractCode, algo.AlgoId), algo);
            }
        }
    }

    private async IAsyncEnumerable<HtxAlgoOrder> AllAsync(HtxFuturesClient client, MassCancelScope scope, Action<OrderReference> given, [EnumeratorCancellation] CancellationToken stop)
    {
        scope = byContract && scope.ContractCode is null ? MassCancelScope.Contract("ETH-USDT") : scope;
        await foreach (HtxAlgoOrder algo in CheckedAsync(client.AlgoOrders.ListActiveAsync(scope, stop), scope.ContractCode).ConfigureAwait(false))
        {
            given(Reference(algo.ContractCode, algo.AlgoId));
            yield return algo;
        }
    }

    /// <summary>
    /// Holds a listing against what the exchange has: none twice, none that it does not know, and all that were active
    /// from beginning to end, but those of a type that is named as missing.
    /// </summary>
    private async IAsyncEnumerable<HtxAlgoOrder> CheckedAsync(IAsyncEnumerable<HtxAlgoOrder> listing, string? contract)
    {
        var seen = new HashSet<string>();
        SandboxAlgoOrder[] before = Active(contract);
        HtxException? failure = null;
        IAsyncEnumerator<HtxAlgoOrder> algos = listing.GetAsyncEnumerator();
        await using (algos.ConfigureAwait(false))
        {
            while (await NextAsync(algos, caught => failure = caught).ConfigureAwait(false))
            {
                string id = algos.Current.AlgoId;
                Truth.Require(seen.Add(id), $"algo order {id} was listed twice");
                Truth.Require(account.FindAlgoOrder(id) is not null, $"algo order {id} was listed and does not exist");
                yield return algos.Current;
            }
        }

        string? missing = Active(contract).Select(algo => algo.AlgoId).Intersect(before.Where(algo => !IsNamed(failure, algo.Terms.Type)).Select(algo => algo.AlgoId)).Except(seen).FirstOrDefault();
        Truth.Require(missing is null || !isWhole, $"algo order {missing} was active all the time and is missing from a listing ({failure?.Message ?? "whole"})");
        if (failure is not null)
        {
            throw failure;
        }
    }

    private static async ValueTask<bool> NextAsync(IAsyncEnumerator<HtxAlgoOrder> algos, Action<HtxException> caught)
    {
        try
        {
            return await algos.MoveNextAsync().ConfigureAwait(false);
        }
        catch (HtxException failure)
        {
            caught(failure);
            return false;
        }
    }

    // What ends a run, such as a key that is refused, ends the whole listing.
    private static bool IsNamed(HtxException? failure, SandboxAlgoType type) =>
        failure is not null && (failure.EndsRun || failure.Message.Contains(type.ToString(), StringComparison.Ordinal));

    private SandboxAlgoOrder[] Active(string? contract) =>
        [.. account.AlgoOrders.Where(algo => algo.State == SandboxAlgoState.Active && (contract is null || algo.Terms.ContractCode == contract))];
}
