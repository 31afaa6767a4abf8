namespace HtxFutures.Tests.Pester;

/// <summary>What became of a Pester file.</summary>
/// <param name="ExitCode">0 only if all of it ran and passed; -1 where its shell ended before it.</param>
/// <param name="Text">What Pester said of it.</param>
internal sealed record PesterEnd(int ExitCode, string Text);
