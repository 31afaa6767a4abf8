using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Wording;
using HtxFutures.Running;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>Shows the open sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "HtxSession")]
[OutputType(typeof(HtxSession))]
public sealed class GetHtxSessionCommand : HtxCommandBase
{
    /// <summary>Only sessions with one of these names; wildcards allowed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        IReadOnlyList<HtxSession> open = SessionStore.Current.Open;
        var shown = new HashSet<HtxSession>();
        IEnumerable<string?> names = Name ?? Enumerable.Repeat<string?>(null, 1);
        foreach (string? name in names)
        {
            Show(name, open, shown);
        }
    }

    private void Show(string? name, IReadOnlyList<HtxSession> open, HashSet<HtxSession> shown)
    {
        bool found = false;
        try
        {
            Wildcard? pattern = name is null ? null : Wildcard.Parse(name, "name of a session");
            foreach (HtxSession session in open.Where(session => pattern is null || pattern.Matches(session.Name)))
            {
                found = true;
                if (shown.Add(session))
                {
                    WriteObject(session);
                }
            }

            if (!found && pattern is { IsExact: true })
            {
                // Else what comes behind it in a pipeline would do nothing without a word.
                SessionResolver.Named(name!, SessionStore.Current);
            }
        }
        catch (HtxException failure)
        {
            WriteError(ErrorRecords.From(failure, name));
        }
    }
}
