using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace HtxFutures.Fuzzing.Mutation;

/// <summary>Makes answers as they come off the wire, byte by byte: status line, headers, and a body in one of the ways a body may come.</summary>
internal static class WireMutator
{
    private static readonly string[] s_lines =
    [
        "HTTP/1.1 200 OK", "HTTP/1.1 200", "HTTP/1.0 200 OK", "HTTP/2 200", "HTTP/0.9 200 OK", "HTTP/1.1 20 OK", "HTTP/1.1 2000 OK", "HTTP/1.1 999 \u00ff", "HTTP/1.1 204 No Content", "HTTP/1.1 304 Not Modified",
        "HTTP/1.1 101 Switching Protocols", "HTTP/1.1 100 Continue", "HTTP/1.1 103 Early Hints", "HTTP/1.1 301 Moved", "HTTP/1.1 407 Proxy", "HTTP/1.1 500 \0", "http/1.1 200 OK", "<html>", "", "HTTP/1.1", "HTTP/1.1 -20 OK", "ICY 200 OK",
    ];

    private static readonly string[] s_headers =
    [
        "Content-Length: 0", "Content-Length: 10", "Content-Length: -1", "Content-Length: 99999999999999999999", "Content-Length: 9000000000", "Content-Length: 0x10", "Content-Length: 1, 2", "Transfer-Encoding: chunked", "Transfer-Encoding: gzip", "Transfer-Encoding: chunked, chunked",
        "Content-Encoding: gzip", "Content-Encoding: br", "Content-Encoding: deflate", "Content-Encoding: gzip, br", "Content-Encoding: identity", "Content-Encoding: \u00ff", "Content-Type: application/json", "Content-Type: \0", "Content-Type: text/html; charset=\u00e9",
        "Connection: close", "Connection: upgrade", "Set-Cookie: a=b", "Location: http://[", "Retry-After: \u00ff", "Date: soon", "Ratelimit-Limit: 72", "ratelimit-limit: 2147483648", "ratelimit-reset: \0", "no colon", ": no name", " folded", "\tfolded", "a b: c", "x:", "\u00fc: y", "Trailer: X", "Alt-Svc: h3=\":1\"; ma=9", "Content-Range: bytes 0-1/2",
    ];

    private static readonly string[] s_chunks = ["0", "00000000000000000000", "5", "FFFFFFFF", "FFFFFFFFFFFFFFFF", "7FFFFFFFFFFFFFFF", "-1", "", "x", "5;a=b", "5 ", " 5", "5;\0", "\u00ff"];

    public static byte[] Draw(Random random)
    {
        byte[] body = Encoding.UTF8.GetBytes(random.Next(2) == 0 ? Corpus.Envelope("null") : Corpus.Envelope(Corpus.OpenOrder));
        string encoding = random.Next(6) switch { 0 => "gzip", 1 => "br", 2 => "deflate", _ => "" };
        body = Pack(encoding, body);
        bool isChunked = random.Next(3) == 0;
        List<string> head =
        [
            random.Next(4) == 0 ? Any(random, s_lines) : s_lines[0],
            isChunked ? "Transfer-Encoding: chunked" : string.Create(CultureInfo.InvariantCulture, $"Content-Length: {body.Length}"),
        ];
        if (encoding.Length > 0)
        {
            head.Add($"Content-Encoding: {encoding}");
        }

        for (int more = random.Next(4); more > 0; more--)
        {
            head.Insert(random.Next(1, head.Count + 1), Any(random, s_headers));
        }

        if (random.Next(60) == 0)
        {
            head.Add($"X-Long: {new string('x', random.Next(200_000))}");
        }

        string early = random.Next(12) == 0 ? string.Concat(Enumerable.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </>\r\n\r\n", random.Next(1, 40))) : "";
        byte[] answer = [.. Encoding.Latin1.GetBytes($"{early}{string.Join("\r\n", head)}\r\n\r\n"), .. isChunked ? Chunk(random, body) : body];
        return random.Next(3) == 0 ? ByteMutator.Mutate(random, answer) : answer;
    }

    private static byte[] Chunk(Random random, byte[] body)
    {
        int half = body.Length / 2;
        string size = random.Next(6) == 0 ? Any(random, s_chunks) : half.ToString("X", CultureInfo.InvariantCulture);
        string trailer = random.Next(8) == 0 ? $"{Any(random, s_headers)}\r\n" : "";
        return
        [
            .. Encoding.Latin1.GetBytes($"{size}\r\n"), .. body[..half],
            .. Encoding.Latin1.GetBytes($"\r\n{(body.Length - half).ToString("X", CultureInfo.InvariantCulture)}\r\n"), .. body[half..],
            .. Encoding.Latin1.GetBytes($"\r\n0\r\n{trailer}\r\n"),
        ];
    }

    private static byte[] Pack(string encoding, byte[] body)
    {
        var packed = new MemoryStream();
        using (Stream packer = encoding switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "br" => new BrotliStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => packed,
        })
        {
            packer.Write(body);
        }

        return packed.ToArray();
    }

    private static string Any(Random random, string[] choices) => choices[random.Next(choices.Length)];
}
