using HtxFutures.Client.Tests.Support;
using HtxFutures.Errors;
using HtxFutures.Orders;

namespace HtxFutures.Client.Tests.Orders;

/// <summary>An id that a spreadsheet or a JSON reader has rounded names no order, and somebody has to say why.</summary>
public sealed class RoundedIdTests
{
    [Theory]
    [InlineData("1329854625038650000", "15th", "spreadsheet")]
    [InlineData("132985462503865000", "15th", "spreadsheet")]
    [InlineData("1550000000000000000", "15th", "spreadsheet")]
    [InlineData("13298546250386500", "15th", "spreadsheet")]
    [InlineData("1329854625038651400", "17th", "JSON")]
    public void Is_suspected_by_its_last_digits(string id, string digit, string program)
    {
        string suspicion = RoundedId.Suspicion(id)!;
        Assert.Contains(digit, suspicion, StringComparison.Ordinal);
        Assert.Contains(program, suspicion, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1329854625038651392")] // a whole one
    [InlineData("1329854625038651390")] // one in ten ends so
    [InlineData("100000000000000")] // fits into a spreadsheet
    [InlineData("1000")]
    [InlineData("1")]
    [InlineData("")]
    [InlineData(null)]
    public void Others_are_not(string? id) => Assert.Null(RoundedId.Suspicion(id));

    [Fact]
    public void Not_found_says_so_in_row_and_error()
    {
        using Desk desk = new VirtualSandbox().Open();
        HtxCancelResult result = desk.Cancel(OrderReference.Create("BTC-USDT", "1329854625038650000"));
        Assert.Equal(CancelOutcome.NotFound, result.Outcome);
        Assert.Contains("a spreadsheet may have rounded it", result.Message, StringComparison.Ordinal);
        Assert.Equal(result.Message, result.Failure!.Message);
        Assert.Contains("as text", result.Failure.Advice, StringComparison.Ordinal);
        Assert.Equal((Means.ListOrders, "BTC-USDT"), (result.Failure.Guidance!.Means, result.Failure.Guidance.ContractCode));
    }

    [Fact]
    public void Not_found_suspects_no_whole_id()
    {
        using Desk desk = new VirtualSandbox().Open();
        HtxCancelResult result = desk.Cancel(OrderReference.Create("BTC-USDT", "1329854625038651392"));
        Assert.DoesNotContain("rounded", result.Message, StringComparison.Ordinal);
        Assert.Contains("Trigger", result.Failure!.Advice, StringComparison.Ordinal);
    }
}
