namespace HtxFutures.Commands;

/// <summary>
/// A cmdlet that cancels orders. Each comes out as one row, and what went wrong with it follows as its error record. A
/// failure that would meet every order ends the run, after the rows of all that are under way.
/// </summary>
public abstract class HtxCancelCommandBase : HtxSessionCommandBase
{
    private readonly RoundedIds _rounded = new();

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
