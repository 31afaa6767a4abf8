using HtxFutures.Rows;
using HtxFutures.Sessions;

namespace HtxFutures.Tests.Sessions;

public sealed class SeenOrdersTests
{
    private readonly SeenOrders _seen = new(capacity: 4);

    [Fact]
    public void The_last_seen_come_first_and_the_first_seen_go_first()
    {
        Note(1, 2, 3, 4, 5);
        Assert.Equal(["5", "4", "3", "2"], Ids());
    }

    [Fact]
    public void An_order_that_is_seen_again_is_remembered_once_as_it_is_now()
    {
        Note(1, 2, 3, 4);
        _seen.Note(Order(1).With(row => row.State = OrderState.PartiallyFilled));
        Note(5);
        Assert.Equal(["5", "1", "4", "3"], Ids());
        Assert.Equal(OrderState.PartiallyFilled, ((HtxOrder)_seen.Open[1]).State);
    }

    [Theory]
    [InlineData(CancelOutcome.Accepted, false)]
    [InlineData(CancelOutcome.Pending, false)]
    [InlineData(CancelOutcome.Canceled, false)]
    [InlineData(CancelOutcome.PartiallyCanceled, false)]
    [InlineData(CancelOutcome.AlreadyCanceled, false)]
    [InlineData(CancelOutcome.Filled, false)]
    [InlineData(CancelOutcome.NotFound, false)]
    [InlineData(CancelOutcome.Rejected, true)]
    [InlineData(CancelOutcome.Unknown, true)]
    public void What_was_stopped_is_no_longer_open_and_what_may_be_open_stays(CancelOutcome outcome, bool stays)
    {
        Note(1, 2);
        _seen.Note(Result(outcome, orderId: "1"));
        Assert.Equal(stays ? ["2", "1"] : ["2"], Ids());
        Assert.Equal(["BTC-USDT"], _seen.Contracts);
    }

    [Fact]
    public void A_result_may_know_the_clients_id_alone()
    {
        Note(1, 2);
        _seen.Note(Result(CancelOutcome.NotFound, clientOrderId: "77001"));
        Assert.Equal(["2"], Ids());
    }

    [Fact]
    public void Results_of_other_orders_change_nothing()
    {
        Note(1);
        _seen.Note(Result(CancelOutcome.Accepted, orderId: "9"));
        _seen.Note(Result(CancelOutcome.Accepted, clientOrderId: "9"));
        _seen.Note(Result(CancelOutcome.Accepted, orderId: "1").With(row => row.ContractCode = "ETH-USDT"));
        Assert.Equal(["1"], Ids());

        _seen.Note(Order(2).With(row => row.ClientOrderId = null));
        _seen.Note(Result(CancelOutcome.Accepted));
        Assert.Equal(["2", "1"], Ids());
        Assert.Empty(new SeenOrders().Open);
    }

    [Fact]
    public void An_order_that_is_shown_as_final_is_not_open_but_its_contract_stays_known()
    {
        _seen.Note(Order(1).With(row => row.State = OrderState.Canceled));
        Assert.Empty(Ids());
        Assert.Equal(["BTC-USDT"], _seen.Contracts);
    }

    [Fact]
    public void An_order_that_the_exchange_still_shows_after_taking_the_cancel_is_open()
    {
        Note(1);
        _seen.Note(Result(CancelOutcome.Accepted, orderId: "1"));
        Note(1);
        Assert.Equal(["1"], Ids());
    }

    [Fact]
    public void The_same_id_in_two_contracts_is_two_orders()
    {
        Note(1);
        _seen.Note(Order(1).With(row => row.ContractCode = "ETH-USDT"));
        Assert.Equal(["ETH-USDT", "BTC-USDT"], _seen.Contracts);
        Assert.Equal(2, _seen.Open.Count);
    }

    [Fact]
    public void A_long_listing_leaves_no_more_than_the_last_thousand()
    {
        var seen = new SeenOrders();
        for (int i = 0; i < 100_000; i++)
        {
            seen.Note(Order(i));
        }

        Assert.Equal(1000, seen.Open.Count);
        Assert.Equal("99999", seen.Open[0].OrderId);
    }

    [Fact]
    public async Task Runspaces_that_share_it_lose_nothing_of_the_last_thousand()
    {
        var seen = new SeenOrders();
        CancellationToken cancellationToken = TestContext.Current.CancellationToken;
        await Task.WhenAll(Enumerable.Range(0, 4).Select(worker => Task.Run(
            () =>
            {
                for (int i = 0; i < 5000; i++)
                {
                    HtxOrder order = Order((worker * 100_000) + i);
                    seen.Note(order);
                    _ = seen.Contracts;
                    if (i % 2 == 0)
                    {
                        seen.Note(Result(CancelOutcome.Accepted, order.OrderId));
                    }
                }
            },
            cancellationToken)));
        Assert.Equal(["BTC-USDT"], seen.Contracts);
        Assert.InRange(seen.Open.Count, 1, 1000);
        Assert.Distinct(seen.Open.Select(order => order.OrderId));
    }

    private static HtxOrder Order(int id) => new() { ContractCode = "BTC-USDT", OrderId = $"{id}", ClientOrderId = $"7700{id}", State = OrderState.New };

    private static HtxCancelResult Result(CancelOutcome outcome, string? orderId = null, string? clientOrderId = null) =>
        new() { ContractCode = "BTC-USDT", OrderId = orderId, ClientOrderId = clientOrderId, Outcome = outcome };

    private void Note(params int[] ids) => Array.ForEach(ids, id => _seen.Note(Order(id)));

    private IEnumerable<string> Ids() => _seen.Open.Select(order => order.OrderId);
}
