using HtxFutures.Sandbox.Books.Orders;

namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>Gives new algo orders their ids. They wait on the shelves until they come into effect.</summary>
internal sealed class AlgoIntake(Venue venue, AlgoShelves shelves)
{
    public BookedAlgo Accept(SandboxAlgoTemplate terms, BookedOrder? parent = null)
    {
        long algoId = terms.AlgoId is { } wanted && OrderId.TryParse(wanted, out long given) ? given : venue.Sequences.NextAlgoId();
        long id = venue.Sequences.NextAlgoRow(AlgoWords.For(terms.Type));
        DateTimeOffset createdAt = terms.CreatedAt ?? venue.Clock.Now;
        BookedAlgo algo = new(algoId, id, parent, new SandboxAlgoOrder
        {
            AlgoId = OrderId.Text(algoId),
            Id = OrderId.Text(id),
            Terms = terms with { ClientAlgoId = ClientId(terms.ClientAlgoId, algoId) },
            ParentOrderId = parent?.View.OrderId,
            CreatedAt = createdAt,
            UpdatedAt = createdAt,
        });
        venue.Contracts.Add(terms.ContractCode);
        shelves.Add(algo);
        return algo;
    }

    private string? ClientId(string? given, long algoId) => venue.Options.AlgoClientIds switch
    {
        AlgoClientIds.Lost => null,
        AlgoClientIds.Replaced => OrderId.Text(algoId),
        _ => given,
    };
}
