using HtxFutures.Calls.Sharing;

namespace HtxFutures.Redis;

/// <summary>What servers say when they will not, in our words, with what to do about it. Who tells it names the server first.</summary>
internal static class ServerRefusal
{
    /// <summary>What can be used.</summary>
    public const string Fit = "Use Redis 6.2 or later, Valkey or Garnet, with Lua scripts allowed.";

    private const string Credential = "Give user and password with -SharedBudgetCredential, or in the address (redis://user:password@host:port).";

    // All that is sent, by the script too.
    private const string Commands = "~HtxFutures:* +hello +auth +client|setname +select +ping +info +time +script|load +eval +evalsha +hmget +hset +pexpire +persist";

    // A word of the answer, and what it means. The client puts words of its own around them.
    private static readonly (string Word, Func<RedisAddress, LedgerMediumException> Means)[] s_refusals =
    [
        ("WRONGPASS", WrongPassword),
        ("invalid password", WrongPassword),
        ("without any password", _ => new("it has no password, and one was given") { Advice = "Leave the password away, or look whether it is the server that was meant." }),
        ("NOAUTH", address => new($"it asks for a password{(address.Password is null ? ", and none was given" : "")}") { Advice = Credential }),
        ("NOPERM", NoPermission),
        ("The user executing the script", NoPermission),
        ("READONLY", _ => ReadOnly()),
        ("LOADING", _ => new("it is still reading what it had saved")),
        ("MASTERDOWN", _ => new("it has lost its primary")),
        ("CLUSTERDOWN", _ => Cluster()),
        ("MOVED", _ => Cluster()),
        ("NOREPLICAS", _ => new("it takes no writes while its replicas are away")),
        ("MISCONF", _ => new("it takes no writes, since it cannot save them") { Advice = "Look at its log and its disk." }),
        ("OOM", _ => new("it takes no writes, since its memory is full") { Advice = "Give it more memory (maxmemory), or name another." }),
        ("BUSY", _ => new("it is held up by a script of somebody else")),
        ("DENIED", _ => new("it is in protected mode, and lets nobody in from another machine") { Advice = "Give it a password, or an address to listen at (bind)." }),
        ("max number of clients", _ => new("it has as many clients as it takes")),
        ("WRONGTYPE", _ => new("it holds something else where a budget was to be") { Advice = "Name another database of it: redis://host:port/1." }),
        ("DB index", _ => new("it has no database of this number") { Advice = "Name one that it has; 0 is always there." }),
        ("unknown command", _ => new("it does not know what a budget is shared by") { Advice = Fit }),
    ];

    /// <summary>What a text means; null where it is none of these.</summary>
    public static LedgerMediumException? Find(string text, RedisAddress address) =>
        s_refusals.FirstOrDefault(refusal => text.Contains(refusal.Word, StringComparison.OrdinalIgnoreCase)).Means?.Invoke(address);

    /// <summary>A server that only follows another one.</summary>
    /// <param name="primary">Whom it follows; null where that is not known.</param>
    public static LedgerMediumException ReadOnly(string? primary = null) => new("it is a replica, which takes no writes")
    {
        Advice = $"Name its primary, by a name that moves with it{(primary is null ? "" : $"; now it is {primary}")}.",
    };

    /// <summary>A server that has the keys divided with others.</summary>
    public static LedgerMediumException Cluster() => new("it belongs to a cluster, which no budget is shared by")
    {
        Advice = "Name a Redis that stands alone, or the primary of one with replicas.",
    };

    private static LedgerMediumException WrongPassword(RedisAddress address) =>
        new($"it refuses the password{(address.User is null ? "" : $" of user '{address.User}'")}") { Advice = Credential };

    private static LedgerMediumException NoPermission(RedisAddress address) =>
        new($"it does not allow its {(address.User is null ? "default user" : $"user '{address.User}'")} what a budget is shared by")
        {
            Advice = $"Allow it: ACL SETUSER {address.User ?? "default"} {Commands}.",
        };
}
