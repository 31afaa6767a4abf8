namespace HtxFutures.Calls.Signing;

/// <summary>One business parameter of a GET request: its name as the exchange spells it, its value unescaped.</summary>
internal readonly record struct QueryParameter(string Name, string Value);
