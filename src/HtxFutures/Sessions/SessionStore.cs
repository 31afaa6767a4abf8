using System.Globalization;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace HtxFutures.Sessions;

/// <summary>
/// The sessions of one runspace. A runspace has its own, so that a connect in one script never changes the target of
/// another; a runspace that is gone takes its sessions with it.
/// </summary>
internal sealed class SessionStore
{
    private static readonly ConditionalWeakTable<object, SessionStore> s_stores = [];
    private static readonly object s_noRunspace = new();
    private static int s_opened;

    private readonly object _gate = new();
    private readonly List<HtxSession> _sessions = [];
    private HtxSession? _default;

    /// <summary>The store of the runspace that this thread works for.</summary>
    public static SessionStore Current => s_stores.GetValue((object?)Runspace.DefaultRunspace ?? s_noRunspace, static _ => new SessionStore());

    /// <summary>The last session that was opened here, closed or not; null where there was none, or it was removed.</summary>
    public HtxSession? Default
    {
        get
        {
            lock (_gate)
            {
                return _default;
            }
        }
    }

    /// <summary>The open sessions, oldest first; a copy, so that it may be piped into what removes them.</summary>
    public IReadOnlyList<HtxSession> Open
    {
        get
        {
            lock (_gate)
            {
                // Another runspace may have closed one that was handed to it.
                _sessions.RemoveAll(session => session.State == HtxSessionState.Closed);
                return [.. _sessions];
            }
        }
    }

    /// <summary>A name for a session that was given none.</summary>
    public static string NextName() => string.Create(CultureInfo.InvariantCulture, $"Htx{Interlocked.Increment(ref s_opened)}");

    /// <summary>Takes a session in and makes it the default.</summary>
    public void Add(HtxSession session)
    {
        lock (_gate)
        {
            _sessions.Add(session);
            _default = session;
        }
    }

    /// <summary>
    /// Forgets a session. The default is then none: to fall back on another one could send the next order to an account
    /// that nobody meant.
    /// </summary>
    public void Remove(HtxSession session)
    {
        lock (_gate)
        {
            _sessions.Remove(session);
            if (ReferenceEquals(_default, session))
            {
                _default = null;
            }
        }
    }
}
