using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>Makes an open session the default of this runspace.</summary>
[Cmdlet(VerbsCommon.Select, "HtxSession")]
[OutputType(typeof(HtxSession))]
public sealed class SelectHtxSessionCommand : HtxCommandBase
{
    /// <summary>The session, or its name.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true)]
    [Session]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public HtxSession? Session { get; set; }

    /// <summary>Passes the session on.</summary>
    [Parameter]
    public SwitchParameter PassThru { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        try
        {
            HtxSession session = SessionResolver.Resolve(Session, SessionStore.Current);
            SessionStore.Current.Select(session);
            if (PassThru)
            {
                WriteObject(session);
            }
        }
        catch (HtxException failure)
        {
            Fail(failure, Session?.Name);
        }
    }
}
