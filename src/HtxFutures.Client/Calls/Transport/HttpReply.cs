using HtxFutures.Calls.Budget;

namespace HtxFutures.Calls.Transport;

/// <summary>An answer as it came off the wire.</summary>
internal readonly record struct HttpReply
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The body, decompressed, at most <see cref="HttpTransport.LargestBody"/>.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>What the headers say of the request budget.</summary>
    public required RateReading Rate { get; init; }

    /// <summary>Before the request left, on the monotonic clock.</summary>
    public required long Sent { get; init; }

    /// <summary>After the answer's headers came, on the monotonic clock.</summary>
    public required long Received { get; init; }
}
