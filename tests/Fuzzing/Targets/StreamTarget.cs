using System.IO.Compression;
using System.Text.Json;
using HtxFutures.Fuzzing.Mutation;
using HtxFutures.Fuzzing.Oracles;
using HtxFutures.Live;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>What comes on the socket for changes (<see cref="SocketReader"/>, <see cref="StreamMessageReader"/>): found whole in whatever parts and packing it comes, and read as it stands or not at all.</summary>
internal static class StreamTarget
{
    private static readonly JsonMutator s_mutator = new(
        [
            .. new[]
            {
                """{"op":"notify","topic":"orders","contract_code":"ETH-USDT","ts":1789714992228,"uid":"500000001","data":ORDER}""".Replace("ORDER", Corpus.OpenOrder, StringComparison.Ordinal),
                """{"op":"notify","topic":"positions","contract_code":"APT-USDT","ts":1789702172397,"uid":"500000001","event":"snapshot","data":[]}""",
                """{"op":"auth","type":"api","err-code":0,"ts":1789697876500,"data":{"user-id":"500000001"}}""",
                """{"op":"auth","type":"api","ts":1763791421826,"err-code":2003,"err-msg":"Verification failure [校验失败]"}""",
                """{"op":"sub","cid":"c1","topic":"orders","ts":1734683308615,"err-code":0,"contract_code":"*"}""",
                """{"op":"ping","ts":"1492420473058"}""",
                """{"op":"ping","ts":1492420473058}""",
                """{"op":"error","ts":1789697876600}""",
                """{"op":"close","ts":1789697876600}""",
            }.Select(JsonShape.Parse),
        ],
        [.. Corpus.AnswerMembers, "op", "topic", "user-id", "cid"]);

    private static readonly HtxAccount s_account = new("api.hbdm.com", "0000", null);

    public static FuzzTarget Target { get; } = new("stream", Draw, Check, ["orders", "auth", "ping", "other", "unreadable", "badly packed"]);

    // A byte for the size of the parts, one for the packing, then the message.
    private static byte[] Draw(Random random)
    {
        byte[] message = s_mutator.Draw(random);
        byte[] packed = random.Next(3) == 0 ? Zip(message) : message;
        return [(byte)random.Next(1, 256), .. packed != message && random.Next(3) == 0 ? ByteMutator.Mutate(random, packed) : packed];
    }

    private static string Check(byte[] input)
    {
        byte[] sent = input.Length == 0 ? [] : input[1..];
        int part = input.Length == 0 ? 1 : Math.Max(1, (int)input[0]);
        long before = GC.GetAllocatedBytesForCurrentThread();
        var reader = new SocketReader(new ScriptedSocket(sent, part));
        SocketMessage message = reader.ReadAsync().AsTask().GetAwaiter().GetResult();
        byte[]? plain = Unzip(sent);
        Property.Same(plain is null, message.Unreadable is not null, "a message is unpacked if and only if it can be");
        Property.Showable(message.Unreadable, "why it is not read");
        if (plain is null)
        {
            return "badly packed";
        }

        Property.Require(message.Text.Span.SequenceEqual(plain), "a message comes as it was sent", () => $"{message.Text.Length} bytes for {plain.Length}");
        string word = Read(plain);
        Property.Frugal(before, Math.Max(input.Length, plain.Length));
        Property.Require(reader.ReadAsync().AsTask().GetAwaiter().GetResult().IsEnd, "behind the message is the end", () => "another message");
        return word;
    }

    private static string Read(byte[] text)
    {
        StreamMessage message;
        try
        {
            message = StreamMessageReader.Read(text, s_account);
        }
        catch (JsonException failure)
        {
            Property.Showable(failure.Message, "a failure's text");
            Property.Require(!IsGood(text), "what is good is read", () => failure.Message);
            return "unreadable";
        }

        ILookup<string, JsonElement> members = StrictJson.Members(StrictJson.Parse(text), ["op"], ["topic"], ["ts"], ["data"], ["err-code", "err_code", "code"]);
        Property.Same(members.Find("op").Text(), message.Op, "what it is");
        Property.Same(members.Find("err-code", "err_code", "code").Whole(), message.Code, "the code is the number's");
        Property.Showable(message.Text, "the exchange's text", 210);
        if (message.Op == "notify" && message.Topic == "orders")
        {
            List<OrderOracle>? orders = OrderOracle.Read(members.Find("data"));
            Property.Same(orders is { } ? string.Join(' ', orders.Select(order => order.OrderId)) : null, string.Join(' ', message.Orders.Select(order => order.OrderId)), "the orders are those of the message");
            return "orders";
        }

        Property.Same(0, message.Orders.Count, "nothing else tells of orders");
        return message.Op is "auth" or "ping" ? message.Op : "other";
    }

    /// <summary>Whether a message is as recorded, so far as it is looked at, and so must be read.</summary>
    private static bool IsGood(byte[] text)
    {
        try
        {
            ILookup<string, JsonElement> members = StrictJson.Members(StrictJson.Parse(text), ["op"], ["topic"], ["ts"], ["data"], ["err-code", "err_code", "code"]);
            return members.Find("op") is { ValueKind: JsonValueKind.String } op && op.GetString() is "ping" or "pong" or "error" or "close"
                && members.All(member => member.All(value => value.ValueKind is not JsonValueKind.String || ((JsonElement?)value).Text() is not null));
        }
        catch (Exception failure) when (failure is UnreadableException or InvalidOperationException)
        {
            return false;
        }
    }

    private static byte[] Zip(byte[] message)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            gzip.Write(message);
        }

        return zipped.ToArray();
    }

    private static byte[]? Unzip(byte[] sent)
    {
        if (sent is not [0x1f, 0x8b, ..])
        {
            return sent;
        }

        try
        {
            using var plain = new MemoryStream();
            using var gzip = new GZipStream(new MemoryStream(sent), CompressionMode.Decompress);
            gzip.CopyTo(plain);
            return plain.Length <= SocketReader.LargestMessage ? plain.ToArray() : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }
}
