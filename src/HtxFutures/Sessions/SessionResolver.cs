namespace HtxFutures.Sessions;

/// <summary>Finds the session that a cmdlet works through.</summary>
internal static class SessionResolver
{
    private const string Remedy = "Open one with Connect-HtxFutures, or pass one on; in a parallel runspace: -Session $using:session.";

    /// <summary>The session that is given, or the default.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.NotConnected"/>: there is none, or it was closed. Or what was given is no session.</exception>
    public static HtxSession Resolve(HtxSession? given, SessionStore store)
    {
        HtxSession session = given ?? store.Default ?? throw None(store);
        if (session.Unfit is { } unfit)
        {
            throw unfit;
        }

        return session.State == HtxSessionState.Open
            ? session
            : throw new HtxException(HtxErrorKind.NotConnected, $"The HTX session '{session.Name}' was closed. {Remedy}");
    }

    /// <summary>The open session of that name.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.NotConnected"/>: there is none.</exception>
    public static HtxSession Named(string name, SessionStore store)
    {
        IReadOnlyList<HtxSession> open = store.Open;
        return open.FirstOrDefault(session => session.IsNamed(name))
            ?? throw new HtxException(HtxErrorKind.NotConnected, $"This runspace has no open HTX session named '{name}'. {Names(open)}")
            {
                Advice = "Get-HtxSession shows the open sessions. Connect-HtxFutures -Name opens one under a name.",
            };
    }

    /// <summary>Refuses a name that an open session has: what is called by it next would be meant for either.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: one has it.</exception>
    public static void RequireFree(string name, SessionStore store)
    {
        if (store.Open.FirstOrDefault(session => session.IsNamed(name)) is { } twin)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"An open HTX session ({twin.Endpoint} {twin.AccessKey}) is named '{twin.Name}' already, and names are unique in a runspace. Nothing was connected to.")
            {
                Advice = $"Go on with that one (Select-HtxSession '{twin.Name}'), end it first (Disconnect-HtxFutures '{twin.Name}'), or give another -Name.",
            };
        }
    }

    private static HtxException None(SessionStore store)
    {
        IReadOnlyList<HtxSession> open = store.Open;
        string why = store.WhyNoDefault is { } text ? $", {text}" : "";
        return open.Count == 0
            ? new HtxException(HtxErrorKind.NotConnected, $"This runspace has no HTX session{why}. {Remedy}")
            : new HtxException(HtxErrorKind.NotConnected, $"No HTX session is the default of this runspace{why}. {Names(open)} {Remedy}")
            {
                Advice = $"Name the session that is meant: -Session '{open[^1].Name}', or Select-HtxSession '{open[^1].Name}' for all that follows.",
            };
    }

    private static string Names(IReadOnlyList<HtxSession> open) => open.Count switch
    {
        0 => "None is open.",
        > 10 => $"{open.Count} are open.",
        _ => $"Open: {string.Join(", ", open.Select(session => $"'{session.Name}'"))}.",
    };
}
