using System.Globalization;

namespace HtxFutures.Commands.Orders;

/// <summary>
/// How many algo orders were active beside a mass cancel, and what there is to say of them: when looked at, since one
/// whose cancel was taken a moment ago may be listed for a while.
/// </summary>
/// <param name="session">What names their session in a command.</param>
internal sealed class AlgosLeft(string session)
{
    // They are counted beside the cancels; this is how long anybody waits for a number afterwards.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);
    private readonly List<MassCancelScope> _scopes = [];
    private int _count;
    private string? _trouble;

    /// <summary>The same in one line; null where none is left.</summary>
    public string? Warning => (_count, _trouble) switch
    {
        (0, null) => null,
        (_, null) => string.Create(CultureInfo.InvariantCulture, $"{_count} algo {(_count == 1 ? "order" : "orders")} of {Scopes} {(_count == 1 ? "was" : "were")} still active when looked at, and can trade: {Remedy}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"How many algo orders of {Scopes} are still active, and can trade, could not be found out{(_count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {_count} at least"))}. {_trouble} {char.ToUpperInvariant(Remedy[0])}{Remedy[1..]}"),
    };

    private string Remedy => $"Get-HtxAlgoOrder{session} shows them, and Clear-HtxOrder -IncludeAlgo{session} stops them too.";

    private string Scopes => string.Join("; ", _scopes);

    /// <summary>Counts those of a scope.</summary>
    public async Task<bool> CountAsync(MassCancelScope scope, IAsyncEnumerable<HtxAlgoOrder> algos)
    {
        _scopes.Add(scope);
        try
        {
            await CountAsync(algos).WaitAsync(s_longestWait).ConfigureAwait(false);
        }
        catch (HtxException failure)
        {
            _trouble = failure.Message;
        }
        catch (TimeoutException)
        {
            _trouble = "The exchange did not list them in time.";
        }

        return true;
    }

    private async Task CountAsync(IAsyncEnumerable<HtxAlgoOrder> algos)
    {
        await foreach (HtxAlgoOrder _ in algos.ConfigureAwait(false))
        {
            _count++;
        }
    }
}
