namespace HtxFutures.Sandbox.Codes;

/// <summary>Ends the handling of a request that cannot be understood. What a well-formed request may meet is answered, not thrown.</summary>
internal sealed class RefusalException(int code, string? field = null) : Exception(ReplyText.For(code, field, chinese: false))
{
    public int Code { get; } = code;

    public string? Field { get; } = field;
}
