namespace HtxFutures.Sandbox.Endpoints;

/// <summary>A time that rows are asked for, with both its ends.</summary>
/// <param name="Start">Its beginning.</param>
/// <param name="End">Its end.</param>
internal readonly record struct Period(DateTimeOffset Start, DateTimeOffset End)
{
    /// <summary>Whether something was in it. Times are whole milliseconds to the exchange.</summary>
    public bool Has(DateTimeOffset at) =>
        at.ToUnixTimeMilliseconds() >= Start.ToUnixTimeMilliseconds() && at.ToUnixTimeMilliseconds() <= End.ToUnixTimeMilliseconds();
}
