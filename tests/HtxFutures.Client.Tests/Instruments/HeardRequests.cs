using HtxFutures.Calls;

namespace HtxFutures.Client.Tests.Instruments;

/// <summary>Writes down what a client tells of its requests.</summary>
internal sealed class HeardRequests : IRequestListener
{
    public List<RequestNote> Notes { get; } = [];

    public List<string> Lines { get; } = [];

    public List<(ApiRequest Request, Happening Happening, TimeSpan Pause)> Repeated { get; } = [];

    public void Answered(RequestNote note)
    {
        Notes.Add(note);
        Lines.Add(note.ToString());
    }

    public void Repeats(ApiRequest request, Attempt attempt, TimeSpan pause) => Repeated.Add((request, attempt.Happening, pause));
}
