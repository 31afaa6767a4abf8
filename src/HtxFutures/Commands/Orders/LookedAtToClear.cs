namespace HtxFutures.Commands.Orders;

/// <summary>What is open in an account that is to be cleared, scope by scope.</summary>
/// <param name="Clearing">The clearing.</param>
/// <param name="Plans">What was listed.</param>
/// <param name="Failures">Why scopes could not be listed, for reasons that the mass cancel would meet too.</param>
internal sealed record LookedAtToClear(
    ClearingOfAccount Clearing, IReadOnlyList<MassCancelPlan> Plans, IReadOnlyList<(HtxException Failure, MassCancelScope Scope)> Failures)
{
    /// <summary>Whether a failure would meet all of the account.</summary>
    public bool IsEnded => Failures.Any(failed => failed.Failure.EndsRun);

    /// <summary>Lists the scopes, one after the other.</summary>
    public static async Task<LookedAtToClear> LookAsync(ClearingOfAccount clearing, IReadOnlyList<MassCancelScope> scopes, CancellationToken cancellationToken)
    {
        var plans = new List<MassCancelPlan>();
        var failures = new List<(HtxException, MassCancelScope)>();
        foreach (MassCancelScope scope in scopes)
        {
            try
            {
                plans.Add(await clearing.Orders.PlanMassCancelAsync(scope, cancellationToken).ConfigureAwait(false));
            }
            catch (HtxException failure)
            {
                failures.Add((failure, scope));
                if (failure.EndsRun)
                {
                    break;
                }
            }
        }

        return new LookedAtToClear(clearing, plans, failures);
    }
}
