using System.Text.Json;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>
/// Random placing, moving of the price, cancelling and letting time pass, held against a model that knows nothing of
/// books, shelves and queues: what becomes of each stop-loss follows from when it was placed, which prices came and
/// when it was cancelled.
/// </summary>
public sealed class AlgoModelTests
{
    private const int Lag = 300;
    private const int CancelDelay = 20;

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Every_algo_order_ends_as_its_history_says(int seed)
    {
        Random random = new(seed);
        AlgoDesk desk = new();
        desk.Exchange.MovePrice("BTC-USDT", 100);
        desk.Account.SetLimit(SandboxRequestKind.Read, int.MaxValue);
        desk.Account.SetLimit(SandboxRequestKind.Trade, int.MaxValue);
        List<Modelled> model = [];
        for (int step = 0; step < 120; step++)
        {
            Act(desk, random, model);
            Compare(desk, model);
        }

        Assert.Contains(model, algo => algo.State is SandboxAlgoState.Effective or SandboxAlgoState.Canceled);
        Assert.Equal(model.Count(algo => algo.State == SandboxAlgoState.Effective), desk.Account.Orders.Count);
        Assert.Equal(desk.Account.Orders.Select(order => order.OrderId), desk.Account.AlgoOrders.Select(algo => algo.ChildOrderId).OfType<string>().Order());
    }

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 40)];

    private static void Act(AlgoDesk desk, Random random, List<Modelled> model)
    {
        DateTimeOffset now = desk.Exchange.Now;
        switch (random.Next(8))
        {
            case 0 or 1:
                decimal price = desk.Exchange.PriceOf("BTC-USDT")!.Value;
                decimal trigger = price - random.Next(1, 30);
                string body = $$"""{"contract_code":"BTC-USDT","type":"sl","side":"sell","position_side":"both","margin_mode":"cross","volume":"1","sl_trigger_price":"{{trigger}}"}""";
                model.Add(new Modelled(Assert.Single(desk.Place(body).Rows()).Text("algo_id")!, trigger, now, price));
                break;
            case 2 or 3:
                decimal next = Math.Max(50, desk.Exchange.PriceOf("BTC-USDT")!.Value + random.Next(-9, 9));
                desk.Exchange.MovePrice("BTC-USDT", next);
                model.ForEach(algo => algo.See(next, now));
                break;
            case 4 when model.Count > 0:
                Modelled[] named = [.. Enumerable.Range(0, random.Next(1, 11)).Select(_ => model[random.Next(model.Count)]).Distinct()];
                foreach (JsonElement row in desk.Cancel([.. named.Select(algo => ("BTC-USDT", algo.Id))]).Rows())
                {
                    Assert.Equal(named.Single(algo => algo.Id == row.Text("algo_id")).Cancel(now), row.Code());
                }

                break;
            default:
                desk.Pass(random.Next(3) == 0 ? random.Next(400) : random.Next(30));
                model.ForEach(algo => algo.Reach(desk.Exchange.Now));
                break;
        }
    }

    private static void Compare(AlgoDesk desk, List<Modelled> model)
    {
        Assert.Equal(model.Select(algo => (algo.Id, algo.State)), desk.Account.AlgoOrders.Select(algo => (algo.AlgoId, algo.State)));
        Assert.Equal(model.Where(algo => algo.State == SandboxAlgoState.Active).Select(algo => algo.Id).Reverse().Take(50), desk.Listed("sl", "limit=50"));
        Assert.Equal(
            model.Where(algo => algo.State is SandboxAlgoState.Effective or SandboxAlgoState.Canceled).Select(algo => algo.Id).Reverse().Take(50),
            desk.Listed("sl", "limit=50", AlgoDesk.History));
    }

    /// <summary>A stop-loss that sells.</summary>
    private sealed class Modelled(string id, decimal trigger, DateTimeOffset placedAt, decimal price)
    {
        private DateTimeOffset? _canceledAt;
        private decimal _price = price;

        public string Id => id;

        public SandboxAlgoState State { get; private set; }

        /// <summary>The code that a cancel is answered with.</summary>
        public int Cancel(DateTimeOffset now)
        {
            if (State != SandboxAlgoState.Active)
            {
                return 1061;
            }

            if (_canceledAt is not null)
            {
                return 1062;
            }

            _canceledAt = now.AddMilliseconds(CancelDelay);
            return 200;
        }

        public void See(decimal price, DateTimeOffset now)
        {
            Reach(now);
            _price = price;
            Look();
        }

        public void Reach(DateTimeOffset now)
        {
            if (State == SandboxAlgoState.Waiting && placedAt.AddMilliseconds(Lag) <= now)
            {
                State = SandboxAlgoState.Active;
                Look();
            }

            if (State == SandboxAlgoState.Active && _canceledAt <= now)
            {
                State = SandboxAlgoState.Canceled;
            }
        }

        private void Look()
        {
            if (State == SandboxAlgoState.Active && _price <= trigger)
            {
                State = SandboxAlgoState.Effective;
            }
        }
    }
}
