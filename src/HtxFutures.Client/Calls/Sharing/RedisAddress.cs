using System.Globalization;

namespace HtxFutures.Calls.Sharing;

/// <summary>Where a Redis is, and how it is entered. Shown, it is where it is and no more.</summary>
internal sealed record RedisAddress
{
    private const int UsualPort = 6379;

    private const string Forms = "Use Machine (all processes of this user on this machine), Process (this one alone), or the address of a Redis: rediss://host:port (TLS), redis://host:port, or what the portal of a cloud shows, host:port,password=...,ssl=True.";

    /// <summary>The host's name or number.</summary>
    public required string Host { get; init; }

    /// <summary>The port, 1 to 65535.</summary>
    public required int Port { get; init; }

    /// <summary>Whether all is said through TLS.</summary>
    public bool UseTls { get; init; }

    /// <summary>The number of the database, 0 unless the address says another.</summary>
    public int Database { get; init; }

    /// <summary>Whose password it is; null for the server's default user.</summary>
    public string? User { get; init; }

    /// <summary>The password; null for none.</summary>
    public string? Password { get; init; }

    /// <summary>Host and port, as messages show them.</summary>
    public string HostAndPort => string.Create(CultureInfo.InvariantCulture, $"{(Host.Contains(':', StringComparison.Ordinal) ? $"[{Host}]" : Host)}:{Port}");

    /// <summary>Reads an address: a <c>redis:</c> or <c>rediss:</c> URI, or host, port and options as Redis clients of .NET write them.</summary>
    /// <exception cref="HtxException">Of kind <see cref="HtxErrorKind.InvalidParameter"/>: it is none. The message repeats nothing that may be a password.</exception>
    public static RedisAddress Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        string trimmed = text.Trim();
        return trimmed.Contains("://", StringComparison.Ordinal) ? ParseUri(trimmed) : ParseOptions(trimmed);
    }

    /// <summary>Where it is.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{(UseTls ? "rediss" : "redis")}://{HostAndPort}{(Database == 0 ? "" : $"/{Database}")}");

    private static RedisAddress ParseUri(string text)
    {
        string scheme = text[..text.IndexOf(':', StringComparison.Ordinal)];
        bool useTls = scheme.Equals("rediss", StringComparison.OrdinalIgnoreCase);
        if (!useTls && !scheme.Equals("redis", StringComparison.OrdinalIgnoreCase))
        {
            throw Refused("its scheme is neither redis nor rediss");
        }

        // A password with an unescaped / or # ends the host's part early, and what follows must be taken for nothing else.
        if (!Uri.TryCreate(text, UriKind.Absolute, out Uri? uri) || uri.Host.Length == 0 || uri.PathAndQuery.Contains('@', StringComparison.Ordinal) || uri.Fragment.Length > 0)
        {
            throw Refused("it is no address. In a user's name or a password, signs such as / + = @ : # have to be escaped (%2F %2B %3D %40 %3A %23)");
        }

        string path = uri.AbsolutePath.Trim('/');
        if (uri.Query.Length > 0)
        {
            throw Refused("it has options behind a question mark");
        }

        string[] user = uri.UserInfo.Split(':', 2);
        return new RedisAddress
        {
            Host = uri.HostNameType == UriHostNameType.IPv6 ? uri.Host.Trim('[', ']') : uri.IdnHost,
            Port = uri.Port > 0 ? uri.Port : UsualPort,
            UseTls = useTls,
            Database = path.Length == 0 ? 0 : Number(path, "database"),
            User = NullIfEmpty(Uri.UnescapeDataString(user[0])),
            Password = user.Length == 2 ? NullIfEmpty(Uri.UnescapeDataString(user[1])) : null,
        };
    }

    private static RedisAddress ParseOptions(string text)
    {
        string[] parts = text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length == 0 || !Uri.TryCreate($"redis://{parts[0]}", UriKind.Absolute, out Uri? place)
            || place.Port <= 0 || place.UserInfo.Length > 0 || place.PathAndQuery != "/" || place.Fragment.Length > 0)
        {
            throw Refused("it is neither Process nor Machine, nor an address with a port");
        }

        RedisAddress address = ParseUri($"redis://{parts[0]}");
        foreach (string part in parts[1..])
        {
            string[] option = part.Split('=', 2, StringSplitOptions.TrimEntries);
            if (option.Length < 2)
            {
                throw Refused("it names several servers, or an option without a value; one server is given, and a password that has a comma as a credential");
            }

            address = address.With(option[0], option[1]);
        }

        return address;
    }

    private RedisAddress With(string name, string value) => name.ToLowerInvariant() switch
    {
        "password" => this with { Password = NullIfEmpty(value) },
        "user" => this with { User = NullIfEmpty(value) },
        "ssl" => this with { UseTls = bool.TryParse(value, out bool useTls) ? useTls : throw Refused("ssl= takes True or False") },
        "defaultdatabase" => this with { Database = Number(value, "database") },
        "abortconnect" => this, // portals write it; what it is about does not arise here
        _ => throw Refused("it has an option that is none of password, user, ssl, defaultDatabase and abortConnect"),
    };

    private static int Number(string text, string what) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
        ? number
        : throw Refused($"its {what} is no number");

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static HtxException Refused(string why) => new(HtxErrorKind.InvalidParameter, $"What the request budget is to be shared by is refused: {why}. Nothing was connected to.") { Advice = Forms };
}
