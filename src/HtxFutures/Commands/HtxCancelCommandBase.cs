namespace HtxFutures.Commands;

/// <summary>
/// A cmdlet that cancels orders. Each comes out as one row, and what went wrong with it follows as its error record. A
/// failure that would meet every order ends the run, after the rows of all that are under way.
/// </summary>
public abstract class HtxCancelCommandBase : HtxSessionCommandBase
{
    /// <summary>The failure that ends the run; null while there is none.</summary>
    private protected HtxException? RunEnd { get; private set; }

    /// <summary>Writes an order's row, and behind it what went wrong.</summary>
    private protected void Write(HtxCancelResult result)
    {
        CurrentSession.Seen.Note(result);
        WriteRow(result);
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

    /// <summary>Ends the cmdlet where a failure has ended the run.</summary>
    private protected void EndRun()
    {
        if (RunEnd is not null)
        {
            Fail(RunEnd);
        }
    }

    /// <summary>Called when downstream has enough (Select-Object -First).</summary>
    private protected virtual void OnEnough()
    {
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
            }
        }
    }
}
