namespace HtxFutures.Calls.Transport;

/// <summary>The certificate of what answers at the exchange's address is refused.</summary>
/// <param name="reason">Why, for people.</param>
internal sealed class CertificateRefusedException(string reason) : Exception(reason);
