namespace HtxFutures.Sandbox.Signing;

/// <summary>The parameters of a query, decoded, in the order received.</summary>
internal sealed class QueryString
{
    private readonly List<KeyValuePair<string, string>> _parameters = [];

    public static QueryString Parse(string query)
    {
        QueryString parsed = new();
        foreach (string pair in query.Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            int equals = pair.IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? pair : pair[..equals];
            string value = equals < 0 ? string.Empty : pair[(equals + 1)..];
            parsed._parameters.Add(new(Decode(name), Decode(value)));
        }

        return parsed;
    }

    /// <summary>All values given under a name, in the order received.</summary>
    public IEnumerable<string> Values(string name) =>
        _parameters.Where(parameter => parameter.Key == name).Select(parameter => parameter.Value);

    public string? First(string name) => Values(name).FirstOrDefault();

    /// <summary>
    /// The fourth part of the canonical string: everything but the signature, in ordinal order of names,
    /// percent-encoded afresh with upper-case hex (facts 1.1).
    /// </summary>
    public string Canonical() => string.Join('&', _parameters
        .Where(parameter => parameter.Key != "Signature")
        .OrderBy(parameter => parameter.Key, StringComparer.Ordinal)
        .Select(parameter => $"{Uri.EscapeDataString(parameter.Key)}={Uri.EscapeDataString(parameter.Value)}"));

    /// <summary>A server reads '+' in a query as a blank; that is what breaks a Base64 signature sent raw (facts 1.1, "Transport").</summary>
    private static string Decode(string text) => Uri.UnescapeDataString(text.Replace('+', ' '));
}
