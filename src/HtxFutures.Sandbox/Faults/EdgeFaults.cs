using System.Text;

namespace HtxFutures.Sandbox.Faults;

/// <summary>What keeps a request from the exchange: the network, the edge in front of it (facts 3.1, "Edge"), a proxy.</summary>
internal static class EdgeFaults
{
    private const string Html = "text/html; charset=UTF-8";

    private static readonly TimeSpan s_defaultLateness = TimeSpan.FromSeconds(5);

    /// <summary>What happens instead; null when the request passes.</summary>
    public static SandboxReply? Intercept(FaultPlan plan)
    {
        if (plan.Take(FaultKind.RefuseConnection) is not null)
        {
            return Nothing(DeliveryKind.Refused);
        }

        if (plan.Take(FaultKind.DropBefore) is not null)
        {
            return Nothing(DeliveryKind.Dropped);
        }

        if (plan.Take(FaultKind.HangBefore) is not null)
        {
            return Nothing(DeliveryKind.Hung);
        }

        if (plan.Take(FaultKind.LateArrival)?.Rule is { } late)
        {
            return Empty(0, []) with { Delivery = new SandboxDelivery(DeliveryKind.Stuck, late.Span ?? s_defaultLateness) };
        }

        if (plan.Take(FaultKind.BadGatewayBefore) is not null)
        {
            return BadGateway();
        }

        if (plan.Take(FaultKind.ServiceUnavailable) is not null)
        {
            return Page(503, "503 Service Temporarily Unavailable");
        }

        if (plan.Take(FaultKind.Forbidden) is not null)
        {
            return Page(403, "Sorry, you have been blocked");
        }

        if (plan.Take(FaultKind.Redirect) is { } redirect)
        {
            return Redirect(redirect, plan.Target.Request.Path);
        }

        return plan.Take(FaultKind.SignInPage) is not null ? Page(200, "Sign in to the network") : null;
    }

    public static SandboxReply BadGateway() => Page(502, "502 Bad Gateway");

    private static SandboxReply Nothing(DeliveryKind kind) => Empty(0, []) with { Delivery = new SandboxDelivery(kind) };

    private static SandboxReply Redirect(ArmedRule redirect, string path)
    {
        int status = redirect.Rule.Code ?? (redirect.Random.Next(2) == 0 ? 302 : 307);

        // The name is reserved for never being found (RFC 6761), so a client that follows goes nowhere.
        return Empty(status, [new("Location", $"https://elsewhere.invalid{path}")]);
    }

    private static SandboxReply Empty(int status, IReadOnlyList<KeyValuePair<string, string>> headers) =>
        new(status, Html, headers, ReadOnlyMemory<byte>.Empty);

    private static SandboxReply Page(int status, string title) => new(status, Html, [], Encoding.UTF8.GetBytes(
        $"<!DOCTYPE html>\n<html>\n<head><title>{title}</title></head>\n<body><h1>{title}</h1></body>\n</html>\n"));
}
