using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Books.Algo;

/// <summary>The code that cancelling an algo order is answered with. No V5 recording has any but success (desk facts 1.6).</summary>
internal static class AlgoCodes
{
    public static int ForCancel(BookedAlgo? algo, SandboxOptions options) => algo switch
    {
        null => options.UnknownAlgoCode,
        { IsUnspawned: true } => options.UnspawnedAlgoCode,
        { View.IsCanceling: true } => ReplyCode.CancelInProgress,
        { View.State: SandboxAlgoState.Waiting } => options.LaggingAlgoCode,
        { View.State: SandboxAlgoState.Active } => ReplyCode.Success,
        { View.State: SandboxAlgoState.Effective } => options.FiredAlgoCode,
        _ => options.EndedAlgoCode,
    };
}
