using HtxFutures.Errors;

namespace HtxFutures.Live;

/// <summary>What went wrong with the socket for changes, told in one form.</summary>
internal static class StreamFailure
{
    /// <summary>Tells it.</summary>
    /// <param name="kind">What sort of failure it is.</param>
    /// <param name="why">Why, as the end of a sentence without its full stop.</param>
    /// <param name="advice">What to do; null where there is nothing.</param>
    /// <param name="code">The exchange's code; null where it gave none.</param>
    /// <param name="status">The status of HTTP; null where no socket was refused by one.</param>
    public static HtxException Of(HtxErrorKind kind, string why, Guidance? advice = null, int? code = null, int? status = null) =>
        new(kind, $"GET {SocketDialer.Path}, order stream: {why}.") { Guidance = advice, Code = code, HttpStatus = status, Path = SocketDialer.Path };
}
