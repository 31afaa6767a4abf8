using System.Text.Json;
using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Endpoints;

/// <summary>The members of a POST's JSON object. Numbers are taken as they are written, never through a double (facts 7, row 3).</summary>
internal sealed class BodyParameters : Parameters
{
    private readonly Dictionary<string, JsonElement> _members = new(StringComparer.Ordinal);

    public BodyParameters(JsonElement body)
    {
        if (body.ValueKind != JsonValueKind.Object)
        {
            throw new RefusalException(ReplyCode.InputError);
        }

        foreach (JsonProperty member in body.EnumerateObject())
        {
            // One that comes twice is refused, as in a query: which of the two counts is anyone's guess.
            if (!_members.TryAdd(NameOf(member), member.Value))
            {
                throw new RefusalException(ReplyCode.InputError);
            }
        }
    }

    public override string? Find(string name) => _members.TryGetValue(name, out JsonElement value) ? Text(name, value) : null;

    /// <summary>The entries of an array of ids; none when the array is absent.</summary>
    public IReadOnlyList<string> Ids(string name)
    {
        if (!_members.TryGetValue(name, out JsonElement array) || array.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        // Some official samples send one string; the page and every recording have an array (facts 2.2).
        return array.ValueKind == JsonValueKind.Array
            ? array.EnumerateArray().Select(id => Text(name, id) ?? throw Illegal(name)).ToArray()
            : throw Illegal(name);
    }

    private static string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException)
        {
            throw new RefusalException(ReplyCode.InputError);
        }
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
