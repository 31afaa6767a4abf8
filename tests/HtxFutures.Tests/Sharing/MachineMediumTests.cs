using HtxFutures.Calls.Sharing;
using HtxFutures.Sharing;

namespace HtxFutures.Tests.Sharing;

/// <summary>The ledger's file: one program at a time, whole or as it was, and of no use to anybody else.</summary>
public sealed class MachineMediumTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"htxfutures-ledgers-{Guid.NewGuid():N}");

    private string File => Directory.EnumerateFiles(_folder, "*.ledger").Single();

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }
    }

    [Fact]
    public async Task What_one_writes_the_next_reads()
    {
        Assert.Null(await SwapAsync(Medium(), "first"));
        Assert.Equal("first", await SwapAsync(Medium(), "second"));
        Assert.Equal("second", await SwapAsync(Medium(), "third"));
        Assert.Equal("third", await SwapAsync(Medium(), "fourth"));
    }

    [Fact]
    public async Task Many_at_once_lose_nothing()
    {
        ILedgerMedium[] media = [.. Enumerable.Range(0, 4).Select(_ => Medium())];
        await Task.WhenAll(media.Select(medium => Task.Run(async () =>
        {
            for (int i = 0; i < 200; i++)
            {
                await medium.ChangeAsync(page => $"{int.Parse(page.Text ?? "0", System.Globalization.CultureInfo.InvariantCulture) + 1}", TestContext.Current.CancellationToken);
            }
        })));
        Assert.Equal("800", await SwapAsync(Medium(), "x"));
    }

    [Fact]
    public async Task Who_is_killed_while_it_writes_leaves_what_was_there()
    {
        await SwapAsync(Medium(), "first");
        await SwapAsync(Medium(), "second");
        byte[] before = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        await SwapAsync(Medium(), "third");
        byte[] after = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        int changed = Enumerable.Range(0, after.Length).Count(i => i >= before.Length || before[i] != after[i]);
        Assert.True(changed > 10);

        // However much of the last write has come about.
        for (int i = 0, done = 0; i < after.Length; i++)
        {
            if (i < before.Length && before[i] == after[i])
            {
                continue;
            }

            await System.IO.File.WriteAllBytesAsync(File, [.. after[..i], .. before[i..]], TestContext.Current.CancellationToken);
            Assert.Equal(++done > changed ? "third" : "second", await PeekAsync());
        }
    }

    [Fact]
    public async Task What_is_no_ledger_is_not_taken_for_an_empty_one()
    {
        await SwapAsync(Medium(), "first");
        await System.IO.File.WriteAllTextAsync(File, "anything else", TestContext.Current.CancellationToken);
        Assert.Equal("", await SwapAsync(Medium(), "second"));
        Assert.Equal("second", await SwapAsync(Medium(), "third"));
    }

    [Fact]
    public async Task What_another_version_has_left_is_refused()
    {
        await SwapAsync(Medium(), "first");
        await System.IO.File.WriteAllTextAsync(File, "htx-slot/2 what is to come\n", TestContext.Current.CancellationToken);
        LedgerMediumException failure = await Assert.ThrowsAsync<LedgerMediumException>(() => SwapAsync(Medium(), "second"));
        Assert.Contains("another version", failure.Message, StringComparison.Ordinal);
        Assert.StartsWith("htx-slot/2", await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_earlier_run_of_the_machine_has_left_counts_for_nothing()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "elsewhere the clock alone tells");
        await SwapAsync(Medium(), "first");
        string text = await System.IO.File.ReadAllTextAsync(File, TestContext.Current.CancellationToken);
        string[] head = text.Split('\n')[0].Split(' ');
        string hash = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.ASCII.GetBytes($"0 another-boot {head[3]} first")).AsSpan(0, 8));
        await System.IO.File.WriteAllTextAsync(File, $"htx-slot/1 0 another-boot {head[3]} 5 {hash}\nfirst", TestContext.Current.CancellationToken);
        Assert.Null(await SwapAsync(Medium(), "second"));
    }

    [Fact]
    public async Task A_file_that_was_given_up_is_opened_anew()
    {
        ILedgerMedium medium = Medium();
        await SwapAsync(medium, "first");
        string path = File;
        using (FileStream waiting = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.Throws<IOException>(() => LedgerFile.Retire(path)); // somebody uses it
        }

        LedgerFile.Retire(path);
        Assert.False(System.IO.File.Exists(path));
        await System.IO.File.WriteAllTextAsync(path, "htx-retired", TestContext.Current.CancellationToken); // as who has waited for it sees it
        using (FileStream waiting = new(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            Assert.False(LedgerFile.Change(waiting, _ => "lost"));
        }

        System.IO.File.Delete(path);
        Assert.Null(await SwapAsync(medium, "second"));
    }

    [Fact]
    public async Task Who_lives_is_seen_and_who_is_gone_too()
    {
        MachineMedia here = new(_folder);
        MachineMedia there = new(_folder);
        ILedgerMedium one = here.Open("x");
        ILedgerMedium other = there.Open("x");
        await SwapAsync(one, "a");
        await SwapAsync(other, "b");
        Assert.NotEqual(one.Sharer, other.Sharer);
        Assert.False(one.IsGone(other.Sharer));
        Assert.False(one.IsGone(one.Sharer));
        Assert.True(one.IsGone("00000000000000000000000000000000"));
    }

    [Fact]
    public async Task What_cannot_be_made_is_a_text_with_a_remedy()
    {
        await System.IO.File.WriteAllTextAsync(_folder, "in the way", TestContext.Current.CancellationToken);
        try
        {
            LedgerMediumException failure = await Assert.ThrowsAsync<LedgerMediumException>(() => SwapAsync(Medium(), "first"));
            Assert.Contains(_folder, failure.Advice, StringComparison.Ordinal);
        }
        finally
        {
            System.IO.File.Delete(_folder);
        }
    }

    [Fact]
    public async Task A_folder_that_is_deleted_is_made_anew()
    {
        ILedgerMedium medium = Medium();
        await SwapAsync(medium, "first");
        Directory.Delete(_folder, recursive: true);
        await Assert.ThrowsAsync<LedgerMediumException>(() => SwapAsync(medium, "second"));
        Assert.Null(await SwapAsync(medium, "second"));
    }

    [Fact]
    public async Task A_full_disk_refuses_nothing_once_the_file_is_there()
    {
        const string full = "/dev/full";
        Assert.SkipUnless(System.IO.File.Exists(full), "there is no device here that is always full");
        using FileStream file = new(full, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
        Assert.ThrowsAny<IOException>(() => LedgerFile.Change(file, _ => "first")); // which a medium tells as its failure

        await SwapAsync(Medium(), "first");
        await SwapAsync(Medium(), new string('x', 3000));
        await SwapAsync(Medium(), new string('y', 3000));
        long length = new FileInfo(File).Length;
        await SwapAsync(Medium(), "fourth");
        await SwapAsync(Medium(), "fifth");
        Assert.Equal(length, new FileInfo(File).Length);
    }

    private ILedgerMedium Medium() => new MachineMedia(_folder).Open("x");

    private static async Task<string?> SwapAsync(ILedgerMedium medium, string text)
    {
        string? before = "";
        await medium.ChangeAsync(
            page =>
            {
                before = page.Text;
                return text;
            },
            TestContext.Current.CancellationToken);
        return before;
    }

    // Reads it, and leaves it as it was.
    private async Task<string?> PeekAsync()
    {
        byte[] bytes = await System.IO.File.ReadAllBytesAsync(File, TestContext.Current.CancellationToken);
        string? text = await SwapAsync(Medium(), "peeked");
        await System.IO.File.WriteAllBytesAsync(File, bytes, TestContext.Current.CancellationToken);
        return text;
    }
}
