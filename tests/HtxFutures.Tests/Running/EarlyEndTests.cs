using HtxFutures.Running;

namespace HtxFutures.Tests.Running;

/// <summary>What is said of a run that ends before its rows do: the numbers add up, and nothing is told that nobody knows.</summary>
public sealed class EarlyEndTests
{
    private static readonly RunWords s_words = new("Stopping orders", "orders", "Get-HtxOrder shows what is open");

    [Fact]
    public void All_that_had_come_is_accounted_for()
    {
        Enum[] unshown = [CancelOutcome.NotFound, CancelOutcome.Accepted, CancelOutcome.Accepted, CancelOutcome.Accepted];
        Assert.Equal(
            "Stop-HtxOrder was ended early: of 1430 orders that had come 1400 were sent; 919 have a row, 4 more are known (Accepted 3, NotFound 1), 477 not waited for. Not sent: 30, and what had not come yet. What was sent takes effect all the same, and Get-HtxJournal tells of it; Get-HtxOrder shows what is open.",
            new EarlyEnd("Stop-HtxOrder", s_words, 1430, 30, 919, unshown).ToString());
    }

    [Fact]
    public void What_is_not_so_is_not_mentioned() => Assert.Equal(
        "Stop-HtxOrder was ended early: of 8 orders that had come 8 were sent; 8 have a row. Not sent: what had not come yet. What was sent takes effect all the same, and Get-HtxJournal tells of it; Get-HtxOrder shows what is open.",
        new EarlyEnd("Stop-HtxOrder", s_words, 8, 0, 8, []).ToString());

    [Fact]
    public void Another_verb_speaks_of_its_own_things() => Assert.Equal(
        "Close-HtxPosition was ended early: of 3 positions that had come 2 were sent; 1 have a row, 1 not waited for. Not sent: 1, and what had not come yet. What was sent takes effect all the same, and Get-HtxJournal tells of it; Get-HtxPosition shows what is left.",
        new EarlyEnd("Close-HtxPosition", new RunWords("Closing positions", "positions", "Get-HtxPosition shows what is left"), 3, 1, 1, []).ToString());
}
