using System.Diagnostics;
using System.Management.Automation;
using System.Management.Automation.Host;
using HtxFutures.Binding;
using HtxFutures.Wording;
using HtxFutures.Running.Messages;
using HtxFutures.Running.Showing;
using HtxFutures.Sessions;

namespace HtxFutures.Running;

/// <summary>
/// What the cmdlets share: the one place where the pipeline thread waits for the client, the way from the client's
/// errors to PowerShell's, and stopping, which reaches every wait.
/// </summary>
public abstract class HtxCommandBase : PSCmdlet, IDisposable
{
    private static readonly TimeSpan s_moment = TimeSpan.FromMilliseconds(200);

#pragma warning disable CA2213 // not disposed: it holds no timer and no handle, and Ctrl+C may come when the cmdlet has just ended
    private readonly CancellationTokenSource _stop = new();
#pragma warning restore CA2213

    private ProgressRecord? _bar; // that is shown now

    /// <summary>Cancelled when the pipeline is being stopped, and when the cmdlet is disposed.</summary>
    private protected CancellationToken StopToken => _stop.Token;

    /// <summary>Is told of the requests that are made for this cmdlet.</summary>
    private protected RequestMessages Messages { get; } = new();

    /// <summary>How what is being waited for stands, in the words of its bar.</summary>
    private protected virtual string WaitStatus => Messages.Trouble ?? Messages.Answers;

    /// <summary>Whether a long wait has a bar; not where waiting is what it is for.</summary>
    private protected virtual bool ShowsWaits => true;

    /// <summary>Whether the cmdlet itself says what a span or moment was understood as, when it knows more of it.</summary>
    private protected virtual bool SaysItself(string parameter) => false;

    /// <summary>Releases what the cmdlet holds.</summary>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        RunspaceMarker.Check(SessionState, SessionStore.Current);
        while (RunspaceEnd.TryTake(out string? leftBehind))
        {
            WriteWarning(leftBehind);
        }

        foreach (string understood in BoundTimes.Words(MyInvocation.BoundParameters.Where(parameter => !SaysItself(parameter.Key))))
        {
            WriteVerbose(understood);
        }
    }

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => _stop.Cancel();

    /// <summary>Releases what the cmdlet holds.</summary>
    /// <param name="disposing">Whether it is called by <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
        {
            // Also ends what a pipeline that was cut short (Select-Object -First) left under way.
            _stop.Cancel();
        }
    }

    /// <summary>Whether a parameter is given.</summary>
    private protected bool IsBound(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>
    /// Waits for the client on the pipeline thread, which has no synchronization context to deadlock with. A long wait
    /// shows what it is for.
    /// </summary>
    /// <param name="call">What to wait for.</param>
    /// <param name="progress">The bar of a run that this wait is part of; null for one of its own.</param>
    /// <exception cref="PipelineStoppedException">The pipeline is being stopped.</exception>
    /// <exception cref="HtxException">The client failed.</exception>
    private protected T Await<T>(Func<CancellationToken, Task<T>> call, WaitProgress? progress = null)
    {
        Task<T> task = call(_stop.Token);
        WaitProgress? shown = progress;
        while (!task.IsCompleted && Task.WaitAny([task], s_moment) < 0)
        {
            shown ??= new WaitProgress("Waiting for HTX", () => WaitStatus);
            WriteMessages();
            Show(ShowsWaits ? shown.Tick() : null);
        }

        WriteMessages();
        if (progress is null)
        {
            Show(shown?.End());
        }

        try
        {
            return task.GetAwaiter().GetResult();
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }
    }

    /// <summary>
    /// Waits for what must go on although the pipeline has failed. Once it has, PowerShell tells its cmdlets of no Ctrl+C
    /// any more, but it still refuses to run anything when there was one.
    /// </summary>
    /// <param name="task">What to wait for.</param>
    /// <param name="giveUp">Called when the user wants an end; the task is to end soon then.</param>
    private protected void AwaitAfterFailure(Task task, Action giveUp)
    {
        ScriptBlock? nothing = null;
        while (Task.WaitAny([task], s_moment) < 0)
        {
            try
            {
                nothing ??= InvokeCommand.NewScriptBlock("& { }");
                nothing.Invoke();
            }
            catch (PipelineStoppedException)
            {
                giveUp();
            }
        }

        task.GetAwaiter().GetResult();
    }

    /// <summary>Writes an error and goes on, or ends the pipeline where the next item would meet the same.</summary>
    private protected virtual void WriteFailure(HtxException failure, object? target)
    {
        TakeBarAway();
        ErrorRecord record = ErrorRecords.From(failure, target);
        if (failure.EndsRun)
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    /// <summary>Says what there is to say of the requests so far.</summary>
    private protected void WriteMessages()
    {
        while (Messages.TryTake(out RequestMessage? message))
        {
            switch (message.Kind)
            {
                case RequestMessageKind.Warning:
                    WriteWarning(message.Text);
                    break;
                case RequestMessageKind.Verbose:
                    WriteVerbose(message.Text);
                    break;
                default:
                    WriteDebug(message.Text);
                    break;
            }
        }
    }

    /// <summary>
    /// Takes the bar away before something is written. While one stands, the console asks the terminal for its cursor at
    /// every line; a Ctrl+C that comes while it waits for the answer makes a Unix terminal forget the question, and the
    /// console waits for ever.
    /// </summary>
    private protected void TakeBarAway()
    {
        if (_bar is { } bar)
        {
            Show(new ProgressRecord(bar.ActivityId, bar.Activity, bar.StatusDescription) { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <summary>Shows or takes away a progress bar, where there is something to do, and the host has not been slow to draw one.</summary>
    private protected void Show(ProgressRecord? progress)
    {
        if (progress is null || SlowHosts.Contains(Host))
        {
            return;
        }

        long began = Stopwatch.GetTimestamp();
        WriteProgress(progress);
        _bar = progress.RecordType == ProgressRecordType.Completed ? null : progress;
        if (Stopwatch.GetElapsedTime(began) > SlowHosts.Limit)
        {
            SlowHosts.Add(Host);
        }
    }

    /// <summary>Ends the cmdlet with an error.</summary>
    private protected void Fail(HtxException failure, object? target = null) => ThrowTerminatingError(ErrorRecords.From(failure, target));

    /// <summary>Warns on the host, where PowerShell takes no warnings any more, since it is stopping.</summary>
    private protected void TellHost(string text)
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
}
