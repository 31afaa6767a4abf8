using System.Globalization;
using System.Runtime.CompilerServices;
using HtxFutures.Calls;
using HtxFutures.Calls.Answers;
using HtxFutures.Errors;
using HtxFutures.Orders;

namespace HtxFutures.Checkup;

/// <summary>
/// Goes through all that a session needs, from the name of the exchange to the permission to cancel. Nothing is
/// repeated, since a repeat would hide what is looked for, and no order is touched.
/// </summary>
internal sealed class SessionCheckup(Caller caller, HtxConnectOptions options)
{
    // Ids are around 1.5e18 (facts 7), so there never was an order with this one.
    private static readonly OrderReference s_impossible = OrderReference.Create("BTC-USDT", "1");

    private static readonly ApiRequest s_heartbeat = new(Route.Page("/heartbeat/"), "state of service");
    private static readonly TimeSpan s_slow = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_offByMuch = TimeSpan.FromSeconds(5);

    /// <summary>Goes through it. What needs something that failed before is reported as not checked.</summary>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async IAsyncEnumerable<HtxSessionCheck> RunAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (HtxSessionCheck check in ChecksAsync(cancellationToken).ConfigureAwait(false))
        {
            check.Account = options.Name;
            yield return check;
        }
    }

    private async IAsyncEnumerable<HtxSessionCheck> ChecksAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await NameResolution.CheckAsync(options, cancellationToken).ConfigureAwait(false);

        long started = options.TimeProvider.GetTimestamp();
        CallResult clock = await caller.CallOnceAsync(AnswerTime.Timestamp, cancellationToken).ConfigureAwait(false);
        yield return Tls(clock);
        yield return Latency(clock, options.TimeProvider.GetElapsedTime(started));
        yield return ClockOffset(clock);

        CallResult heartbeat = await caller.CallOnceAsync(s_heartbeat, cancellationToken).ConfigureAwait(false);
        yield return Service(heartbeat);

        CallResult read = await caller.CallOnceAsync(OrderRequests.Probe, cancellationToken).ConfigureAwait(false);
        yield return Signature(read);
        yield return Permission("ReadPermission", read);

        CallResult cancel = await caller.CallOnceAsync(OrderRequests.Cancel(s_impossible), cancellationToken).ConfigureAwait(false);
        yield return Permission("TradePermission", cancel);
    }

    private HtxSessionCheck Tls(CallResult clock)
    {
        if (options.Handler is not null || options.Endpoint.Address.Scheme == Uri.UriSchemeHttp)
        {
            return Passed("Tls", "not needed: requests stay on this machine");
        }

        return clock.Outcome == AttemptOutcome.NotSent ? Failed("Tls", clock) : Passed("Tls", caller.Connection.Transport.Tls ?? "secured");
    }

    private static HtxSessionCheck Latency(CallResult clock, TimeSpan took)
    {
        if (clock.Failure is not null)
        {
            return Failed("Latency", clock);
        }

        Guidance? advice = took < s_slow ? null : new("A round trip this long delays every cancel. Try a machine nearer to the exchange, or its other endpoint.", Means.OtherEndpoint);
        return Passed("Latency", string.Create(CultureInfo.InvariantCulture, $"{took.TotalMilliseconds:0} ms for a round trip"), advice);
    }

    private HtxSessionCheck ClockOffset(CallResult clock)
    {
        if (clock.Failure is not null)
        {
            return Failed("ClockOffset", clock);
        }

        if (clock.Envelope.Timestamp is null)
        {
            return new HtxSessionCheck
            {
                Check = "ClockOffset",
                Passed = false,
                Value = $"{AnswerTime.Timestamp} answers without a time that could be true",
                Guidance = new("Requests are signed by this machine's clock then. Set it, and check the endpoint.", Means.Endpoint),
            };
        }

        TimeSpan offset = caller.Connection.Clock.Offset;
        string value = string.Create(CultureInfo.InvariantCulture, $"the exchange's clock is {Math.Abs(offset.TotalMilliseconds):0} ms {(offset < TimeSpan.Zero ? "behind" : "ahead")}");
        return Passed("ClockOffset", value, offset.Duration() < s_offByMuch ? null : "Requests are signed by the exchange's clock, so this does no harm here. Set this machine's clock all the same.");
    }

    private static HtxSessionCheck Service(CallResult heartbeat)
    {
        ServiceState state = ServiceState.Read(heartbeat.Envelope.Data.Span);
        return (heartbeat.Failure, state.IsUp) switch
        {
            (not null, _) => Failed("Service", heartbeat),
            (null, true) => Passed("Service", "up"),
            (null, false) => new HtxSessionCheck
            {
                Check = "Service",
                Passed = false,
                Value = "down for maintenance",
                Advice = state.RecoversAt is { } at
                    ? string.Create(CultureInfo.InvariantCulture, $"The exchange expects to be back at {at:yyyy-MM-dd HH:mm} UTC.")
                    : "See the exchange's announcements for when it is back.",
            },
            _ => Passed("Service", "answers, and does not say whether it is up"),
        };
    }

    private HtxSessionCheck Signature(CallResult read) =>
        read.Outcome is AttemptOutcome.Done or AttemptOutcome.Refused && read.Failure?.Kind is not HtxErrorKind.AuthenticationFailed
            ? Passed("Signature", $"key {options.Credential.MaskedAccessKey} is accepted")
            : Failed("Signature", read);

    // It was done, or the exchange has gone and looked for the order: so it was allowed.
    private static HtxSessionCheck Permission(string check, CallResult call) =>
        call.Failure is null || (call.Outcome == AttemptOutcome.Refused && SpeaksOfTheOrder(call.Envelope.Code))
            ? Passed(check, "granted")
            : Failed(check, call);

    private static bool SpeaksOfTheOrder(int? code) => code is { } number && ExchangeCodes.Find(number).Class
        is CodeClass.OrderNotFound or CodeClass.NothingToCancel or CodeClass.AlreadyCanceled or CodeClass.CancelPending or CodeClass.Filled;

    private static HtxSessionCheck Passed(string check, string value, Guidance? advice = null) => new() { Check = check, Passed = true, Value = value, Guidance = advice };

    private static HtxSessionCheck Failed(string check, CallResult call) => new()
    {
        Check = check,
        Passed = false,
        Value = call.Failure!.Message,
        Guidance = call.Failure.Guidance,
    };
}
