using HtxFutures.Sandbox.Routes;

namespace HtxFutures.Sandbox.Faults;

/// <summary>What is known of one kind of fault: a row of <see cref="FaultKinds"/>.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Stage">Where on a request's way it takes effect.</param>
/// <param name="Needs">What a request must be, so that it can be struck.</param>
/// <param name="Leaves">What is left for a later fault to strike.</param>
/// <param name="LeastAmount">The smallest <see cref="FaultRule.Amount"/> that makes sense.</param>
/// <param name="MayRunBackwards">The <see cref="FaultRule.Span"/> may be negative.</param>
internal sealed record FaultTraits(
    FaultKind Kind,
    FaultStage Stage,
    FaultNeeds Needs = FaultNeeds.AnyRequest,
    FaultLeavings Leaves = FaultLeavings.Everything,
    long LeastAmount = 1,
    bool MayRunBackwards = false)
{
    /// <summary>Whether a fault that strikes leaves nothing for a later one to do.</summary>
    public bool Hides(FaultTraits later) => Leaves switch
    {
        FaultLeavings.Nothing => true,
        FaultLeavings.BrokenConnection => later.Stage != FaultStage.Time,
        FaultLeavings.Page => later.Stage is not (FaultStage.Loss or FaultStage.Body or FaultStage.Time),
        FaultLeavings.Refusal => later.Stage is FaultStage.Replacement or FaultStage.Items,
        _ => false,
    };

    /// <summary>Whether the fault can befall a request at all.</summary>
    public bool Concerns(FaultTarget target) => Stage == FaultStage.Socket ? ConcernsSocket(target.Moment) : target.Moment is null && ConcernsRequest(target);

    private bool ConcernsSocket(SocketMoment? moment) => Needs switch
    {
        FaultNeeds.Handshake => moment == SocketMoment.Handshake,
        FaultNeeds.SignIn => moment == SocketMoment.SignIn,
        FaultNeeds.Subscription => moment == SocketMoment.Subscription,
        FaultNeeds.Push => moment == SocketMoment.Push,
        _ => moment is SocketMoment.Message or SocketMoment.Push,
    };

    private bool ConcernsRequest(FaultTarget target) => Needs switch
    {
        FaultNeeds.PrivateRequest => target is { Route: not null, Account: not null },
        FaultNeeds.Cancel => target.Route is { Cancels: true },
        FaultNeeds.Close => target.Route is { Closes: true },
        FaultNeeds.Positions => target.Route == Route.ListPositions,
        FaultNeeds.Results => target.Route is { AnswersEach: true },
        _ => true,
    };
}
