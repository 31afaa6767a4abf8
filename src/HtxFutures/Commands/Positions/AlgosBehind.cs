using System.Globalization;

namespace HtxFutures.Commands.Positions;

/// <summary>The active algo orders of sides that were closed, which no close takes away, and which can open the position again.</summary>
/// <param name="session">What names their session in a command.</param>
internal sealed class AlgosBehind(string session)
{
    // They are only counted; this is how long anybody waits for the numbers.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromSeconds(5);

    private readonly HashSet<(string ContractCode, PositionSide Side, MarginMode Mode)> _closed = [];

    /// <summary>Whether nothing was closed.</summary>
    public bool IsEmpty => _closed.Count == 0;

    /// <summary>Takes note of what became of a position.</summary>
    public void Note(HtxCloseResult result)
    {
        if (result.Outcome is CloseOutcome.Accepted or CloseOutcome.Closed or CloseOutcome.PartiallyClosed)
        {
            _closed.Add((result.ContractCode, result.PositionSide, result.MarginMode));
        }
    }

    /// <summary>Counts them, by one listing.</summary>
    /// <returns>A warning for each contract of which some are left, or that could not be looked at.</returns>
    public async Task<IReadOnlyList<string>> CountAsync(AlgoOrderDesk desk, CancellationToken cancellationToken)
    {
        string[] contracts = [.. _closed.Select(closed => closed.ContractCode).Distinct().Order(StringComparer.Ordinal)];
        var query = new ActiveAlgoOrdersQuery { ContractCode = contracts is [var only] ? only : null };
        Dictionary<string, int> left = [];
        string? trouble = null;
        try
        {
            await CountAsync(desk.ListActiveAsync(query, cancellationToken), left).WaitAsync(s_longestWait, cancellationToken).ConfigureAwait(false);
        }
        catch (HtxException failure)
        {
            trouble = failure.Message;
        }
        catch (TimeoutException)
        {
            trouble = "The exchange did not list them in time.";
        }

        return [.. contracts.Select(contract => Warning(contract, left.GetValueOrDefault(contract), trouble)).OfType<string>()];
    }

    private async Task CountAsync(IAsyncEnumerable<HtxAlgoOrder> algos, Dictionary<string, int> left)
    {
        await foreach (HtxAlgoOrder algo in algos.ConfigureAwait(false))
        {
            if (_closed.Any(closed => MayConcern(algo, closed)))
            {
                left[algo.ContractCode] = left.GetValueOrDefault(algo.ContractCode) + 1;
            }
        }
    }

    // What is not told to be another side's may be this one's.
    private static bool MayConcern(HtxAlgoOrder algo, (string ContractCode, PositionSide Side, MarginMode Mode) closed) =>
        algo.ContractCode == closed.ContractCode
        && (algo.PositionSide == closed.Side || algo.PositionSide is PositionSide.Both or PositionSide.Unknown)
        && (algo.MarginMode == closed.Mode || algo.MarginMode == MarginMode.Unknown);

    private string? Warning(string contract, int left, string? trouble)
    {
        string sides = string.Join(" and ", _closed.Where(closed => closed.ContractCode == contract).Select(closed => closed.Side).Distinct().Order());
        string remedy = $"Get-HtxAlgoOrder {contract}{session} shows them, and Get-HtxAlgoOrder {contract}{session} | Stop-HtxAlgoOrder stops them.";
        return (left, trouble) switch
        {
            (0, null) => null,
            (_, null) => string.Create(CultureInfo.InvariantCulture, $"{left} active algo {(left == 1 ? "order" : "orders")} of {contract} {sides} {(left == 1 ? "is" : "are")} left, and can still trade: {remedy}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"Whether active algo orders of {contract} {sides} are left could not be looked at{(left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {left} at least are"))}. {trouble} {remedy}"),
        };
    }
}
