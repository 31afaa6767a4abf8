using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace HtxFutures.Switch;

/// <summary>
/// The dead-man's switches of this process: one for each account, since the exchange has one for each. Sessions that each
/// kept a switch of their own would set and switch off behind each other's back.
/// </summary>
internal static class AutoCancelSwitches
{
    private static readonly object s_network = new();

    // An exchange inside the process takes the switches of its accounts with it; what was set on the real one is never forgotten.
    private static readonly ConditionalWeakTable<object, ConcurrentDictionary<(string Exchange, string Key), AutoCancelSwitch>> s_exchanges = [];

    /// <summary>The switch of an account.</summary>
    /// <param name="account">The account.</param>
    /// <param name="time">The clock it is renewed by.</param>
    /// <param name="jitter">The source of chance in pauses between repeats.</param>
    public static AutoCancelSwitch For(HtxAccount account, TimeProvider time, Random jitter) => s_exchanges
        .GetValue(account.Exchange ?? s_network, static _ => new())
        .GetOrAdd((ExchangeOf(account.Host), account.Fingerprint), static (_, made) => new AutoCancelSwitch(made.time, made.jitter), (time, jitter));

    // The addresses with a short name are doors to one exchange, and a key has one account there (facts 0).
    private static string ExchangeOf(string host) => HtxEndpoint.Named.Any(named => named.Authority == host) ? HtxEndpoint.Global.Authority : host;
}
