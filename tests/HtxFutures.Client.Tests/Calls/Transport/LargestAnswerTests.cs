using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Calls.Transport;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Orders;
using HtxFutures.Orders.Clearing;
using HtxFutures.Orders.Stopping;

namespace HtxFutures.Client.Tests.Calls.Transport;

/// <summary>Answers as large as may be, made to cost the most: read in little time, and in memory in proportion to them.</summary>
public sealed class LargestAnswerTests(ITestOutputHelper output)
{
    // An order of 28 bytes on the wire has thirty members in memory.
    private const int MostBytesForEach = 40;

    private static readonly HtxAccount s_account = new("api.hbdm.com", "0000", null);

    private static readonly Dictionary<string, Func<string>> s_bodies = new()
    {
        ["orders without number"] = () => Recorded.Envelope($"[{Repeat("""{"id":1,"contract_code":"A"}""")}]"),
        ["items without number"] = () => Recorded.Envelope($"[{Repeat("""{"code":1}""")}]"),
        ["items with an id each"] = () => Recorded.Envelope($"[{string.Join(',', Enumerable.Range(1, 250_000).Select(id => $$"""{"code":1,"order_id":{{id}}}"""))}]"),
        ["items of one client's id"] = () => Recorded.Envelope($"[{string.Join(',', Enumerable.Range(1, 100_000).Select(id => $$"""{"code":1,"order_id":{{id}},"client_order_id":7},{"code":1,"client_order_id":7}"""))}]"),
        ["empty items"] = () => Recorded.Envelope($"[{Repeat("{}")}]"),
        ["members without number"] = () => $$"""{{{Repeat("\"a\":1")}},"code":200}""",
        ["a number without end"] = () => $$"""{"code":{{new string('2', Largest)}}}""",
        ["a text without end"] = () => Recorded.Envelope("null", 200, new string('x', Largest)),
        ["a text of nothing but escapes"] = () => Recorded.Envelope("null", 200, string.Concat(Enumerable.Repeat("\\u202e", Largest / 6))),
        ["a name without end"] = () => $$"""{"{{new string('c', Largest)}}":1,"code":200}""",
        ["an id without end"] = () => Recorded.Envelope($$"""[{"order_id":{{new string('1', Largest)}},"contract_code":"A"}]"""),
        ["nesting without end"] = () => Recorded.Envelope(new string('[', Largest)),
    };

    public static TheoryData<string> Bodies => [.. s_bodies.Keys];

    private static int Largest => HttpTransport.LargestBody - 1000;

    [Theory]
    [MemberData(nameof(Bodies))]
    public void The_largest_answer_costs_little(string name)
    {
        byte[] body = Encoding.UTF8.GetBytes(s_bodies[name]());
        Assert.InRange(body.Length, 3 << 20, HttpTransport.LargestBody);
        long started = Stopwatch.GetTimestamp();
        long before = GC.GetAllocatedBytesForCurrentThread();
        string read = Read(body);
        long memory = GC.GetAllocatedBytesForCurrentThread() - before;
        TimeSpan time = Stopwatch.GetElapsedTime(started);

        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name}: {read}; {body.Length / 1e6:0.0} MB, {time.TotalMilliseconds:0} ms, {memory / 1e6:0} MB allocated"));
        Assert.InRange(memory, 0, (long)body.Length * MostBytesForEach);
        Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(30));
    }

    private static string Read(byte[] body)
    {
        if (!EnvelopeReader.TryRead(body, out Envelope envelope))
        {
            return "unreadable";
        }

        var call = new CallResult { Outcome = AttemptOutcome.Done, Envelope = envelope, Attempts = 1, MayHaveRun = false, Failure = null };
        int items = CancelItemReader.Read(envelope.Data.Span)?.Count ?? -1;
        int tasks = new MassCancelTally(new MassCancelPlan(MassCancelScope.Account, [], null), call, 0).Items.Count;
        try
        {
            return $"{items} items, {tasks} orders of a mass cancel, {OrderReader.Read(envelope.Data.Span, s_account).Count} orders";
        }
        catch (JsonException)
        {
            return $"{items} items, {tasks} orders of a mass cancel, no orders";
        }
    }

    private static string Repeat(string piece) => string.Join(',', Enumerable.Repeat(piece, Largest / (piece.Length + 1)));
}
