namespace HtxFutures.Calls;

/// <summary>Is told of the requests that are made on somebody's behalf, as they happen. Called from any thread.</summary>
internal interface IRequestListener
{
    /// <summary>A request was sent, or could not be.</summary>
    void Answered(Attempt attempt);

    /// <summary>A request is about to be sent again.</summary>
    /// <param name="attempt">Why: what the last sending came to.</param>
    /// <param name="pause">How long until then, by the repeating alone; its place in the budget may take longer.</param>
    void Repeats(Attempt attempt, TimeSpan pause);
}
