using System.Globalization;
using System.Net.WebSockets;
using System.Text;
using System.Threading.Channels;

namespace HtxFutures.Benchmarks.Scenarios;

/// <summary>A socket that takes any sign-in and subscription, and then brings as many changes as it is asked for, as fast as they are read.</summary>
internal sealed class FloodSocket : WebSocket
{
    private const string Push = """{"op":"notify","topic":"orders","contract_code":"ETH-USDT","ts":1789714992228,"uid":"500000001","data":{"side":"buy","type":"limit","price":"1000","volume":"1","state":"new","profit":"0","contract_code":"ETH-USDT","position_side":"long","price_match":null,"order_id":"0000000000000000000","client_order_id":"577000000000000040","margin_mode":"cross","lever_rate":1,"order_source":"api","reduce_only":false,"time_in_force":"gtc","trade_avg_price":"0","trade_volume":"0","trade_turnover":"0","fee_currency":null,"fee":"0","tp_trigger_price":"","tp_order_price":"","tp_type":"","tp_trigger_price_type":"","sl_trigger_price":"","sl_order_price":"","sl_type":"","sl_trigger_price_type":"","contract_type":"swap","cancel_reason":null,"created_time":"1789712526327","updated_time":"1789714992222","self_match_prevent":"cancel_taker","amend_origin_volume":"","amend_source":"","amend_result":"","cancel_volume":"0"}}""";

    private readonly Channel<byte[]> _answers = Channel.CreateUnbounded<byte[]>();
    private readonly TaskCompletionSource<int> _flood = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly byte[] _push = Encoding.UTF8.GetBytes(Push);
    private readonly int _idAt = Push.IndexOf("0000000000000000000", StringComparison.Ordinal);
    private long _sent;
    private int _answered;

    public override WebSocketCloseStatus? CloseStatus => null;

    public override string? CloseStatusDescription => null;

    public override string? SubProtocol => null;

    public override WebSocketState State => WebSocketState.Open;

    /// <summary>Brings so many changes.</summary>
    public void Begin(int changes) => _flood.TrySetResult(changes);

    public override async ValueTask<ValueWebSocketReceiveResult> ReceiveAsync(Memory<byte> buffer, CancellationToken cancellationToken)
    {
        if (_answered < 2)
        {
            byte[] answer = await _answers.Reader.ReadAsync(cancellationToken).ConfigureAwait(false);
            _answered++;
            answer.CopyTo(buffer);
            return new ValueWebSocketReceiveResult(answer.Length, WebSocketMessageType.Text, true);
        }

        if (_sent == await _flood.Task.ConfigureAwait(false))
        {
            await Task.Delay(Timeout.Infinite, cancellationToken).ConfigureAwait(false);
        }

        (1_550_000_000_000_000_000 + _sent++).TryFormat(_push.AsSpan(_idAt), out _, default, CultureInfo.InvariantCulture);
        _push.CopyTo(buffer);
        return new ValueWebSocketReceiveResult(_push.Length, WebSocketMessageType.Text, true);
    }

    public override async Task<WebSocketReceiveResult> ReceiveAsync(ArraySegment<byte> buffer, CancellationToken cancellationToken)
    {
        ValueWebSocketReceiveResult result = await ReceiveAsync(buffer.AsMemory(), cancellationToken).ConfigureAwait(false);
        return new WebSocketReceiveResult(result.Count, result.MessageType, result.EndOfMessage);
    }

    public override Task SendAsync(ArraySegment<byte> buffer, WebSocketMessageType messageType, bool endOfMessage, CancellationToken cancellationToken)
    {
        string sent = Encoding.UTF8.GetString(buffer);
        if (!sent.Contains("pong", StringComparison.Ordinal))
        {
            _answers.Writer.TryWrite(Encoding.UTF8.GetBytes(sent.Contains("auth", StringComparison.Ordinal)
                ? """{"op":"auth","type":"api","err-code":0,"data":{"user-id":"500000001"}}"""
                : """{"op":"sub","cid":"orders","topic":"orders","err-code":0,"contract_code":"*"}"""));
        }

        return Task.CompletedTask;
    }

    public override Task CloseAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task CloseOutputAsync(WebSocketCloseStatus closeStatus, string? statusDescription, CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Abort()
    {
        // The process ends soon.
    }

    public override void Dispose()
    {
        // It holds nothing.
    }
}
