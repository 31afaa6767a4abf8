using System.Net;
using System.Net.WebSockets;
using HtxFutures.Sandbox.Accounts;
using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Orders;
using HtxFutures.Sandbox.Faults;

namespace HtxFutures.Sandbox.Sockets;

/// <summary>
/// The sockets of an exchange. While there are any, what falls due in the books is applied when it does, since it is to be
/// told then; without them nothing here sets a timer.
/// </summary>
/// <param name="gate">Guards the exchange.</param>
/// <param name="venue">What its accounts share.</param>
/// <param name="keys">Its keys.</param>
/// <param name="faults">What goes wrong.</param>
/// <param name="maintenance">Whether it rests.</param>
/// <param name="drawLatency">Draws the time of a round trip.</param>
internal sealed class SocketHub(object gate, Venue venue, KeyRing keys, SandboxFaults faults, Maintenance maintenance, Func<TimeSpan> drawLatency)
{
    /// <summary>Where the socket for changes is (facts 6).</summary>
    public const string Path = "/ws/v5/notification";

    private const int NotFound = 404;
    private const int BadGateway = 502;
    private const int Resting = 503;

    private readonly List<SocketSession> _open = [];
    private readonly List<SandboxAccount> _accounts = [];
    private readonly SocketMessages _messages = new(venue.Options, venue.Clock);
    private ITimer? _alarm;
    private ITimer? _pings;

    /// <summary>Those that are open.</summary>
    public int Open => _open.Count;

    /// <summary>Those that were ever opened.</summary>
    public int Opened { get; private set; }

    /// <summary>Changes that were told on them.</summary>
    public int Pushes { get; private set; }

    /// <summary>Tells of the changes of an account from now on.</summary>
    public void Watch(SandboxAccount account)
    {
        _accounts.Add(account);
        OrderBook book = account.Books.Orders;
        book.Added += order => PushIfOpen(account, order);
        book.Filled += (order, _) => PushIfOpen(account, order);
        book.Ended += (order, _) => Push(account, order);
        account.Used = Look;
    }

    /// <summary>Opens a socket.</summary>
    /// <param name="opening">The request for it.</param>
    /// <exception cref="HttpRequestException">It is refused, with a status.</exception>
    public WebSocket Connect(SandboxRequest opening)
    {
        if (faults.PlanFor(opening, SocketMoment.Handshake)?.Take(FaultKind.SocketRefused)?.Rule is { } refused)
        {
            throw Refused(refused.Code ?? BadGateway);
        }

        if (maintenance.IsOn)
        {
            throw Refused(Resting);
        }

        if (opening.Path != Path || !venue.Options.HasSocket)
        {
            throw Refused(NotFound);
        }

        SandboxSocket? socket = null;
        SocketSession? session = null;
        var down = new SocketLine<SocketFrame>(venue.Clock, frame => socket!.Arrive(frame));
        var up = new SocketLine<ReadOnlyMemory<byte>>(venue.Clock, message => Locked(() => session!.Take(message)));
        var voice = new SocketVoice(venue.Options, faults, opening, down, OneWay);
        session = new SocketSession(opening, voice, _messages, new Authenticator(keys, venue.Options, venue.Clock), faults, venue.Options, account => _open.Count(other => other.Account == account && !other.IsOver));
        socket = new SandboxSocket(venue.Clock, venue.Options.SocketPartBytes, message => up.Post(message, OneWay()), () =>
        {
            down.Cut();
            up.Cut();
            Locked(() => Leave(session));
        });
        _open.Add(session);
        Opened++;
        _pings ??= NewTimer(Ping, venue.Options.SocketPingEvery);
        Look();
        return socket;
    }

    /// <summary>Called when somebody has been at the books: sees to it that what falls due next is applied then.</summary>
    public void Look()
    {
        DateTimeOffset? next = _open.Count == 0 ? null : _accounts.Min(account => account.Books.NextDueAt);
        if (next is not { } due)
        {
            return;
        }

        _alarm ??= NewTimer(CatchUp, Timeout.InfiniteTimeSpan);
        TimeSpan wait = due - venue.Clock.Steady;
        _alarm.Change(wait > TimeSpan.Zero ? TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds)) : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private void CatchUp()
    {
        _accounts.ForEach(account => account.Books.CatchUp());
        Look();
    }

    private void Ping()
    {
        long now = venue.Clock.Now.ToUnixTimeMilliseconds();
        foreach (SocketSession session in _open.Where(session => !session.IsOver).ToArray())
        {
            if (maintenance.IsOn)
            {
                session.Rest();
            }
            else
            {
                session.Ping(now);
            }
        }

        _pings?.Change(venue.Options.SocketPingEvery, Timeout.InfiniteTimeSpan);
    }

    private void PushIfOpen(SandboxAccount account, BookedOrder order)
    {
        // What has ended is told when that is told: once.
        if (order.View.IsOpen)
        {
            Push(account, order);
        }
    }

    private void Push(SandboxAccount account, BookedOrder order)
    {
        foreach (SocketSession session in _open)
        {
            if (session.Account == account)
            {
                int before = session.Pushes;
                session.Push(order);
                Pushes += session.Pushes - before;
            }
        }
    }

    private void Leave(SocketSession session)
    {
        _open.Remove(session);
        if (_open.Count == 0)
        {
            _pings?.Dispose();
            _alarm?.Dispose();
            (_pings, _alarm) = (null, null);
        }
    }

    private TimeSpan OneWay() => TimeSpan.FromMilliseconds(Math.Floor(drawLatency().TotalMilliseconds / 2));

    private ITimer NewTimer(Action ring, TimeSpan due) => venue.Clock.TimeProvider.CreateTimer(_ => Locked(ring), null, due, Timeout.InfiniteTimeSpan);

    private void Locked(Action act)
    {
        lock (gate)
        {
            act();
        }
    }

    private static HttpRequestException Refused(int status) => new(HttpRequestError.Unknown, "The request for a socket is refused.", null, (HttpStatusCode)status);
}
