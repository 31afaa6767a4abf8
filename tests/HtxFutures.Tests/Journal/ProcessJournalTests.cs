using HtxFutures.Journal;

namespace HtxFutures.Tests.Journal;

/// <summary>The rows in memory: the latest, in order, and no more than there is room for.</summary>
public sealed class ProcessJournalTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(256, 0)]
    [InlineData(257, 0)]
    [InlineData(1000, 0)]
    [InlineData(1001, 1)]
    [InlineData(3500, 2500)]
    public void Latest_rows_stay_in_order(int added, int forgotten)
    {
        var journal = new ProcessJournal(1000);
        for (int i = 0; i < added; i++)
        {
            journal.Add(Row(i));
        }

        Assert.Equal(Enumerable.Range(forgotten, added - forgotten), journal.Snapshot().Select(row => row.Attempts));
        Assert.Equal(forgotten, journal.Forgotten);
    }

    [Fact]
    public void Memory_stays_flat()
    {
        var journal = new ProcessJournal(1000);
        for (int i = 0; i < 1000; i++)
        {
            journal.Add(Row(i));
        }

        HtxJournalEntry row = Row(0);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            journal.Add(row);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    private static HtxJournalEntry Row(int number) => new()
    {
        Time = DateTimeOffset.UnixEpoch,
        Account = "a",
        Command = "Stop-HtxOrder",
        Kind = HtxJournalKind.Order,
        Outcome = "Canceled",
        Attempts = number,
    };
}
