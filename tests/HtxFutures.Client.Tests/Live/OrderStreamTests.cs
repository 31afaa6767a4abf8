using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Live;

/// <summary>Watching orders: what is brought, when, and what is said while nothing can be brought.</summary>
public sealed class OrderStreamTests : IDisposable
{
    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();
    private readonly Desk _desk;

    public OrderStreamTests() => _desk = _sandbox.Open();

    public void Dispose()
    {
        _desk.Dispose();
        _sandbox.Handler.Dispose();
    }

    [Fact]
    public void Each_change_is_brought_once_as_soon_as_its_push_arrives()
    {
        using Watching watching = Begin();
        TimeSpan placed = _sandbox.Time.Elapsed;
        SandboxOrder order = _sandbox.AddOrder(volume: 10);
        watching.After(TimeSpan.FromSeconds(1));
        _sandbox.Account.Fill(order.OrderId, 3);
        watching.After(TimeSpan.FromSeconds(1));
        _sandbox.Account.Fill(order.OrderId, 7);
        SandboxOrder other = _sandbox.AddOrder(volume: 2);
        _sandbox.Account.Fill(other.OrderId, 1);
        _sandbox.Account.Cancel(other.OrderId);
        SandboxOrder third = _sandbox.AddOrder();
        _sandbox.Account.Cancel(third.OrderId);
        watching.After(TimeSpan.FromSeconds(1));
        Assert.Equal(
            ["Placed", "Part filled 3 of 10", "Filled", "Placed", "Part filled 1 of 2", "Canceled, 1 of 2 filled (Order cancelation by system)", "Placed", "Canceled (Order cancelation by system)"],
            watching.Changes);
        Assert.Equal(20, (watching.Items[1].At - placed).TotalMilliseconds); // the way of the push
        HtxOrder brought = watching.Items[1].Item.Order!;
        Assert.Equal((order.OrderId, "BTC-USDT", OrderState.New, OrderSide.Buy), (brought.OrderId, brought.ContractCode, brought.State, brought.Side));
    }

    [Fact]
    public void What_was_open_before_is_brought_only_where_it_is_asked_for()
    {
        _sandbox.AddOrder();
        using Watching silent = Begin();
        using Watching all = Begin(new OrderWatchOptions { IncludesOpen = true });
        Assert.Empty(silent.Changes);
        Assert.Equal(["Open"], all.Changes);
        Assert.Contains("1 order is open", silent.Said(HtxLiveNotice.Connected), StringComparison.Ordinal);
    }

    [Fact]
    public void Who_comes_while_there_is_no_connection_is_brought_an_order_as_changed_or_as_open_and_not_as_both()
    {
        SandboxOrder old = _sandbox.AddOrder(volume: 2);
        SandboxOrder still = _sandbox.AddOrder(volume: 3);
        using Watching first = Begin();
        _sandbox.Exchange.Faults.Add("socket-broken:times=1,socket-refused:times=3");
        SandboxOrder placed = _sandbox.AddOrder();
        first.After(TimeSpan.FromSeconds(1));
        using var late = new Watching(_desk, new OrderWatchOptions { IncludesOpen = true });
        _sandbox.Account.Fill(old.OrderId, 1);
        late.After(TimeSpan.FromSeconds(30));
        Assert.Equal(
            new[] { (placed.OrderId, "Placed"), (old.OrderId, "Part filled 1 of 2"), (still.OrderId, "Open") }.Order(),
            late.Items.Where(item => item.Item.Order is not null).Select(item => (item.Item.Order!.OrderId, item.Item.Order.Change!)).Order());
    }

    [Fact]
    public void Only_the_contracts_asked_for_are_brought()
    {
        using Watching watching = Begin(new OrderWatchOptions { ContractCodes = ["eth-usdt"] });
        _sandbox.AddOrder("BTC-USDT");
        _sandbox.AddOrder("ETH-USDT");
        watching.After(TimeSpan.FromSeconds(1));
        Assert.Equal("ETH-USDT", Assert.Single(watching.Items, item => item.Item.Order is not null).Item.Order!.ContractCode);
    }

    [Fact]
    public void What_is_pushed_while_the_open_orders_are_listed_is_not_lost()
    {
        _sandbox.Exchange.Faults.Add("delay:2s:path=/v5/trade/order/opens");
        var watching = new Watching(_desk);
        watching.After(TimeSpan.FromMilliseconds(130)); // signed in and subscribed; the listing is on its way
        SandboxOrder order = _sandbox.AddOrder();
        _sandbox.Account.Cancel(order.OrderId);
        watching.After(TimeSpan.FromSeconds(5));
        Assert.Equal(["Placed", "Canceled (Order cancelation by system)"], watching.Changes);
        watching.Dispose();
    }

    [Theory]
    [InlineData("socket-broken:skip=1", "the connection broke")]
    [InlineData("socket-cut:10:skip=1", "the connection broke")]
    [InlineData("socket-closed:skip=1", "closeExpiredSessions")]
    [InlineData("socket-error:skip=1", "reported an error")]
    [InlineData("socket-muted:skip=1", "nothing came on it for 15 s")]
    public void What_changes_while_there_is_no_connection_is_brought_once_when_there_is_one_again(string fault, string why)
    {
        SandboxOrder old = _sandbox.AddOrder(volume: 2);
        SandboxOrder older = _sandbox.Account.AddOrder(new SandboxOrderTemplate { ContractCode = "ETH-USDT", Volume = 1, CreatedAt = _sandbox.Exchange.Now - TimeSpan.FromDays(30) });
        _sandbox.Exchange.Options.FinishedByCreation = true;
        using Watching watching = Begin();
        _sandbox.Exchange.Faults.Add(fault + ":times=1,socket-refused:times=4");
        watching.After(TimeSpan.FromSeconds(11)); // two pings: the second is struck
        SandboxOrder placed = _sandbox.AddOrder();
        SandboxOrder ended = _sandbox.AddOrder();
        _sandbox.Account.Cancel(ended.OrderId);
        _sandbox.Account.Fill(old.OrderId, 1);
        _sandbox.Account.Fill(old.OrderId, 1);
        _sandbox.Account.Cancel(older.OrderId);
        watching.After(TimeSpan.FromSeconds(60));
        Assert.Contains(why, watching.Said(HtxLiveNotice.Lost), StringComparison.Ordinal);
        Assert.Equal([HtxLiveNotice.Connected, HtxLiveNotice.Lost, HtxLiveNotice.Again], watching.Notices);
        Assert.Equal(
            new[] { (placed.OrderId, OrderState.New), (ended.OrderId, OrderState.Canceled), (old.OrderId, OrderState.Filled), (older.OrderId, OrderState.Canceled) }.Order(),
            watching.Items.Where(item => item.Item.Order is not null).Select(item => (item.Item.Order!.OrderId, item.Item.Order.State)).Order());
        Assert.Contains("4 changes are shown above", watching.Said(HtxLiveNotice.Again), StringComparison.Ordinal);
        Assert.True(watching.Items.FindIndex(item => item.Item.Notice == HtxLiveNotice.Again) > watching.Items.FindLastIndex(item => item.Item.Order is not null), "what changed comes before it is said that all is well");
    }

    [Fact]
    public void A_long_outage_is_told_again_every_minute_and_ended_by_what_it_was()
    {
        using Watching watching = Begin();
        _sandbox.Exchange.Faults.Add("socket-broken:times=1,socket-refused:until=200s");
        watching.After(TimeSpan.FromMinutes(5));
        Assert.Equal([HtxLiveNotice.Connected, HtxLiveNotice.Lost, HtxLiveNotice.Lost, HtxLiveNotice.Lost, HtxLiveNotice.Again], watching.Notices);
        Assert.Contains("HTTP 502", watching.Items[2].Item.Message, StringComparison.Ordinal);
        Assert.All(watching.Items.Zip(watching.Items.Skip(1)).Skip(1), pair => Assert.InRange(pair.Second.At - pair.First.At, TimeSpan.Zero, TimeSpan.FromSeconds(105))); // a minute and the longest pause
        Assert.InRange(_sandbox.Exchange.Counters.Faults[FaultKind.SocketRefused], 8, 20); // pauses grow to half a minute
    }

    [Fact]
    public void A_subscription_that_is_deaf_behind_pings_is_noticed_by_the_listing_and_replaced()
    {
        SandboxOrder old = _sandbox.AddOrder();
        _sandbox.Exchange.Faults.Add("subscription-forgotten:times=1");
        using Watching watching = Begin();
        SandboxOrder placed = _sandbox.AddOrder();
        SandboxOrder brief = _sandbox.AddOrder();
        _sandbox.Account.Fill(brief.OrderId, 1);
        _sandbox.Account.Cancel(old.OrderId);
        watching.After(TimeSpan.FromSeconds(70));
        Assert.Equal([HtxLiveNotice.Connected, HtxLiveNotice.Missed, HtxLiveNotice.Again], watching.Notices);
        Assert.Equal(
            new[] { placed.OrderId, brief.OrderId, old.OrderId }.Order(),
            watching.Items.Select(item => item.Item.Order?.OrderId).OfType<string>().Order());

        int before = watching.Changes.Length;
        _sandbox.Account.Cancel(placed.OrderId);
        watching.After(TimeSpan.FromSeconds(1));
        Assert.Equal(before + 1, watching.Changes.Length); // the new connection tells
    }

    [Fact]
    public void A_listing_that_overtakes_a_push_is_no_alarm()
    {
        using Watching watching = Begin();
        watching.After(TimeSpan.FromSeconds(59.9));
        _sandbox.Exchange.Faults.Add("push-late:2s");
        SandboxOrder order = _sandbox.AddOrder();
        watching.After(TimeSpan.FromSeconds(10));
        Assert.Equal(["Placed"], watching.Changes);
        Assert.Equal([HtxLiveNotice.Connected], watching.Notices);
        Assert.NotNull(order);
    }

    [Fact]
    public void Pushes_that_come_twice_late_or_after_an_hour_bring_nothing_older_and_nothing_twice()
    {
        using Watching watching = Begin();
        _sandbox.Exchange.Faults.Add("push-twice:3000s,push-late=0.5:5s");
        for (int i = 0; i < 10; i++)
        {
            SandboxOrder order = _sandbox.AddOrder(volume: 3);
            _sandbox.Account.Fill(order.OrderId, 1);
            _sandbox.Account.Fill(order.OrderId, 2);
        }

        watching.After(TimeSpan.FromHours(1));
        ILookup<string, HtxOrder> rows = watching.Items.Where(item => item.Item.Order is not null).Select(item => item.Item.Order!).ToLookup(order => order.OrderId);
        Assert.Equal(10, rows.Count);
        Assert.All(rows, order => Assert.Equal(OrderState.Filled, order.Last().State));
        Assert.All(rows, order => Assert.Equal(order.Select(row => row.FilledVolume).Distinct().Order(), order.Select(row => row.FilledVolume)));
    }

    [Fact]
    public void A_message_that_cannot_be_read_is_told_and_made_up_for_by_a_listing()
    {
        using Watching watching = Begin();
        _sandbox.Exchange.Faults.Add("push-garbled:times=1");
        _sandbox.AddOrder();
        watching.After(TimeSpan.FromSeconds(6));
        Assert.Equal(["Placed"], watching.Changes);
        Assert.Equal([HtxLiveNotice.Connected, HtxLiveNotice.Trouble, HtxLiveNotice.Missed, HtxLiveNotice.Again], watching.Notices);
    }

    [Theory]
    [InlineData("sign-in-refused", HtxErrorKind.AuthenticationFailed, "2003")]
    [InlineData("sign-in-refused:code=2030", HtxErrorKind.RateLimited, "as many sockets open as it may")]
    [InlineData("subscription-refused", HtxErrorKind.ApiError, "2010")]
    [InlineData("socket-refused:code=404", HtxErrorKind.UnexpectedResponse, "no socket")]
    [InlineData("socket-refused:code=403", HtxErrorKind.Blocked, "403")]
    [InlineData("socket-refused:code=407", HtxErrorKind.UnexpectedResponse, "HTTP 407")]
    [InlineData("socket-refused:code=502", HtxErrorKind.NetworkError, "502")]
    [InlineData("socket-muted", HtxErrorKind.NetworkError, "no answer to the sign-in came within 10 s")]
    public void What_does_not_work_from_the_first_ends_the_watch_with_one_error_that_says_why(string fault, HtxErrorKind kind, string why)
    {
        _sandbox.Exchange.Faults.Add(fault);
        var watching = new Watching(_desk);
        HtxException failure = watching.Failure();
        Assert.Equal(kind, failure.Kind);
        Assert.Contains(why, failure.Message, StringComparison.Ordinal);
        Assert.True(kind == HtxErrorKind.NetworkError || failure.Advice is not null, "it says what to do");
        SecretSearch.AssertCleanObject(failure);
        Assert.True(_sandbox.Time.Elapsed < TimeSpan.FromSeconds(40), $"it took {_sandbox.Time.Elapsed}");
        Assert.Equal(0, _sandbox.Exchange.Counters.OpenSockets);
        watching.Dispose();
    }

    [Fact]
    public void A_key_that_is_refused_later_ends_the_watch_too()
    {
        using Watching watching = Begin();
        _sandbox.Account.AddressAllowed = false;
        _sandbox.Exchange.Faults.Add("socket-broken:times=1");
        HtxException failure = watching.Failure();
        Assert.Equal(HtxErrorKind.AuthenticationFailed, failure.Kind);
        Assert.Contains("Incorrect IP address", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clock_that_is_off_is_set_by_the_refusal_and_tried_once_more()
    {
        _sandbox.Exchange.Options.ClockOffset = TimeSpan.FromMinutes(20);
        using var watching = new Watching(_desk);
        watching.After(TimeSpan.FromSeconds(5));
        Assert.Equal([HtxLiveNotice.Lost, HtxLiveNotice.Connected], watching.Notices);
    }

    [Fact]
    public void All_who_watch_through_one_client_share_a_socket_and_the_last_closes_it()
    {
        var one = new Watching(_desk);
        one.After(TimeSpan.FromSeconds(1));
        var other = new Watching(_desk, new OrderWatchOptions { IncludesOpen = true });
        Assert.Equal([HtxLiveNotice.Connected], other.Notices); // at once
        _sandbox.AddOrder();
        one.After(TimeSpan.FromSeconds(1));
        Assert.Equal(["Placed"], one.Changes);
        Assert.Equal(["Placed"], other.Changes);
        Assert.Equal(1, _sandbox.Exchange.Counters.Sockets);
        one.Dispose();
        Assert.Equal(1, _sandbox.Exchange.Counters.OpenSockets);
        other.Dispose();
        Assert.Equal(0, _sandbox.Exchange.Counters.OpenSockets);
        using Watching again = Begin();
        Assert.Equal(2, _sandbox.Exchange.Counters.Sockets);
    }

    [Fact]
    public void Closing_the_session_ends_the_watch_with_an_error()
    {
        Watching watching = Begin();
        _desk.Client.Dispose();
        Assert.Equal(HtxErrorKind.NotConnected, watching.Failure().Kind);
        watching.Dispose();
    }

    [Fact]
    public void An_exchange_without_sockets_says_so()
    {
        using Desk desk = _sandbox.Open(options => options with { OpenSocket = null });
        var watching = new Watching(desk);
        Assert.Contains("no socket for changes", watching.Failure().Message, StringComparison.Ordinal);
        watching.Dispose();
    }

    [Fact]
    public void An_order_that_nobody_knows_any_more_is_told_as_such_and_asked_for_again()
    {
        SandboxOrder order = _sandbox.AddOrder();
        using Watching watching = Begin();
        _sandbox.Exchange.Faults.Add("socket-broken:times=1,503:path=/v5/trade/order:until=90s,503:path=/v5/trade/order/history:until=90s");
        watching.After(TimeSpan.FromSeconds(4));
        _sandbox.Account.Cancel(order.OrderId);
        watching.After(TimeSpan.FromMinutes(4));
        Assert.Equal(["Vanished", "Canceled (Order cancelation by system)"], watching.Changes);
        Assert.Contains(watching.Items, item => item.Item.Notice == HtxLiveNotice.Trouble && item.Item.Message!.Contains("asked for again", StringComparison.Ordinal));
    }

    private Watching Begin(OrderWatchOptions? options = null) => Watching.Begin(_desk, options);
}
