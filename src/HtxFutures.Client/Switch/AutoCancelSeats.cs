namespace HtxFutures.Switch;

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
    /// <param name="except">The one that need not; null for all.</param>
    public void Tell(Action<AutoCancelWarnings> tell, AutoCancelSeat? except = null)
    {
        foreach (AutoCancelSeat seat in Open.Where(seat => !ReferenceEquals(seat, except)))
        {
            tell(seat.Warnings);
        }
    }

    /// <summary>Whether there is a user left to hear what is told.</summary>
    public bool HasListener => Open.Any(seat => !seat.IsOrphaned);

    private IEnumerable<AutoCancelSeat> Open => _seats.Select(known => known.TryGetTarget(out AutoCancelSeat? seat) ? seat : null).OfType<AutoCancelSeat>();
}
