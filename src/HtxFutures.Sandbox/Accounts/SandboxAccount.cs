using HtxFutures.Sandbox.Accounts;
using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Books.Samples;
using HtxFutures.Sandbox.RateLimiting;

namespace HtxFutures.Sandbox;

/// <summary>
/// An account of the exchange: keys, permissions, windows, orders and positions. Windows belong to the account, however many
/// keys it has (facts 5). All members may be used from any thread.
/// </summary>
public sealed partial class SandboxAccount
{
    private readonly object _gate;
    private readonly KeyRing _keys;
    private readonly Venue _venue;
    private readonly Random _sampleRandom;
    private readonly Random _algoRandom;
    private readonly Random _positionRandom;
    private readonly Random _pastRandom;
    private readonly RequestWindow _tradeWindow;
    private readonly RequestWindow _readWindow;

    internal SandboxAccount(object gate, KeyRing keys, Venue venue, Random random)
    {
        _gate = gate;
        _keys = keys;
        _venue = venue;
        _tradeWindow = new RequestWindow(venue.Options.RequestLimit, venue.Options.RequestInterval);
        _readWindow = new RequestWindow(venue.Options.RequestLimit, venue.Options.RequestInterval);
        long uid = venue.Sequences.NextUid();
        Uid = OrderId.Text(uid);
        OpenedAt = venue.Clock.Now;
        _algoRandom = new Random(unchecked((int)uid * 397) ^ venue.Options.Seed);
        _positionRandom = new Random(unchecked((int)uid * 761) ^ venue.Options.Seed);
        _pastRandom = new Random(unchecked((int)uid * 593) ^ venue.Options.Seed);
        Books = new AccountBooks(venue, random, _algoRandom);
        _sampleRandom = new Random(random.Next());
    }

    /// <summary>The account's number.</summary>
    public string Uid { get; }

    /// <summary>The keys may read; true unless set. Otherwise reading answers 1205.</summary>
    public bool CanRead { get; set; } = true;

    /// <summary>The keys may trade; true unless set. Otherwise placing and cancelling answer 1205.</summary>
    public bool CanTrade { get; set; } = true;

    /// <summary>The caller's address is among those bound to the keys; true unless set. Otherwise requests fail authentication.</summary>
    public bool AddressAllowed { get; set; } = true;

    /// <summary>The user is locked; false unless set. If so, requests fail authentication.</summary>
    public bool Locked { get; set; }

    /// <summary>All orders, finished ones included, in the order of their ids.</summary>
    public IReadOnlyList<SandboxOrder> Orders => WithBook(book => book.All.Select(order => order.View).ToArray());

    /// <summary>The number of orders that can still be executed or cancelled.</summary>
    public int OpenOrderCount => WithBook(book => book.Open.Count);

    /// <summary>When the dead-man's switch cancels all orders, on the exchange's clock; null when it is off.</summary>
    public DateTimeOffset? AutoCancelAt => WithBook(book =>
        book.AutoCancelDueAt is { } dueAt ? _venue.Clock.Shown(dueAt) : (DateTimeOffset?)null);

    internal AccountBooks Books { get; }

    /// <summary>Called when somebody has been at the books other than by a request: more may fall due.</summary>
    internal Action? Used { get; set; }

    /// <summary>Adds a key to the account.</summary>
    /// <param name="accessKey">The access key, unique on the exchange.</param>
    /// <param name="secretKey">The secret key.</param>
    /// <exception cref="ArgumentException">A key is empty, or the access key exists already.</exception>
    public void AddKey(string accessKey, string secretKey)
    {
        lock (_gate)
        {
            _keys.Add(accessKey, secretKey, this);
        }
    }

    /// <summary>Places an order without a request. Words are taken as they are; see <see cref="SandboxOrderTemplate"/>.</summary>
    /// <param name="template">What to place.</param>
    /// <returns>The order as placed.</returns>
    /// <exception cref="ArgumentException">The volumes make no sense, or the client id is no id or in use by an open order.</exception>
    public SandboxOrder AddOrder(SandboxOrderTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (template.Volume <= 0 || template.FilledVolume < 0 || template.FilledVolume > template.Volume)
        {
            throw new ArgumentException("The volume must be more than zero and the filled volume lie within it.", nameof(template));
        }

        long? clientId = ParseClientId(template);
        return WithBook(book =>
        {
            if (clientId is { } id && book.Open.FindByClientId(id) is not null)
            {
                throw new ArgumentException("An open order has this client order id.", nameof(template));
            }

            return book.Add(template, clientId).View;
        });
    }

    /// <summary>
    /// Places a book of orders such as a desk might have: perpetual contracts and a quarterly one, both sides, cross
    /// and isolated, with and without client ids, some partially filled, seconds to days old. The same for a seed.
    /// </summary>
    /// <param name="count">How many orders; zero or more.</param>
    /// <param name="contracts">Over how many contracts they spread, 1 to 50; the first five are BTC, ETH, SOL, XRP and quarterly BTC.</param>
    /// <returns>The orders as placed, oldest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public IReadOnlyList<SandboxOrder> AddSampleOrders(int count, int contracts = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(contracts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contracts, SampleContracts.Count);
        return WithBook(book => new SampleBook(_sampleRandom, _venue.Sequences, _venue.Clock.Now)
            .Orders(count, contracts)
            .Select(order => book.Add(order.Template, order.ClientId).View)
            .ToArray());
    }

    /// <summary>Finds an order, open or finished.</summary>
    /// <param name="orderId">The exchange's id.</param>
    /// <returns>The order as it stands; null when there is none.</returns>
    public SandboxOrder? FindOrder(string orderId) => WithBook(book =>
        OrderId.TryParse(orderId, out long id) ? book.FindById(id)?.View : null);

    /// <summary>Executes contracts of an order at its price, or where it has none at that of the last trade, as the market would. A full execution beats a cancel under way.</summary>
    /// <param name="orderId">The exchange's id.</param>
    /// <param name="volume">How many contracts, more than zero; what exceeds the open part is not executed.</param>
    /// <returns>False when the order was finished already, and nothing happened.</returns>
    /// <exception cref="ArgumentException">There is no such order, or the volume is not more than zero.</exception>
    public bool Fill(string orderId, decimal volume)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(volume);
        return IfOpen(orderId, (book, order) => book.Fill(order, volume, _venue.Clock.Steady));
    }

    /// <summary>Cancels an order at once, on the exchange's own account.</summary>
    /// <param name="orderId">The exchange's id.</param>
    /// <returns>False when the order was finished already, and nothing happened.</returns>
    /// <exception cref="ArgumentException">There is no such order.</exception>
    public bool Cancel(string orderId) =>
        IfOpen(orderId, (book, order) => book.Cancel(order, OrderWords.CanceledBySystem, _venue.Clock.Steady));

    /// <summary>Changes the limit of a kind of requests from now on, in the running window too.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="limit">Requests per window; zero or more.</param>
    public void SetLimit(SandboxRequestKind kind, int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(limit);
        lock (_gate)
        {
            Window(kind).ChangeLimit(limit);
        }
    }

    /// <summary>The requests counted in the running window; zero when none runs.</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>Their number, refused ones included.</returns>
    public int UsedInWindow(SandboxRequestKind kind)
    {
        lock (_gate)
        {
            return Window(kind).Used(_venue.Clock.Steady);
        }
    }

    /// <summary>Counts requests of another program on the same account; they start a window when none runs.</summary>
    /// <param name="kind">The kind.</param>
    /// <param name="count">How many; one or more.</param>
    public void Consume(SandboxRequestKind kind, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        lock (_gate)
        {
            Window(kind).Consume(count, _venue.Clock.Steady);
        }
    }

    internal RequestWindow Window(SandboxRequestKind kind) =>
        kind == SandboxRequestKind.Trade ? _tradeWindow : _readWindow;

    private static long? ParseClientId(SandboxOrderTemplate template)
    {
        if (template.ClientOrderId is not { } text)
        {
            return null;
        }

        return OrderId.TryParse(text, out long id)
            ? id
            : throw new ArgumentException("A client order id is a whole number from 1 to 9223372036854775807.", nameof(template));
    }

    private bool IfOpen(string orderId, Action<OrderBook, BookedOrder> change) => WithBook(book =>
    {
        BookedOrder order = (OrderId.TryParse(orderId, out long id) ? book.FindById(id) : null)
            ?? throw new ArgumentException("There is no such order.", nameof(orderId));
        if (!order.View.IsOpen)
        {
            return false;
        }

        change(book, order);
        return true;
    });

    private T WithBook<T>(Func<OrderBook, T> use)
    {
        lock (_gate)
        {
            Books.CatchUp();
            T result = use(Books.Orders);
            Used?.Invoke();
            return result;
        }
    }
}
