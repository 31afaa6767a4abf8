using HtxFutures.Calls;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Listings;
using HtxFutures.Orders;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Orders;

/// <summary>Open orders page by page, oldest first, each exactly once.</summary>
public sealed class OrderListingTests
{
    private static readonly HtxAccount s_account = new("api.hbdm.com", "0123456789ABCDEF", null);

    [Theory]
    [InlineData(100, 0, 1)]
    [InlineData(100, 1, 2)]
    [InlineData(100, 99, 2)]
    [InlineData(100, 100, 2)]
    [InlineData(100, 101, 3)]
    [InlineData(100, 250, 4)]
    [InlineData(50, 49, 2)]
    [InlineData(50, 120, 4)] // the exchange gives fifty where a hundred were asked for
    [InlineData(7, 50, 9)]
    [InlineData(1, 3, 4)]
    public void All_orders_come_once_and_in_order_however_short_the_pages_are(int largest, int count, int pages)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { LargestPage = largest });
        sandbox.Account.AddSampleOrders(count);
        using Desk desk = sandbox.Open();

        List<HtxOrder> orders = desk.List();
        Assert.Equal(sandbox.Account.Orders.Select(order => order.OrderId), orders.Select(order => order.OrderId));
        Assert.Equal(1 + pages, sandbox.Exchange.Counters.RequestsTo(Paths.Opens)); // the last one is empty
    }

    [Theory]
    [InlineData(100, 250)]
    [InlineData(50, 120)]
    [InlineData(7, 50)]
    public void The_order_at_the_cursor_may_come_again(int largest, int count)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { LargestPage = largest, CursorInclusive = true });
        sandbox.Account.AddSampleOrders(count);
        using Desk desk = sandbox.Open();
        Assert.Equal(sandbox.Account.Orders.Select(order => order.OrderId), desk.List().Select(order => order.OrderId));
    }

    [Theory]
    [InlineData(100, 250, false)]
    [InlineData(50, 120, false)]
    [InlineData(50, 120, true)]
    [InlineData(7, 50, true)]
    public void Where_the_words_for_the_directions_mean_the_opposite_the_listing_is_whole_all_the_same(int largest, int count, bool inclusive)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { LargestPage = largest, CursorInclusive = inclusive, DirectionsTurned = true });
        sandbox.Account.AddSampleOrders(count);
        using Desk desk = sandbox.Open();
        Assert.Equal(sandbox.Account.Orders.Select(order => order.OrderId), desk.List().Select(order => order.OrderId));
    }

    [Fact]
    public void A_cursor_is_sent_only_where_there_is_one()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.Opens, Replies.Data($"[{Recorded.OpenOrder}]"), Replies.Data("[]"));
        Assert.Single(desk.List());
        Assert.Equal(["limit=1", "limit=100", $"direct=next&from={Recorded.OrderId}&limit=100"], exchange.SentTo(Paths.Opens).Select(request => request.BusinessQuery));
    }

    [Fact]
    public void A_page_that_brings_nothing_new_ends_the_list()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        string rows = string.Join(',', Enumerable.Range(1, 3).Select(id => $$"""{"id":"{{id}}","order_id":"{{id}}","contract_code":"ETH-USDT"}"""));
        exchange.Always(Paths.Opens, Replies.Data($"[{rows}]"));

        Assert.Equal(["1", "2", "3"], desk.List().Select(order => order.OrderId));
        Assert.Equal(["limit=100", "direct=next&from=3&limit=100", "direct=prev&from=3&limit=100"], exchange.SentTo(Paths.Opens)[1..].Select(request => request.BusinessQuery));
    }

    [Fact]
    public void Contract_and_margin_mode_restrict()
    {
        var sandbox = new VirtualSandbox();
        IReadOnlyList<SandboxOrder> all = sandbox.Account.AddSampleOrders(300);
        using Desk desk = sandbox.Open();

        Assert.Equal(
            all.Where(order => order.ContractCode == "ETH-USDT").Select(order => order.OrderId),
            desk.List(new OpenOrdersQuery { ContractCode = "eth-usdt" }).Select(order => order.OrderId));
        Assert.Equal(
            all.Where(order => order.MarginMode == "isolated").Select(order => order.OrderId),
            desk.List(new OpenOrdersQuery { MarginMode = MarginMode.Isolated }).Select(order => order.OrderId));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Orders_that_end_or_begin_between_two_pages_hide_no_other(bool inclusive)
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { CursorInclusive = inclusive });
        string[] ids = [.. sandbox.Account.AddSampleOrders(250).Select(order => order.OrderId)];
        using Desk desk = sandbox.Open();

        List<string> listed = desk.Time.Run(async () =>
        {
            var seen = new List<string>();
            await foreach (HtxOrder order in desk.Client.Orders.ListOpenAsync(cancellationToken: CancellationToken.None).ConfigureAwait(false))
            {
                seen.Add(order.OrderId);
                if (seen.Count == 1)
                {
                    // All of the first page, the order at the cursor included, and one that was still to come: the
                    // second page is on its way by now, the others are not.
                    Array.ForEach(ids[..50], id => sandbox.Account.Cancel(id));
                    sandbox.Account.Cancel(ids[240]);
                    sandbox.AddOrder();
                }
            }

            return seen;
        });

        string newest = sandbox.Account.Orders[^1].OrderId;
        Assert.Equal([.. ids.Where(id => id != ids[240]), newest], listed);
    }

    [Fact]
    public void No_more_than_one_page_is_asked_for_ahead()
    {
        var sandbox = new VirtualSandbox();
        sandbox.Account.AddSampleOrders(250);
        using Desk desk = sandbox.Open();

        int taken = desk.Time.Run(async () =>
        {
            int count = 0;
            await foreach (HtxOrder _ in desk.Client.Orders.ListOpenAsync(cancellationToken: CancellationToken.None).ConfigureAwait(false))
            {
                if (++count == 50)
                {
                    break;
                }
            }

            return count;
        });
        Assert.Equal(50, taken);
        Assert.Equal(1 + 2, sandbox.Exchange.Counters.RequestsTo(Paths.Opens));
    }

    [Fact]
    public void A_listing_can_be_given_up_in_its_middle()
    {
        var sandbox = new VirtualSandbox(new SandboxOptions { Latency = SandboxLatency.Fixed(TimeSpan.FromMilliseconds(40)) });
        sandbox.Account.AddSampleOrders(250);
        using Desk desk = sandbox.Open();
        using var stop = new CancellationTokenSource();

        int seen = 0;
        Assert.ThrowsAny<OperationCanceledException>(() => desk.Time.Run(async () =>
        {
            await foreach (HtxOrder _ in desk.Client.Orders.ListOpenAsync(cancellationToken: stop.Token).ConfigureAwait(false))
            {
                if (++seen == 100)
                {
                    stop.Cancel();
                }
            }
        }));
        Assert.Equal(100, seen);
    }

    [Fact]
    public void The_same_page_twice_is_no_list()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        string rows = string.Join(',', Enumerable.Range(1, 100).Select(id => $$"""{"id":"{{id}}","order_id":"{{id}}","contract_code":"ETH-USDT"}"""));
        exchange.Answer(Paths.Opens, Replies.Data($"[{rows}]"), Replies.Data($"[{rows}]"));

        // A full page that leads nowhere, whichever way was asked: there may be more.
        HtxException failure = Assert.Throws<HtxException>(() => desk.List());
        Assert.Equal(HtxErrorKind.UnexpectedResponse, failure.Kind);
        Assert.Equal(1 + 3, exchange.SentTo(Paths.Opens).Count);
    }

    [Fact]
    public void Pages_that_come_in_turns_are_no_list()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        Reply[] pages = [Page(1), Page(101), Page(1), Page(101), Page(1)];
        exchange.Answer(Paths.Opens, pages);

        Assert.Equal(HtxErrorKind.UnexpectedResponse, Assert.Throws<HtxException>(() => desk.List()).Kind);
        Assert.Equal(1 + 3, exchange.SentTo(Paths.Opens).Count);

        static Reply Page(int first) => Replies.Data($"[{string.Join(',', Enumerable.Range(first, 100).Select(id => $$"""{"id":"{{id}}","order_id":"{{id}}","contract_code":"ETH-USDT"}"""))}]");
    }

    [Fact]
    public void An_order_twice_on_a_page_is_one_order_and_in_two_states_no_list()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.Opens, Replies.Data($"[{Recorded.OpenOrder},{Recorded.OpenOrder}]"), Replies.Data("[]"), Replies.Data($"[{Recorded.OpenOrder},{Recorded.OrderIn("canceled")}]"));

        Assert.Single(desk.List());
        Assert.Equal(HtxErrorKind.UnexpectedResponse, Assert.Throws<HtxException>(() => desk.List()).Kind);
    }

    [Theory]
    [InlineData("\"text\"")]
    [InlineData("""[{"contract_code":"ETH-USDT"}]""")]
    [InlineData("""[{"order_id":"1","contract_code":"ETH-USDT","side":"\ud800"}]""")]
    public void An_unreadable_list_is_an_unexpected_response(string data)
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.Opens, Replies.Data(data));

        HtxException failure = Assert.Throws<HtxException>(() => desk.List());
        Assert.Equal(HtxErrorKind.UnexpectedResponse, failure.Kind);
        Assert.Equal(Paths.Opens, failure.Path);
    }

    [Fact]
    public void Null_data_does_not_say_that_nothing_is_open()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using Desk desk = exchange.Open();
        exchange.Answer(Paths.Opens, Replies.Data("null"));
        Assert.Equal(HtxErrorKind.UnexpectedResponse, Assert.Throws<HtxException>(() => desk.List()).Kind);
    }

    [Fact]
    public void A_contract_code_of_no_shape_is_refused_before_anything_is_sent()
    {
        var sandbox = new VirtualSandbox();
        using Desk desk = sandbox.Open();
        Assert.Equal(HtxErrorKind.InvalidParameter, Assert.Throws<HtxException>(() => desk.List(new OpenOrdersQuery { ContractCode = "BTC" })).Kind);
        Assert.Equal(1, sandbox.Exchange.Counters.RequestsTo(Paths.Opens));
    }

    [Theory]
    [InlineData(null, null, null, "limit=100")]
    [InlineData("BTC-USDT", null, null, "contract_code=BTC-USDT&limit=100")]
    [InlineData("BTC-USDT", MarginMode.Isolated, "77", "contract_code=BTC-USDT&direct=next&from=77&limit=100&margin_mode=isolated")]
    public void Open_orders_are_asked_for_like_this(string? contractCode, MarginMode? marginMode, string? cursor, string query) =>
        Assert.Equal(query, Query(OrderListing.Open(contractCode, marginMode, s_account).Ask(cursor, PageDirection.Next)));

    [Fact]
    public void Finished_orders_are_asked_for_like_this()
    {
        Assert.Equal(
            "contract_code=BTC-USDT&limit=100&margin_mode=cross&states=filled,partially_canceled,canceled",
            Query(OrderListing.Finished("BTC-USDT", MarginMode.Cross, null, s_account).Ask()));

        var span = new ListedSpan(DateTimeOffset.FromUnixTimeMilliseconds(1789709104310), DateTimeOffset.FromUnixTimeMilliseconds(1789881904310));
        Assert.Equal(
            "contract_code=BTC-USDT&direct=prev&end_time=1789881904310&from=77&limit=100&margin_mode=isolated&start_time=1789709104310&states=filled,partially_canceled,canceled",
            Query(OrderListing.Finished("BTC-USDT", MarginMode.Isolated, span, s_account).Ask("77", PageDirection.Prev)));
    }

    [Fact]
    public void Of_finished_orders_no_page_is_asked_for_before_the_one_before_is_used_up()
    {
        using var exchange = new ScriptedExchange(new VirtualTime());
        using var connection = new ExchangeConnection(TestConnection.Within(exchange, exchange.Time));
        exchange.Answer(Paths.History, Replies.Data($"[{Recorded.OrderIn("canceled")}]"));
        exchange.Time.Run(async () =>
        {
            await foreach (HtxOrder _ in new OrderListing(new Caller(connection)).ListFinishedAsync("ETH-USDT", MarginMode.Cross, null, CancellationToken.None).ConfigureAwait(false))
            {
                break;
            }
        });
        Assert.Single(exchange.SentTo(Paths.History));
    }

    private static string Query(ApiRequest request) => string.Join('&', request.Query.Select(parameter => $"{parameter.Name}={parameter.Value}"));
}
