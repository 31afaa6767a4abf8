using System.Management.Automation;
using HtxFutures.Formatting;
using HtxFutures.Rows;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;
using HtxFutures.Wording;

namespace HtxFutures.Commands;

/// <summary>Tells whether a session can do its work, or with -Detailed what it needs and whether it has it.</summary>
[Cmdlet(VerbsDiagnostic.Test, "HtxSession")]
[OutputType(typeof(bool), typeof(HtxSessionCheck))]
public sealed class TestHtxSessionCommand : HtxSessionCommandBase
{
    /// <summary>Gives one row for each check instead of one answer for all.</summary>
    [Parameter]
    public SwitchParameter Detailed { get; set; }

    /// <summary>An answer alone does not say whose it is; a row of a check does.</summary>
    private protected override bool KeepsOrder => !Detailed;

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<Action> Act(AccountAtWork account) =>
        TellAsync(account.Client.CheckAsync(account.Messages, StopToken), account.Session);

    // Whether there is a session is the first thing that is asked: "no" is an answer, not an error.
    /// <inheritdoc/>
    private protected override IAsyncEnumerable<Action>? WithoutSession(HtxException failure) =>
        failure.Kind == HtxErrorKind.NotConnected ? TellAsync(One(NoSession(failure)), "") : null;

    /// <inheritdoc/>
    private protected override void OnNamedUnfit(HtxSession session)
    {
        if (session.Unfit!.Kind != HtxErrorKind.NotConnected)
        {
            base.OnNamedUnfit(session);
        }
    }

    // One that fails decides, and ends the asking; why is said to who asks. Of one that passes nothing is said, and that is
    // no step: accounts that answer in their order would wait for each other's at every check.
    private async IAsyncEnumerable<Action> TellAsync(IAsyncEnumerable<HtxSessionCheck> checks, object target)
    {
        bool passed = true;
        await foreach (Action step in Rows(Deciding(), target, Tell).ConfigureAwait(false))
        {
            yield return step;
        }

        if (!Detailed)
        {
            yield return () => WriteObject(passed);
        }

        async IAsyncEnumerable<HtxSessionCheck> Deciding()
        {
            await foreach (HtxSessionCheck check in checks.ConfigureAwait(false))
            {
                if (Detailed)
                {
                    yield return check;
                }
                else if (!check.Passed)
                {
                    passed = false;
                    yield return check;
                    yield break;
                }
            }
        }
    }

    private void Tell(HtxSessionCheck found)
    {
        HtxSessionCheck check = found.With(row => row.Advice = GuidanceWords.Of(found.Guidance));
        if (Detailed)
        {
            ConsoleWidth.Note(check, Host);
            WriteObject(check);
        }
        else
        {
            WriteVerbose($"{check.Check}: {check.Value} {check.Advice}");
        }
    }

    private static HtxSessionCheck NoSession(HtxException failure) => new()
    {
        Check = "Session",
        Passed = false,
        Value = failure.Message,
        Guidance = failure.Guidance,
    };

    private static async IAsyncEnumerable<HtxSessionCheck> One(HtxSessionCheck check)
    {
        await Task.CompletedTask.ConfigureAwait(false);
        yield return check;
    }
}
