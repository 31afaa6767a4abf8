using HtxFutures.Calls;
using HtxFutures.Calls.Budget;
using HtxFutures.Calls.Transport;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Errors;
using HtxFutures.Time;

namespace HtxFutures.Client.Tests.Calls;

/// <summary>HTTP status, content and code together (facts 3.1, 3.2).</summary>
public sealed class ReplyClassifierTests
{
    private static readonly ApiRequest s_cancel = new(Route.Trade(Paths.CancelOrder, Repeat.Always), "order");
    private static readonly ApiRequest s_public = new(Route.Page(Paths.Timestamp), "clock");

    [Theory]
    [InlineData(200, Recorded.CancelAccepted, nameof(AttemptOutcome.Done))]
    [InlineData(201, Recorded.CancelAccepted, nameof(AttemptOutcome.Done))]
    [InlineData(200, """{"code":"200","data":null}""", nameof(AttemptOutcome.Done))]
    [InlineData(500, Recorded.CancelAccepted, nameof(AttemptOutcome.Unanswered))] // two voices, one of them says no
    [InlineData(302, Recorded.CancelAccepted, nameof(AttemptOutcome.Unanswered))]
    [InlineData(200, """{"code":200,"status":"error","data":null}""", nameof(AttemptOutcome.Unanswered))]
    [InlineData(200, """{"code":200,"success":false,"data":null}""", nameof(AttemptOutcome.Unanswered))]
    [InlineData(200, """{"code":200,"unknownException":true,"data":null}""", nameof(AttemptOutcome.Unanswered))]
    [InlineData(200, """{"code":1061,"success":false,"data":null}""", nameof(AttemptOutcome.Refused))]
    [InlineData(200, """{"code":1061,"data":null}""", nameof(AttemptOutcome.Refused))]
    [InlineData(400, """{"code":1067,"message":"x"}""", nameof(AttemptOutcome.Refused))]
    [InlineData(200, """{"code":987654,"data":null}""", nameof(AttemptOutcome.Refused))]
    [InlineData(200, """{"code":0,"data":null}""", nameof(AttemptOutcome.Refused))]
    [InlineData(200, """{"code":1032,"data":null}""", nameof(AttemptOutcome.OverBudget))]
    [InlineData(429, """{"code":987654,"data":null}""", nameof(AttemptOutcome.OverBudget))]
    [InlineData(429, "", nameof(AttemptOutcome.OverBudget))]
    [InlineData(200, """{"code":12001,"data":null}""", nameof(AttemptOutcome.ClockOff))]
    [InlineData(403, """{"status":"error","err_code":12001,"err_msg":"x"}""", nameof(AttemptOutcome.ClockOff))]
    [InlineData(200, """{"code":1004,"data":null}""", nameof(AttemptOutcome.Busy))]
    [InlineData(500, """{"code":987654}""", nameof(AttemptOutcome.Unanswered))]
    [InlineData(502, Replies.Html, nameof(AttemptOutcome.Unanswered))]
    [InlineData(200, Replies.Html, nameof(AttemptOutcome.Unanswered))]
    [InlineData(200, "", nameof(AttemptOutcome.Unanswered))]
    [InlineData(200, """{"status":"ok","ts":1}""", nameof(AttemptOutcome.Unanswered))] // no code, no success (facts 3.1)
    [InlineData(200, """{"status":"ok","code":1061}""", nameof(AttemptOutcome.Refused))]
    [InlineData(200, """{"success":true,"data":null}""", nameof(AttemptOutcome.Unanswered))]
    [InlineData(200, """{"status":"maintain"}""", nameof(AttemptOutcome.Maintenance))]
    [InlineData(503, """{"status":"maintain"}""", nameof(AttemptOutcome.Maintenance))]
    [InlineData(200, """{"code":1431,"message":"until 12:00 (GMT+8)"}""", nameof(AttemptOutcome.Maintenance))]
    [InlineData(403, Replies.Html, nameof(AttemptOutcome.Blocked))]
    [InlineData(403, "Forbidden", nameof(AttemptOutcome.Blocked))]
    [InlineData(200, """{"code":1056,"data":[{"order_id":"1","code":200}]}""", nameof(AttemptOutcome.Settling))]
    [InlineData(200, """{"code":1411,"data":null}""", nameof(AttemptOutcome.Settling))]
    [InlineData(429, """{"code":1004,"data":null}""", nameof(AttemptOutcome.Busy))]
    [InlineData(200, """{"code":404,"message":"Resources do not exist"}""", nameof(AttemptOutcome.Foreign))]
    [InlineData(200, """{"status":"error","err-code":"api-signature-not-valid","err-msg":"x"}""", nameof(AttemptOutcome.Refused))]
    [InlineData(200, """{"code":"login-required"}""", nameof(AttemptOutcome.Refused))]
    [InlineData(200, """{"code":"order-not-possible"}""", nameof(AttemptOutcome.Refused))]
    [InlineData(429, """{"code":"too-many-requests"}""", nameof(AttemptOutcome.OverBudget))]
    [InlineData(500, """{"status":"error","err-code":"gateway-error"}""", nameof(AttemptOutcome.Unanswered))]
    [InlineData(200, """{"status":"error","err-code":"gateway-internal-error"}""", nameof(AttemptOutcome.Busy))]
    [InlineData(200, """{"status":"error","err_msg":"no number"}""", nameof(AttemptOutcome.Unanswered))]
    [InlineData(403, """{"code":987654}""", nameof(AttemptOutcome.Refused))]
    [InlineData(401, """{"code":987654}""", nameof(AttemptOutcome.Refused))]
    [InlineData(404, """{"code":404,"message":"Resources do not exist"}""", nameof(AttemptOutcome.Foreign))]
    [InlineData(404, Replies.Html, nameof(AttemptOutcome.Foreign))]
    [InlineData(302, Replies.Html, nameof(AttemptOutcome.Foreign))]
    [InlineData(407, "", nameof(AttemptOutcome.Foreign))]
    [InlineData(101, "", nameof(AttemptOutcome.Unanswered))] // garbled; it may have run
    [InlineData(0, "", nameof(AttemptOutcome.Unanswered))]
    [InlineData(101, Recorded.CancelAccepted, nameof(AttemptOutcome.Unanswered))]
    public void Each_answer_to_a_cancel_has_its_meaning(int status, string body, string happening)
    {
        Attempt attempt = Classify(s_cancel, status, body);
        Assert.Equal(happening, attempt.Outcome.ToString());
        Assert.Equal(attempt.Outcome == AttemptOutcome.Done, attempt.Failure is null);
    }

    [Theory]
    [InlineData("""{"status":"ok","ts":1789716092325}""", nameof(AttemptOutcome.Done))]
    [InlineData("""{"status":"error","ts":1789716092325}""", nameof(AttemptOutcome.Unanswered))]
    [InlineData("""{"status":"OK?"}""", nameof(AttemptOutcome.Unanswered))]
    [InlineData("""{"status":"ok","success":false}""", nameof(AttemptOutcome.Unanswered))]
    public void Only_public_pages_succeed_by_a_word(string body, string happening) =>
        Assert.Equal(happening, Classify(s_public, 200, body).Outcome.ToString());

    // The shapes of facts 3.1 and desk facts C1, each with something that only an authentication failure says.
    [Theory]
    [InlineData(200, """{"code":401,"message":"Incorrect IP address [IP地址错误]","data":null,"args":null,"ts":1791001174906,"unknownException":false}""", "code 401: Incorrect IP address [IP地址错误]")]
    [InlineData(200, """{"code":"401","msg":"Incorrect IP address"}""", "code 401: Incorrect IP address")]
    [InlineData(401, """{"code":401,"message":"Incorrect IP address"}""", "code 401: Incorrect IP address")]
    [InlineData(200, """{"code":12005,"message":"ip"}""", "code 12005: ip")]
    [InlineData(200, """{"code":12099,"message":"new"}""", "code 12099: new")]
    [InlineData(403, """{"status":"error","err_code":403,"err_msg":"Verification failure"}""", "code 403: Verification failure")]
    [InlineData(200, """{"status":"error","err-code":403,"err-msg":"Incorrect Access key"}""", "code 403: Incorrect Access key")]
    [InlineData(200, """{"status":"error","err-code":"api-signature-not-valid","err-msg":"Signature not valid","data":null}""", "api-signature-not-valid: Signature not valid")]
    [InlineData(400, """{"status":"error","err_code":"api-signature-check-failed"}""", "api-signature-check-failed")]
    [InlineData(403, """{"code":"no-such-word","message":"x"}""", "no-such-word: x")]
    [InlineData(200, """{"success":false,"error_code":401,"error_msg":"x"}""", "code 401: x")]
    public void A_refused_key_signature_or_address_is_one_in_every_shape_and_the_text_is_shown(int status, string body, string said)
    {
        HtxException failure = Classify(s_cancel, status, body).Failure!;
        Assert.Equal((HtxErrorKind.AuthenticationFailed, true), (failure.Kind, failure.EndsRun));
        Assert.Contains(said, failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Advice);
    }

    [Fact]
    public void A_wrong_address_is_told_as_what_it_is()
    {
        string advice = Classify(s_cancel, 200, """{"code":401,"message":"Incorrect IP address [IP地址错误]"}""").Failure!.Advice!;
        Assert.StartsWith("Bind the public address of this machine to the key", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("401")]
    [InlineData("403")]
    [InlineData("1253")]
    [InlineData("12007")]
    [InlineData("12008")]
    [InlineData("12099")] // of the kind, and in no table
    [InlineData("\"api-signature-not-valid\"")]
    public void The_advice_for_a_refused_signature_names_the_signing_host(string code)
    {
        Guidance advice = Classify(s_cancel, 200, $$"""{"code":{{code}}}""").Failure!.Guidance!;
        Assert.Equal(Means.SigningHost, advice.Means);
        Assert.EndsWith("The request was signed for the host api.hbdm.com. Behind a proxy or a gateway that changes the host, name the one to sign for.", advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200, """{"code":987654,"message":"what it said"}""")]
    [InlineData(200, """{"status":"error","err_msg":"what it said"}""")]
    [InlineData(200, """{"message":"what it said"}""")]
    [InlineData(503, """{"msg":"what it said"}""")]
    [InlineData(302, """{"code":987654,"message":"what it said"}""")]
    [InlineData(404, """{"code":404,"message":"what it said"}""")]
    [InlineData(429, """{"message":"what it said"}""")]
    [InlineData(500, """{"code":200,"message":"what it said"}""")]
    [InlineData(200, """{"code":1077,"message":"what it said"}""")]
    public void What_the_exchange_said_is_always_shown(int status, string body) =>
        Assert.Contains("what it said", Classify(s_cancel, status, body).Failure!.Message, StringComparison.Ordinal);

    [Fact]
    public void A_429_asks_for_its_rest_whatever_its_body_says()
    {
        var time = new VirtualTime();
        var rate = new RateReading { RetryAfter = TimeSpan.FromSeconds(4) };
        foreach (string body in (string[])["""{"code":1004}""", """{"code":200}""", """{"code":1061}""", """{"code":987654}""", "", Replies.Html])
        {
            Assert.Equal(TimeSpan.FromSeconds(4), Classify(s_cancel, 429, body, rate, time).Rest);
        }

        Assert.Equal(TimeSpan.Zero, Classify(s_cancel, 200, """{"code":1004}""", rate, time).Rest);
    }

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
        var rate = new RateReading
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
        var rate = new RateReading { Reset = time.GetUtcNow().AddHours(6).AddSeconds(2).ToUnixTimeMilliseconds() };

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

    private static Attempt Classify(ApiRequest request, int status, string body, RateReading rate = default, VirtualTime? time = null, ExchangeClock? clock = null)
    {
        time ??= new VirtualTime();
        var reply = new HttpReply { Status = status, Body = Recorded.Bytes(body), Rate = rate, Sent = time.GetTimestamp(), Received = time.GetTimestamp() };
        return new ReplyClassifier(clock ?? new ExchangeClock(time), TestKeys.AccessKey, TestKeys.MaskedAccessKey, "api.hbdm.com").Classify(request, reply);
    }
}
