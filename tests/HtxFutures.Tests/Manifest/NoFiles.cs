using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace HtxFutures.Tests.Manifest;

/// <summary>
/// Client and sandbox write no files, so that no full disk and no missing right to write keeps anyone from stopping
/// orders. In the cmdlets' assembly the journal does, and what is shared of a request budget (<see cref="ReachOfAssemblies"/>).
/// </summary>
public sealed class NoFiles
{
    // A TextWriter is what the Redis client would write a log to, and is given none.
    private static readonly string[] s_allowed = ["Stream", "TextWriter", "MemoryStream", "SeekOrigin", "IOException", "InvalidDataException"];

    public static TheoryData<string> Assemblies => ["HtxFutures.Client.dll", "HtxFutures.Sandbox.dll", "redis/HtxFutures.Redis.dll"];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Of_input_and_output_only_streams_are_used(string assembly)
    {
        using var file = new PEReader(File.OpenRead(Path.Combine(Places.ModuleDirectory, assembly)));
        MetadataReader metadata = file.GetMetadataReader();
        IEnumerable<string> used = metadata.TypeReferences
            .Select(metadata.GetTypeReference)
            .Where(type => metadata.GetString(type.Namespace) is "System.IO" or "System.IO.IsolatedStorage" or "System.IO.MemoryMappedFiles")
            .Select(type => metadata.GetString(type.Name));
        Assert.All(used, name => Assert.Contains(name, s_allowed));
    }
}
