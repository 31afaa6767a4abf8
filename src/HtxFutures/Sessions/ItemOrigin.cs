namespace HtxFutures.Sessions;

/// <summary>
/// Where something comes from that is to be worked on: it goes back to the account it was listed in, whatever the default
/// session is. What is typed by hand is meant for one session alone.
/// </summary>
/// <param name="What">What it is, for people, such as <c>order BTC-USDT 1550000000000000016</c>.</param>
internal sealed record ItemOrigin(string What)
{
    /// <summary>The account it was listed in; null where it was not listed.</summary>
    public HtxAccount? Account { get; init; }

    /// <summary>What a row of a table calls its account; null where it says nothing of it.</summary>
    public string? Named { get; init; }

    /// <summary>Whether it came among others of other accounts.</summary>
    public bool IsAmongSeveral { get; init; }

    /// <summary>The account as its row is to show it, known or only named; null where nothing is said of it.</summary>
    public HtxAccount? Told => Account ?? (Named is { Length: > 0 } name ? HtxAccount.OnlyNamed(name) : null);

    /// <summary>Whether nothing tells which of several sessions is meant.</summary>
    public bool IsAmbiguous(HtxSession[]? given) => Account is null && string.IsNullOrEmpty(Named) && given is { Length: > 1 };

    /// <summary>The session that it is to be worked on through.</summary>
    /// <param name="given">Those that the command line names; null for none.</param>
    /// <param name="store">The sessions of the runspace.</param>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it belongs elsewhere. <see cref="HtxErrorKind.NotConnected"/>: there is none.</exception>
    public HtxSession Session(HtxSession[]? given, SessionStore store) => SessionResolver.Resolve(
        Told switch
        {
            null => Alone(given),
            { IsOnlyNamed: true } told => ByName(told.Name!, given, store),
            { } account => given is null ? Home(account, store) : Among(given, account),
        },
        store);

    /// <summary>A session to tell through that it is refused; where there is a choice, the one that it would have gone through.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.NotConnected"/>: there is none.</exception>
    public HtxSession Near(HtxSession[]? given, SessionStore store) =>
        given?.FirstOrDefault(session => session.State == HtxSessionState.Open)
        ?? (Account is null ? null : ListedBy.Session(Account))
        ?? (store.Default is { State: HtxSessionState.Open } isDefault ? isDefault : null)
        ?? (store.Open is [.., var last] ? last : null)
        ?? SessionResolver.Resolve(null, store);

    // Where its session was closed, another one of the same key will do: an operator has connected anew.
    private HtxSession Home(HtxAccount account, SessionStore store) =>
        ListedBy.Session(account)
        ?? store.Open.Where(session => session.Client.Account == account).OrderBy(session => !session.IsDefault).FirstOrDefault()
        ?? throw Refused($"was listed by the session '{account.Name}', which was closed; {Instead(store)}", "Open a session of that account again, and list anew.");

    private HtxSession Among(HtxSession[] named, HtxAccount account) =>
        OpenOne(named.Where(session => session.Client.Account == account).OrderBy(session => !ReferenceEquals(session.Client.Account, account)), isAlone: named.Length == 1)
        ?? throw Refused($"was listed by the session '{account.Name}', and belongs to another account than that of {Names(named)}.", "Leave -Session out: what was listed goes back to the session it was listed by. Where that is another key of the same account, pass contract and id instead.");

    private HtxSession? ByName(string name, HtxSession[]? named, SessionStore store)
    {
        // The default may be one that was handed to this runspace.
        IReadOnlyList<HtxSession> open = store.Default is { State: HtxSessionState.Open } isDefault ? [.. store.Open.Union([isDefault])] : store.Open;
        HtxSession? own = OpenOne((named ?? []).Concat(open).Where(session => session.IsNamed(name)), isAlone: named is { Length: 1 });
        if (own is not null)
        {
            return named is null ? own : named.FirstOrDefault(session => session.Client.Account == own.Client.Account)
                ?? throw Refused($"is said to be of the account '{name}', and -Session names {Names(named)}.", "Leave -Session out: rows with an Account go to the session of that name.");
        }

        // One session that is given says which is meant. One that is the only one open does not: the account of that name may be any.
        return named is { Length: 1 } || open.Count == 0
            ? Alone(named)
            : throw Refused($"is said to be of the account '{name}', and no open session is named so: {Names(named ?? open)}.", "Open one of that name (Connect-HtxFutures -Name), or say by -Session which one is meant.");
    }

    // An open one. That one was closed is told of what belongs there, and holds up no other; where there is no other, nothing can be done at all.
    private HtxSession? OpenOne(IEnumerable<HtxSession> fitting, bool isAlone)
    {
        HtxSession? first = null;
        foreach (HtxSession session in fitting)
        {
            if (session.State == HtxSessionState.Open)
            {
                return session;
            }

            first ??= session;
        }

        return first is null || isAlone ? first : throw Refused($"belongs to the session '{first.Name}', which was closed.", "Open a session of that account again, and list anew.");
    }

    private HtxSession? Alone(HtxSession[]? named) => named switch
    {
        null => null,
        [var only] => only,
        _ => throw Refused($"says nothing of its account, and -Session names {named.Length}: {Names(named)}.", "Name one session. To work on several: Get-HtxSession | Get-HtxOrder | Stop-HtxOrder."),
    };

    private HtxException Refused(string why, string advice) => new(HtxErrorKind.InvalidParameter, $"{Capital(What)} {why} Nothing was sent for it.") { Advice = advice };

    private static string Instead(SessionStore store) => store.Default is { State: HtxSessionState.Open } other ? $"the default is '{other.Name}', of another account." : "no open session is of that account.";

    private static string Names(IReadOnlyList<HtxSession> sessions) => string.Join(", ", sessions.Select(session => $"'{session.Name}'"));

    private static string Capital(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}";
}
