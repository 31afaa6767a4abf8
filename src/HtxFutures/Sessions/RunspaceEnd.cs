using System.Collections.Concurrent;
using System.Globalization;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace HtxFutures.Sessions;

/// <summary>
/// Tells when a runspace ends, as that of a thread job does, and leaves a session behind that goes on renewing the
/// dead-man's switch: nobody can reach it any more, and at the end of the process the exchange cancels.
/// </summary>
internal static class RunspaceEnd
{
    private static readonly ConditionalWeakTable<Runspace, object> s_watched = [];
    private static readonly ConcurrentQueue<string> s_untold = [];

    /// <summary>Watches for the end of the runspace that this thread works for.</summary>
    /// <param name="store">Its sessions.</param>
    /// <param name="host">Where to tell of it.</param>
    public static void Watch(SessionStore store, PSHost host)
    {
        if (Runspace.DefaultRunspace is { } runspace && s_watched.TryAdd(runspace, host))
        {
            int ended = 0;
            runspace.StateChanged += (_, change) =>
            {
                if (change.RunspaceStateInfo.State is RunspaceState.Closing or RunspaceState.Closed or RunspaceState.Broken
                    && Interlocked.Exchange(ref ended, 1) == 0)
                {
                    LeaveBehind(store.Open, host);
                }
            };
        }
    }

    /// <summary>Takes what could not be told to anybody yet.</summary>
    public static bool TryTake([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out string? text) => s_untold.TryDequeue(out text);

    /// <summary>Tells of what nobody can reach any more.</summary>
    /// <param name="sessions">The sessions of a runspace that has ended, or was reset.</param>
    /// <param name="host">Where to tell of it besides; null for nowhere.</param>
    public static void LeaveBehind(IEnumerable<HtxSession> sessions, PSHost? host = null)
    {
        foreach (HtxSession session in sessions)
        {
            if (session.Client.Switch.Orphan("whose runspace has ended or begun another script", out bool isTold))
            {
                string text = LeftBehind(session);
                if (!isTold)
                {
                    s_untold.Enqueue(text);
                }

                Show(host, text);
            }
        }
    }

    private static string LeftBehind(HtxSession session) => string.Create(
        CultureInfo.InvariantCulture,
        $"HTX session '{session.Name}' (account {session.AccessKey}): its runspace has ended or begun another script, and it goes on renewing the dead-man's switch until the process ends. {session.AutoCancel.Timeout?.TotalSeconds:0.###} s later the exchange cancels all open orders of the account. To prevent that, connect to the account and call Disable-HtxAutoCancel.");

    private static void Show(PSHost? host, string text)
    {
        try
        {
            host?.UI?.WriteWarningLine(text);
        }
        catch (Exception)
        {
            // Many a host of a job has nothing to show it on, and says so in its own way. The ending goes on.
        }
    }
}
