using System.Globalization;
using HtxFutures.Calls.Sharing;
using HtxFutures.Time;

namespace HtxFutures.Client.Tests.Calls.Sharing;

/// <summary>A server that keeps one text for all, with a clock of its own that may leap, at the end of a line that takes its time.</summary>
internal sealed class VirtualServer(VirtualTime time)
{
    private readonly VirtualTime _time = time;
    private long _version;
    private string? _text;

    /// <summary>How far its clock is off.</summary>
    public TimeSpan Off { get; set; } = TimeSpan.FromDays(20_000);

    /// <summary>The longest way there and back.</summary>
    public TimeSpan Way { get; set; }

    /// <summary>One of so many answers is lost.</summary>
    public int LosesOneOf { get; set; } = int.MaxValue;

    /// <summary>Exchanges that came too late for what lay there.</summary>
    public int Conflicts { get; private set; }

    public int Exchanges { get; private set; }

    /// <summary>Forgets everything.</summary>
    public void Flush() => _text = null;

    public ILedgerMedium OpenFor(TimeProvider sharersTime, int seed) => new CellMedium(new Cell(this, sharersTime, new Random(seed)), sharersTime);

    private CellReading Exchange(string? expected, string? text)
    {
        Exchanges++;
        string? lies = _text is null ? null : _version.ToString(CultureInfo.InvariantCulture);
        bool accepted = text is not null && expected == lies;
        if (accepted)
        {
            _text = text;
            _version++;
        }
        else if (text is not null)
        {
            Conflicts++;
        }

        return new CellReading(
            accepted,
            _text is null ? null : _version.ToString(CultureInfo.InvariantCulture),
            accepted ? null : _text,
            (long)(_time.Elapsed + Off).TotalMicroseconds,
            TimeSpan.FromDays(1));
    }

    private sealed class Cell(VirtualServer server, TimeProvider sharersTime, Random random) : ILedgerCell
    {
        public async ValueTask<CellReading> ExchangeAsync(string? expectedVersion, string? newText, CancellationToken cancellationToken)
        {
            await PassAsync(server._time).ConfigureAwait(false);
            CellReading reading = server.Exchange(expectedVersion, newText);
            if (random.Next(server.LosesOneOf) == 1)
            {
                throw new LedgerMediumException("the answer was lost");
            }

            await PassAsync(sharersTime).ConfigureAwait(false);
            return reading;
        }

        private Task PassAsync(TimeProvider passes) => Pause.ForAsync(server.Way * random.NextDouble() / 2, passes, CancellationToken.None);
    }
}
