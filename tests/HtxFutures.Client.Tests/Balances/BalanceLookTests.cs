using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Balances;

public sealed class BalanceLookTests : IDisposable
{
    private readonly ScriptedExchange _exchange = new(new VirtualTime());

    public void Dispose() => _exchange.Dispose();

    [Fact]
    public void One_request_without_parameters_reads_it()
    {
        _exchange.Answer(Paths.Balance, Replies.Data(Recorded.Balance));
        Assert.Equal(162.523160998562004875m, Read().Equity);
        Assert.Equal("", Assert.Single(_exchange.SentTo(Paths.Balance)).BusinessQuery);
    }

    [Fact]
    public void What_cannot_be_read_is_asked_for_again()
    {
        _exchange.Answer(Paths.Balance, Replies.Data("[]"), Replies.Data("null"), Replies.Data(Recorded.Balance));
        Assert.Equal(162.523160998562004875m, Read().Equity);
        Assert.Equal(3, _exchange.SentTo(Paths.Balance).Count);
    }

    [Fact]
    public void What_never_can_be_is_an_error_and_not_an_account_without_money()
    {
        _exchange.Always(Paths.Balance, Replies.Data("null"));
        HtxException failure = Assert.Throws<HtxException>(Read);
        Assert.Equal((HtxErrorKind.UnexpectedResponse, Paths.Balance, false), (failure.Kind, failure.Path, failure.EndsRun));
    }

    private HtxBalance Read()
    {
        using Desk desk = _exchange.Open();
        return desk.Time.Run(() => desk.Client.Balance.ReadAsync());
    }
}
