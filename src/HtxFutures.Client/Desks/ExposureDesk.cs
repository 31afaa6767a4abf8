using HtxFutures.Calls;
using HtxFutures.Exposure;

namespace HtxFutures;

/// <summary>The desk that shows all that can still trade or move an account. Safe to use from many threads.</summary>
public sealed class ExposureDesk
{
    private readonly Caller _caller;
    private readonly SwitchDesk _switch;
    private readonly ExposureLook _look;

    internal ExposureDesk(Caller caller, SwitchDesk theSwitch)
    {
        _caller = caller;
        _switch = theSwitch;
        _look = new ExposureLook(caller);
    }

    /// <summary>Counts open orders, algo orders and positions, and reads the balance, side by side. It costs eight reads and more.</summary>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <returns>What was seen; a part that could not be read is null in it, and then it is neither quiet nor flat.</returns>
    public Task<HtxExposure> ReadAsync(CancellationToken cancellationToken = default) => _look.TakeAsync(_switch.State, cancellationToken);

    /// <summary>The same desk, whose requests somebody hears of.</summary>
    internal ExposureDesk HeardBy(IRequestListener requests) => new(_caller.HeardBy(requests), _switch);
}
