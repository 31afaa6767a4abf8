using System.IO.Compression;

namespace HtxFutures.Rehearsal;

/// <summary>A package as restore has unpacked it, held against the archive that lies beside it: restore itself looks no more.</summary>
internal static class CachedPackage
{
    private const string Tools = "/tools/";

    /// <summary>What there is to say where it is not whole; null where it is.</summary>
    /// <param name="name">The package's name.</param>
    /// <param name="file">The file of it that is needed.</param>
    public static string? Missing(string name, string file)
    {
        string folder = file[..file.LastIndexOf(Tools, StringComparison.Ordinal)];
        string? lost = File.Exists(file) ? FirstLost(folder) : file;
        return lost is null
            ? null
            : $"{name} is not whole in the package cache: {lost} is missing or cut off. Delete the folder {folder}, and dotnet restore brings it again where there is a network.";
    }

    private static string? FirstLost(string folder)
    {
        try
        {
            using ZipArchive archive = ZipFile.OpenRead(Directory.EnumerateFiles(folder, "*.nupkg").Single());
            return archive.Entries
                .Where(entry => $"/{entry.FullName}".StartsWith(Tools, StringComparison.Ordinal) && entry.Name.Length > 0)
                .Select(entry => (File: new FileInfo(Path.Combine(folder, Uri.UnescapeDataString(entry.FullName))), entry.Length))
                .FirstOrDefault(entry => !entry.File.Exists || entry.File.Length != entry.Length).File?.FullName;
        }
        catch (Exception noArchive) when (noArchive is InvalidOperationException or InvalidDataException or IOException or UnauthorizedAccessException)
        {
            // Then there is nothing to hold it against; what is needed is there.
            return null;
        }
    }
}
