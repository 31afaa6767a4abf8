using System.IO.Compression;
using System.Text;
using HtxFutures.Calls;
using HtxFutures.Calls.Budget;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>The network stack itself, over a real socket: what it does on its own, and how its failures are read.</summary>
public sealed class RawServerTests
{
    private static readonly Dictionary<string, byte[]?> s_broken = new()
    {
        ["hangs up"] = null,
        ["closes the connection in order"] = [],
        ["hangs up after the head"] = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"),
        ["hangs up in the body"] = [.. Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n"), .. Encoding.ASCII.GetBytes(Recorded.CancelAccepted)],
        ["hangs up in a chunk"] = Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40\r\n{\"code\":200"),
        ["does not speak HTTP"] = Encoding.ASCII.GetBytes("SSH-2.0-OpenSSH_9.6\r\n"),
        ["announces less than it sends"] = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {Recorded.CancelAccepted.Length - 1}\r\n\r\n{Recorded.CancelAccepted}"),
        ["announces a length that is none"] = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n\r\n{Recorded.CancelAccepted[..40]}"),
        ["announces two lengths"] = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Length: {Recorded.CancelAccepted.Length}\r\n\r\n{Recorded.CancelAccepted}"),
        ["has a chunk of a size that is none"] = Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nFFFFFFFFFFFFFFFFF\r\n{Recorded.CancelAccepted}"),
        ["switches protocols"] = Encoding.ASCII.GetBytes($"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\n\r\n{Recorded.CancelAccepted[..40]}"),
        ["speaks HTTP/0.9"] = Encoding.ASCII.GetBytes(Recorded.CancelAccepted),
        ["packs its gzip twice and says so once"] = RawServer.Http(Gzip(Gzip(Recorded.CancelAccepted)), headers: "Content-Encoding: gzip\r\n"),
        ["says gzip and is not"] = RawServer.Http(Recorded.CancelAccepted, headers: "Content-Encoding: gzip\r\n"),
        ["says br and is not"] = RawServer.Http(Recorded.CancelAccepted, headers: "Content-Encoding: br\r\n"),
        ["cuts its gzip"] = RawServer.Http(Gzip(Recorded.CancelAccepted)[..40], headers: "Content-Encoding: gzip\r\n"),
        ["sends a gzip bomb"] = RawServer.Http(Gzip($$"""{"code":200,"data":"{{new string('x', 9 << 20)}}"}"""), headers: "Content-Encoding: gzip\r\n"),
    };

    public static TheoryData<string> Broken => [.. s_broken.Keys];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_answer_is_a_doubt_that_gets_settled(string answer)
    {
        int asked = 0;
        await using var server = new RawServer(_ => ++asked == 1 ? s_broken[answer] : RawServer.Http(Recorded.Envelope("null", 1205)));
        using HtxFuturesClient client = await ConnectAsync(server);

        // Refused the second time: without the doubt of the first it would be rejected, and nobody would look it up.
        HtxCancelResult result = await CancelAsync(client);
        Assert.Equal((CancelOutcome.Canceled, 2), (result.Outcome, result.Attempts));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_list_that_is_not_answered_takes_a_place_in_the_budget_each_time_it_reaches_the_exchange(bool inOrder)
    {
        int asked = 0;
        await using var server = new RawServer(_ => ++asked == 1 ? RawServer.Http(Recorded.Envelope("[]")) : inOrder ? [] : null, Paths.Opens);
        using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(
            TestConnection.To(server.Address) with { Jitter = new NoJitter(), TimeProvider = new StoppedClock() }, TestContext.Current.CancellationToken);

        HtxException failure = await Assert.ThrowsAsync<HtxException>(
            async () => await client.Orders.ListOpenAsync(cancellationToken: TestContext.Current.CancellationToken).AnyAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HtxErrorKind.NetworkError, failure.Kind);
        Assert.Equal(1 + RepeatRules.MostAttempts, asked);
        Assert.Equal(asked, RequestBudget.DocumentedLimit - client.GetRequestBudgets().Single(budget => budget.Bucket == BudgetBucket.Read).Remaining);
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_answers_nothing()
    {
        // Behind the answer to the first cancel, one to a cancel that is still to come.
        byte[] refused = RawServer.Http(Recorded.Envelope("null", 1205));
        int asked = 0;
        await using var server = new RawServer(_ => ++asked == 1 ? [.. refused, .. RawServer.Http(Recorded.CancelAccepted)] : refused, staysOpen: true);
        using HtxFuturesClient client = await ConnectAsync(server);

        for (int i = 0; i < 3; i++)
        {
            HtxCancelResult result = await CancelAsync(client);
            Assert.Equal((CancelOutcome.Rejected, 1205), (result.Outcome, result.Code));
        }
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Compressed_answers_are_unpacked(string encoding)
    {
        byte[] body = encoding switch
        {
            "gzip" => Gzip(Recorded.CancelAccepted),
            "br" => Pack(stream => new BrotliStream(stream, CompressionLevel.Fastest)),
            _ => Pack(stream => new ZLibStream(stream, CompressionLevel.Fastest)),
        };
        await using var server = new RawServer(head =>
        {
            Assert.Contains($"{encoding}", head, StringComparison.Ordinal);
            return RawServer.Http(body, headers: $"Content-Encoding: {encoding}\r\nContent-Type: text/plain;charset=UTF-8\r\n");
        });
        using HtxFuturesClient client = await ConnectAsync(server);
        Assert.Equal(CancelOutcome.Accepted, (await CancelAsync(client)).Outcome);

        static byte[] Pack(Func<Stream, Stream> packer)
        {
            var packed = new MemoryStream();
            using (Stream stream = packer(packed))
            {
                stream.Write(Encoding.UTF8.GetBytes(Recorded.CancelAccepted));
            }

            return packed.ToArray();
        }
    }

    [Fact]
    public async Task Redirects_are_not_followed_and_cookies_not_kept()
    {
        var heads = new List<string>();
        await using var elsewhere = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        await using var server = new RawServer(head =>
        {
            heads.Add(head);
            return RawServer.Http("", "307 Temporary Redirect", $"Location: {elsewhere.Address}v5/trade/cancel_order\r\nSet-Cookie: session=1; Path=/\r\n");
        });
        using HtxFuturesClient client = await ConnectAsync(server);

        HtxCancelResult result = await CancelAsync(client);
        Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.UnexpectedResponse), (result.Outcome, result.Failure!.Kind));
        await CancelAsync(client);
        Assert.Equal(0, elsewhere.Connections);
        Assert.Equal(2 * 4, heads.Count);
        Assert.All(heads, head => Assert.DoesNotContain("Cookie", head, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Requests_carry_no_more_than_they_must()
    {
        string? seen = null;
        await using var server = new RawServer(head =>
        {
            seen = head;
            return RawServer.Http(Recorded.CancelAccepted);
        });
        using HtxFuturesClient client = await ConnectAsync(server);
        await CancelAsync(client);

        string[] names = [.. seen!.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)[1..].Select(line => line.Split(':')[0])];
        Assert.Equal(["Accept-Encoding", "Content-Length", "Content-Type", "Host", "User-Agent"], names.Order());
    }

    [Fact]
    public async Task One_connection_serves_one_request_after_the_other()
    {
        await using var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        using HtxFuturesClient client = await ConnectAsync(server);
        for (int i = 0; i < 20; i++)
        {
            Assert.Equal(CancelOutcome.Accepted, (await CancelAsync(client)).Outcome);
        }

        Assert.Equal(1, server.Connections);
    }

    [Fact]
    public async Task Nobody_there_is_a_network_error_and_no_doubt()
    {
        var server = new RawServer(_ => RawServer.Http(Recorded.CancelAccepted));
        using HtxFuturesClient client = await ConnectAsync(server);
        await server.DisposeAsync();

        HtxException failure = await Assert.ThrowsAsync<HtxException>(() => ConnectAsync(server.Address));
        Assert.Equal(HtxErrorKind.NetworkError, failure.Kind);

        // The connection that was kept may break on the way, which is a doubt; the next cancel has none.
        await CancelAsync(client);
        HtxCancelResult result = await CancelAsync(client);
        Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.NetworkError), (result.Outcome, result.Failure!.Kind));
    }

    private static byte[] Gzip(string text) => Gzip(Encoding.UTF8.GetBytes(text));

    private static byte[] Gzip(byte[] bytes)
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }

        return packed.ToArray();
    }

    private static Task<HtxFuturesClient> ConnectAsync(RawServer server) => ConnectAsync(server.Address);

    private static Task<HtxFuturesClient> ConnectAsync(Uri address) => HtxFuturesClient.ConnectAsync(
        TestConnection.To(address) with { Jitter = new NoJitter() },
        TestContext.Current.CancellationToken);

    private static Task<HtxCancelResult> CancelAsync(HtxFuturesClient client) =>
        client.Orders.CancelAsync(OrderReference.Create(Recorded.ContractCode, Recorded.OrderId), TestContext.Current.CancellationToken);

    /// <summary>Pauses pass, and no place in the budget comes free.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        private readonly long _stopped = System.GetTimestamp();

        public override long GetTimestamp() => _stopped;
    }

    /// <summary>The shortest of pauses.</summary>
    private sealed class NoJitter : Random
    {
        public override double NextDouble() => 0;
    }
}
