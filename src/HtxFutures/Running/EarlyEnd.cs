using System.Globalization;

namespace HtxFutures.Running;

/// <summary>What there is to say of a run that ends before its rows do: by Ctrl+C, by what is down the pipeline, or by what is up it.</summary>
/// <param name="Command">The cmdlet.</param>
/// <param name="Words">How it speaks of what it does.</param>
/// <param name="Posted">Items that had come, and were to be sent.</param>
/// <param name="Unsent">Those of them that were not sent.</param>
/// <param name="Shown">Those whose rows were written.</param>
/// <param name="Unshown">What became of those that were known, and not written.</param>
internal sealed record EarlyEnd(string Command, RunWords Words, int Posted, int Unsent, int Shown, IReadOnlyCollection<Enum> Unshown)
{
    /// <summary>The same in one line.</summary>
    public override string ToString()
    {
        int unanswered = Posted - Unsent - Shown - Unshown.Count;
        string answered = Unshown.Count == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {Unshown.Count} more are known ({Outcomes()})");
        string open = unanswered <= 0 ? "" : string.Create(CultureInfo.InvariantCulture, $", {unanswered} not waited for");
        string unsent = Unsent == 0 ? "Not sent: what had not come yet." : string.Create(CultureInfo.InvariantCulture, $"Not sent: {Unsent}, and what had not come yet.");
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Command} was ended early: of {Posted} {Words.Items} that had come {Posted - Unsent} were sent; {Shown} have a row{answered}{open}. {unsent} What was sent takes effect all the same, and Get-HtxJournal tells of it; {Words.Look}.");
    }

    private string Outcomes() => string.Join(", ", Unshown.GroupBy(outcome => outcome).OrderBy(group => group.Key)
        .Select(group => string.Create(CultureInfo.InvariantCulture, $"{group.Key} {group.Count()}")));
}
