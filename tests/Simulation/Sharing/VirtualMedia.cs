using HtxFutures.Calls.Sharing;

namespace HtxFutures.Simulation.Sharing;

/// <summary>The ledgers of an account, as one process sees them.</summary>
/// <param name="ledgers">By name; made where there is none.</param>
/// <param name="world">The time.</param>
/// <param name="own">The time of the process.</param>
/// <param name="name">What the process is known by.</param>
/// <param name="seed">Where chance comes from.</param>
internal sealed class VirtualMedia(Dictionary<string, VirtualLedger> ledgers, VirtualTime world, StoppableTime own, string name, int seed) : ILedgerMedia
{
    public BudgetScope Scope => BudgetScope.Machine;

    public string Place => "this world";

    public ILedgerMedium Open(string ledger)
    {
        if (!ledgers.TryGetValue(ledger, out VirtualLedger? there))
        {
            ledgers.Add(ledger, there = new VirtualLedger(world));
        }

        return there.OpenFor(own, name, seed);
    }
}
