using HtxFutures.Client.Tests.Support;
using HtxFutures.Http;
using HtxFutures.Time;

namespace HtxFutures.Client.Tests.Http;

/// <summary>HTTP status, content and code together (facts 3.1, 3.2).</summary>
public sealed class ReplyClassifierTests
{
    private static readonly ApiRequest s_cancel = new(HttpMethod.Post, Paths.CancelOrder, CallKind.Cancel, "order");
    private static readonly ApiRequest s_public = new(HttpMethod.Get, Paths.Timestamp, CallKind.Public, "clock");

    [Theory]
    [InlineData(200, Recorded.CancelAccepted, nameof(Happening.Done))]
    [InlineData(201, Recorded.CancelAccepted, nameof(Happening.Done))]
    [InlineData(200, """{"code":"200","data":null}""", nameof(Happening.Done))]
    [InlineData(500, Recorded.CancelAccepted, nameof(Happening.Unanswered))] // two voices, one of them says no
    [InlineData(302, Recorded.CancelAccepted, nameof(Happening.Unanswered))]
    [InlineData(200, """{"code":200,"status":"error","data":null}""", nameof(Happening.Unanswered))]
    [InlineData(200, """{"code":200,"success":false,"data":null}""", nameof(Happening.Unanswered))]
    [InlineData(200, """{"code":200,"unknownException":true,"data":null}""", nameof(Happening.Unanswered))]
    [InlineData(200, """{"code":1061,"success":false,"data":null}""", nameof(Happening.Refused))]
    [InlineData(200, """{"code":1061,"data":null}""", nameof(Happening.Refused))]
    [InlineData(400, """{"code":1067,"message":"x"}""", nameof(Happening.Refused))]
    [InlineData(200, """{"code":987654,"data":null}""", nameof(Happening.Refused))]
    [InlineData(200, """{"code":0,"data":null}""", nameof(Happening.Refused))]
    [InlineData(200, """{"code":1032,"data":null}""", nameof(Happening.OverBudget))]
    [InlineData(429, """{"code":987654,"data":null}""", nameof(Happening.OverBudget))]
    [InlineData(429, "", nameof(Happening.OverBudget))]
    [InlineData(200, """{"code":12001,"data":null}""", nameof(Happening.ClockOff))]
    [InlineData(403, """{"status":"error","err_code":12001,"err_msg":"x"}""", nameof(Happening.ClockOff))]
    [InlineData(200, """{"code":1004,"data":null}""", nameof(Happening.Busy))]
    [InlineData(500, """{"code":987654}""", nameof(Happening.Unanswered))]
    [InlineData(502, Replies.Html, nameof(Happening.Unanswered))]
    [InlineData(200, Replies.Html, nameof(Happening.Unanswered))]
    [InlineData(200, "", nameof(Happening.Unanswered))]
    [InlineData(200, """{"status":"ok","ts":1}""", nameof(Happening.Unanswered))] // no code, no success (facts 3.1)
    [InlineData(200, """{"status":"ok","code":1061}""", nameof(Happening.Refused))]
    [InlineData(200, """{"success":true,"data":null}""", nameof(Happening.Unanswered))]
    [InlineData(200, """{"status":"maintain"}""", nameof(Happening.Maintenance))]
    [InlineData(503, """{"status":"maintain"}""", nameof(Happening.Maintenance))]
    [InlineData(200, """{"code":1431,"message":"until 12:00 (GMT+8)"}""", nameof(Happening.Maintenance))]
    [InlineData(403, Replies.Html, nameof(Happening.Blocked))]
    [InlineData(403, "Forbidden", nameof(Happening.Blocked))]
    [InlineData(403, """{"code":987654}""", nameof(Happening.Refused))]
    [InlineData(401, """{"code":987654}""", nameof(Happening.Refused))]
    [InlineData(404, """{"code":404,"message":"Resources do not exist"}""", nameof(Happening.Foreign))]
    [InlineData(404, Replies.Html, nameof(Happening.Foreign))]
    [InlineData(302, Replies.Html, nameof(Happening.Foreign))]
    [InlineData(407, "", nameof(Happening.Foreign))]
    [InlineData(101, "", nameof(Happening.Unanswered))] // garbled; it may have run
    [InlineData(0, "", nameof(Happening.Unanswered))]
    [InlineData(101, Recorded.CancelAccepted, nameof(Happening.Unanswered))]
    public void Each_answer_to_a_cancel_has_its_meaning(int status, string body, string happening)
    {
        Attempt attempt = Classify(s_cancel, status, body);
        Assert.Equal(happening, attempt.Happening.ToString());
        Assert.Equal(attempt.Happening == Happening.Done, attempt.Failure is null);
    }

    [Theory]
    [InlineData("""{"status":"ok","ts":1789716092325}""", nameof(Happening.Done))]
    [InlineData("""{"status":"error","ts":1789716092325}""", nameof(Happening.Unanswered))]
    [InlineData("""{"status":"OK?"}""", nameof(Happening.Unanswered))]
    [InlineData("""{"status":"ok","success":false}""", nameof(Happening.Unanswered))]
    public void Only_public_pages_succeed_by_a_word(string body, string happening) =>
        Assert.Equal(happening, Classify(s_public, 200, body).Happening.ToString());

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public void A_code_not_in_the_table_with_a_status_of_refused_keys_is_about_the_key(int status) =>
        Assert.Equal(HtxErrorKind.AuthenticationFailed, Classify(s_cancel, status, """{"code":987654}""").Failure!.Kind);

    [Theory]
    [InlineData(2.0, null, 2.0)]
    [InlineData(2.0, 4.0, 2.0)] // the exchange's own word goes before the general one
    [InlineData(null, 4.0, 4.0)]
    [InlineData(null, null, 5.0)]
    [InlineData(-3.0, null, 5.0)] // a reset that is over
    [InlineData(-3.0, 4.0, 4.0)]
    [InlineData(3600.0, null, 5.0)] // not a window of ours
    [InlineData(3600.0, 120.0, 120.0)]
    [InlineData(null, 120.0, 120.0)]
    [InlineData(null, 1e9, 86400.0)] // a wrong number must not shut a key out for a year
    [InlineData(null, 0.0, 5.0)]
    public void The_rest_after_too_many_requests_is_what_the_answer_says_or_five_seconds(double? reset, double? retryAfter, double rest)
    {
        var time = new VirtualTime();
        var rate = new RateHeaders
        {
            Reset = reset is { } seconds ? time.GetUtcNow().AddSeconds(seconds).ToUnixTimeMilliseconds() : null,
            RetryAfter = retryAfter is { } after ? TimeSpan.FromSeconds(after) : null,
        };
        Assert.Equal(TimeSpan.FromSeconds(rest), Classify(s_cancel, 429, "", rate, time).Rest);
        Assert.Equal(TimeSpan.FromSeconds(rest), Classify(s_cancel, 200, """{"code":1032}""", rate, time).Rest);
    }

    [Fact]
    public void The_reset_is_on_the_clock_of_the_exchange()
    {
        var time = new VirtualTime();
        var clock = new ExchangeClock(time);
        clock.Measure(time.GetTimestamp(), time.GetTimestamp(), time.GetUtcNow().AddHours(6));
        var rate = new RateHeaders { Reset = time.GetUtcNow().AddHours(6).AddSeconds(2).ToUnixTimeMilliseconds() };

        Assert.Equal(TimeSpan.FromSeconds(2), Classify(s_cancel, 429, "", rate, time, clock).Rest);
    }

    [Fact]
    public void A_failure_names_the_request_by_its_path_and_carries_code_and_status()
    {
        HtxException failure = Classify(s_cancel, 400, """{"code":1205,"message":"You have no permission"}""").Failure!;
        Assert.Equal(HtxErrorKind.PermissionDenied, failure.Kind);
        Assert.Equal(1205, failure.Code);
        Assert.Equal(400, failure.HttpStatus);
        Assert.Equal(Paths.CancelOrder, failure.Path);
        Assert.StartsWith("POST /v5/trade/cancel_order: ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("code 1205", failure.Message, StringComparison.Ordinal);
        Assert.Contains("You have no permission", failure.Message, StringComparison.Ordinal);
    }

    private static Attempt Classify(ApiRequest request, int status, string body, RateHeaders rate = default, VirtualTime? time = null, ExchangeClock? clock = null)
    {
        time ??= new VirtualTime();
        var reply = new HttpReply { Status = status, Body = Recorded.Bytes(body), Rate = rate, Sent = time.GetTimestamp(), Received = time.GetTimestamp() };
        return new ReplyClassifier(clock ?? new ExchangeClock(time), TestKeys.AccessKey, TestKeys.MaskedAccessKey).Classify(request, reply);
    }
}
