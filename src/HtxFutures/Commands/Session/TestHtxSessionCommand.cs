using System.Management.Automation;
using HtxFutures.Formatting;
using HtxFutures.Rows;
using HtxFutures.Running;
using HtxFutures.Wording;

namespace HtxFutures.Commands;

/// <summary>Tells whether a session can do its work, or with -Detailed what it needs and whether it has it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HtxSession")]
[OutputType(typeof(bool), typeof(HtxSessionCheck))]
public sealed class TestHtxSessionCommand : HtxSessionCommandBase
{
    private HtxException? _notConnected;

    /// <summary>Gives one row for each check instead of one answer for all.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <inheritdoc/>
    private protected override void Act()
    {
        bool passed = true;
        HtxException? notConnected = _notConnected;
        _notConnected = null;
        foreach (HtxSessionCheck found in notConnected is null ? Stream(stop => Client.CheckAsync(Messages, stop), CurrentSession) : [NoSession(notConnected)])
        {
            HtxSessionCheck check = found.With(row => row.Advice = GuidanceWords.Of(found.Guidance));
            passed &= check.Passed;
            if (Detailed)
            {
                ConsoleWidth.Note(check, Host);
                WriteObject(check);
            }
            else if (!check.Passed)
            {
                // One that fails decides; why is said to who asks.
                WriteVerbose($"{check.Check}: {check.Value} {check.Advice}");
                break;
            }
        }

        if (!Detailed)
        {
            WriteObject(passed);
        }
    }

    // Whether there is a session is the first thing that is asked: "no" is an answer, not an error.
    private protected override void OnNotConnected(HtxException failure)
    {
        if (failure.Kind != HtxErrorKind.NotConnected)
        {
            base.OnNotConnected(failure);
        }

        _notConnected = failure;
    }

    private static HtxSessionCheck NoSession(HtxException failure) => new()
    {
        Check = "Session",
        Passed = false,
        Value = failure.Message,
        Guidance = failure.Guidance,
    };
}
