namespace HtxFutures.Past;

/// <summary>A page that is asked for, for messages.</summary>
/// <param name="Rows">What is on it, in the plural.</param>
/// <param name="ContractCode">Of which contract.</param>
internal sealed record PastPage(string Rows, string ContractCode)
{
    /// <summary>Which rows.</summary>
    public override string ToString() => $"{Rows} of {ContractCode}";
}
