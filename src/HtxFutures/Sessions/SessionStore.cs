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
    private string? _whyNoDefault;

    /// <summary>The store of the runspace that this thread works for.</summary>
    public static SessionStore Current => s_stores.GetValue((object?)Runspace.DefaultRunspace ?? s_noRunspace, static _ => new SessionStore());

    /// <summary>The last session that was opened here to be it, closed or not; null where there was none, or it was removed, or a later connect has failed.</summary>
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

    /// <summary>What has taken the default away, as a part of a sentence; null where nothing to speak of has.</summary>
    public string? WhyNoDefault
    {
        get
        {
            lock (_gate)
            {
                return _whyNoDefault;
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

    /// <summary>A name for a session that was given none, and that none here has.</summary>
    public string NextName()
    {
        string name;
        do
        {
            name = string.Create(CultureInfo.InvariantCulture, $"Htx{Interlocked.Increment(ref s_opened)}");
        }
        while (Open.Any(session => session.IsNamed(name)));

        return name;
    }

    /// <summary>Takes a session in.</summary>
    /// <param name="session">The session.</param>
    /// <param name="asDefault">Whether it becomes the default; else that stays as it is.</param>
    public void Add(HtxSession session, bool asDefault = true)
    {
        lock (_gate)
        {
            _sessions.Add(session);
            if (asDefault)
            {
                _default = session;
                _whyNoDefault = null;
            }
        }
    }

    /// <summary>Makes a session the default; one that was handed to this runspace stays another one's.</summary>
    public void Select(HtxSession session)
    {
        lock (_gate)
        {
            _default = session;
            _whyNoDefault = null;
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
                _whyNoDefault = null;
            }
        }
    }

    /// <summary>Leaves no session as the default, since another was meant to be it by now; all stay open.</summary>
    /// <param name="why">As a part of a sentence, such as <c>since it rained</c>.</param>
    public void DropDefault(string why)
    {
        lock (_gate)
        {
            _default = null;
            _whyNoDefault = why;
        }
    }

    /// <summary>Forgets all sessions, since the script they were opened in is over. They stay open for whom they were handed to.</summary>
    /// <param name="why">As a part of a sentence.</param>
    public void Forget(string why)
    {
        RunspaceEnd.LeaveBehind(Open);
        lock (_gate)
        {
            if (_sessions.Count > 0 || _default is not null)
            {
                _sessions.Clear();
                _default = null;
                _whyNoDefault = why;
            }
        }
    }
}
