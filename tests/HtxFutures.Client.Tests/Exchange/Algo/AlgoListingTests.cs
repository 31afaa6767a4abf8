using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Exchange.Algo;

/// <summary>Algo orders are listed by type, page by page (desk facts 1.5, 4.1).</summary>
public sealed class AlgoListingTests
{
    private readonly AlgoDesk _desk = new();

    [Fact]
    public void Each_type_is_a_listing_of_its_own()
    {
        Dictionary<string, string> ids = Enum.GetValues<SandboxAlgoType>().Zip(["tp", "sl", "tpsl", "trigger", "trailing_stop"])
            .ToDictionary(pair => pair.Second, pair => _desk.Add(pair.First).AlgoId);
        foreach ((string word, string id) in ids)
        {
            Assert.Equal([id], _desk.Listed(word));
            Assert.Equal(200, _desk.Look(id, word).Code());
        }

        Assert.Equal(1061, _desk.Look(ids["tp"], "tpsl").Code());
        Assert.Single(_desk.Account.AlgoOrders.Select(algo => algo.Id).Distinct()); // the cursors of the types are alike
    }

    [Theory]
    [InlineData("")]
    [InlineData("type=")]
    [InlineData("type=tp,sl")]
    [InlineData("type=trailing")]
    [InlineData("algo_type=tp")]
    [InlineData("from=0&type=tp")]
    [InlineData("limit=101&type=tp")]
    public void A_listing_needs_one_type_that_exists_and_no_cursor_of_zero(string query)
    {
        Assert.Equal(1067, _desk.Sandbox.Ask(AlgoDesk.Opens, query).Code());
        Assert.Equal(1067, _desk.Sandbox.Ask(AlgoDesk.History, query).Code());
    }

    [Fact]
    public void Several_types_at_once_are_an_option()
    {
        _desk.Options.AlgoTypesAsList = true;
        string[] ids = [_desk.Add(SandboxAlgoType.TakeProfit).AlgoId, _desk.Add().AlgoId];
        _desk.Add(SandboxAlgoType.Trigger);
        Assert.Equal(ids, _desk.Listed("tp,sl"));
        Assert.Equal(1067, _desk.Sandbox.Ask(AlgoDesk.Opens, "").Code());
    }

    [Fact]
    public void Pages_go_on_from_the_row_not_from_the_algo_id()
    {
        string[] ids = [.. Enumerable.Range(0, 5).Select(_ => _desk.Add().AlgoId)];
        Assert.Equal([ids[4], ids[3]], _desk.Listed("sl", "limit=2"));
        string row = _desk.Account.FindAlgoOrder(ids[3])!.Id;
        Assert.Equal([ids[2], ids[1]], _desk.Listed("sl", $"direct=prev&from={row}&limit=2"));
        Assert.Equal([ids[4]], _desk.Listed("sl", $"direct=next&from={row}&limit=2"));
        Assert.Equal([ids[4], ids[3]], _desk.Listed("sl", $"direct=prev&from={ids[3]}&limit=2")); // the first page once more

        _desk.Options.AlgosOldestFirst = true;
        Assert.Equal([ids[0], ids[1]], _desk.Listed("sl", "limit=2"));
        Assert.Equal([ids[4]], _desk.Listed("sl", $"from={row}&limit=2"));
    }

    [Fact]
    public void A_page_is_shorter_than_was_asked_for()
    {
        _desk.Account.AddSampleAlgoOrders(300, 1);
        Assert.Equal(50, _desk.Listed("tp", "limit=100").Length);
        Assert.Equal(10, _desk.Listed("tp").Length);
    }

    [Fact]
    public void Rows_are_chosen_by_contract_mode_and_id()
    {
        string plain = _desk.Add().AlgoId;
        string isolated = _desk.Add(change: terms => terms with { MarginMode = "isolated", ClientAlgoId = "7" }).AlgoId;
        string other = _desk.Add(change: terms => terms with { ContractCode = "ETH-USDT", StopLoss = new SandboxStop(3000) }).AlgoId;
        Assert.Equal([other, isolated, plain], _desk.Listed("sl"));
        Assert.Equal([other], _desk.Listed("sl", "contract_code=ETH-USDT"));
        Assert.Equal([isolated], _desk.Listed("sl", "margin_mode=isolated"));
        Assert.Equal([isolated], _desk.Listed("sl", "algo_client_order_id=7"));
        Assert.Equal([plain], _desk.Listed("sl", $"algo_client_order_id=7&algo_id={plain}"));
        Assert.Empty(_desk.Listed("sl", "algo_id=123"));
        Assert.Equal(1014, _desk.Sandbox.Ask(AlgoDesk.Opens, "contract_code=BTX-USDT&type=sl").Code());
        _desk.Options.AlgoListingNeedsContract = true;
        Assert.Equal(1067, _desk.Sandbox.Ask(AlgoDesk.Opens, "type=sl").Code());
        Assert.Equal([other], _desk.Listed("sl", "contract_code=ETH-USDT"));
    }

    [Fact]
    public void What_has_ended_is_in_the_history_by_its_state()
    {
        string[] ids = [.. Enumerable.Range(0, 4).Select(_ => _desk.Add().AlgoId)];
        _desk.Account.CancelAlgoOrder(ids[0]);
        _desk.Account.FireAlgoOrder(ids[1]);
        _desk.Account.FailAlgoOrder(ids[2]);
        Assert.Equal([ids[3]], _desk.Listed("sl"));
        Assert.Equal([ids[2], ids[1], ids[0]], _desk.Listed("sl", path: AlgoDesk.History));
        Assert.Equal([ids[1]], _desk.Listed("sl", "states=effective", AlgoDesk.History));
        Assert.Equal([ids[2], ids[0]], _desk.Listed("sl", "states=canceled,failed", AlgoDesk.History));
        Assert.Equal(1067, _desk.Sandbox.Ask(AlgoDesk.History, "states=active&type=sl").Code());
        Assert.Equal(["canceled", "effective", "failed", "active"], ids.Select(id => Assert.Single(_desk.Look(id, "sl").Rows()).Text("state")));
    }

    [Fact]
    public void The_history_is_read_in_pieces_of_two_days()
    {
        string id = _desk.Add().AlgoId;
        _desk.Account.CancelAlgoOrder(id);
        DateTimeOffset ended = _desk.Exchange.Now;
        _desk.Sandbox.Time.Advance(TimeSpan.FromHours(50));
        string Span(double from, double until) => $"end_time={ended.AddHours(until).ToUnixTimeMilliseconds()}&start_time={ended.AddHours(from).ToUnixTimeMilliseconds()}";
        Assert.Empty(_desk.Listed("sl", path: AlgoDesk.History));
        Assert.Equal([id], _desk.Listed("sl", Span(-1, 47), AlgoDesk.History));
        Assert.Equal(1067, _desk.Sandbox.Ask(AlgoDesk.History, $"{Span(-1, 47.1)}&type=sl").Code());
        Assert.Equal(1067, _desk.Sandbox.Ask(AlgoDesk.History, $"{Span(1, 0)}&type=sl").Code());
        Assert.Equal(1067, _desk.Sandbox.Ask(AlgoDesk.History, $"{Span(-2200, -2190)}&type=sl").Code());
    }

    [Fact]
    public void One_that_is_not_there_is_a_code_or_an_empty_list()
    {
        Assert.Equal(1061, _desk.Look("123", "sl").Code());
        _desk.Options.AlgoNotFoundOnQueryCode = 1017;
        Assert.Equal(1017, _desk.Look("123", "sl").Code());
        _desk.Options.AlgoNotFoundOnQueryCode = 200;
        Assert.Empty(_desk.Look("123", "sl").Rows());
        Assert.Equal(1067, _desk.Sandbox.Ask(AlgoDesk.Order, "type=sl").Code());
    }

    [Fact]
    public void The_exchanges_id_wins_over_the_clients()
    {
        string first = _desk.Add(change: terms => terms with { ClientAlgoId = "7" }).AlgoId;
        string second = _desk.Add().AlgoId;
        Assert.Equal(second, Assert.Single(_desk.Sandbox.Ask(AlgoDesk.Order, $"algo_client_order_id=7&algo_id={second}&type=sl").Rows()).Text("algo_id"));
        Assert.Equal(first, Assert.Single(_desk.Sandbox.Ask(AlgoDesk.Order, "algo_client_order_id=7&type=sl").Rows()).Text("algo_id"));
        Assert.Equal(1061, _desk.Sandbox.Ask(AlgoDesk.Order, $"algo_id={second}&contract_code=BTC-USDT&type=sl").Code());
    }
}
