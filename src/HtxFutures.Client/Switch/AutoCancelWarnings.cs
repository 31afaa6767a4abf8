using System.Globalization;
using HtxFutures.Errors;

namespace HtxFutures.Switch;

/// <summary>What a session's user must be told of the switch and of the work in the background: each incident once, as soon as there is somebody to tell.</summary>
internal sealed class AutoCancelWarnings(TimeProvider time)
{
    private readonly List<Guidance> _pending = [];
    private DateTimeOffset _failingSince;
    private DateTimeOffset? _triggersAt;
    private string? _lastFailure;
    private int _failures;
    private bool _failureTold;
    private DateTimeOffset? _toldTrigger;

    /// <summary>The session was opened, and an earlier one has left the switch so.</summary>
    public void Found(HtxAutoCancel state)
    {
        if (state.Triggered)
        {
            _toldTrigger = state.TriggersAt; // before its time
        }
        else if (state is { Enabled: true, TriggersAt: { } at })
        {
            _pending.Add(state.KeepAlive
                ? new Guidance("The dead-man's switch of this account is set, and another session of this process renews it. To end both, switch it off.", Means.SwitchOff)
                : $"The dead-man's switch of this account is set: unless it is set again or switched off, the exchange cancels all open orders of the account at {Format(at)} on its clock.");
        }
    }

    /// <summary>Another session was closed that renewed the switch.</summary>
    /// <param name="triggersAt">When it triggers now.</param>
    public void Ended(DateTimeOffset? triggersAt) => _pending.Add(
        "The session of this account that renewed the dead-man's switch was closed: unless it is set again or switched off, "
        + $"the exchange cancels all open orders of the account at {Format(triggersAt ?? time.GetLocalNow())} on its clock.");

    /// <summary>Another session renews the switch, and who could close it is gone.</summary>
    /// <param name="how">How so, as a clause about the session.</param>
    public void Orphaned(string how) => _pending.Add(new Guidance(
        $"The dead-man's switch of this account is renewed by a session {how}. That goes on until the process ends, "
        + "and then the exchange cancels all open orders of the account. To prevent that, switch it off.",
        Means.SwitchOff));

    /// <summary>The session has set the switch, but another setting may yet arrive.</summary>
    /// <param name="isOn">Whether it has set it, or switched it off.</param>
    /// <param name="left">For how long that may be.</param>
    public void Doubted(bool isOn, TimeSpan left) => _pending.Add(
        $"The dead-man's switch is {(isOn ? "set" : "off")}, but an earlier setting of it was not answered: the exchange may still run it until {Format(time.GetLocalNow() + left)}, and then the switch would {(isOn ? "be off, or trigger sooner" : "be set")}. "
        + $"Until then it is {(isOn ? "set" : "switched off")} again from the background; leave a session of the account open until its AutoCancel is no longer InDoubt.");

    /// <summary>A setting from the background failed.</summary>
    /// <param name="message">Why.</param>
    /// <param name="triggersAt">When the switch triggers unless another one gets through; null where it was to be kept off.</param>
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
            _pending.Add($"The dead-man's switch could not be {Purpose} since {Format(_failingSince)} ({Attempts}, the last one: {_lastFailure}). It has been {(_triggersAt is null ? "switched off" : "set")} again since.");
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
    public IReadOnlyList<Guidance> Take()
    {
        if (_failures > 0 && !_failureTold)
        {
            _failureTold = true;
            _pending.Add(
                $"The dead-man's switch cannot be {Purpose} since {Format(_failingSince)} ({Attempts}, the last one: {_lastFailure}). " + (_triggersAt is { } at
                    ? $"Unless a renewal gets through, the exchange cancels all open orders of the account at {Format(at)} on its clock."
                    : "An earlier setting of it that was not answered may set it again, and then the exchange cancels all open orders of the account."));
        }

        Guidance[] texts = [.. _pending];
        _pending.Clear();
        return texts;
    }

    private string Purpose => _triggersAt is null ? "switched off again" : "renewed";

    private string Attempts => string.Create(CultureInfo.InvariantCulture, $"{_failures} {(_failures == 1 ? "attempt" : "attempts")}");

    private string Format(DateTimeOffset moment) =>
        TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone).ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
