using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using HtxFutures.Calls.Transport;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Loopback;

/// <summary>
/// Answers without end or measure over a real socket: refused at 8 MB, or when the time is up, as a doubt; with little
/// memory, and without taking in what is refused. Alone, since the memory of the process is measured.
/// </summary>
[Collection(Alone)]
public sealed class HostileTransportTests(ITestOutputHelper output)
{
    public const string Alone = "alone";

    private const long Huge = 500L << 20;

    // The body's buffer grows by doubling, to twice the 8 MB; all its stages together are less than this.
    private const long MostMemory = 64L << 20;

    // What may lie in the buffers between a server that is faster and a client that has stopped reading.
    private const long MostSent = 100L << 20;

    private static readonly TimeSpan s_timeout = TimeSpan.FromMilliseconds(300);
    private static readonly byte[] s_piece = Encoding.ASCII.GetBytes(new string('x', 64 * 1024));

    private static readonly Dictionary<string, Func<Stream, CancellationToken, Task>> s_large = new()
    {
        ["500 MB with their length"] = async (stream, stop) =>
        {
            await WriteAsync(stream, string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {Huge}\r\n\r\n{{\"code\":200,\"data\":\""), stop);
            await RepeatAsync(stream, s_piece, Huge, stop);
        },
        ["500 MB in chunks"] = async (stream, stop) =>
        {
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", stop);
            await RepeatAsync(stream, [.. Encoding.ASCII.GetBytes($"{s_piece.Length:X}\r\n"), .. s_piece, .. "\r\n"u8], Huge, stop);
        },
        ["500 MB until the end of the connection"] = async (stream, stop) =>
        {
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", stop);
            await RepeatAsync(stream, s_piece, Huge, stop);
        },
        ["500 MB packed by gzip"] = (stream, stop) => PackAsync(stream, "gzip", packed => new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true), stop),
        ["500 MB packed by br"] = (stream, stop) => PackAsync(stream, "br", packed => new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true), stop),
        ["500 MB packed by deflate"] = (stream, stop) => PackAsync(stream, "deflate", packed => new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true), stop),
        ["one header of 1 MB"] = (stream, stop) => WriteAsync(stream, $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 1 << 20)}\r\nContent-Length: {Recorded.CancelAccepted.Length}\r\n\r\n{Recorded.CancelAccepted}", stop),
        ["1 MB of headers"] = (stream, stop) => WriteAsync(stream, $"HTTP/1.1 200 OK\r\n{string.Concat(Enumerable.Range(0, 40_000).Select(i => $"X-{i}: 0123456789abcdef\r\n"))}Content-Length: {Recorded.CancelAccepted.Length}\r\n\r\n{Recorded.CancelAccepted}", stop),
        ["a status line of 1 MB"] = (stream, stop) => WriteAsync(stream, $"HTTP/1.1 200 {new string('x', 1 << 20)}\r\nContent-Length: {Recorded.CancelAccepted.Length}\r\n\r\n{Recorded.CancelAccepted}", stop),
        ["chunk extensions without end"] = async (stream, stop) =>
        {
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;a=", stop);
            await RepeatAsync(stream, s_piece, Huge, stop);
        },
        ["trailers without end"] = async (stream, stop) =>
        {
            await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{Recorded.CancelAccepted.Length:X}\r\n{Recorded.CancelAccepted}\r\n0\r\n", stop);
            await RepeatAsync(stream, Encoding.ASCII.GetBytes("X-Trailer: 0123456789abcdef\r\n"), Huge, stop);
        },
        ["early hints without end"] = (stream, stop) => RepeatAsync(stream, Encoding.ASCII.GetBytes(string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n", 100))), Huge, stop),
        ["no HTTP at all, without end"] = (stream, stop) => RepeatAsync(stream, s_piece, Huge, stop),
    };

    private static readonly Dictionary<string, Func<Stream, CancellationToken, Task>> s_endless = new()
    {
        ["empty data in chunks without end"] = async (stream, stop) =>
        {
            await WriteAsync(stream, "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", stop);
            while (true)
            {
                await WriteAsync(stream, "1\r\n \r\n", stop);
                await Task.Delay(20, stop);
            }
        },
        ["a byte of a good body now and then"] = async (stream, stop) =>
        {
            await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Length: {Recorded.CancelAccepted.Length}\r\n\r\n", stop);
            foreach (char letter in Recorded.CancelAccepted)
            {
                await WriteAsync(stream, letter.ToString(), stop);
                await Task.Delay(50, stop);
            }
        },
        ["a byte of the head now and then"] = async (stream, stop) =>
        {
            foreach (char letter in "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Slow: and slower\r\n\r\n{}")
            {
                await WriteAsync(stream, letter.ToString(), stop);
                await Task.Delay(50, stop);
            }
        },
    };

    public static TheoryData<string> Large => [.. s_large.Keys];

    public static TheoryData<string> Endless => [.. s_endless.Keys];

    [Theory]
    [MemberData(nameof(Large))]
    public async Task What_is_too_large_is_refused_at_once_and_with_little_memory(string answer)
    {
        await using var server = new StreamServer(s_large[answer]);
        (TransportException failure, TimeSpan time, long memory) = await SendAsync(server, TimeSpan.FromMinutes(1));
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer}: {failure.Message}; {time.TotalMilliseconds:0} ms, {memory / 1e6:0.0} MB allocated, {server.Sent / 1e6:0.0} MB sent"));
        Assert.True(failure.MayHaveRun);
        Assert.InRange(memory, 0, MostMemory);
        Assert.InRange(server.Sent, 0, MostSent);
    }

    [Fact]
    public async Task What_announces_too_much_is_not_even_begun()
    {
        // Over a slow line the first 8 MB take their time too.
        await using var server = new StreamServer(async (stream, stop) =>
        {
            await WriteAsync(stream, string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 200 OK\r\nContent-Length: {HttpTransport.LargestBody + 1}\r\n\r\n"), stop);
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        });
        (TransportException failure, _, long memory) = await SendAsync(server, TimeSpan.FromMinutes(1));
        Assert.Equal("the answer is larger than 8 MB", failure.Message);
        Assert.InRange(memory, 0, 4L << 20);
    }

    [Theory]
    [MemberData(nameof(Endless))]
    public async Task What_does_not_end_is_given_up_when_the_time_is_up(string answer)
    {
        await using var server = new StreamServer(s_endless[answer]);
        (TransportException failure, TimeSpan time, long memory) = await SendAsync(server, s_timeout);
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{answer}: {failure.Message}; {time.TotalMilliseconds:0} ms, {memory / 1e6:0.0} MB allocated, {server.Sent / 1e6:0.0} MB sent"));
        Assert.Equal("no answer came within 0.3 s", failure.Message);
        Assert.True(failure.MayHaveRun);
        Assert.InRange(memory, 0, MostMemory);
    }

    private static async Task<(TransportException Failure, TimeSpan Time, long Memory)> SendAsync(StreamServer server, TimeSpan timeout)
    {
        using var transport = new HttpTransport(TestConnection.To(server.Address) with { RequestTimeout = timeout });
        long before = GC.GetTotalAllocatedBytes(precise: true);
        long started = Stopwatch.GetTimestamp();
        TransportException failure = await Assert.ThrowsAsync<TransportException>(
            () => transport.SendAsync(HttpMethod.Post, Paths.CancelOrder, Paths.CancelOrder, "{}"u8.ToArray(), timeout, TestContext.Current.CancellationToken));
        return (failure, Stopwatch.GetElapsedTime(started), GC.GetTotalAllocatedBytes(precise: true) - before);
    }

    private static Task WriteAsync(Stream stream, string text, CancellationToken stop) => stream.WriteAsync(Encoding.Latin1.GetBytes(text), stop).AsTask();

    private static async Task RepeatAsync(Stream stream, byte[] piece, long length, CancellationToken stop)
    {
        for (long sent = 0; sent < length; sent += piece.Length)
        {
            await stream.WriteAsync(piece, stop);
        }
    }

    private static async Task PackAsync(Stream stream, string encoding, Func<Stream, Stream> packer, CancellationToken stop)
    {
        await WriteAsync(stream, $"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nConnection: close\r\n\r\n", stop);
        await using Stream packed = packer(stream);
        await RepeatAsync(packed, s_piece, Huge, stop);
    }
}

/// <summary>Tests that no other may run beside.</summary>
[CollectionDefinition(HostileTransportTests.Alone, DisableParallelization = true)]
public sealed class AloneDefinition;
