using HtxFutures.Client.Tests.Support;
using HtxFutures.Orders.Stopping;

namespace HtxFutures.Client.Tests.Orders.Stopping;

/// <summary>What an answer says of each order of a cancel (facts 2.2, 4), read to the letter.</summary>
public sealed class CancelItemTests
{
    private const string Other = "1550000000000000002";

    private static readonly OrderReference s_order = OrderReference.Create(Recorded.ContractCode, Recorded.OrderId);

    [Theory]
    [InlineData("""{"code":1061,"code":200,"order_id":"1"}""")]
    [InlineData("""{"code":200,"error_code":1061,"order_id":"1"}""")]
    [InlineData("""{"code":200,"code":null,"order_id":"1"}""")]
    [InlineData("""{"code":200,"order_id":"1","order_id":"2"}""")]
    [InlineData("""{"code":200,"client_order_id":"1","client_order_id":null}""")]
    [InlineData("""{"code":200,"success":false,"order_id":"1"}""")]
    [InlineData("""{"code":200,"success":true,"success":true,"order_id":"1"}""")]
    [InlineData("""{"code":200,"order_id":"\ud800"}""")]
    public void An_item_that_says_two_things_takes_the_whole_list_with_it(string item)
    {
        Assert.Null(CancelItemReader.Read(Recorded.Bytes(item).Span));
        Assert.Null(CancelItemReader.Read(Recorded.Bytes($$"""[{"code":200,"order_id":"7"},{{item}}]""").Span));
    }

    [Theory]
    [InlineData("""{"algo_id":"7","success":true}""", 200)]
    [InlineData("""{"algo_id":"7","success":"true","error_code":0,"error_msg":""}""", 200)]
    [InlineData("""{"algo_id":"7","success":false,"error_code":1061}""", 1061)]
    [InlineData("""{"algo_id":"7","success":false}""", null)]
    [InlineData("""{"algo_id":"7"}""", null)]
    public void What_went_well_needs_no_code_where_it_says_so(string item, int? code) =>
        Assert.Equal((code, "7"), CancelItemReader.Read(Recorded.Bytes($"[{item}]").Span, OrderKind.AlgoOrder)!.Select(read => (read.Code, read.OrderId)).Single());

    [Theory]
    [InlineData("\"1550000000000000001\"", Recorded.OrderId)]
    [InlineData("1550000000000000001", Recorded.OrderId)]
    [InlineData("\"155000000000000000\\u0031\"", Recorded.OrderId)]
    [InlineData("\"1550000000000000001\\u200b\"", null)]
    [InlineData("\"1550000000000000001\\u0000\"", null)]
    [InlineData("\" 1550000000000000001\"", null)]
    [InlineData("\"01550000000000000001\"", null)]
    [InlineData("\"+1550000000000000001\"", null)]
    [InlineData("1550000000000000001.0", null)]
    [InlineData("1.550000000000000001e18", null)]
    [InlineData("9223372036854775808", null)]
    [InlineData("0", null)]
    [InlineData("true", null)]
    [InlineData("[1550000000000000001]", null)]
    public void An_id_is_one_that_stands_there(string json, string? id) =>
        Assert.Equal(id, Assert.Single(CancelItemReader.Read(Recorded.Bytes($$"""[{"code":200,"order_id":{{json}}}]""").Span)!).OrderId);

    [Theory]
    [InlineData("""{"code":200,"message":"Success"}""", 1)]
    [InlineData("""{"message":"Success"}""", 0)]
    [InlineData("{}", 0)]
    [InlineData("""[{},[],1,"1",null,[{"order_id":"1"}]]""", 0)]
    [InlineData("null", 0)]
    [InlineData("\"1,2\"", 0)]
    [InlineData("", 0)]
    public void What_has_neither_code_nor_id_is_no_item(string data, int items) => Assert.Equal(items, CancelItemReader.Read(Recorded.Bytes(data).Span)!.Count);

    [Fact]
    public void An_item_names_an_order_by_the_other_id_only_where_its_own_is_missing()
    {
        Assert.True(new CancelItem(200, null, Recorded.OrderId, Recorded.ClientOrderId).Names(s_order));
        Assert.True(new CancelItem(1061, null, null, Recorded.OrderId).Names(s_order));

        // A client has given its order the number that is this one's id.
        Assert.False(new CancelItem(200, null, Other, Recorded.OrderId).Names(s_order));

        OrderReference byClient = OrderReference.Create(Recorded.ContractCode, null, Recorded.ClientOrderId);
        Assert.True(new CancelItem(200, null, Other, Recorded.ClientOrderId).Names(byClient));
        Assert.True(new CancelItem(1061, null, Recorded.ClientOrderId, null).Names(byClient));
        Assert.False(new CancelItem(200, null, Recorded.ClientOrderId, "577000000000000002").Names(byClient));
    }
}
