using System.IO.Compression;
using HtxFutures.Rehearsal;

namespace HtxFutures.Tests.Bare;

/// <summary>A package in the cache that lost something, as by a full disk or a virus scanner.</summary>
public sealed class CachedPackageTests : IDisposable
{
    private readonly DirectoryInfo _cache = Directory.CreateTempSubdirectory("cache ü ");
    private readonly string _folder;
    private readonly string _needed;
    private readonly string _other;

    public CachedPackageTests()
    {
        _folder = $"{_cache.FullName}/shell/1.0.0";
        _needed = $"{_folder}/tools/any/shell.dll";
        _other = Path.Combine(_folder, "tools/any/with blank.txt");
        string archive = Path.Combine(_cache.FullName, "shell.1.0.0.nupkg");
        using (ZipArchive written = ZipFile.Open(archive, ZipArchiveMode.Create))
        {
            foreach (string name in (string[])["tools/any/shell.dll", "tools/any/with%20blank.txt", "shell.nuspec"])
            {
                using StreamWriter text = new(written.CreateEntry(name).Open());
                text.Write(name);
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(_needed)!);
        File.WriteAllText(_needed, "tools/any/shell.dll");
        File.WriteAllText(_other, "tools/any/with%20blank.txt");
        File.Move(archive, Path.Combine(_folder, "shell.1.0.0.nupkg"));
    }

    public void Dispose() => _cache.Delete(recursive: true);

    [Fact]
    public void Whole_one_needs_no_word() => Assert.Null(CachedPackage.Missing("Shell", _needed));

    [Fact]
    public void What_is_gone_is_named()
    {
        File.Delete(_other);

        Assert.Equal($"Shell is not whole in the package cache: {_other} is missing or cut off. Delete the folder {_folder}, and dotnet restore brings it again where there is a network.", CachedPackage.Missing("Shell", _needed));
    }

    [Fact]
    public void What_is_cut_off_is_named()
    {
        using (FileStream file = File.OpenWrite(_needed))
        {
            file.SetLength(3);
        }

        Assert.Contains($"{Path.GetFullPath(_needed)} is missing or cut off", CachedPackage.Missing("Shell", _needed), StringComparison.Ordinal);
    }

    [Fact]
    public void One_that_is_not_there_at_all_is_named_by_the_file_that_is_needed()
    {
        Directory.Delete(_folder, recursive: true);

        Assert.Contains($"{_needed} is missing", CachedPackage.Missing("Shell", _needed), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(40)]
    public void Archive_that_is_cut_off_says_nothing_of_what_was_unpacked(int length)
    {
        using (FileStream archive = File.OpenWrite(Path.Combine(_folder, "shell.1.0.0.nupkg")))
        {
            archive.SetLength(length);
        }

        Assert.Null(CachedPackage.Missing("Shell", _needed));
    }
}
