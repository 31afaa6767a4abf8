using System.Text.Json;
using HtxFutures.Sandbox.Wire;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>The members of a POST's JSON object. Numbers are taken as they are written, never through a double (facts 7, row 3).</summary>
internal sealed class BodyParameters : Parameters
{
    private readonly JsonElement _body;

    public BodyParameters(JsonElement body) =>
        _body = body.ValueKind == JsonValueKind.Object ? body : throw new RefusalException(ReplyCode.InputError);

    public override string? Find(string name) =>
        _body.TryGetProperty(name, out JsonElement value) ? Text(name, value) : null;

    /// <summary>The entries of an array of ids; none when the array is absent.</summary>
    public IReadOnlyList<string> Ids(string name)
    {
        if (!_body.TryGetProperty(name, out JsonElement array) || array.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        // Some official samples send one string; the page and every recording have an array (facts 2.2).
        return array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Select(id => Text(name, id) ?? throw Illegal(name)).ToArray()
            : throw Illegal(name);
    }

    private static string? Text(string name, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Unescape(name, value),
        JsonValueKind.Null => null,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.GetRawText(),
        _ => throw Illegal(name),
    };

    private static string? Unescape(string name, JsonElement value)
    {
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            // The text is no valid UTF-8, or half a surrogate pair; the parser looks at that only now.
            throw Illegal(name);
        }
    }
}
