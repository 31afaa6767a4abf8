using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>A cancel that surely did not run: no doubt, and no look-up.</summary>
public sealed class CancelNotRunTests : IDisposable
{
    private readonly ScriptedExchange _exchange = new(new VirtualTime());
    private readonly Desk _desk;

    public CancelNotRunTests() => _desk = _exchange.Open();

    public void Dispose()
    {
        _desk.Dispose();
        _exchange.Dispose();
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    [InlineData(HttpRequestError.SecureConnectionError)]
    [InlineData(HttpRequestError.ProxyTunnelError)]
    public void What_never_reached_the_exchange_is_repeated_and_finally_rejected(HttpRequestError error)
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Fails(error), Replies.Accepted);
        HtxCancelResult second = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Accepted, 2), (second.Outcome, second.Attempts));

        _exchange.Always(Paths.CancelOrder, Replies.Fails(error));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Rejected, 4), (result.Outcome, result.Attempts));
        Assert.Equal(HtxErrorKind.NetworkError, result.Failure!.Kind);
        Assert.Null(result.Code);
        Assert.Empty(_exchange.SentTo(Paths.Order));
        Assert.Equal(72 - 1, _desk.Client.GetRequestBudgets().Single(budget => budget.Bucket == BudgetBucket.Trade).Remaining); // only the accepted one
    }

    [Fact]
    public void After_a_doubt_a_broken_network_is_still_a_doubt()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Page(502)).Always(Paths.CancelOrder, Replies.Fails(HttpRequestError.ConnectionError));
        _exchange.Always(Paths.Order, Replies.Fails(HttpRequestError.ConnectionError));
        Assert.Equal(CancelOutcome.Unknown, _desk.CancelRecorded().Outcome);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(429)]
    public void Over_budget_it_goes_again_at_the_announced_reset(int status)
    {
        TimeSpan start = _desk.Time.Elapsed;
        string reset = (_desk.Time.GetUtcNow().ToUnixTimeMilliseconds() + 1250).ToString(System.Globalization.CultureInfo.InvariantCulture);
        string body = status == 200 ? Recorded.Envelope("null", 1032, "too many accesses") : """{"code":429,"message":"Too many requests"}""";
        _exchange.Answer(Paths.CancelOrder, Replies.Json(body, status, ("Ratelimit-Reset", reset)), Replies.Accepted);

        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Accepted, 2), (result.Outcome, result.Attempts));
        Assert.Equal(1250, (_exchange.Requests[^1].At - start).TotalMilliseconds);
        Assert.Equal(1, _desk.Client.GetRequestBudgets().Single(budget => budget.Bucket == BudgetBucket.Trade).Rejections);
    }

    [Theory]
    [InlineData("3", 3)]
    [InlineData(null, 5)]
    [InlineData("soon", 5)]
    public void Without_a_reset_it_waits_as_told_or_five_seconds(string? retryAfter, int seconds)
    {
        (string, string)[] headers = retryAfter is null ? [] : [("Retry-After", retryAfter)];
        _exchange.Answer(Paths.CancelOrder, Replies.Page(429, headers: headers), Replies.Bytes([], 429, headers: headers), Replies.Accepted);

        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Accepted, 3), (result.Outcome, result.Attempts));
        Assert.Equal(TimeSpan.FromSeconds(2 * seconds), result.Elapsed);
    }

    [Fact]
    public void Over_budget_without_end_is_rejected_and_not_unknown()
    {
        _exchange.Always(Paths.CancelOrder, Replies.Code(1032));
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Rejected, HtxErrorKind.RateLimited), (result.Outcome, result.Failure!.Kind));
        Assert.Empty(_exchange.SentTo(Paths.Order));
        Assert.True(result.Elapsed < TimeSpan.FromMinutes(2));
    }

    [Fact]
    public void Refusals_for_want_of_budget_do_not_use_up_the_attempts()
    {
        _exchange.Answer(
            Paths.CancelOrder,
            Replies.Code(1032), Replies.Code(1032), Replies.Code(1032), Replies.Code(1032), Replies.Code(1032), Replies.Accepted);
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Accepted, 6), (result.Outcome, result.Attempts));
    }

    [Fact]
    public void The_edge_that_blocks_us_ends_the_run()
    {
        foreach (Reply reply in (Reply[])[Replies.Page(403), Replies.Bytes("Access denied"u8.ToArray(), 403, "text/plain"), Replies.Bytes([], 403)])
        {
            _exchange.Answer(Paths.CancelOrder, reply);
            AssertEndsRun(HtxErrorKind.Blocked, 403);
        }
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public void A_redirect_is_not_followed_and_ends_the_run_only_where_it_lasts(int status)
    {
        Reply redirect = Replies.Page(status, headers: ("Location", "https://evil.example/v5/trade/cancel_order"));
        AssertPassesBy(redirect);
        _exchange.Always(Paths.CancelOrder, redirect);
        AssertEndsRun(HtxErrorKind.UnexpectedResponse, status, attempts: 4);
        Assert.All(_exchange.Requests, request => Assert.Equal("api.hbdm.com", request.Address.Host));
    }

    [Fact]
    public void A_path_that_the_host_does_not_know_ends_the_run_only_where_it_lasts()
    {
        foreach (int status in (int[])[404, 200])
        {
            Reply unknown = Replies.Json("""{"code":404,"message":"Resources do not exist"}""", status);
            AssertPassesBy(unknown);
            _exchange.Always(Paths.CancelOrder, unknown);
            HtxCancelResult result = AssertEndsRun(HtxErrorKind.UnexpectedResponse, status, attempts: 4);
            Assert.Contains("code 404: Resources do not exist", result.Message, StringComparison.Ordinal);
        }

        AssertPassesBy(Replies.Page(404));
        _exchange.Always(Paths.CancelOrder, Replies.Page(404));
        AssertEndsRun(HtxErrorKind.UnexpectedResponse, 404, attempts: 4);
    }

    [Fact]
    public void Maintenance_ends_the_run()
    {
        _exchange.Answer(Paths.CancelOrder, Replies.Json("""{"status":"maintain"}"""));
        AssertEndsRun(HtxErrorKind.Unavailable, 200);
    }

    private void AssertPassesBy(Reply strange)
    {
        _exchange.Answer(Paths.CancelOrder, strange, Replies.Accepted);
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Accepted, 2), (result.Outcome, result.Attempts));
        Assert.Null(result.Failure);
    }

    private HtxCancelResult AssertEndsRun(HtxErrorKind kind, int status, int attempts = 1)
    {
        HtxCancelResult result = _desk.CancelRecorded();
        Assert.Equal((CancelOutcome.Rejected, attempts), (result.Outcome, result.Attempts));
        Assert.Equal((kind, status), (result.Failure!.Kind, result.Failure.HttpStatus));
        Assert.True(result.Failure.EndsRun);
        Assert.Equal(Paths.CancelOrder, result.Failure.Path);
        Assert.Empty(_exchange.SentTo(Paths.Order));
        return result;
    }
}
