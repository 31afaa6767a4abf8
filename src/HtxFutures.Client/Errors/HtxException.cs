using HtxFutures.Errors;

namespace HtxFutures;

/// <summary>A request that did not do what was asked. The message is for people and holds no secret.</summary>
public sealed class HtxException : Exception
{
    /// <summary>Creates an error.</summary>
    /// <param name="kind">What went wrong.</param>
    /// <param name="message">A text for people: what happened, and to what.</param>
    /// <param name="innerException">What caused it, if anything did. Its texts must hold no secret.</param>
    public HtxException(HtxErrorKind kind, string message, Exception? innerException = null)
        : base(message, innerException) => Kind = kind;

    /// <summary>What went wrong.</summary>
    public HtxErrorKind Kind { get; }

    /// <summary>What the user can do about it; <see langword="null"/> where there is nothing to say.</summary>
    public string? Advice
    {
        get => Guidance;
        init => Guidance = value;
    }

    /// <summary>The exchange's own code (facts 3.2); <see langword="null"/> where it gave none.</summary>
    public int? Code { get; init; }

    /// <summary>The HTTP status of the answer; <see langword="null"/> where there was none.</summary>
    public int? HttpStatus { get; init; }

    /// <summary>The path that was requested, without its query; <see langword="null"/> where nothing was.</summary>
    public string? Path { get; init; }

    /// <summary>The moment before which nothing is sent, on the local clock; <see langword="null"/> where nothing is held back.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The same, for an interface that has names of its own for what serves to do it.</summary>
    internal Guidance? Guidance { get; init; }

    /// <summary>Whether it is about one answer or one listing and what is in it, whatever its kind.</summary>
    internal bool ConcernsOneAnswer { get; init; }

    /// <summary>The same failure, told as a part of what it has spoiled.</summary>
    /// <param name="what">What that is, as a sentence.</param>
    /// <param name="concernsOneAnswer">Whether it is about that part alone, whatever else would meet the same.</param>
    internal HtxException Within(string what, bool concernsOneAnswer = false) =>
        Told($"{what} {Message}", Guidance, concernsOneAnswer || ConcernsOneAnswer);

    /// <summary>The same failure, with another remedy.</summary>
    internal HtxException Advising(Guidance? guidance) => Told(Message, guidance, ConcernsOneAnswer);

    private HtxException Told(string message, Guidance? guidance, bool concernsOneAnswer) => new(Kind, message, InnerException)
    {
        Code = Code,
        HttpStatus = HttpStatus,
        Path = Path,
        RetryAt = RetryAt,
        Guidance = guidance,
        ConcernsOneAnswer = concernsOneAnswer,
    };

    /// <summary>
    /// Whether this ends a whole run: the next request would meet the same. The others are about one order or one
    /// request.
    /// </summary>
    public bool EndsRun => !ConcernsOneAnswer && Kind is HtxErrorKind.NotConnected or HtxErrorKind.AuthenticationFailed or HtxErrorKind.ClockSkew
        or HtxErrorKind.Unavailable or HtxErrorKind.Blocked or HtxErrorKind.UnexpectedResponse;
}
