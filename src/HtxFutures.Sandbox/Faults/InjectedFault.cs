using System.Globalization;

namespace HtxFutures.Sandbox;

/// <summary>One fault that took effect.</summary>
/// <param name="Request">The number of the request among all that were sent, from 1; those that never arrived have one too.</param>
/// <param name="Kind">The fault.</param>
/// <param name="Method">The request's method.</param>
/// <param name="Path">The request's path.</param>
/// <param name="At">When, by the time provider's clock.</param>
public sealed record InjectedFault(int Request, FaultKind Kind, string Method, string Path, DateTimeOffset At)
{
    /// <summary>The fault as one line of a print-out.</summary>
    /// <returns>Number, time, fault, method and path.</returns>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"#{Request} {At:HH:mm:ss.fff} {Kind}: {Method} {Path}");
}
