namespace HtxFutures.AutoCancel;

/// <summary>The open sessions of an account. One that is forgotten without having been closed is not kept from the collector.</summary>
internal sealed class AutoCancelSeats
{
    private readonly List<WeakReference<AutoCancelSeat>> _seats = [];

    /// <summary>One that is open, the latest first; null where there is none.</summary>
    public AutoCancelSeat? Any => Open.LastOrDefault();

    public void Add(AutoCancelSeat seat)
    {
        _seats.RemoveAll(known => !known.TryGetTarget(out _));
        _seats.Add(new WeakReference<AutoCancelSeat>(seat));
    }

    public void Remove(AutoCancelSeat seat)
    {
        seat.IsClosed = true;
        _seats.RemoveAll(known => !known.TryGetTarget(out AutoCancelSeat? open) || ReferenceEquals(open, seat));
    }

    /// <summary>Has the user of each be told something.</summary>
    /// <param name="tell">What.</param>
    /// <returns>Whether there was any.</returns>
    public bool Tell(Action<AutoCancelWarnings> tell)
    {
        List<AutoCancelSeat> told = [.. Open.Where(seat => !seat.IsOrphaned)];
        told.ForEach(seat => tell(seat.Warnings));
        return told.Count > 0;
    }

    private IEnumerable<AutoCancelSeat> Open => _seats.Select(known => known.TryGetTarget(out AutoCancelSeat? seat) ? seat : null).OfType<AutoCancelSeat>();
}
