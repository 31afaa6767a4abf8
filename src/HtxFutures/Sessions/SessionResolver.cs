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
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.NotConnected"/>: there is none. Of kind <see cref="HtxErrorKind.InvalidParameter"/>: there are several.</exception>
    public static HtxSession Named(string name, SessionStore store)
    {
        IReadOnlyList<HtxSession> open = store.Open;
        HtxSession[] found = [.. open.Where(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase))];
        return found.Length switch
        {
            1 => found[0],
            0 => throw new HtxException(HtxErrorKind.NotConnected, $"This runspace has no open HTX session named '{name}'. {Names(open)}")
            {
                Advice = "Get-HtxSession shows the open sessions. Connect-HtxFutures -Name opens one under a name.",
            },
            _ => throw new HtxException(HtxErrorKind.InvalidParameter, $"{found.Length} open HTX sessions are named '{name}'.")
            {
                Advice = "Pass the session itself: -Session $session.",
            },
        };
    }

    private static HtxException None(SessionStore store)
    {
        IReadOnlyList<HtxSession> open = store.Open;
        string why = store.WhyNoDefault is { } text ? $", {text}" : "";
        return open.Count == 0
            ? new HtxException(HtxErrorKind.NotConnected, $"This runspace has no HTX session{why}. {Remedy}")
            : new HtxException(HtxErrorKind.NotConnected, $"No HTX session is the default of this runspace{why}. {Names(open)} {Remedy}")
            {
                Advice = $"Name the session that is meant: -Session '{open[^1].Name}'.",
            };
    }

    private static string Names(IReadOnlyList<HtxSession> open) => open.Count switch
    {
        0 => "None is open.",
        > 10 => $"{open.Count} are open.",
        _ => $"Open: {string.Join(", ", open.Select(session => $"'{session.Name}'"))}.",
    };
}
