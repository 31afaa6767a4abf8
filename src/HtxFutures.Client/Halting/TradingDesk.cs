using HtxFutures.Calls;
using HtxFutures.Exposure;
using HtxFutures.Halting;
using HtxFutures.Orders;

namespace HtxFutures;

/// <summary>The desk for all of an account's trading at once: stops it, and proves it. Safe to use from many threads.</summary>
public sealed class TradingDesk
{
    private readonly Caller _caller;
    private readonly IOrderNews _news;

    internal TradingDesk(Caller caller, IOrderNews news) => (_caller, _news) = (caller, news);

    /// <summary>
    /// Stops trading: cancels the open orders, then the algo orders, closes positions where that is asked for, and goes on
    /// until two looks in a row show nothing left. What went wrong is in the report, not thrown. Its requests go ahead of
    /// all others of the account; the first leaves at once.
    /// </summary>
    /// <param name="scope">What is to be stopped.</param>
    /// <param name="options">How far to go; null for orders and algo orders alone.</param>
    /// <param name="cancellationToken">Gives it up; what was sent takes effect all the same.</param>
    /// <exception cref="ArgumentException">The options contradict each other, or the time-out is not more than zero.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public Task<HtxStopReport> StopAsync(TradingScope scope, StopTradingOptions? options = null, CancellationToken cancellationToken = default) =>
        BeginHalt(scope, options ?? new StopTradingOptions(), new HaltListeners()).RunAsync(cancellationToken);

    /// <summary>Looks once at all that would be stopped, for who has to agree to it.</summary>
    /// <param name="scope">What would be.</param>
    /// <param name="requests">Hears of the requests; null for nobody.</param>
    /// <param name="cancellationToken">Gives the look up.</param>
    internal Task<TradingLook> LookAsync(TradingScope scope, IRequestListener? requests, CancellationToken cancellationToken) =>
        new TradingLooks(_caller.HeardBy(requests), scope).Begin(cancellationToken).WholeAsync();

    /// <summary>Makes ready to stop; nothing is sent before it runs.</summary>
    /// <inheritdoc cref="StopAsync"/>
    internal TradingHalt BeginHalt(TradingScope scope, StopTradingOptions options, HaltListeners listeners)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (options is { ClosesPositions: true, KeepsProtection: true })
        {
            throw new ArgumentException("Positions that are closed need no protection: either close them, or keep theirs.", nameof(options));
        }

        return options.Timeout > TimeSpan.Zero
            ? new TradingHalt(_caller, _news, scope, options, listeners)
            : throw new ArgumentException($"The time-out {options.Timeout} is refused: it must be more than zero.", nameof(options));
    }
}
