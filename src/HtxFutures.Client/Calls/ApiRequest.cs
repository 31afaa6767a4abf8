using System.Buffers;
using System.Text.Json;
using HtxFutures.Calls.Answers;
using HtxFutures.Calls.Signing;

namespace HtxFutures.Calls;

/// <summary>A request before it is signed.</summary>
/// <param name="Route">The way it goes.</param>
/// <param name="Subject">What it is about, for messages: its text is asked for only where somebody reads them.</param>
internal sealed record ApiRequest(Route Route, object Subject)
{
    /// <summary>The parameters of a GET, sorted by ordinal name.</summary>
    public QueryParameter[] Query { get; init; } = [];

    /// <summary>The JSON body of a POST.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Reads an answer that says it was done. Where that tells why it cannot be relied on, it is as good as none. Null where every answer will do.</summary>
    public Func<Envelope, HtxException?>? Check { get; init; }

    /// <summary>A request whose body is one JSON object.</summary>
    /// <param name="route">The way it goes.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="writeMembers">Writes the object's members.</param>
    public static ApiRequest Post(Route route, object subject, Action<Utf8JsonWriter> writeMembers) => Written(route, subject, json =>
    {
        json.WriteStartObject();
        writeMembers(json);
        json.WriteEndObject();
    });

    /// <summary>A request whose body is one JSON array.</summary>
    /// <param name="route">The way it goes.</param>
    /// <param name="subject">What it is about.</param>
    /// <param name="writeItems">Writes the array's items.</param>
    public static ApiRequest PostList(Route route, object subject, Action<Utf8JsonWriter> writeItems) => Written(route, subject, json =>
    {
        json.WriteStartArray();
        writeItems(json);
        json.WriteEndArray();
    });

    /// <summary>The answer is one of the exchange, and says nothing that can be relied on.</summary>
    /// <param name="what">What was asked for, in the plural.</param>
    /// <param name="why">Why not, in a sentence.</param>
    public HtxException Unreliable(string what, string why) =>
        new(HtxErrorKind.UnexpectedResponse, $"{this}: the {what} in the answer cannot be relied on. {why}") { Path = Route.Path, ConcernsOneAnswer = true };

    private static ApiRequest Written(Route route, object subject, Action<Utf8JsonWriter> write)
    {
        var body = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(body))
        {
            write(json);
        }

        return new ApiRequest(route, subject) { Body = body.WrittenMemory };
    }

    /// <summary>Method and path. The one text that is made of a request: its query is signed, and goes nowhere but to the exchange.</summary>
    public override string ToString() => Route.ToString();
}
