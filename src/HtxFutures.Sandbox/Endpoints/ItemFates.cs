using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Faults;
using HtxFutures.Sandbox.Orders;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>What faults do to the single orders that a request cancels.</summary>
internal sealed class ItemFates
{
    private static readonly ItemFates s_none = new(0);

    private readonly int?[] _refusals;
    private readonly bool[] _fills;

    private ItemFates(int count) => (_refusals, _fills) = (new int?[count], new bool[count]);

    /// <summary>Draws the fates of orders that are about to be cancelled; null stands for an unknown one.</summary>
    public static ItemFates Draw(FaultPlan? plan, IReadOnlyList<BookedOrder?> orders)
    {
        if (plan is null)
        {
            return s_none;
        }

        ItemFates fates = new(orders.Count);
        int[] all = Enumerable.Range(0, orders.Count).ToArray();
        while (all.Length > 0 && plan.Take(FaultKind.FailItems) is { } fail)
        {
            foreach (int index in fail.Pick(all))
            {
                fates._refusals[index] ??= fail.Rule.Code ?? ReplyCode.Busy;
            }
        }

        int[] cancelable = all.Where(index =>
            fates._refusals[index] is null && orders[index]?.View is { IsOpen: true, IsCanceling: false }).ToArray();
        while (cancelable.Length > 0 && plan.Take(FaultKind.FillInstead) is { } fill)
        {
            foreach (int index in fill.Pick(cancelable))
            {
                fates._fills[index] = true;
            }
        }

        return fates;
    }

    /// <summary>Leaves out results and changes their order, as far as that will be seen.</summary>
    public static CancelItem[] Arrange(FaultPlan? plan, CancelItem[] items)
    {
        if (plan is null || plan.Has(FaultKind.BusyAfter))
        {
            return items;
        }

        while (items.Length > 0 && plan.Take(FaultKind.OmitItems) is { } omit)
        {
            items = items.Except(omit.Pick(items)).ToArray();
        }

        if (items.Length > 1 && plan.Take(FaultKind.ShuffleItems) is { } shuffle)
        {
            shuffle.Random.Shuffle(items);
        }

        return items;
    }

    /// <summary>The code that an order is refused with; null when it is processed.</summary>
    public int? RefusalOf(int index) => this == s_none ? null : _refusals[index];

    /// <summary>The order is executed while its cancel is under way.</summary>
    public bool FillsInstead(int index) => this != s_none && _fills[index];
}
