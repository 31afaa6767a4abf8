using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Running;

/// <summary>
/// A cmdlet that tells what became of things. Each comes out as one row, and what went wrong with it follows as its error
/// record. A failure that would meet all of an account ends its part, after the rows of those that are under way.
/// </summary>
/// <typeparam name="TResult">The rows.</typeparam>
public abstract class HtxResultCommandBase<TResult> : HtxSessionCommandBase
{
    private bool _told;

    /// <summary>Goes on until the exchange shows as final what was done.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest wait; given alone, it means -Wait.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [Duration]
    [DurationValidation(MostSeconds = 24 * 60 * 60)]
    public TimeSpan WaitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long to go on; null for not at all.</summary>
    private protected TimeSpan? WaitLimit => IsBound(nameof(Wait)) ? (Wait ? WaitTimeout : null) : IsBound(nameof(WaitTimeout)) ? WaitTimeout : null;

    /// <summary>What there is to tell beside the rows.</summary>
    private protected abstract ResultTelling<TResult> Telling { get; }

    /// <summary>Writes a row, and behind it what went wrong.</summary>
    /// <param name="account">Where it became known.</param>
    /// <param name="result">The row.</param>
    /// <param name="whose">Whose it is, where that is another account; null where it is not.</param>
    private protected void Write(AccountAtWork account, TResult result, string? whose = null)
    {
        Telling.Note(result, account.Session);
        account.Session.Journal.Flush();
        WriteRow(result);
        if (Telling.Warning(result) is { } warning)
        {
            Warn(account, warning);
        }

        if (Telling.Failure(result) is not { } failure)
        {
            return;
        }

        if (failure.EndsRun)
        {
            account.Ends(failure, null); // after the rows of those that are under way
        }
        else
        {
            WriteFailure(whose is null ? Named(account, failure) : Elsewhere(whose, failure), result);
        }
    }

    /// <inheritdoc/>
    private protected override void TellLast()
    {
        if (Telling.LastWarning() is { } warning)
        {
            WriteWarning(warning);
        }
    }

    /// <summary>Called when downstream takes no more (Select-Object -First, an error there), or the user has pressed Ctrl+C.</summary>
    private protected virtual void OnEnough()
    {
    }

    /// <summary>What would be left untold if the cmdlet ended here: a text for each warning.</summary>
    private protected abstract IEnumerable<string> Untold();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            TellEarlyEnd();
        }

        base.Dispose(disposing);
    }

    private void WriteRow(TResult result)
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

    /// <summary>
    /// Tells once what nobody will be shown any more: as warnings, or where PowerShell takes none, since it is stopping,
    /// as such on the host.
    /// </summary>
    private void TellEarlyEnd()
    {
        string[] texts = _told ? [] : [.. Untold()];
        _told |= texts.Length > 0;
        Array.ForEach(texts, TellUntold);
    }

    private void TellUntold(string text)
    {
        try
        {
            WriteWarning(text);
        }
        catch (PipelineStoppedException)
        {
            TellHost(text);
        }
    }
}
