using System.Net.WebSockets;
using System.Text.Json;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Exchange.Sockets;

/// <summary>What goes wrong on the sandbox's socket, each kind as a client meets it.</summary>
public sealed class SocketFaultTests : IDisposable
{
    private readonly VirtualSandbox _sandbox = VirtualSandbox.Remote();

    public void Dispose() => _sandbox.Handler.Dispose();

    [Theory]
    [InlineData("socket-refused", "refused with 502")]
    [InlineData("socket-refused:code=403", "refused with 403")]
    [InlineData("sign-in-refused", "auth 2003, close, closed")]
    [InlineData("sign-in-refused:code=2030", "auth 2030, close, closed")]
    [InlineData("subscription-refused", "auth 0, sub 2010, ping, ping")]
    [InlineData("subscription-forgotten", "auth 0, sub 0, ping, ping")]
    [InlineData("socket-closed:skip=2", "auth 0, sub 0, close, closed")]
    [InlineData("socket-broken:skip=2", "auth 0, sub 0, broken")]
    [InlineData("socket-cut:40:skip=2", "auth 0, sub 0, 40 bytes and broken")]
    [InlineData("socket-muted:skip=3", "auth 0, sub 0, new, silence")]
    [InlineData("socket-error:skip=3:times=1", "auth 0, sub 0, new, error, canceled, ping, ping")]
    [InlineData("push-lost:times=1", "auth 0, sub 0, canceled, ping, ping")]
    [InlineData("push-garbled:times=1", "auth 0, sub 0, garbage, canceled, ping, ping")]
    [InlineData("push-zipped:times=1", "auth 0, sub 0, zipped new, canceled, ping, ping")]
    [InlineData("push-twice:times=1", "auth 0, sub 0, new, canceled, new, ping, ping")]
    [InlineData("push-late:times=1", "auth 0, sub 0, canceled, new, ping, ping")]
    public void Each_fault_shows_on_the_socket(string fault, string expected)
    {
        _sandbox.Exchange.Faults.Add(fault);
        Assert.Equal(expected, string.Join(", ", _sandbox.Time.Run(MeetAsync)));
    }

    [Fact]
    public void Faults_of_sockets_leave_requests_alone_and_the_other_way_round()
    {
        _sandbox.Exchange.Faults.Add("socket-refused,socket-broken,push-lost,drop-before:path=/v5/trade/cancel_order,delay:path=/ws/v5/notification");
        using Desk desk = _sandbox.Open();
        _sandbox.AddOrder();
        Assert.Single(desk.List());
        Assert.Empty(_sandbox.Exchange.Counters.Faults);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(7)]
    public void Messages_come_in_parts_and_compressed_where_asked_for(int? part)
    {
        _sandbox.Exchange.Options.SocketPartBytes = part;
        _sandbox.Exchange.Options.SocketGzip = true;
        using RawSocket socket = RawSocket.Open(_sandbox);
        _sandbox.Time.Run(() => socket.BeginAsync());
    }

    private async Task<List<string>> MeetAsync()
    {
        WebSocket opened;
        try
        {
            opened = await _sandbox.Handler.ConnectSocketAsync(RawSocket.Address, CancellationToken.None).ConfigureAwait(false);
        }
        catch (HttpRequestException refused)
        {
            return [$"refused with {(int)refused.StatusCode!}"];
        }

        using var socket = new RawSocket(opened, _sandbox.Time);
        var met = new List<string>();
        Task reading = ReadAsync(opened, met);
        await socket.SendAsync(RawSocket.SignIn(_sandbox.Time.GetUtcNow())).ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromMilliseconds(100), _sandbox.Time).ConfigureAwait(false);
        if (opened.State == WebSocketState.Open)
        {
            await socket.SendAsync(new { op = "sub", cid = "c1", topic = "orders", contract_code = "*" }).ConfigureAwait(false);
        }

        await Task.Delay(TimeSpan.FromMilliseconds(100), _sandbox.Time).ConfigureAwait(false);
        _sandbox.Account.Cancel(_sandbox.AddOrder().OrderId);
        await Task.Delay(TimeSpan.FromSeconds(11), _sandbox.Time).ConfigureAwait(false);
        if (!reading.IsCompleted && met[^1] != "ping")
        {
            met.Add("silence");
        }

        return [.. met]; // the end of the socket, which comes now, is ours
    }

    private static async Task ReadAsync(WebSocket socket, List<string> met)
    {
        byte[] buffer = new byte[4096];
        int parts = 0;
        try
        {
            while (true)
            {
                ValueWebSocketReceiveResult part = await socket.ReceiveAsync(buffer.AsMemory(parts), CancellationToken.None).ConfigureAwait(false);
                if (part.MessageType == WebSocketMessageType.Close)
                {
                    met.Add("closed");
                    return;
                }

                parts += part.Count;
                if (part.EndOfMessage)
                {
                    met.Add(part.MessageType == WebSocketMessageType.Binary ? "zipped new" : Name(buffer.AsSpan(0, parts).ToArray()));
                    parts = 0;
                }
            }
        }
        catch (WebSocketException)
        {
            met.Add(parts > 0 ? $"{parts} bytes and broken" : "broken");
        }
    }

    private static string Name(byte[] message)
    {
        try
        {
            using var json = JsonDocument.Parse(message);
            string op = json.RootElement.GetProperty("op").GetString()!;
            return op == "notify" ? json.RootElement.GetProperty("data").GetProperty("state").GetString()!
                : json.RootElement.TryGetProperty("err-code", out JsonElement code) ? $"{op} {code}" : op;
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            return "garbage";
        }
    }
}
