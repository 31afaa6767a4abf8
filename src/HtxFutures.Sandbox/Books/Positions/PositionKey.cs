namespace HtxFutures.Sandbox.Books.Positions;

/// <summary>What positions of an account are told apart by (desk facts 2.1).</summary>
/// <param name="ContractCode">The contract.</param>
/// <param name="MarginMode">cross or isolated.</param>
/// <param name="Side">long, short or both.</param>
internal readonly record struct PositionKey(string ContractCode, string MarginMode, string Side);
