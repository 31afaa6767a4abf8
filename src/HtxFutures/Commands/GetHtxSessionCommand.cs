using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>Shows the open sessions of this runspace.</summary>
[Cmdlet(VerbsCommon.Get, "HtxSession")]
[OutputType(typeof(HtxSession))]
public sealed class GetHtxSessionCommand : HtxCommandBase
{
    /// <summary>Only sessions with one of these names; wildcards allowed.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(SessionNameCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? Name { get; set; }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WildcardPattern[]? patterns = Name?.Select(name => new WildcardPattern(name, WildcardOptions.IgnoreCase | WildcardOptions.CultureInvariant)).ToArray();
        foreach (HtxSession session in SessionStore.Current.Open)
        {
            if (patterns is null || patterns.Any(pattern => pattern.IsMatch(session.Name)))
            {
                WriteObject(session);
            }
        }
    }
}
