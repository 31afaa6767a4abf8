namespace HtxFutures.Sandbox.Books.Orders;

/// <summary>A part of an order that has been executed.</summary>
/// <param name="Volume">Contracts, more than zero.</param>
/// <param name="Price">At what price, in USDT.</param>
/// <param name="At">When, on the steady base.</param>
/// <param name="Role">TAKER or MAKER, which costs less.</param>
internal readonly record struct Execution(decimal Volume, decimal Price, DateTimeOffset At, string Role);
