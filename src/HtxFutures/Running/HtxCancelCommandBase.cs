using System.Management.Automation;
using System.Management.Automation.Host;

namespace HtxFutures.Running;

/// <summary>
/// A cmdlet that cancels orders. Each comes out as one row, and what went wrong with it follows as its error record. A
/// failure that would meet every order ends the run, after the rows of all that are under way.
/// </summary>
public abstract class HtxCancelCommandBase : HtxSessionCommandBase
{
    private readonly RoundedIds _rounded = new();
    private bool _told;

    /// <summary>The failure that ends the run; null while there is none.</summary>
    private protected HtxException? RunEnd { get; private set; }

    /// <summary>Writes an order's row, and behind it what went wrong.</summary>
    private protected void Write(HtxCancelResult result)
    {
        // So that it is not stopped again through a session of another one.
        result = result with { Account = Client.Account };
        CurrentSession.Seen.Note(result);
        WriteRow(result);
        if (result.Outcome == CancelOutcome.NotFound)
        {
            _rounded.Note(result.OrderId ?? result.ClientOrderId);
        }

        if (result.Outcome == CancelOutcome.Filled)
        {
            WriteWarning($"{result.ContractCode} order {result.OrderId ?? result.ClientOrderId} was executed before it could be cancelled. Look at the position that it has changed.");
        }

        if (result.Failure is { EndsRun: true } end)
        {
            RunEnd ??= end;
        }
        else if (result.Failure is { } failure)
        {
            WriteFailure(failure, result);
        }
    }

    /// <summary>Tells what concerns all rows together, and ends the cmdlet where a failure has ended the run.</summary>
    private protected void EndRun()
    {
        if (_rounded.Take() is { } warning)
        {
            WriteWarning(warning);
        }

        if (RunEnd is not null)
        {
            Fail(RunEnd);
        }
    }

    /// <summary>Called when downstream takes no more (Select-Object -First, an error there), or the user has pressed Ctrl+C.</summary>
    private protected virtual void OnEnough()
    {
    }

    /// <summary>What would be left untold if the cmdlet ended here; null where there is nothing.</summary>
    private protected abstract string? Untold();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            TellEarlyEnd();
        }

        base.Dispose(disposing);
    }

    /// <summary>
    /// Tells once what nobody will be shown any more: as a warning, or where PowerShell takes none, since it is stopping,
    /// as one on the host.
    /// </summary>
    private void TellEarlyEnd()
    {
        if (_told || Untold() is not { } text)
        {
            return;
        }

        _told = true;
        try
        {
            WriteWarning(text);
        }
        catch (PipelineStoppedException)
        {
            TellHost(text);
        }
    }

    private void TellHost(string text)
    {
        object? preference = MyInvocation.BoundParameters.TryGetValue("WarningAction", out object? given) ? given : GetVariableValue("WarningPreference");
        if (LanguagePrimitives.TryConvertTo(preference, out ActionPreference wanted) && wanted is ActionPreference.SilentlyContinue or ActionPreference.Ignore)
        {
            return;
        }

        try
        {
            Host?.UI?.WriteWarningLine(text);
        }
        catch (Exception failure) when (failure is HostException or NotImplementedException or InvalidOperationException)
        {
            // A host that shows nothing.
        }
    }

    private void WriteRow(HtxCancelResult result)
    {
        bool taken = false;
        try
        {
            WriteObject(result);
            taken = true;
        }
        finally
        {
            if (!taken)
            {
                OnEnough();
                TellEarlyEnd();
            }
        }
    }
}
