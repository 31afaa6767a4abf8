namespace HtxFutures.Sandbox.Books.Orders;

/// <summary>The open orders of an account, as a whole and per contract, so that a page costs the same wherever it starts.</summary>
internal sealed class OpenOrders
{
    private readonly BookIndex<BookedOrder> _all = new(order => order.Id);
    private readonly Dictionary<string, BookIndex<BookedOrder>> _byContract = new(StringComparer.Ordinal);
    private readonly Dictionary<long, BookedOrder> _byClientId = [];

    public int Count => _all.Count;

    public void Add(BookedOrder order)
    {
        _all.Add(order);

        // Without a client id of its own an order answers to its order id, which another may have chosen before.
        _byClientId.TryAdd(order.ClientId, order);
        if (!_byContract.TryGetValue(order.View.ContractCode, out BookIndex<BookedOrder>? contract))
        {
            contract = new BookIndex<BookedOrder>(booked => booked.Id);
            _byContract.Add(order.View.ContractCode, contract);
        }

        contract.Add(order);
    }

    public void Remove(BookedOrder order)
    {
        _all.Remove(order);
        _byContract[order.View.ContractCode].Remove(order);
        if (FindByClientId(order.ClientId) == order)
        {
            _byClientId.Remove(order.ClientId);
        }
    }

    /// <summary>The open order with a client id.</summary>
    public BookedOrder? FindByClientId(long clientId) => _byClientId.GetValueOrDefault(clientId);

    /// <summary>The open orders of a contract, or of all contracts for null.</summary>
    public IEnumerable<BookedOrder> Walk(string? contractCode, Cursor cursor)
    {
        BookIndex<BookedOrder>? index = contractCode is null ? _all : _byContract.GetValueOrDefault(contractCode);
        return index is null ? [] : index.Walk(cursor);
    }
}
