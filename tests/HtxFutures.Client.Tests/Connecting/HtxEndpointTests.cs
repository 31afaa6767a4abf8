using HtxFutures.Calls.Signing;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Connecting;

/// <summary>Where requests may go, and where never.</summary>
public sealed class HtxEndpointTests
{
    [Theory]
    [InlineData("Global", "https://api.hbdm.com/")]
    [InlineData("global", "https://api.hbdm.com/")]
    [InlineData("GLOBAL", "https://api.hbdm.com/")]
    [InlineData(" Global ", "https://api.hbdm.com/")]
    [InlineData("aws", "https://api.hbdm.vn/")]
    [InlineData("AWS", "https://api.hbdm.vn/")]
    [InlineData("HTTPS://API.HBDM.COM", "https://api.hbdm.com/")]
    [InlineData("https://api.hbdm.vn/", "https://api.hbdm.vn/")]
    public void Names_and_their_addresses_mean_the_same_in_any_case_and_culture(string text, string address)
    {
        foreach (string culture in (string[])["", "tr-TR", "az-Latn-AZ"])
        {
            using var scope = new CultureScope(culture);
            var endpoint = HtxEndpoint.Parse(text);
            Assert.Contains(endpoint, HtxEndpoint.Named);
            Assert.Equal(address, endpoint.Address.AbsoluteUri);
            Assert.False(endpoint.IsLoopback);
        }
    }

    [Theory]
    [InlineData("https://proxy.example", "https://proxy.example/", "proxy.example")]
    [InlineData("https://proxy.example:8443/", "https://proxy.example:8443/", "proxy.example")]
    [InlineData("http://127.0.0.1:5000", "http://127.0.0.1:5000/", "127.0.0.1")]
    [InlineData("http://localhost:5000/", "http://localhost:5000/", "localhost")]
    [InlineData("http://[::1]:5000", "http://[::1]:5000/", "[::1]")]
    [InlineData("https://BÜCHER.example", null, "xn--bcher-kva.example")]
    public void An_address_is_taken_and_signed_by_its_host_without_the_port(string text, string? address, string host)
    {
        var endpoint = HtxEndpoint.Parse(text);
        Assert.Equal(host, endpoint.Host);
        if (address is not null)
        {
            Assert.Equal(address, endpoint.Address.AbsoluteUri);
            Assert.Equal(address.TrimEnd('/'), endpoint.Name);
            Assert.Equal(endpoint.Name, endpoint.ToString());
        }
    }

    [Theory]
    [InlineData("https://\u0430pi.hbdm.com", "https://xn--pi-6kc.hbdm.com")] // a Cyrillic letter
    [InlineData("https://api.hbdm.c\u043em:8443/", "https://api.hbdm.xn--cm-fmc:8443")]
    public void A_host_that_only_looks_like_the_exchange_is_shown_as_what_it_is(string text, string shown)
    {
        var endpoint = HtxEndpoint.Parse(text);
        Assert.Equal(shown, endpoint.Name);
        Assert.Equal(shown, endpoint.Address.AbsoluteUri.TrimEnd('/'));
        HtxException failure = Assert.Throws<HtxException>(() => HtxEndpoint.Parse(text.Replace("https:", "http:", StringComparison.Ordinal)));
        Assert.Contains(shown.Replace("https:", "http:", StringComparison.Ordinal), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://api.hbdm.com.")]
    [InlineData("https://api.hbdm.com:443")]
    [InlineData("https://api.hbd\u200bm.com")]
    public void Another_way_to_write_it_is_the_same_endpoint_and_so_the_same_budget(string text) =>
        Assert.Same(HtxEndpoint.Global, HtxEndpoint.Parse(text));

    [Theory]
    [InlineData("http://api.hbdm.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("http://10.0.0.1")]
    [InlineData("http://localhost.example.com")]
    [InlineData("http://[::2]")]
    [InlineData("https://api.hbdm.com/v5")]
    [InlineData("https://api.hbdm.com/?a=b")]
    [InlineData("https://api.hbdm.com/#top")]
    [InlineData("ftp://api.hbdm.com")]
    [InlineData("ws://127.0.0.1")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("api.hbdm.com")]
    [InlineData("api.hbdm.com:443")]
    [InlineData("//api.hbdm.com")]
    [InlineData("https://")]
    [InlineData("https:///")]
    [InlineData("Globall")]
    [InlineData("Global,Aws")]
    [InlineData("")]
    [InlineData(" ")]
    public void Everything_else_is_refused_with_what_is_allowed(string text)
    {
        HtxException failure = Assert.Throws<HtxException>(() => HtxEndpoint.Parse(text));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains("Global (https://api.hbdm.com), Aws (https://api.hbdm.vn)", failure.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://key:hunter2@api.hbdm.com")]
    [InlineData("http://key:hunter2@api.hbdm.com/v5?x=y")]
    [InlineData("http://key:hunter2@127.0.0.1")]
    [InlineData("ftp://key:hunter2@api.hbdm.com")]
    [InlineData("https://hunter2@api.hbdm.com")]
    [InlineData("https://key:hunter2@api hbdm com")]
    [InlineData("https://key:hunter2@")]
    [InlineData("key:hunter2@api.hbdm.com")]
    [InlineData("http://api.hbdm.com/?Signature=hunter2")]
    [InlineData("ftp://api.hbdm.com/?Signature=hunter2")]
    public void A_password_in_the_address_is_refused_and_not_repeated(string text)
    {
        HtxException failure = Assert.Throws<HtxException>(() => HtxEndpoint.Parse(text));
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.DoesNotContain("hunter2", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Global")]
    [InlineData("Aws")]
    [InlineData("http://127.0.0.1:5000")]
    [InlineData("http://localhost:5000")]
    [InlineData("http://[::1]:5000")]
    [InlineData("https://BÜCHER.example:444")]
    public void The_exchange_accepts_what_is_signed_for_each(string text)
    {
        using Desk desk = new VirtualSandbox().Open(options => options with { Endpoint = HtxEndpoint.Parse(text) });
        Assert.Empty(desk.List());
    }

    [Theory]
    [InlineData("API.hbdm.com ", "api.hbdm.com")]
    [InlineData("api.hbdm.com:443", "api.hbdm.com:443")]
    [InlineData("api.hbdm.com.:8443", "api.hbdm.com:8443")]
    [InlineData("[::1]", "[::1]")]
    [InlineData("[::1]:5000", "[::1]:5000")]
    [InlineData("B\u00dcCHER.example", "xn--bcher-kva.example")]
    public void A_signing_host_is_a_host_with_its_port_where_that_is_written(string text, string host) => Assert.Equal(host, SigningHost.Parse(text));

    [Theory]
    [InlineData("https://api.hbdm.com")]
    [InlineData("api.hbdm.com/")]
    [InlineData("api.hbdm.com/v5")]
    [InlineData("api.hbdm.com?x=y")]
    [InlineData("api.hbdm.com\n/v5/trade/order")]
    [InlineData("api hbdm com")]
    [InlineData("")]
    [InlineData("me:hunter2@api.hbdm.com")]
    public void Anything_else_is_no_signing_host_and_the_secret_is_wiped(string text)
    {
        HtxConnectOptions options = TestConnection.Within(new VirtualSandbox().Handler, new VirtualTime()) with { SigningHost = text };
        HtxException failure = Assert.Throws<HtxException>(() => { HtxFuturesClient.ConnectAsync(options, TestContext.Current.CancellationToken).GetAwaiter().GetResult(); });
        Assert.Equal(HtxErrorKind.InvalidParameter, failure.Kind);
        Assert.Contains("host alone", failure.Advice, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", failure.Message, StringComparison.Ordinal);
        Assert.True(options.Credential.IsWiped);
    }

    [Fact]
    public void Another_host_may_be_signed_than_is_requested()
    {
        var sandbox = new VirtualSandbox(new() { AcceptedHosts = { "api.hbdm.com" } });
        var colocated = HtxEndpoint.Parse("https://10.1.2.3:8443");

        using Desk desk = sandbox.Open(options => options with { Endpoint = colocated, SigningHost = "API.hbdm.com" });
        Assert.Empty(desk.List());
        HtxException failure = Assert.Throws<HtxException>(() => sandbox.Open(options => options with { Endpoint = colocated }));
        Assert.Equal(HtxErrorKind.AuthenticationFailed, failure.Kind);
    }
}
