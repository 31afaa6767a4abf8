namespace HtxFutures.Sessions;

/// <summary>Finds the session that a cmdlet works through.</summary>
internal static class SessionResolver
{
    private const string Remedy = "Open one with Connect-HtxFutures, or pass one on; in a parallel runspace: -Session $using:session.";

    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.NotConnected"/>: there is none, or it was closed.</exception>
    public static HtxSession Resolve(HtxSession? given, HtxSession? byDefault)
    {
        HtxSession session = given ?? byDefault
            ?? throw new HtxException(HtxErrorKind.NotConnected, $"This runspace has no HTX session. {Remedy}");
        return session.State == HtxSessionState.Open
            ? session
            : throw new HtxException(HtxErrorKind.NotConnected, $"The HTX session '{session.Name}' was closed. {Remedy}");
    }
}
