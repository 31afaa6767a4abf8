using HtxFutures.Commands.Orders;

namespace HtxFutures.Tests.Running;

/// <summary>Algo orders are seen to behind the orders, and are not forgotten where the orders keep everybody waiting.</summary>
public sealed class AlgosBesideTests
{
    private bool _begun;

    [Fact]
    public async Task They_wait_for_the_first_word_on_the_orders()
    {
        using var beside = new AlgosBeside<int>(ActAsync, TestContext.Current.CancellationToken);
        Action heard = beside.Begin(MassCancelScope.Account);
        await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.False(_begun);
        heard();
        Assert.Equal([1, 2], await Assert.Single(beside.Take()).Results.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task They_do_not_wait_for_ever()
    {
        using var beside = new AlgosBeside<int>(ActAsync, TestContext.Current.CancellationToken);
        beside.Begin(MassCancelScope.Account);
        Assert.Equal([1, 2], await Assert.Single(beside.Take()).Results.ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Those_that_are_left_are_counted()
    {
        var left = new AlgosLeft("");
        Assert.Null(left.Warning);
        await left.CountAsync(MassCancelScope.Contract("BTC-USDT"), Algos(1));
        Assert.StartsWith("1 algo order of BTC-USDT was still active when looked at, and can trade: Get-HtxAlgoOrder shows them", left.Warning, StringComparison.Ordinal);
        await left.CountAsync(MassCancelScope.Contract("ETH-USDT"), Algos(2));
        Assert.StartsWith("3 algo orders of BTC-USDT; ETH-USDT were still active when looked at", left.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "How many algo orders of BTC-USDT are still active, and can trade, could not be found out. It failed. Get-HtxAlgoOrder shows them")]
    [InlineData(3, "How many algo orders of BTC-USDT are still active, and can trade, could not be found out, 3 at least. It failed. Get-HtxAlgoOrder shows them")]
    public async Task Those_that_cannot_be_counted_are_not_said_to_be_none(int counted, string warning)
    {
        var left = new AlgosLeft("");
        await left.CountAsync(MassCancelScope.Contract("BTC-USDT"), Algos(counted, fails: true));
        Assert.StartsWith(warning, left.Warning, StringComparison.Ordinal);
    }

    private static async IAsyncEnumerable<HtxAlgoOrder> Algos(int count, bool fails = false)
    {
        for (int i = 0; i < count; i++)
        {
            await Task.Yield();
            yield return new HtxAlgoOrder { ContractCode = "BTC-USDT", AlgoId = "1" };
        }

        if (fails)
        {
            throw new HtxException(HtxErrorKind.ApiError, "It failed.");
        }
    }

    private async IAsyncEnumerable<int> ActAsync(MassCancelScope scope, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _begun = true;
        await Task.Yield();
        yield return 1;
        yield return 2;
    }
}
