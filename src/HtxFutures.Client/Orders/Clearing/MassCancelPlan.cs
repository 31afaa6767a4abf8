namespace HtxFutures;

/// <summary>What a mass cancel is about to meet: the open orders of its scope, as they were listed before it is sent.</summary>
public sealed record MassCancelPlan
{
    internal MassCancelPlan(MassCancelScope scope, IReadOnlyList<HtxOrder> orders, HtxException? failure)
    {
        Scope = scope;
        Orders = orders;
        Failure = failure;
    }

    /// <summary>Which orders are meant.</summary>
    public MassCancelScope Scope { get; }

    /// <summary>Those that are open, oldest first; as far as they could be listed.</summary>
    public IReadOnlyList<HtxOrder> Orders { get; }

    /// <summary>Why they could not be listed to the end; null where they could.</summary>
    public HtxException? Failure { get; }
}
