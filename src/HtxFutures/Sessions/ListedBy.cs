using System.Runtime.CompilerServices;

namespace HtxFutures.Sessions;

/// <summary>
/// Which session something was listed by, whatever runspace it was opened in. What is listed knows its account, and nothing
/// of a session: it keeps none alive, and shows none.
/// </summary>
internal static class ListedBy
{
    private static readonly ConditionalWeakTable<HtxAccount, WeakReference<HtxSession>> s_sessions = [];

    /// <summary>Takes note of a session that is opened.</summary>
    public static void Note(HtxSession session) => s_sessions.AddOrUpdate(session.Client.Account, new WeakReference<HtxSession>(session));

    /// <summary>The session; null where it was closed, or is gone.</summary>
    /// <param name="account">The account as what was listed has it.</param>
    public static HtxSession? Session(HtxAccount account) =>
        s_sessions.TryGetValue(account, out WeakReference<HtxSession>? one) && one.TryGetTarget(out HtxSession? session) && session.State == HtxSessionState.Open ? session : null;
}
