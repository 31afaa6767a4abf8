using HtxFutures.Journal;
using HtxFutures.Sessions;

namespace HtxFutures;

/// <summary>
/// A connection to an account, as Connect-HtxFutures returns it. It may be handed to other runspaces of this process
/// (<c>-Session $using:session</c>). It shows nothing of the secret key.
/// </summary>
public sealed class HtxSession
{
    private readonly HtxFuturesClient? _client;
    private readonly IDisposable? _exchange;

    internal HtxSession(string name, HtxFuturesClient client, DateTimeOffset connectedAt, IDisposable? exchange = null)
    {
        Name = name;
        _client = client;
        ConnectedAt = connectedAt;
        _exchange = exchange;
        ListedBy.Note(this);
    }

    private HtxSession(string name, HtxException unfit)
    {
        Name = name;
        Unfit = unfit;
    }

    /// <summary>The name it was given, or was made for it.</summary>
    public string Name { get; }

    /// <summary>The exchange's address or short name.</summary>
    public string Endpoint => IsSandbox ? "Sandbox" : Client.Endpoint.Name;

    /// <summary>The access key with its middle hidden.</summary>
    public string AccessKey => Client.MaskedAccessKey;

    /// <summary>Whether the exchange is the one inside the process: no real order is touched.</summary>
    public bool IsSandbox => _exchange is not null;

    /// <summary>Whether it can still be used.</summary>
    public HtxSessionState State => Unfit is not null || Client.IsClosed ? HtxSessionState.Closed : HtxSessionState.Open;

    /// <summary>Whether it is the default of the runspace that asks.</summary>
    public bool IsDefault => ReferenceEquals(SessionStore.Current.Default, this);

    /// <summary>When it was opened, on the local clock, in UTC.</summary>
    public DateTimeOffset ConnectedAt { get; }

    /// <summary>The exchange's clock minus the local one.</summary>
    public TimeSpan ClockOffset => Client.ClockOffset;

    /// <summary>The same in whole milliseconds: plain in JSON and in a table.</summary>
    public long ClockOffsetMs => (long)Math.Round(ClockOffset.TotalMilliseconds);

    /// <summary>The account's request budgets as they stand.</summary>
    public IReadOnlyList<HtxRequestBudget> RequestBudgets => Client.GetRequestBudgets();

    /// <summary>The exchange's dead-man's switch, as the sessions of the account in this process have left it.</summary>
    public HtxAutoCancel AutoCancel => Client.Switch.State;

    internal HtxFuturesClient Client => _client ?? throw Unfit!;

    /// <summary>Why this is no session but stands for what was given as one; null where it is one.</summary>
    internal HtxException? Unfit { get; }

    /// <summary>What it has shown, for completion. It is the session's, so that runspaces it is handed to share it.</summary>
    internal SeenOrders Seen { get; } = new();

    /// <summary>The positions among it.</summary>
    internal SeenPositions SeenPositions { get; } = new();

    /// <summary>Whether somebody was told through it what the dead-man's switch leaves.</summary>
    internal bool HasToldWhatTheSwitchLeaves { get; set; }

    /// <summary>Takes note of what is done through it.</summary>
    internal SessionJournal Journal { get; set; } = new();

    /// <summary>Whether a name means it: names are the same in any case.</summary>
    internal bool IsNamed(string name) => string.Equals(Name, name, StringComparison.OrdinalIgnoreCase);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    /// <summary>
    /// Stands for what was given as a session and is none. It binds, so that the cmdlet can end with an error that says
    /// what is wrong; what does not bind in a pipeline is passed over by the engine, and the cmdlet goes on.
    /// </summary>
    internal static HtxSession StandIn(string given, HtxException unfit) => new(given, unfit);

    internal void Close()
    {
        Client.Dispose();
        _exchange?.Dispose();
        Journal.Flush();
    }
}
