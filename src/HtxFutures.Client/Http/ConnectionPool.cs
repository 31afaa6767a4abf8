using System.Net;

namespace HtxFutures.Http;

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
    private readonly SocketsHttpHandler _handler;
    private int _sessions;

    private ConnectionPool(Route route, HtxConnectOptions options)
    {
        _route = route;
        Tls = new TlsWatch(options.TimeProvider);
        _handler = CreateHandler(options, Tls);
    }

    /// <summary>What sends requests over the connections.</summary>
    public HttpMessageHandler Handler => _handler;

    /// <summary>Looks on while the connections are secured.</summary>
    public TlsWatch Tls { get; }

    /// <summary>Finds or makes the connections for a session, which <see cref="Leave"/>s them when it is closed.</summary>
    public static ConnectionPool Join(HtxConnectOptions options)
    {
        var route = new Route(options.Endpoint.Address, options.Proxy, options.RequestTimeout, options.TimeProvider);
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

        _handler.Dispose();
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

    /// <summary>The network as sessions use it.</summary>
    internal static SocketsHttpHandler CreateHandler(HtxConnectOptions options, TlsWatch tls) => new()
    {
        SslOptions = tls.Options(),
        PlaintextStreamFilter = (context, _) =>
        {
            tls.Note(context.PlaintextStream);
            return ValueTask.FromResult<Stream>(new SentOnceStream(context.PlaintextStream));
        },
        AllowAutoRedirect = false,
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = options.RequestTimeout / 2, // so that "never connected" can be told from "never answered"
        PooledConnectionLifetime = TimeSpan.FromMinutes(2), // so that a change of address is seen
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = null,
        UseProxy = !options.Endpoint.IsLoopback,
        Proxy = options.Proxy,
    };

    /// <summary>What makes connections the same. A proxy is the same only where it is the same object: what else it holds is not ours to compare.</summary>
    private readonly record struct Route(Uri Address, IWebProxy? Proxy, TimeSpan RequestTimeout, TimeProvider Time);
}
