namespace HtxFutures.Sandbox;

/// <summary>What becomes of an answer on its way back, for a transport to carry out.</summary>
/// <param name="Kind">Whether the answer arrives.</param>
/// <param name="Delay">How much later it arrives, or the connection breaks, or what is stuck is served; <see cref="SandboxExchange.RoundTripAsync"/> sees to it.</param>
/// <param name="PaddedTo">Blanks follow the body up to this many bytes; zero for none.</param>
/// <param name="CutAt">The connection breaks after this many bytes of the body; null when it does not.</param>
public readonly record struct SandboxDelivery(
    DeliveryKind Kind,
    TimeSpan Delay = default,
    long PaddedTo = 0,
    long? CutAt = null);
