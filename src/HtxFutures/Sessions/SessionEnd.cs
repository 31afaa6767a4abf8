using System.Globalization;

namespace HtxFutures.Sessions;

/// <summary>Ends a session of this runspace, and says what that means for the dead-man's switch of its account.</summary>
internal static class SessionEnd
{
    /// <summary>Closes a session.</summary>
    /// <returns>What its user must know; null where there is nothing.</returns>
    public static string? Close(HtxSession session)
    {
        HtxAutoCancel before = session.AutoCancel;
        bool wasOpen = session.State == HtxSessionState.Open;
        SessionStore.Current.Remove(session);
        session.Close();
        return wasOpen && (before.Enabled || before.InDoubt) ? StaysArmed(session, before) : null;
    }

    // Not switched off by itself: whoever set it wants open orders to end with the one who watches them, and the end of
    // a session is that end. But nobody should be surprised by it.
    private static string StaysArmed(HtxSession session, HtxAutoCancel before)
    {
        string what = $"HTX session '{session.Name}' (account {session.AccessKey}): the dead-man's switch";
        if (session.AutoCancel.KeepAlive)
        {
            return $"{what} stays set, and another session of the account goes on renewing it. To end both, call Disable-HtxAutoCancel through that one.";
        }

        string when = before is { Enabled: true, TriggersAt: { } at }
            ? string.Create(CultureInfo.InvariantCulture, $"stays set{(before.KeepAlive ? " and is no longer renewed" : "")}: the exchange cancels all open orders of the account at {at.ToLocalTime():yyyy-MM-dd HH:mm:ss zzz} on its clock{(before.InDoubt ? ", unless an earlier setting that was not answered changes that" : "")}")
            : "may be set, or may yet be, by a setting that was not answered: then the exchange cancels all open orders of the account when its time is over";
        return $"{what} {when}. To prevent that, connect again and call Disable-HtxAutoCancel, or Enable-HtxAutoCancel to set it anew.";
    }
}
