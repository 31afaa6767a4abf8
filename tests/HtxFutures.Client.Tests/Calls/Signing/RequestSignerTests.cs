using HtxFutures.Calls.Signing;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Calls.Signing;

/// <summary>What the vectors do not reach (facts 1.1 to 1.3).</summary>
public sealed class RequestSignerTests
{
    [Fact]
    public void Plus_slash_and_equals_of_the_signature_are_escaped()
    {
        int pluses = 0;
        int slashes = 0;
        for (int second = 0; second < 200; second++)
        {
            var signed = Signed.Make(HttpMethod.Post, "/v5/trade/cancel_order", timestamp: Signed.Noon.AddSeconds(second));
            pluses += signed.Signature.Contains('+', StringComparison.Ordinal) ? 1 : 0;
            slashes += signed.Signature.Contains('/', StringComparison.Ordinal) ? 1 : 0;

            Assert.Equal(44, signed.Signature.Length);
            Assert.EndsWith("%3D", signed.Escaped, StringComparison.Ordinal);
            Assert.Equal(-1, signed.Escaped.AsSpan().IndexOfAny('+', '/', '='));
            Assert.True(signed.IsAccepted(HttpMethod.Post, "api.hbdm.com"));
        }

        Assert.InRange(pluses, 50, 150);
        Assert.InRange(slashes, 50, 150);
    }

    [Theory]
    [InlineData("a=1&a=2")]
    [InlineData("order_id=1&contract_code=BTC-USDT")]
    [InlineData("contract_code=BTC-USDT&Limit=1")]
    [InlineData("Signature=1")]
    public void Parameters_out_of_ordinal_order_are_refused(string parameters) =>
        Assert.Throws<ArgumentException>(() => Signed.Make(HttpMethod.Get, "/v5/trade/order", Signed.Parameters(parameters)));

    [Theory]
    [InlineData("API.HBDM.COM", "api.hbdm.com")]
    [InlineData("Api.Hbdm.Com:443", "api.hbdm.com:443")]
    [InlineData("127.0.0.1:8080", "127.0.0.1:8080")]
    public void The_host_is_signed_in_lower_case_and_with_its_port_if_given(string host, string canonical)
    {
        using var scope = new CultureScope("tr-TR");
        Assert.True(Signed.Make(HttpMethod.Post, "/v5/trade/cancel_order", host: host).IsAccepted(HttpMethod.Post, canonical));
    }

    [Fact]
    public void A_Turkish_i_in_the_host_stays_an_i()
    {
        using var scope = new CultureScope("tr-TR");
        Assert.True(Signed.Make(HttpMethod.Post, "/v5/trade/cancel_order", host: "API.EXCHANGE.INFO").IsAccepted(HttpMethod.Post, "api.exchange.info"));
    }

    [Theory]
    [InlineData("a b", "a%20b")]
    [InlineData("filled,canceled", "filled%2Ccanceled")]
    [InlineData("10:00", "10%3A00")]
    [InlineData("~-_.", "~-_.")]
    [InlineData("Ü", "%C3%9C")]
    [InlineData("成功", "%E6%88%90%E5%8A%9F")]
    [InlineData("1+1=2&x", "1%2B1%3D2%26x")]
    [InlineData("*!'()", "%2A%21%27%28%29")]
    [InlineData("", "")]
    public void Values_are_escaped_after_RFC_3986_with_upper_case_hex(string value, string escaped)
    {
        var signed = Signed.Make(HttpMethod.Get, "/v5/trade/order", [new("contract_code", value)]);
        Assert.Contains($"&contract_code={escaped}&Signature=", signed.Target, StringComparison.Ordinal);
        Assert.True(signed.IsAccepted(HttpMethod.Get, "api.hbdm.com"));
    }

    [Fact]
    public void A_value_too_long_for_the_stack_is_signed_just_the_same()
    {
        var signed = Signed.Make(HttpMethod.Get, "/v5/trade/order", [new("contract_code", new string('成', 5000))]);
        Assert.True(signed.IsAccepted(HttpMethod.Get, "api.hbdm.com"));
    }

    [Fact]
    public void The_time_is_written_in_UTC_whatever_zone_it_comes_in()
    {
        DateTimeOffset tokyo = Signed.Noon.ToOffset(TimeSpan.FromHours(9)).AddMilliseconds(999);
        Assert.Equal(Signed.Make(HttpMethod.Post, "/v5/trade/cancel_order"), Signed.Make(HttpMethod.Post, "/v5/trade/cancel_order", timestamp: tokyo));
    }

    [Fact]
    public void After_its_key_is_wiped_nothing_is_signed()
    {
        HtxCredential credential = TestKeys.Credential();
        var signer = new RequestSigner(credential, "api.hbdm.com");
        signer.Sign(HttpMethod.Post, "/v5/trade/cancel_order", [], Signed.Noon);
        credential.Dispose();

        Assert.Throws<ObjectDisposedException>(() => signer.Sign(HttpMethod.Post, "/v5/trade/cancel_order", [], Signed.Noon));
    }

    [Fact]
    public async Task Many_threads_sign_with_one_signer()
    {
        using HtxCredential credential = TestKeys.Credential();
        var signer = new RequestSigner(credential, "api.hbdm.com");
        string expected = signer.Sign(HttpMethod.Post, "/v5/trade/cancel_order", [], Signed.Noon);

        string[] targets = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ =>
            Task.Run(() => signer.Sign(HttpMethod.Post, "/v5/trade/cancel_order", [], Signed.Noon), TestContext.Current.CancellationToken)));
        Assert.All(targets, target => Assert.Equal(expected, target));
    }
}
