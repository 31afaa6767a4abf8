namespace HtxFutures.Sandbox.Wire;

/// <summary>What an endpoint has to say: a code and, when that is success, the data.</summary>
internal sealed class Answer
{
    private Answer(int code, string? field, Action<WireWriter>? writeData) =>
        (Code, Field, WriteData) = (code, field, writeData);

    public int Code { get; }

    /// <summary>The parameter that the text names, for codes that have one.</summary>
    public string? Field { get; }

    /// <summary>Writes the value of the data member; null for null data.</summary>
    public Action<WireWriter>? WriteData { get; }

    public static Answer Success(Action<WireWriter> writeData) => new(ReplyCode.Success, null, writeData);

    public static Answer Refused(int code, string? field = null) => new(code, field, null);
}
