using HtxFutures.Sandbox.Routes;

namespace HtxFutures.Sandbox.Faults;

/// <summary>What is known of each kind of fault.</summary>
internal static class FaultKinds
{
    /// <summary>Follows from the order of the members of <see cref="FaultKind"/>.</summary>
    public static FaultStage StageOf(FaultKind kind) => kind switch
    {
        <= FaultKind.OtherProgram => FaultStage.World,
        <= FaultKind.SignInPage => FaultStage.Edge,
        <= FaultKind.BusyBefore => FaultStage.Desk,
        <= FaultKind.FillInstead => FaultStage.Processing,
        <= FaultKind.DropAfter => FaultStage.Loss,
        <= FaultKind.BusyAfter => FaultStage.Replacement,
        <= FaultKind.ShuffleItems => FaultStage.Items,
        <= FaultKind.NoRateHeaders => FaultStage.Headers,
        <= FaultKind.CutBody => FaultStage.Body,
        _ => FaultStage.Time,
    };

    /// <summary>Whether a fault that strikes leaves nothing for a later one to do.</summary>
    public static bool Hides(FaultKind fault, FaultKind later) => (StageOf(fault), StageOf(later)) switch
    {
        (FaultStage.Edge, FaultStage.Loss or FaultStage.Body) => fault <= FaultKind.LateArrival,
        (FaultStage.Edge or FaultStage.Loss, FaultStage.Time) => fault is FaultKind.HangBefore or FaultKind.LateArrival or FaultKind.HangAfter,
        (FaultStage.Edge, _) => true,
        (FaultStage.Loss, _) => true,
        (FaultStage.Replacement, FaultStage.Replacement or FaultStage.Items) => true,
        (FaultStage.Replacement, FaultStage.Headers) => fault == FaultKind.BadGatewayAfter,
        _ => false,
    };

    /// <summary>Whether a fault can befall a request at all.</summary>
    public static bool Concerns(FaultKind kind, FaultTarget target) => kind switch
    {
        FaultKind.LimitChange or FaultKind.OtherProgram
            or FaultKind.TooManyRequests or FaultKind.OverLimit or FaultKind.BusyBefore or FaultKind.BusyAfter =>
            target is { Route: not null, Account: not null },
        FaultKind.FailItems or FaultKind.OmitItems or FaultKind.ShuffleItems => target.Route?.Cancels == Cancels.Many,
        FaultKind.FillInstead => target.Route is { Cancels: not Cancels.Nothing },
        _ => true,
    };

    public static bool MayRunBackwards(FaultKind kind) => kind is FaultKind.ClockStep or FaultKind.ResetSkew;

    public static long LeastAmount(FaultKind kind) =>
        kind is FaultKind.LimitChange or FaultKind.CutBody or FaultKind.CutBodySilently ? 0 : 1;
}
