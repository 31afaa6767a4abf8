using HtxFutures.Calls;
using HtxFutures.Errors;
using HtxFutures.Rows;
using HtxFutures.Switch;

namespace HtxFutures;

/// <summary>
/// The desk for the exchange's dead-man's switch: unless it is set again in time, the exchange cancels every open order of
/// the account (facts 2.4). Safe to use from many threads.
/// </summary>
public sealed class SwitchDesk
{
    private readonly AutoCancelSwitch _switch;
    private readonly AutoCancelSeat _seat;
    private readonly Caller _caller;

    internal SwitchDesk(Caller caller)
        : this(AutoCancelSwitches.For(caller.Connection.Account, caller.Connection.Time, caller.Connection.Jitter), new AutoCancelSeat(caller, caller.Connection.Time), caller)
    {
    }

    private SwitchDesk(AutoCancelSwitch theSwitch, AutoCancelSeat seat, Caller caller)
    {
        _switch = theSwitch;
        _seat = seat;
        _caller = caller;
    }

    /// <summary>The switch, as the clients of this account in this process have left it.</summary>
    public HtxAutoCancel State => Named(_switch.State);

    /// <summary>Sets the switch, or sets it again.</summary>
    /// <param name="timeout">How long until the exchange cancels; from 5 s on. Half a minute leaves room for a slow network.</param>
    /// <param name="keepAlive">Whether to renew it from the background, every third of the time-out, until it is switched off or the client is disposed; null to leave that as it is.</param>
    /// <param name="cancellationToken">Gives it up; it may have been set.</param>
    /// <returns>The switch as the exchange confirmed it.</returns>
    /// <exception cref="HtxException">It failed; a renewing in the background goes on as before.</exception>
    public async Task<HtxAutoCancel> EnableAsync(TimeSpan timeout, bool? keepAlive = null, CancellationToken cancellationToken = default) =>
        Named(await _switch.EnableAsync(_seat, _caller, timeout, keepAlive, cancellationToken).ConfigureAwait(false));

    /// <summary>Switches it off, whoever has set it, and stops renewing it.</summary>
    /// <param name="cancellationToken">Gives it up; it may have been switched off.</param>
    /// <returns>The switch as the exchange confirmed it.</returns>
    /// <exception cref="HtxException">It failed; a renewing in the background goes on as before, since the switch may still be set.</exception>
    public async Task<HtxAutoCancel> DisableAsync(CancellationToken cancellationToken = default) =>
        Named(await _switch.DisableAsync(_seat, _caller, cancellationToken).ConfigureAwait(false));

    /// <summary>What is done for the switch in the background; completed where there is nothing.</summary>
    internal Task Keeping => _switch.Keeping;

    /// <summary>The same desk, whose requests somebody hears of; those of the background, which nobody waits for, are heard by nobody.</summary>
    internal SwitchDesk HeardBy(IRequestListener listener) => new(_switch, _seat, _caller.HeardBy(listener));

    /// <summary>Its client was opened.</summary>
    internal void Join() => _switch.Join(_seat);

    /// <summary>Its client is closed.</summary>
    internal void Leave() => _switch.Leave(_seat);

    /// <summary>What the user must be told of the background, each incident once.</summary>
    internal IReadOnlyList<Guidance> TakeWarnings() => _switch.TakeWarnings(_seat);

    /// <summary>Who could close the client is gone; another user of the account must know, where there is one, should it renew the switch.</summary>
    /// <param name="how">How so, as a clause about the session.</param>
    /// <param name="isTold">Whether another session of the account tells of it.</param>
    /// <returns>Whether it does.</returns>
    internal bool Orphan(string how, out bool isTold) => _switch.Orphan(_seat, how, out isTold);

    // The switch is the account's; what it is called is this client's own.
    private HtxAutoCancel Named(HtxAutoCancel state) => state.With(row => row.Account = _caller.Connection.Account.Name);
}
