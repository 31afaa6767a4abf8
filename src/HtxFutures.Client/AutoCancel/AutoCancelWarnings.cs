using System.Globalization;

namespace HtxFutures.AutoCancel;

/// <summary>What a user must be told of the renewals in the background: each incident once, as soon as there is somebody to tell.</summary>
internal sealed class AutoCancelWarnings(TimeProvider time)
{
    private readonly List<string> _pending = [];
    private DateTimeOffset _failingSince;
    private DateTimeOffset? _triggersAt;
    private string? _lastFailure;
    private int _failures;
    private bool _failureTold;
    private DateTimeOffset? _toldTrigger;

    /// <summary>A renewal failed.</summary>
    /// <param name="message">Why.</param>
    /// <param name="triggersAt">When the switch triggers unless another one gets through.</param>
    public void Failed(string message, DateTimeOffset? triggersAt)
    {
        if (_failures++ == 0)
        {
            _failingSince = time.GetLocalNow();
            _failureTold = false;
        }

        _lastFailure = message.TrimEnd('.');
        _triggersAt = triggersAt;
    }

    /// <summary>The switch was set again, or switched off: what failed before is over.</summary>
    public void Recovered()
    {
        if (_failures > 0 && !_failureTold)
        {
            _pending.Add($"The dead-man's switch could not be renewed since {Format(_failingSince)} ({Attempts}, the last one: {_lastFailure}). It has been set again since.");
        }

        _failures = 0;
    }

    /// <summary>The deadline has passed.</summary>
    /// <param name="at">The deadline.</param>
    /// <param name="inDoubt">Whether a renewal may have moved it whose answer was lost or late.</param>
    public void Triggered(DateTimeOffset at, bool inDoubt)
    {
        if (_toldTrigger == at)
        {
            return;
        }

        _toldTrigger = at;
        _failureTold = true; // this says more
        string why = _failures == 0 ? "" : $" Renewing it failed ({Attempts}, the last one: {_lastFailure}).";
        _pending.Add(
            $"The dead-man's switch was not set again before {Format(at)} on the exchange's clock: the exchange has cancelled all open orders of the account"
            + $"{(inDoubt ? ", unless a renewal reached it whose answer was lost or late" : "")}.{why}");
    }

    /// <summary>Takes what is to be told now.</summary>
    public IReadOnlyList<string> Take()
    {
        if (_failures > 0 && !_failureTold)
        {
            _failureTold = true;
            _pending.Add(
                $"The dead-man's switch cannot be renewed since {Format(_failingSince)} ({Attempts}, the last one: {_lastFailure}). "
                + $"Unless a renewal gets through, the exchange cancels all open orders of the account at {Format(_triggersAt ?? _failingSince)} on its clock.");
        }

        string[] texts = [.. _pending];
        _pending.Clear();
        return texts;
    }

    private string Attempts => string.Create(CultureInfo.InvariantCulture, $"{_failures} {(_failures == 1 ? "attempt" : "attempts")}");

    private string Format(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
