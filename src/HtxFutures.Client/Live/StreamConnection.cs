using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>
/// One connection for changes, from dialing to its loss: signed in and subscribed when it is handed out. It answers pings, and
/// notices when nothing comes any more. What it brings goes to one place, with its number.
/// </summary>
internal sealed class StreamConnection : IAsyncDisposable
{
    private const int AlreadySubscribed = 2014;

    // The exchange pings about every 5 s (desk facts 6.2): for so long nothing comes only where nothing can.
    private static readonly TimeSpan s_longestSilence = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan s_longestGoodbye = TimeSpan.FromMilliseconds(300);

    private readonly ExchangeConnection _exchange;
    private readonly DialedSocket _dialed;
    private readonly SocketWriter _writer;
    private readonly Action<StreamSignal> _signal;
    private readonly TaskCompletionSource<StreamMessage> _signedIn;
    private readonly TaskCompletionSource<StreamMessage> _subscribed;
    private readonly ITimer _watch;
    private long _lastHeard;
    private int _isOver;

    private StreamConnection(ExchangeConnection exchange, DialedSocket dialed, int number, Action<StreamSignal> signal)
    {
        _exchange = exchange;
        _dialed = dialed;
        _writer = new SocketWriter(dialed.Socket);
        _signal = signal;
        Number = number;
        _signedIn = new TaskCompletionSource<StreamMessage>(Pause.Continuations(exchange.Time));
        _subscribed = new TaskCompletionSource<StreamMessage>(Pause.Continuations(exchange.Time));
        _lastHeard = exchange.Time.GetTimestamp();
        _watch = exchange.Time.CreateTimer(static connection => ((StreamConnection)connection!).Watch(), this, s_longestSilence, Timeout.InfiniteTimeSpan);
    }

    /// <summary>Which one it is of its stream's.</summary>
    public int Number { get; }

    /// <summary>The number of the account, as the exchange told it; null where it did not.</summary>
    public string? UserId { get; private set; }

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
            await connection.SignInAsync(cancellationToken).ConfigureAwait(false);
            await connection.SubscribeAsync(cancellationToken).ConfigureAwait(false);
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
        await _watch.DisposeAsync().ConfigureAwait(false);
        if (!wasOver && _dialed.Socket.State == WebSocketState.Open)
        {
            using var limit = new CancellationTokenSource(s_longestGoodbye, _exchange.Time);
            await Pause.ForAsync(_dialed.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None), _exchange.Time, limit.Token)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _dialed.Socket.Abort(); // to wait for the other side's goodbye could take for ever
        _dialed.Dispose();
    }

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        long sent = _exchange.Time.GetTimestamp();
        try
        {
            _writer.Post(StreamRequests.SignIn(_exchange.Signer, _exchange.Clock.Now));
        }
        catch (ObjectDisposedException)
        {
            throw Failed(HtxErrorKind.NotConnected, "the session is closed");
        }

        StreamMessage answer = await AnswerAsync(_signedIn.Task, "the sign-in", cancellationToken).ConfigureAwait(false);
        TimeSpan moved = answer.Time is { } time ? _exchange.Clock.Follow(sent, _exchange.Time.GetTimestamp(), time) : TimeSpan.Zero;
        if (answer.Code != 0)
        {
            throw StreamRefusals.OfSignIn(answer, Said(answer), moved);
        }

        UserId = answer.UserId;
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        _writer.Post(StreamRequests.Subscribe());
        StreamMessage answer = await AnswerAsync(_subscribed.Task, "the subscription", cancellationToken).ConfigureAwait(false);
        if (answer.Code is not (0 or AlreadySubscribed))
        {
            throw StreamRefusals.OfSubscription(answer, Said(answer));
        }
    }

    private async Task<StreamMessage> AnswerAsync(Task<StreamMessage> answer, string what, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_exchange.RequestTimeout, _exchange.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await Pause.ForAsync(answer, _exchange.Time, either.Token).ConfigureAwait(false);
            return await answer.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Failed(HtxErrorKind.NetworkError, string.Create(CultureInfo.InvariantCulture, $"no answer to {what} came within {_exchange.RequestTimeout.TotalSeconds:0.###} s"));
        }
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
                Volatile.Write(ref _lastHeard, _exchange.Time.GetTimestamp());
                if (message.IsEnd)
                {
                    end = EndOf(_dialed.Socket);
                    break;
                }

                if (message.Unreadable is { } unreadable)
                {
                    _signal(new StreamSignal(StreamSignalKind.Garbled, Number) { Text = unreadable });
                    continue;
                }

                if (!Take(message.Text))
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
            _signal(new StreamSignal(StreamSignalKind.Garbled, Number) { Text = failure.Message });
            return true;
        }

        switch (message.Op)
        {
            case "ping" when message.RawStamp is { } stamp:
                _writer.Post(StreamRequests.Pong(stamp), goesFirst: true);
                break;
            case "auth":
                _signedIn.TrySetResult(message);
                break;
            case "sub":
                _subscribed.TrySetResult(message);
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

    private void Watch()
    {
        TimeSpan silence = _exchange.Time.GetElapsedTime(Volatile.Read(ref _lastHeard));
        if (silence >= s_longestSilence)
        {
            Lose(string.Create(CultureInfo.InvariantCulture, $"nothing came on it for {s_longestSilence.TotalSeconds:0} s, not even a ping"));
            _dialed.Socket.Abort();
        }
        else
        {
            _watch.Change(s_longestSilence - silence, Timeout.InfiniteTimeSpan);
        }
    }

    private void Lose(string why)
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 1)
        {
            return;
        }

        HtxException lost = Failed(HtxErrorKind.NetworkError, why);
        bool wasBegun = !_signedIn.TrySetException(lost) & !_subscribed.TrySetException(lost);
        if (wasBegun)
        {
            _signal(new StreamSignal(StreamSignalKind.Lost, Number) { Text = why });
        }
        else
        {
            _ = _signedIn.Task.Exception;
            _ = _subscribed.Task.Exception;
        }
    }

    private string Said(StreamMessage answer) => string.Create(CultureInfo.InvariantCulture, $"code {answer.Code}{(answer.Text is { } text ? $": {_exchange.Classifier.Mask(text)}" : "")}");

    private string EndOf(WebSocket socket) => (socket.CloseStatus, Json.ExchangeText.Clean(socket.CloseStatusDescription)) switch
    {
        ({ } status, { } reason) => string.Create(CultureInfo.InvariantCulture, $"the exchange closed it ({(int)status}, {_exchange.Classifier.Mask(reason)})"),
        ({ } status, null) => string.Create(CultureInfo.InvariantCulture, $"the exchange closed it ({(int)status})"),
        _ => "the exchange closed it",
    };

    private static HtxException Failed(HtxErrorKind kind, string why) => new(kind, $"GET {SocketDialer.Path}, order stream: {why}.") { Path = SocketDialer.Path };
}
