using System.Net;
using HtxFutures.Connecting;

namespace HtxFutures.Calls.Transport;

/// <summary>
/// The connections to one exchange, shared by all sessions that go there the same way: a process that opens sessions by
/// the thousand and forgets them does not run out of sockets. The last session to be closed closes them. A session that
/// is forgotten never says that it has left, so the pool is only remembered as long as somebody holds it: it is
/// collected, with its connections, when the last session of it is.
/// </summary>
internal sealed class ConnectionPool
{
    private static readonly object s_gate = new();
    private static readonly Dictionary<Route, WeakReference<ConnectionPool>> s_pools = [];

    private readonly Route _route;
    private readonly KeptConnections _connections;
    private int _sessions;

    private ConnectionPool(Route route, HtxConnectOptions options)
    {
        _route = route;
        Tls = new TlsWatch(options.TimeProvider);
        _connections = Keep(() => CreateHandler(options, Tls));
    }

    /// <summary>What sends requests over the connections.</summary>
    public HttpMessageHandler Handler => _connections;

    /// <summary>Looks on while the connections are secured.</summary>
    public TlsWatch Tls { get; }

    /// <summary>Finds or makes the connections for a session, which <see cref="Leave"/>s them when it is closed.</summary>
    public static ConnectionPool Join(HtxConnectOptions options)
    {
        var route = new Route(options.Endpoint.Address, options.Proxy, options.RequestTimeout, options.TimeProvider, options.Network);
        lock (s_gate)
        {
            if (!s_pools.TryGetValue(route, out WeakReference<ConnectionPool>? known) || !known.TryGetTarget(out ConnectionPool? pool))
            {
                ForgetCollected();
                pool = new ConnectionPool(route, options);
                s_pools[route] = new WeakReference<ConnectionPool>(pool);
            }

            pool._sessions++;
            return pool;
        }
    }

    /// <summary>
    /// Called where no answer came. The network may have died and come back meanwhile (VPN, NAT, Wi-Fi, sleep): then every
    /// connection that was kept is dead, and each would cost an attempt. So all are thrown away, for all sessions.
    /// </summary>
    public void ThrowAway() => _connections.ThrowAway();

    /// <summary>Called once by each session that has joined, when it is closed.</summary>
    public void Leave()
    {
        lock (s_gate)
        {
            if (--_sessions > 0)
            {
                return;
            }

            s_pools.Remove(_route);
        }

        _connections.Dispose();
    }

    private static void ForgetCollected()
    {
        foreach ((Route route, WeakReference<ConnectionPool> pool) in s_pools)
        {
            if (!pool.TryGetTarget(out _))
            {
                s_pools.Remove(route);
            }
        }
    }

    /// <summary>The network as sessions use it: HTTP/1.1, one request at a time on a connection (docs/connections.md).</summary>
    internal static SocketsHttpHandler CreateHandler(HtxConnectOptions options, TlsWatch tls)
    {
        NetworkSettings network = options.Network;
        var dialer = new Dialer(options.Endpoint, network.Resolve, options.TimeProvider);
        return new SocketsHttpHandler
        {
            ConnectCallback = (context, stop) => dialer.ConnectAsync(context.DnsEndPoint, stop),
            SslOptions = tls.Options(network.TrustedRoot),
            PlaintextStreamFilter = (context, _) =>
            {
                tls.Note(context.PlaintextStream);
                return ValueTask.FromResult<Stream>(new SentOnceStream(context.PlaintextStream));
            },
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = options.RequestTimeout / 2, // so that "never connected" can be told from "never answered"
            PooledConnectionLifetime = network.ConnectionLifetime,
            ActivityHeadersPropagator = null,
            UseProxy = !options.Endpoint.IsLoopback,
            Proxy = options.Proxy,
        };
    }

    private static KeptConnections Keep(Func<HttpMessageHandler> create) => new(create);

    /// <summary>What makes connections the same. A proxy is the same only where it is the same object: what else it holds is not ours to compare.</summary>
    private readonly record struct Route(Uri Address, IWebProxy? Proxy, TimeSpan RequestTimeout, TimeProvider Time, NetworkSettings Network);
}
