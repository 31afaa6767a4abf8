using System.Globalization;
using System.Security.Cryptography;
using StackExchange.Redis;

namespace HtxFutures.Redis;

/// <summary>
/// The one step: the text is replaced if its version is the expected one, and what stands there is answered. It names one
/// key, reads the server's clock, and asks which run of the server this is, since a text that another run has written may be
/// older than what that one answered. A script that is carried out late, after its caller gave up, finds another version, or
/// does what it was meant to.
/// </summary>
internal static class CellScript
{
    /// <summary>
    /// KEYS: the cell. ARGV: expected version ("?" only reads, "" is nothing), new version, new text, milliseconds to keep it
    /// (0 for ever). Answers texts and integers, flat, so that RESP2 and RESP3 say the same: accepted, version, text, the
    /// clock in microseconds, whether another run of the server has written it, uptime in seconds.
    /// </summary>
    public const string Text = """
        local time = redis.call('TIME')
        local now = tonumber(time[1]) * 1000000 + tonumber(time[2])
        local about = redis.call('INFO', 'server')
        local run = string.match(about, 'run_id:(%w+)') or ''
        local uptime = tonumber(string.match(about, 'uptime_in_seconds:(%d+)') or '0')
        local kept = redis.call('HMGET', KEYS[1], 'version', 'text', 'run')
        local version = kept[1] or ''
        if ARGV[1] == version then
            redis.call('HSET', KEYS[1], 'version', ARGV[2], 'text', ARGV[3], 'run', run)
            if ARGV[4] == '0' then redis.call('PERSIST', KEYS[1]) else redis.call('PEXPIRE', KEYS[1], ARGV[4]) end
            return {1, ARGV[2], '', now, 0, uptime}
        end
        if version == '' then return {0, '', '', now, 0, uptime} end
        return {0, version, kept[2] or '', now, kept[3] == run and 0 or 1, uptime}
        """;

    private const string OnlyRead = "?";
    private const string Nothing = "";
    private const int VersionLength = 32; // 128 random bits

    /// <summary>What stands behind the script, or its digest.</summary>
    /// <param name="key">The cell.</param>
    /// <param name="expectedVersion">The version that the new text was made of; null where nothing was there.</param>
    /// <param name="newText">The new text; null only reads.</param>
    /// <param name="keepFor">How long the text is kept if nobody replaces it; zero for ever.</param>
    public static object[] Arguments(string key, string? expectedVersion, string? newText, TimeSpan keepFor) =>
    [
        1,
        (RedisKey)key,
        newText is null ? OnlyRead : expectedVersion ?? Nothing,
        // No two texts that were ever written have the same, also not after a server was emptied, or set back to an earlier
        // state: so who expects one expects its very text.
        RandomNumberGenerator.GetHexString(VersionLength, lowercase: true),
        newText ?? "",
        ((long)keepFor.TotalMilliseconds).ToString(CultureInfo.InvariantCulture),
    ];
}
