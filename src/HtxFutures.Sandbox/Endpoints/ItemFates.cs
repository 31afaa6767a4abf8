using HtxFutures.Sandbox.Codes;
using HtxFutures.Sandbox.Faults;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>What faults do to the single things that a request works on.</summary>
internal sealed class ItemFates
{
    private static readonly ItemFates s_none = new(0);

    private readonly int?[] _refusals;
    private readonly bool[] _fills;

    private ItemFates(int count) => (_refusals, _fills) = (new int?[count], new bool[count]);

    /// <summary>Draws the fates of things that are about to be worked on.</summary>
    /// <param name="plan">The faults; null for none.</param>
    /// <param name="mayGetAway">For each of them whether, once its cancel is accepted, it can still be executed instead.</param>
    public static ItemFates Draw(FaultPlan? plan, IReadOnlyList<bool> mayGetAway)
    {
        if (plan is null)
        {
            return s_none;
        }

        ItemFates fates = new(mayGetAway.Count);
        int[] all = Enumerable.Range(0, mayGetAway.Count).ToArray();
        while (all.Length > 0 && plan.Take(FaultKind.FailItems) is { } fail)
        {
            foreach (int index in fail.Pick(all))
            {
                fates._refusals[index] ??= fail.Rule.Code ?? ReplyCode.Busy;
            }
        }

        int[] cancelable = all.Where(index => fates._refusals[index] is null && mayGetAway[index]).ToArray();
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
    public static T[] Arrange<T>(FaultPlan? plan, T[] items)
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

    /// <summary>The same for a batch, whose results come in any order without a fault too (facts 4).</summary>
    public static T[] ArrangeBatch<T>(ApiCall call, T[] items)
    {
        if (call.Options.ShuffleBatchAnswers)
        {
            call.Random.Shuffle(items);
        }

        return Arrange(call.Faults, items);
    }

    /// <summary>The code that a thing is refused with; null when it is processed.</summary>
    public int? RefusalOf(int index) => this == s_none ? null : _refusals[index];

    /// <summary>It is executed while its cancel is under way.</summary>
    public bool FillsInstead(int index) => this != s_none && _fills[index];
}
