namespace HtxFutures.Sandbox;

/// <summary>Counts what arrives.</summary>
internal sealed class RequestCounter
{
    /// <summary>The shared key of unknown paths, so that a wild caller cannot grow the table.</summary>
    private const string UnknownPath = "*";

    private readonly Dictionary<string, int> _byPath = new(StringComparer.Ordinal);

    public int Requests { get; private set; }

    public int AuthenticationFailures { get; set; }

    public void Count(string path, bool isKnown)
    {
        string key = isKnown ? path : UnknownPath;
        Requests++;
        _byPath[key] = _byPath.GetValueOrDefault(key) + 1;
    }

    public Dictionary<string, int> ByPath() => new(_byPath, StringComparer.Ordinal);
}
