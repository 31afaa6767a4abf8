using System.Text;
using BenchmarkDotNet.Attributes;
using HtxFutures.Calls.Answers;
using HtxFutures.Orders;
using HtxFutures.Orders.Stopping;

namespace HtxFutures.Benchmarks.Micro;

/// <summary>What reading an answer costs: of one cancel, of ten, and of a page of a hundred orders.</summary>
[MemoryDiagnoser]
public class AnswerBenchmarks
{
    private const string Order =
        """{"id":"1550000000000000001","side":"buy","type":"limit","price":"1000","volume":"1","state":"new","profit":null,"contract_code":"ETH-USDT","position_side":"long","price_match":null,"order_id":"1550000000000000001","client_order_id":"577000000000000001","margin_mode":"cross","lever_rate":1,"order_source":"api","reduce_only":false,"time_in_force":"gtc","tp_trigger_price":"","tp_order_price":"","tp_type":"0","tp_trigger_price_type":"","sl_trigger_price":"","sl_order_price":"","sl_type":"0","sl_trigger_price_type":"","trade_avg_price":"0","trade_volume":"0","trade_turnover":"0","fee_currency":"","fee":"0","price_protect":false,"contract_type":"swap","created_time":"1789709104310","updated_time":"1789714153083","cancel_reason":null,"self_match_prevent":"cancel_taker","cancel_volume":"0"}""";

    private const string Item = """{"code":200,"message":"Success","order_id":"1550000000000000001","client_order_id":"577000000000000001"}""";

    private static readonly HtxAccount s_account = new("api.hbdm.com", "0000", null);

    private readonly byte[] _cancel = Answer("""{"order_id":"1550000000000000001","client_order_id":"577000000000000001"}""");
    private readonly byte[] _cancelOfTen = Answer($"[{string.Join(',', Enumerable.Repeat(Item, 10))}]");
    private readonly byte[] _page = Answer($"[{string.Join(',', Enumerable.Repeat(Order, 100))}]");

    [Benchmark(Baseline = true)]
    public int ReadCancel() => Items(_cancel);

    [Benchmark]
    public int ReadCancelOfTen() => Items(_cancelOfTen);

    [Benchmark]
    public int ReadPageOfHundred() =>
        EnvelopeReader.TryRead(_page, out Envelope envelope) ? OrderReader.Read(envelope.Data.Span, s_account).Count : 0;

    private static int Items(byte[] answer) => EnvelopeReader.TryRead(answer, out Envelope envelope) ? CancelItemReader.Read(envelope.Data.Span)!.Count : 0;

    private static byte[] Answer(string data) =>
        Encoding.UTF8.GetBytes($$"""{"code":200,"message":"Success","data":{{data}},"args":null,"ts":1789716092325,"unknownException":false}""");
}
