using HtxFutures.Calls;

namespace HtxFutures.Client.Tests.Instruments;

/// <summary>Writes down what a client tells of its requests.</summary>
internal sealed class HeardRequests : IRequestListener
{
    public List<Attempt> Attempts { get; } = [];

    public List<string> Lines { get; } = [];

    public List<(ApiRequest Request, AttemptOutcome Outcome, TimeSpan Pause)> Repeated { get; } = [];

    public void Answered(Attempt attempt)
    {
        Attempts.Add(attempt);
        Lines.Add(attempt.ToString());
    }

    public void Repeats(Attempt attempt, TimeSpan pause) => Repeated.Add((attempt.Request, attempt.Outcome, pause));
}
