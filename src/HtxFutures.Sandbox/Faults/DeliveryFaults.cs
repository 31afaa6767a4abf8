namespace HtxFutures.Sandbox.Faults;

/// <summary>What happens to an answer on its way back.</summary>
internal static class DeliveryFaults
{
    private const long DefaultLength = 512L << 20;

    private static readonly TimeSpan s_defaultDelay = TimeSpan.FromSeconds(1);

    public static SandboxReply Apply(FaultPlan plan, SandboxReply reply)
    {
        SandboxDelivery delivery = reply.Delivery;
        if (plan.Take(FaultKind.HangAfter) is not null)
        {
            delivery = new SandboxDelivery(DeliveryKind.Hung);
        }
        else if (plan.Take(FaultKind.DropAfter) is not null)
        {
            delivery = new SandboxDelivery(DeliveryKind.Dropped);
        }

        if (plan.Take(FaultKind.HugeBody) is { } huge)
        {
            delivery = delivery with { PaddedTo = huge.Rule.Amount ?? DefaultLength };
        }

        long length = Math.Max(delivery.PaddedTo, reply.Body.Length);
        if (length > 0 && plan.Take(FaultKind.CutBody) is { } cut)
        {
            delivery = delivery with { CutAt = ReplyFaults.CutAt(cut, length) };
        }

        while (plan.Take(FaultKind.Delay) is { } delay)
        {
            delivery = delivery with { Delay = delivery.Delay + Draw(delay) };
        }

        return delivery == reply.Delivery ? reply : reply with { Delivery = delivery };
    }

    /// <summary>In whole milliseconds, since timers are no finer; one at least, else the answer would not be late.</summary>
    private static TimeSpan Draw(ArmedRule delay)
    {
        long longest = Math.Max(1, (long)(delay.Rule.Span ?? s_defaultDelay).TotalMilliseconds);
        return TimeSpan.FromMilliseconds(delay.Random.NextInt64(1, longest + 1));
    }
}
