using System.Globalization;
using HtxFutures.Orders;

namespace HtxFutures.Commands.Orders;

/// <summary>The ids of a cmdlet that the exchange does not know and that look rounded: a whole column of them is one thing to tell.</summary>
internal sealed class RoundedIds
{
    private string? _first;
    private int _count;

    /// <summary>Takes note of an id that the exchange does not know.</summary>
    public void Note(string? id)
    {
        if (RoundedId.Suspicion(id) is not null)
        {
            _first ??= id;
            _count++;
        }
    }

    /// <summary>What there is to tell of all of them; null where the errors have said it. Told once.</summary>
    public string? Take()
    {
        int count = _count;
        _count = 0;
        return count < 2 ? null : string.Create(
            CultureInfo.InvariantCulture,
            $"{count} ids that the exchange does not know end in zeros, such as {_first}: a spreadsheet or a JSON reader has probably rounded the whole column. The orders that are meant may be open. Take the ids as text from where they came, or list the open orders: Get-HtxOrder.");
    }
}
