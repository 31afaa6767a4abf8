using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Json;
using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>
/// One connection for changes, from dialing to its loss: signed in and subscribed when it is handed out. It answers pings, and
/// notices when nothing comes any more. What it brings goes to one place, with its number.
/// </summary>
internal sealed class StreamConnection : IAsyncDisposable
{
    // The exchange pings about every 5 s (desk facts 6.2): for so long nothing comes only where nothing can.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_longestGoodbye = TimeSpan.FromMilliseconds(300);

    private readonly ExchangeConnection _exchange;
    private readonly DialedSocket _dialed;
    private readonly SocketWriter _writer;
    private readonly StreamHandshake _handshake;
    private readonly Action<StreamSignal> _signal;
    private readonly SilenceWatch _silence;
    private int _isOver;

    private StreamConnection(ExchangeConnection exchange, DialedSocket dialed, int number, Action<StreamSignal> signal)
    {
        _exchange = exchange;
        _dialed = dialed;
        _writer = new SocketWriter(dialed.Socket);
        _handshake = new StreamHandshake(exchange, _writer);
        _signal = signal;
        Number = number;
        _silence = new SilenceWatch(s_longestSilence, GoSilent, exchange.Time);
    }

    /// <summary>Which one it is of its stream's.</summary>
    public int Number { get; }

    /// <summary>Opens one, signs in and subscribes.</summary>
    /// <param name="dialer">Opens sockets.</param>
    /// <param name="exchange">Whose it is.</param>
    /// <param name="number">Which one it is.</param>
    /// <param name="signal">Takes what it brings from the subscription on.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="HtxException">It could not be opened, or the exchange refuses.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public static async Task<StreamConnection> OpenAsync(SocketDialer dialer, ExchangeConnection exchange, int number, Action<StreamSignal> signal, CancellationToken cancellationToken)
    {
        DialedSocket dialed = await dialer.DialAsync(cancellationToken).ConfigureAwait(false);
        var connection = new StreamConnection(exchange, dialed, number, signal);
        try
        {
            _ = connection.ReadAllAsync();
            await connection._handshake.RunAsync(cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Says goodbye, for a moment at most, and ends it.</summary>
    public async ValueTask DisposeAsync()
    {
        bool wasOver = Interlocked.Exchange(ref _isOver, 1) == 1;
        await _silence.DisposeAsync().ConfigureAwait(false);
        if (!wasOver && _dialed.Socket.State == WebSocketState.Open)
        {
            using var limit = new CancellationTokenSource(s_longestGoodbye, _exchange.Time);
            await Pause.ForAsync(_dialed.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None), _exchange.Time, limit.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _dialed.Socket.Abort(); // to wait for the other side's goodbye could take for ever
        _dialed.Dispose();
    }

    private async Task ReadAllAsync()
    {
        var reader = new SocketReader(_dialed.Socket);
        string end = "the connection broke";
        try
        {
            while (true)
            {
                SocketMessage message = await reader.ReadAsync().ConfigureAwait(false);
                _silence.Hear();
                if (message.IsEnd)
                {
                    end = EndOf(_dialed.Socket);
                    break;
                }

                if (message.Unreadable is { } unreadable)
                {
                    Garble(unreadable);
                }
                else if (!Take(message.Text))
                {
                    end = "the exchange reported an error on it";
                    break;
                }
            }
        }
        catch (Exception failure) when (failure is WebSocketException or ObjectDisposedException or OperationCanceledException or IOException)
        {
            // Broken, or ended by us.
        }

        Lose(end);
    }

    /// <summary>Takes a message.</summary>
    /// <returns>False where it is the report of an error, after which nobody knows what still comes.</returns>
    private bool Take(ReadOnlyMemory<byte> text)
    {
        StreamMessage message;
        try
        {
            message = StreamMessageReader.Read(_exchange.Classifier.WithoutKey(text).Span, _exchange.Account);
        }
        catch (JsonException failure)
        {
            Garble(failure.Message);
            return true;
        }

        switch (message.Op)
        {
            case "ping" when message.RawStamp is { } stamp:
                _writer.Post(StreamRequests.Pong(stamp), goesFirst: true);
                break;
            case "auth":
                _handshake.SignedIn(message);
                break;
            case "sub":
                _handshake.Subscribed(message);
                break;
            case "error":
                return false;
            default:
                foreach (HtxOrder order in message.Orders)
                {
                    _signal(new StreamSignal(StreamSignalKind.Push, Number) { Order = order });
                }

                break;
        }

        return true;
    }

    private void Garble(string why) => _signal(new StreamSignal(StreamSignalKind.Garbled, Number) { Text = why });

    private void GoSilent()
    {
        Lose(string.Create(CultureInfo.InvariantCulture, $"nothing came on it for {s_longestSilence.TotalSeconds:0} s, not even a ping"));
        _dialed.Socket.Abort();
    }

    private void Lose(string why)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0 && !_handshake.TryBreak(StreamFailure.Of(HtxErrorKind.NetworkError, why)))
        {
            _signal(new StreamSignal(StreamSignalKind.Lost, Number) { Text = why });
        }
    }

    private string EndOf(WebSocket socket) => (socket.CloseStatus, ExchangeText.Clean(socket.CloseStatusDescription)) switch
    {
        ({ } status, { } reason) => string.Create(CultureInfo.InvariantCulture, $"the exchange closed it ({(int)status}, {_exchange.Classifier.Mask(reason)})"),
        ({ } status, null) => string.Create(CultureInfo.InvariantCulture, $"the exchange closed it ({(int)status})"),
        _ => "the exchange closed it",
    };
}
