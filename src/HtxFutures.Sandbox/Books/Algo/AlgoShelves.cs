namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>Where the algo orders of an account lie: those in effect and those that have ended, each type on a shelf of its own.</summary>
internal sealed class AlgoShelves
{
    private readonly Dictionary<(SandboxAlgoType Type, bool IsOpen), BookIndex<BookedAlgo>> _shelves = [];
    private readonly SortedDictionary<long, BookedAlgo> _byAlgoId = [];
    private readonly Dictionary<string, BookedAlgo> _byClientId = new(StringComparer.Ordinal);

    /// <summary>All of them, by their ids.</summary>
    public IEnumerable<BookedAlgo> All => _byAlgoId.Values;

    public bool Has(long algoId) => _byAlgoId.ContainsKey(algoId);

    public BookedAlgo? Find(long algoId) => _byAlgoId.GetValueOrDefault(algoId);

    /// <summary>The one that has had a client id last.</summary>
    public BookedAlgo? Find(string clientId) => _byClientId.GetValueOrDefault(clientId);

    /// <summary>Takes one in that is not in effect yet.</summary>
    public void Add(BookedAlgo algo)
    {
        _byAlgoId.Add(algo.AlgoId, algo);
        if (algo.Terms.ClientAlgoId is { } clientId)
        {
            _byClientId[clientId] = algo;
        }
    }

    /// <summary>Forgets one that has never been in effect.</summary>
    public void Forget(BookedAlgo algo)
    {
        _byAlgoId.Remove(algo.AlgoId);
        if (algo.Terms.ClientAlgoId is { } clientId && Find(clientId) == algo)
        {
            _byClientId.Remove(clientId);
        }
    }

    /// <summary>Shows one from now on as open.</summary>
    public void Open(BookedAlgo algo) => Shelf(algo.Terms.Type, isOpen: true).Add(algo);

    /// <summary>Shows one from now on as ended.</summary>
    public void End(BookedAlgo algo)
    {
        Shelf(algo.Terms.Type, isOpen: true).Remove(algo);
        Shelf(algo.Terms.Type, isOpen: false).Add(algo);
    }

    public IEnumerable<BookedAlgo> Walk(SandboxAlgoType type, bool isOpen, Cursor cursor) => Shelf(type, isOpen).Walk(cursor);

    private BookIndex<BookedAlgo> Shelf(SandboxAlgoType type, bool isOpen)
    {
        if (!_shelves.TryGetValue((type, isOpen), out BookIndex<BookedAlgo>? shelf))
        {
            shelf = new BookIndex<BookedAlgo>(algo => algo.Id);
            _shelves.Add((type, isOpen), shelf);
        }

        return shelf;
    }
}
