using HtxFutures.Sandbox.Books;
using HtxFutures.Sandbox.Books.Algo;
using HtxFutures.Sandbox.Books.Samples;

namespace HtxFutures.Sandbox;

/// <content>The algo orders of an account.</content>
public sealed partial class SandboxAccount
{
    /// <summary>All algo orders, those that have ended and those not yet in effect included, in the order of their ids.</summary>
    public IReadOnlyList<SandboxAlgoOrder> AlgoOrders => WithAlgos(algos => algos.Shelves.All.Select(algo => algo.View).ToArray());

    /// <summary>
    /// Places an algo order without a request; it is in effect at once, and fires at once where the price is there already.
    /// Words are taken as they are; see <see cref="SandboxAlgoTemplate"/>.
    /// </summary>
    /// <param name="template">What to place.</param>
    /// <returns>The algo order as placed.</returns>
    /// <exception cref="ArgumentException">It lacks what its type needs, or its id is no id or in use.</exception>
    public SandboxAlgoOrder AddAlgoOrder(SandboxAlgoTemplate template)
    {
        ArgumentNullException.ThrowIfNull(template);
        if (!template.IsWhole)
        {
            throw new ArgumentException("The volume, a price or a rate that this type needs is missing or makes no sense.", nameof(template));
        }

        return WithAlgos(algos => template.AlgoId is not { } text || (OrderId.TryParse(text, out long id) && !algos.Shelves.Has(id))
            ? algos.Add(template, TimeSpan.Zero).View
            : throw new ArgumentException("The algo id is no whole number above zero, or another algo order has it.", nameof(template)));
    }

    /// <summary>
    /// Places algo orders such as a desk might have: all types, both sides, cross and isolated, with and without client
    /// ids, seconds to days old, near the price of their contracts. The same for a seed.
    /// </summary>
    /// <param name="count">How many; zero or more. Five and more have every type.</param>
    /// <param name="contracts">Over how many contracts they spread, 1 to 50, as for <see cref="AddSampleOrders"/>.</param>
    /// <returns>The algo orders as placed, oldest first.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public IReadOnlyList<SandboxAlgoOrder> AddSampleAlgoOrders(int count, int contracts = 5)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfLessThan(contracts, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(contracts, SampleContracts.Count);
        return WithAlgos(algos => new SampleAlgos(_algoRandom, _venue.Sequences, _venue.Clock.Now)
            .Draw(count, contracts)
            .Select(terms => algos.Add(terms, TimeSpan.Zero).View)
            .ToArray());
    }

    /// <summary>Finds an algo order, in effect or not.</summary>
    /// <param name="algoId">The exchange's id.</param>
    /// <returns>The algo order as it stands; null when there is none.</returns>
    public SandboxAlgoOrder? FindAlgoOrder(string algoId) => WithAlgos(algos =>
        OrderId.TryParse(algoId, out long id) ? algos.Shelves.Find(id)?.View : null);

    /// <summary>Fires an algo order whatever the price is; of two legs, the stop-loss.</summary>
    /// <param name="algoId">The exchange's id.</param>
    /// <returns>False when it is not in effect, and nothing happened.</returns>
    /// <exception cref="ArgumentException">There is no such algo order.</exception>
    public bool FireAlgoOrder(string algoId) => IfActive(algoId, (algos, algo) => algos.Fire(algo, AlgoBook.Leg(algo.Terms), _venue.Clock.Steady));

    /// <summary>Lets an algo order end by itself, as failed.</summary>
    /// <param name="algoId">The exchange's id.</param>
    /// <returns>False when it is not in effect, and nothing happened.</returns>
    /// <exception cref="ArgumentException">There is no such algo order.</exception>
    public bool FailAlgoOrder(string algoId) => IfActive(algoId, (algos, algo) => algos.End(algo, SandboxAlgoState.Failed, _venue.Clock.Steady));

    /// <summary>Cancels an algo order at once, on the exchange's own account.</summary>
    /// <param name="algoId">The exchange's id.</param>
    /// <returns>False when it is not in effect, and nothing happened.</returns>
    /// <exception cref="ArgumentException">There is no such algo order.</exception>
    public bool CancelAlgoOrder(string algoId) => IfActive(algoId, (algos, algo) => algos.End(algo, SandboxAlgoState.Canceled, _venue.Clock.Steady));

    private bool IfActive(string algoId, Action<AlgoBook, BookedAlgo> change) => WithAlgos(algos =>
    {
        BookedAlgo algo = (OrderId.TryParse(algoId, out long id) ? algos.Shelves.Find(id) : null)
            ?? throw new ArgumentException("There is no such algo order.", nameof(algoId));
        if (algo.View.State != SandboxAlgoState.Active)
        {
            return false;
        }

        change(algos, algo);
        return true;
    });

    private T WithAlgos<T>(Func<AlgoBook, T> use) => WithBook(_ => use(Books.Algos));
}
