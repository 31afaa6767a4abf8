using HtxFutures.Sandbox.Codes;

namespace HtxFutures.Sandbox.Wire;

/// <summary>What an endpoint has to say: a code and, when that is success, the data.</summary>
internal sealed class Answer
{
    private Answer(int code, string? field, Action<WireWriter>? writeData) =>
        (Code, Field, WriteData) = (code, field, writeData);

    public int Code { get; }

    /// <summary>The parameter that the text names, for codes that have one.</summary>
    public string? Field { get; }

    /// <summary>The text; null for the usual one of the code.</summary>
    public string? Text { get; private init; }

    /// <summary>Writes the value of the data member; null for null data.</summary>
    public Action<WireWriter>? WriteData { get; }

    public static Answer Success(Action<WireWriter> writeData) => new(ReplyCode.Success, null, writeData);

    public static Answer Refused(int code, string? field = null) => new(code, field, null);

    /// <summary>A key, signature or address is refused, as recorded in October 2026 (desk facts C1): one code for all, and a text in two languages.</summary>
    /// <param name="code">What is wrong, which the text alone says.</param>
    public static Answer Unauthorized(int code) => new(ReplyCode.Unauthorized, null, null) { Text = ReplyText.InTwoLanguages(code) };
}
