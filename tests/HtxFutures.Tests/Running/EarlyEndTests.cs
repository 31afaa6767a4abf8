using HtxFutures.Running;

namespace HtxFutures.Tests.Running;

/// <summary>What is said of a run that ends before its rows do: the numbers add up, and nothing is told that nobody knows.</summary>
public sealed class EarlyEndTests
{
    [Fact]
    public void All_that_had_come_is_accounted_for()
    {
        HtxCancelResult[] unshown = [.. Results(CancelOutcome.NotFound, 1), .. Results(CancelOutcome.Accepted, 3)];
        Assert.Equal(
            "Stop-HtxOrder was ended early: of 1430 orders that had come 1400 were sent; 919 have a row, 4 more are known (Accepted 3, NotFound 1), 477 not waited for. Not sent: 30, and what had not come yet. What was sent takes effect all the same: Get-HtxOrder shows what is open.",
            new EarlyEnd(1430, 30, 919, unshown).ToString());
    }

    [Fact]
    public void What_is_not_so_is_not_mentioned() => Assert.Equal(
        "Stop-HtxOrder was ended early: of 8 orders that had come 8 were sent; 8 have a row. Not sent: what had not come yet. What was sent takes effect all the same: Get-HtxOrder shows what is open.",
        new EarlyEnd(8, 0, 8, []).ToString());

    private static IEnumerable<HtxCancelResult> Results(CancelOutcome outcome, int count) => Enumerable.Range(1, count)
        .Select(_ => new HtxCancelResult { ContractCode = "BTC-USDT", OrderId = "1", ClientOrderId = null, Outcome = outcome });
}
