namespace HtxFutures.Sandbox.Faults;

/// <summary>
/// The kinds of faults, a row each, in the order of effect. The numbers of the kinds say nothing about it: each seeds the
/// chances of its rules, so a new kind goes to the end of the enumeration, and its row to where it takes effect.
/// </summary>
internal static class FaultKinds
{
    private static readonly FaultTraits[] s_rows =
    [
        new(FaultKind.ClockStep, FaultStage.World, MayRunBackwards: true),
        new(FaultKind.Maintenance, FaultStage.World),
        new(FaultKind.LimitChange, FaultStage.World, FaultNeeds.PrivateRequest, LeastAmount: 0),
        new(FaultKind.OtherProgram, FaultStage.World, FaultNeeds.PrivateRequest),
        new(FaultKind.PriceRise, FaultStage.World),

        new(FaultKind.RefuseConnection, FaultStage.Edge, Leaves: FaultLeavings.BrokenConnection),
        new(FaultKind.DropBefore, FaultStage.Edge, Leaves: FaultLeavings.BrokenConnection),
        new(FaultKind.HangBefore, FaultStage.Edge, Leaves: FaultLeavings.Nothing),
        new(FaultKind.LateArrival, FaultStage.Edge, Leaves: FaultLeavings.Nothing),
        new(FaultKind.BadGatewayBefore, FaultStage.Edge, Leaves: FaultLeavings.Page),
        new(FaultKind.ServiceUnavailable, FaultStage.Edge, Leaves: FaultLeavings.Page),
        new(FaultKind.Forbidden, FaultStage.Edge, Leaves: FaultLeavings.Page),
        new(FaultKind.Redirect, FaultStage.Edge, Leaves: FaultLeavings.Page),
        new(FaultKind.SignInPage, FaultStage.Edge, Leaves: FaultLeavings.Page),

        new(FaultKind.TooManyRequests, FaultStage.Desk, FaultNeeds.PrivateRequest),
        new(FaultKind.OverLimit, FaultStage.Desk, FaultNeeds.PrivateRequest),
        new(FaultKind.BusyBefore, FaultStage.Desk, FaultNeeds.PrivateRequest),

        new(FaultKind.FailItems, FaultStage.Processing, FaultNeeds.Results),
        new(FaultKind.FillInstead, FaultStage.Processing, FaultNeeds.Cancel),
        new(FaultKind.ShortClose, FaultStage.Processing, FaultNeeds.Close, LeastAmount: 0),
        new(FaultKind.NoPositions, FaultStage.Processing, FaultNeeds.Positions),

        new(FaultKind.HangAfter, FaultStage.Loss, Leaves: FaultLeavings.Nothing),
        new(FaultKind.DropAfter, FaultStage.Loss, Leaves: FaultLeavings.BrokenConnection),

        new(FaultKind.BadGatewayAfter, FaultStage.Replacement, Leaves: FaultLeavings.Page),
        new(FaultKind.BusyAfter, FaultStage.Replacement, FaultNeeds.PrivateRequest, FaultLeavings.Refusal),

        new(FaultKind.OmitItems, FaultStage.Items, FaultNeeds.Results),
        new(FaultKind.ShuffleItems, FaultStage.Items, FaultNeeds.Results),

        new(FaultKind.ResetSkew, FaultStage.Headers, MayRunBackwards: true),
        new(FaultKind.NoRateHeaders, FaultStage.Headers),

        new(FaultKind.WrongContentType, FaultStage.Body),
        new(FaultKind.GarbleBody, FaultStage.Body),
        new(FaultKind.CutBodySilently, FaultStage.Body, LeastAmount: 0),
        new(FaultKind.HugeBody, FaultStage.Body),
        new(FaultKind.CutBody, FaultStage.Body, LeastAmount: 0),

        new(FaultKind.Delay, FaultStage.Time),

        new(FaultKind.SocketRefused, FaultStage.Socket, FaultNeeds.Handshake),
        new(FaultKind.SignInRefused, FaultStage.Socket, FaultNeeds.SignIn),
        new(FaultKind.SubscriptionRefused, FaultStage.Socket, FaultNeeds.Subscription),
        new(FaultKind.SubscriptionForgotten, FaultStage.Socket, FaultNeeds.Subscription),
        new(FaultKind.SocketClosed, FaultStage.Socket, FaultNeeds.Message, FaultLeavings.Nothing),
        new(FaultKind.SocketBroken, FaultStage.Socket, FaultNeeds.Message, FaultLeavings.Nothing),
        new(FaultKind.SocketCut, FaultStage.Socket, FaultNeeds.Message, FaultLeavings.Nothing),
        new(FaultKind.SocketMuted, FaultStage.Socket, FaultNeeds.Message, FaultLeavings.Nothing),
        new(FaultKind.SocketError, FaultStage.Socket, FaultNeeds.Message),
        new(FaultKind.PushLost, FaultStage.Socket, FaultNeeds.Push, FaultLeavings.Nothing),
        new(FaultKind.PushGarbled, FaultStage.Socket, FaultNeeds.Push),
        new(FaultKind.PushZipped, FaultStage.Socket, FaultNeeds.Push),
        new(FaultKind.PushTwice, FaultStage.Socket, FaultNeeds.Push),
        new(FaultKind.PushLate, FaultStage.Socket, FaultNeeds.Push),
    ];

    private static readonly Dictionary<FaultKind, int> s_ranks =
        s_rows.Select((row, rank) => (row.Kind, rank)).ToDictionary(pair => pair.Kind, pair => pair.rank);

    /// <summary>All kinds, in the order of effect.</summary>
    public static IReadOnlyList<FaultTraits> All => s_rows;

    /// <summary>The place of a kind in the order of effect, from 0.</summary>
    public static int RankOf(FaultKind kind) => s_ranks[kind];

    public static FaultTraits Of(FaultKind kind) => s_rows[s_ranks[kind]];
}
