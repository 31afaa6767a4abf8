using HtxFutures.Calls;

namespace HtxFutures.Switch;

/// <summary>Sends a setting of the dead-man's switch, and tells of each that was not answered.</summary>
internal static class AutoCancelSender
{
    /// <summary>Sends a setting.</summary>
    /// <param name="caller">What to send it through.</param>
    /// <param name="timeout">How long until it triggers; null to switch it off.</param>
    /// <param name="confirmed">Told when it was confirmed.</param>
    /// <param name="doubted">Told when it, or an earlier attempt of it, may have run, or may yet run, without an answer; after what was confirmed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">Gives it up; it may have run.</param>
    /// <exception cref="HtxException">It failed.</exception>
    public static async Task SendAsync(
        Caller caller, TimeSpan? timeout, Action<AutoCancelSetting> confirmed, Action doubted, TimeProvider time, CancellationToken cancellationToken)
    {
        ApiRequest request = AutoCancelRequest.Create(timeout);
        bool mayHaveRun = false;
        try
        {
            CallResult call = (await caller.CallAsync(
                request.Route,
                () =>
                {
                    mayHaveRun = true; // until the answer says what became of it
                    return request;
                },
                caller.NewCount(),
                null,
                cancellationToken).ConfigureAwait(false))!.Value;
            mayHaveRun = call.MayHaveRun;
            if (call.Failure is { } failure)
            {
                throw mayHaveRun && !failure.EndsRun ? Unknown(timeout, failure) : failure;
            }

            confirmed(AutoCancelSetting.Read(timeout, call.Envelope, caller.Connection.Clock.Now, call.Sent, time.GetTimestamp()));
        }
        finally
        {
            if (mayHaveRun)
            {
                doubted();
            }
        }
    }

    private static HtxException Unknown(TimeSpan? timeout, HtxException failure) => new(
        HtxErrorKind.OutcomeUnknown,
        $"It is not known whether the exchange has {(timeout is null ? "switched the dead-man's switch off" : "set the dead-man's switch")}. {failure.Message}",
        failure)
    {
        Code = failure.Code,
        HttpStatus = failure.HttpStatus,
        Path = failure.Path,
        Advice = "Try again: to set it twice, or to switch it off twice, does no harm.",
    };
}
