using System.Text;
using System.Text.Json;

namespace HtxFutures.Fuzzing.Mutation;

/// <summary>
/// A piece of JSON as it is written: texts with their quotes and escapes, numbers digit by digit, members that come
/// twice. So it can say what no object model can.
/// </summary>
internal sealed class JsonShape
{
    private JsonShape(string token, List<(string Name, JsonShape Value)>? parts) => (Token, Parts) = (token, parts);

    /// <summary>What is written; <c>{</c> or <c>[</c> where it has parts.</summary>
    public string Token { get; set; }

    /// <summary>The members of an object, names with their quotes; the items of an array, names empty; null for a plain value.</summary>
    public List<(string Name, JsonShape Value)>? Parts { get; set; }

    public bool IsObject => Parts is not null && Token == "{";

    public static JsonShape Of(string token) => new(token, null);

    public static JsonShape ArrayOf(params IEnumerable<JsonShape> items) => new("[", [.. items.Select(item => ("", item))]);

    public static JsonShape Parse(string json)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(json);
        var reader = new Utf8JsonReader(bytes);
        reader.Read();
        return Read(ref reader, bytes);
    }

    /// <summary>One of the same parts, which shares nothing that changes.</summary>
    public JsonShape Copy() => new(Token, Parts?.ConvertAll(part => (part.Name, part.Value.Copy())));

    /// <summary>Itself and all that is in it.</summary>
    public List<JsonShape> All()
    {
        List<JsonShape> all = [this];
        for (int i = 0; i < all.Count; i++)
        {
            all[i].Parts?.ForEach(part => all.Add(part.Value));
        }

        return all;
    }

    /// <summary>Becomes another one, in the same place.</summary>
    public void Become(JsonShape other) => (Token, Parts) = (other.Token, other.Parts);

    public override string ToString()
    {
        var text = new StringBuilder();
        Write(text);
        return text.ToString();
    }

    private static JsonShape Read(ref Utf8JsonReader reader, byte[] bytes)
    {
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
        {
            return Of(Raw(ref reader, bytes));
        }

        var shape = new JsonShape(reader.TokenType == JsonTokenType.StartObject ? "{" : "[", []);
        while (reader.Read() && reader.TokenType is not (JsonTokenType.EndObject or JsonTokenType.EndArray))
        {
            string name = "";
            if (reader.TokenType == JsonTokenType.PropertyName)
            {
                name = Raw(ref reader, bytes);
                reader.Read();
            }

            shape.Parts!.Add((name, Read(ref reader, bytes)));
        }

        return shape;
    }

    // Up to the end of the value; a name's token ends behind its colon.
    private static string Raw(ref Utf8JsonReader reader, byte[] bytes)
    {
        int start = (int)reader.TokenStartIndex;
        int length = reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName ? reader.ValueSpan.Length + 2 : reader.ValueSpan.Length;
        return Encoding.UTF8.GetString(bytes, start, length);
    }

    private void Write(StringBuilder text)
    {
        text.Append(Token);
        if (Parts is null)
        {
            return;
        }

        for (int i = 0; i < Parts.Count; i++)
        {
            text.Append(i == 0 ? "" : ",");
            if (IsObject)
            {
                // What was an item of an array has no name; an object without one would be another mistake than is meant.
                text.Append(Parts[i].Name.Length == 0 ? "\"item\"" : Parts[i].Name).Append(':');
            }

            Parts[i].Value.Write(text);
        }

        text.Append(IsObject ? '}' : ']');
    }
}
