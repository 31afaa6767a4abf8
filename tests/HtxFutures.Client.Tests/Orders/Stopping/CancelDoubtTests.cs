using System.Text;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>A cancel whose answer was lost: repeated, then settled by asking, else unknown; never claimed.</summary>
public sealed class CancelDoubtTests : IDisposable
{
    private static readonly Dictionary<string, Reply> s_doubts = new()
    {
        ["time-out"] = Replies.Never,
        ["reset"] = Replies.Fails(HttpRequestError.ResponseEnded),
        ["reset of unknown kind"] = Replies.Fails(HttpRequestError.Unknown),
        ["502 HTML"] = Replies.Page(502),
        ["503 empty"] = Replies.Bytes([], 503),
        ["500 with a code of no meaning"] = Replies.Json("""{"code":987654,"message":"x"}""", 500),
        ["500 that says success"] = Replies.Json(Recorded.CancelAccepted, 500),
        ["200 HTML"] = Replies.Page(200),
        ["200 empty"] = Replies.Bytes([]),
        ["cut body"] = Replies.Json(Recorded.CancelAccepted[..60]),
        ["code twice"] = Replies.Json("""{"code":1061,"code":200,"data":null}"""),
        ["body over 8 MB"] = Replies.Bytes(Encoding.UTF8.GetBytes($$"""{"code":200,"data":"{{new string('x', 8 * 1024 * 1024)}}"}""")),
        ["body that breaks off"] = BreaksOff,
        ["busy"] = Replies.Code(1004),
    };

    private readonly ScriptedExchange _exchange = new(new VirtualTime());
    private readonly Desk _desk;

    public CancelDoubtTests() => _desk = _exchange.Open();

    public static TheoryData<string> Doubts => [.. s_doubts.Keys];

    public void Dispose()
    {
        _desk.Dispose();
        _exchange.Dispose();
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public void The_cancel_is_repeated(string doubt)
    {
        _exchange.Answer(Paths.CancelOrder, s_doubts[doubt], Replies.Accepted);
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Accepted, 2), (result.Outcome, result.Attempts));

        List<SentRequest> sent = _exchange.SentTo(Paths.CancelOrder);
        Assert.Equal(sent[0].Body, sent[1].Body);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public void What_the_second_finds_done_is_told(string doubt)
    {
        _exchange.Answer(Paths.CancelOrder, s_doubts[doubt], Replies.Code(1063), s_doubts[doubt], Replies.Code(1062));
        _exchange.Answer(Paths.Order, Replies.Data(Recorded.OrderIn("filled", "3")));
        HtxCancelResult filled = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Filled, 3m), (filled.Outcome, filled.FilledVolume));
        Assert.Equal(CancelOutcome.Pending, _desk.CancelRecorded().Outcome);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public void An_order_that_the_second_finds_cancelled_was_cancelled_by_us(string doubt)
    {
        foreach ((string state, CancelOutcome outcome) in ((string, CancelOutcome)[])[("canceled", CancelOutcome.Canceled), ("partially_canceled", CancelOutcome.PartiallyCanceled)])
        {
            _exchange.Answer(Paths.CancelOrder, s_doubts[doubt], Replies.Code(1071));
            _exchange.Answer(Paths.Order, Replies.Data(Recorded.OrderIn(state, "0.4")));
            HtxCancelResult result = _desk.CancelRecorded();
            Assert.Equal((outcome, 0.4m, 1071, 2), (result.Outcome, result.FilledVolume, result.Code, result.Attempts));
        }
    }

    [Fact]
    public void An_order_said_to_be_cancelled_and_shown_as_open_is_not_claimed()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Page(502), Replies.Code(1071)).Always(Paths.Order, Replies.Data(Recorded.OpenOrder));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.OutcomeUnknown), (result.Outcome, result.Failure!.Kind));
        Assert.Equal(3, _exchange.SentTo(Paths.Order).Count);
    }

    [Fact]
    public void An_order_cancelled_by_us_most_likely_that_cannot_be_looked_at_is_cancelled_all_the_same()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Page(502), Replies.Code(1071)).Always(Paths.Order, Replies.Code(1205)).Always(Paths.History, Replies.Code(1205));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Canceled, null, null), (result.Outcome, result.FilledVolume, result.Failure));
        Assert.Contains("most likely by our own cancel", result.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public void A_doubt_that_stays_is_settled_by_the_state_of_the_order(string doubt)
    {
        _exchange.Always(Paths.CancelOrder, s_doubts[doubt]);
        foreach ((string state, CancelOutcome outcome) in ((string, CancelOutcome)[])
        [
            ("canceled", CancelOutcome.Canceled),
            ("partially_canceled", CancelOutcome.PartiallyCanceled),
            ("filled", CancelOutcome.Filled),
            ("new", CancelOutcome.Unknown),
            ("partially_filled", CancelOutcome.Unknown),
            ("paused", CancelOutcome.Unknown),
        ])
        {
            TimeSpan start = _desk.Time.Elapsed;
            _exchange.Always(Paths.Order, Replies.Data(Recorded.OrderIn(state)));
            HtxCancelResult result = _desk.CancelRecorded();

            Assert.Equal(outcome, result.Outcome);
            Assert.Equal(0m, result.FilledVolume);
            Assert.Equal(outcome == CancelOutcome.Unknown ? HtxErrorKind.OutcomeUnknown : null, result.Failure?.Kind);
            Assert.InRange(result.Attempts, 2, 4);
            Assert.Equal(_desk.Time.Elapsed - start, result.Elapsed);
            Assert.InRange(result.Elapsed.TotalSeconds, 0, outcome == CancelOutcome.Unknown ? 20.5 : 10.7); // all that is left after a time-out is looking
        }
    }

    [Theory]
    [MemberData(nameof(Doubts))]
    public void Where_asking_fails_too_the_outcome_is_unknown(string doubt)
    {
        _exchange.Always(Paths.CancelOrder, s_doubts[doubt]).Always(Paths.Order, s_doubts[doubt]);
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal(CancelOutcome.Unknown, result.Outcome);
        Assert.NotNull(result.Failure);
        SecretSearch.AssertCleanObject(result.Failure);
    }

    [Fact]
    public void Where_asking_shows_that_the_run_is_over_the_failure_says_so()
    {
        _exchange.Always(Paths.CancelOrder, Replies.Page(502)).Always(Paths.Order, Replies.Json("""{"status":"maintain"}"""));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.Unavailable), (result.Outcome, result.Failure!.Kind));
    }

    [Fact]
    public void A_refusal_after_a_doubt_does_not_undo_the_doubt()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Page(502), Replies.Code(1205));
        _exchange.Answer(Paths.Order, Replies.Data(Recorded.OrderIn("canceled")));
        Assert.Equal(CancelOutcome.Canceled, _desk.CancelRecorded().Outcome);
    }

    [Fact]
    public void An_order_gone_after_a_doubt_is_unknown()
    {
        _exchange.Always(Paths.Order, Replies.Code(1061));
        _exchange.Answer(Paths.CancelOrder, Replies.Page(502), Replies.Code(1061), Replies.Page(502), Replies.Code(1061));

        // Our own cancel may have ended it, and nothing shows what it came to.
        Assert.Equal(CancelOutcome.Unknown, _desk.CancelRecorded().Outcome);
        Assert.Equal(CancelOutcome.Unknown, _desk.Cancel(OrderReference.Create(Recorded.ContractCode, null, Recorded.ClientOrderId)).Outcome);
    }

    [Fact]
    public void A_time_out_is_the_one_asked_for()
    {
        using Desk hasty = _exchange.Open(options => options with { RequestTimeout = TimeSpan.FromSeconds(2) });
        _exchange.Answer(Paths.CancelOrder, Replies.Never, Replies.Accepted);

        HtxCancelResult result = hasty.CancelRecorded();
        Assert.Equal(CancelOutcome.Accepted, result.Outcome);
        Assert.InRange(result.Elapsed.TotalSeconds, 2.05, 2.15);
    }

    [Fact]
    public void Closing_the_session_while_a_cancel_is_on_its_way_leaves_it_unknown()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Never);
        HtxCancelResult result = _desk.Time.Run(() =>
        {
            Task<HtxCancelResult> cancel = _desk.Client.Orders.CancelAsync(OrderReference.Create(Recorded.ContractCode, Recorded.OrderId), CancellationToken.None);
            _desk.Client.Dispose();
            return cancel;
        });
        Assert.Equal((CancelOutcome.Unknown, HtxErrorKind.NotConnected), (result.Outcome, result.Failure!.Kind));
        Assert.Single(_exchange.SentTo(Paths.CancelOrder));
    }

    [Fact]
    public void Giving_up_ends_a_cancel_at_once()
    {
        using var stop = new CancellationTokenSource();
        _exchange.Answer(Paths.CancelOrder, Replies.Never);
        Assert.ThrowsAny<OperationCanceledException>(() => _desk.Time.Run(() =>
        {
            Task<HtxCancelResult> cancel = _desk.Client.Orders.CancelAsync(OrderReference.Create(Recorded.ContractCode, Recorded.OrderId), stop.Token);
            stop.Cancel();
            return cancel;
        }));
        Assert.Equal(TimeSpan.Zero, _desk.Time.Elapsed);
    }

    private static Task<HttpResponseMessage> BreaksOff(HttpRequestMessage request, VirtualTime time, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage { Content = new StreamContent(new BrokenStream(Encoding.UTF8.GetBytes(Recorded.CancelAccepted[..60]))) });

    private sealed class BrokenStream(byte[] start) : MemoryStream(start)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => Position == Length
            ? throw new HttpIOException(HttpRequestError.ResponseEnded, "The response ended prematurely.")
            : base.ReadAsync(buffer, cancellationToken);
    }
}
