namespace HtxFutures.Tests.Hosted;

/// <summary>
/// All tests that host an engine: one after the other, since PSModulePath, culture and the current folder belong to
/// the process, which is theirs alone for the same reason.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class HostedShells
{
    public const string Name = "Hosted shells";
}
