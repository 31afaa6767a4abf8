using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Journal;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Shows what the sessions of this process have done, also what nobody was shown.</summary>
[Cmdlet(VerbsCommon.Get, "HtxJournal")]
[OutputType(typeof(HtxJournalEntry))]
public sealed class GetHtxJournalCommand : HtxCommandBase
{
    /// <summary>Only rows from then on: a time, or how long ago.</summary>
    [Parameter(Position = 0)]
    [Moment]
    public DateTimeOffset? Since { get; set; }

    /// <summary>Only rows of these kinds.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public HtxJournalKind[]? Kind { get; set; }

    /// <summary>Only rows with one of these outcomes; wildcards allowed.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(JournalOutcomeCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Outcome { get; set; }

    /// <summary>Only rows of sessions with one of these names, open or not; wildcards allowed.</summary>
    [Parameter(ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Session { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            Wildcard[]? outcomes = Patterns(Outcome, "outcome");
            Wildcard[]? sessions = Patterns(Session, "name of a session");
            foreach (HtxJournalEntry row in ProcessJournal.Current.Snapshot())
            {
                if ((Since is not { } since || row.Time >= since) && Kind?.Contains(row.Kind) is not false && Meets(outcomes, row.Outcome) && Meets(sessions, row.Account))
                {
                    WriteObject(row);
                }
            }
        }
        catch (HtxException failure)
        {
            Fail(failure);
        }

        if (ProcessJournal.Current.Forgotten is > 0 and var forgotten)
        {
            WriteWarning($"The journal keeps the latest rows, and {forgotten} older ones are gone. Connect-HtxFutures -JournalPath keeps all in files.");
        }
    }

    private static Wildcard[]? Patterns(string[]? texts, string what) => texts is null ? null : [.. texts.Select(text => Wildcard.Parse(text, what))];

    private static bool Meets(Wildcard[]? patterns, string text) => patterns is null || Array.Exists(patterns, pattern => pattern.Matches(text));
}
