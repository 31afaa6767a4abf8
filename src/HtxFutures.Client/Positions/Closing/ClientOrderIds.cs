using System.Globalization;
using HtxFutures.Time;

namespace HtxFutures.Positions.Closing;

/// <summary>
/// Makes client order ids: whole numbers, as the exchange wants them (desk facts 5.1), that rise and that no other order
/// of the account has. Each is the exchange's time in milliseconds and six digits of chance, so that what other processes
/// make at the same moment differs.
/// </summary>
/// <param name="clock">The exchange's clock.</param>
/// <param name="chance">The source of chance.</param>
internal sealed class ClientOrderIds(ExchangeClock clock, Random chance)
{
    private const int Digits = 1_000_000;

    private readonly object _gate = new();
    private long _last;

    /// <summary>Makes one.</summary>
    public string Next()
    {
        lock (_gate)
        {
            long id = (clock.Now.ToUnixTimeMilliseconds() * Digits) + chance.Next(Digits);
            _last = id > _last ? id : _last + 1;
            return _last.ToString(CultureInfo.InvariantCulture);
        }
    }
}
