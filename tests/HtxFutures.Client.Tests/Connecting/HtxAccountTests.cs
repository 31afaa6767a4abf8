using HtxFutures.Time;

namespace HtxFutures.Client.Tests.Connecting;

public sealed class HtxAccountTests
{
    private readonly HtxAccount _account = new("api.hbdm.com", "fingerprint", null) { Clock = new ExchangeClock(TimeProvider.System) };

    [Fact]
    public void It_is_the_same_whichever_client_sees_it()
    {
        HtxAccount other = _account with { Clock = new ExchangeClock(TimeProvider.System) };
        Assert.Equal(_account, other);
        Assert.Equal(_account.GetHashCode(), other.GetHashCode());
    }

    [Fact]
    public void Another_key_host_or_exchange_is_another_account()
    {
        Assert.NotEqual(_account, _account with { Fingerprint = "another" });
        Assert.NotEqual(_account, _account with { Host = "api.hbdm.vn" });
        Assert.NotEqual(_account, _account with { Exchange = new object() });
    }
}
