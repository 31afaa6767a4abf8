using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Calls.Signing;

/// <summary>The vectors of facts 1.6, which two independent public implementations reproduced.</summary>
public sealed class SignatureVectorTests
{
    private const string Q = "AccessKeyId=a1b2c3d4-e5f60718-example1-9abcd&SignatureMethod=HmacSHA256&SignatureVersion=2&Timestamp=";

    [Theory]
    [InlineData("POST", "api.hbdm.com", "/v5/trade/cancel_order", "2026-01-02T03:04:05", "", "", "7x4/VmyeKSGqz8On45Ehj9f7ZYAWV7Awm/WaOKnBUXA=")]
    [InlineData("GET", "api.hbdm.com", "/v5/trade/order", "2026-01-02T03:04:05",
        "contract_code=BTC-USDT&margin_mode=cross&order_id=1329854625038651392",
        "&contract_code=BTC-USDT&margin_mode=cross&order_id=1329854625038651392",
        "oqSkDfkfMBE0q7lvRNFVksovNHNmCIvL/DggZj4/hqc=")]
    [InlineData("GET", "api.hbdm.com", "/v5/trade/order/history", "2026-12-31T23:59:59",
        "contract_code=BTC-USDT-260925&direct=next&from=0&limit=100&margin_mode=cross&states=filled,partially_canceled,canceled",
        "&contract_code=BTC-USDT-260925&direct=next&from=0&limit=100&margin_mode=cross&states=filled%2Cpartially_canceled%2Ccanceled",
        "d/ZqbEYBHU1P1I+1z5DB+7+1Kfh4FKSq2Ve+6173SSs=")]
    [InlineData("GET", "api.hbdm.vn", "/v5/trade/order/opens", "2026-07-13T16:00:00", "", "", "HcY4tGLPSqIgjBelbmGUWfJmMwt69/niRV42OTxyxX8=")]
    public void The_published_vectors_come_out_to_the_letter(string method, string host, string path, string timestamp, string parameters, string canonical, string signature)
    {
        var signed = Signed.Make(new HttpMethod(method), path, Signed.Parameters(parameters), Signed.Time(timestamp), host);

        string query = Q + timestamp.Replace(":", "%3A", StringComparison.Ordinal) + canonical;
        string escaped = signature.Replace("+", "%2B", StringComparison.Ordinal).Replace("/", "%2F", StringComparison.Ordinal).Replace("=", "%3D", StringComparison.Ordinal);
        Assert.Equal($"{path}?{query}&Signature={escaped}", signed.Target);
        Assert.Equal(signature, signed.Signature);
    }

    // Contracts that are not ASCII; computed apart from all code here, with hmac and urllib of Python.
    [Theory]
    [InlineData("api.hbdm.com", "/v5/trade/order", "2026-01-02T03:04:05",
        "contract_code=龙虾-USDT&margin_mode=cross&order_id=1329854625038651392",
        "&contract_code=%E9%BE%99%E8%99%BE-USDT&margin_mode=cross&order_id=1329854625038651392",
        "2cDZ+Shmu2YNaLQ2mRFMZCE7kGBQSUnhYnLbBR4jd5E=")]
    [InlineData("api.hbdm.vn", "/v5/trade/order/opens", "2026-07-13T16:00:00",
        "contract_code=哈基米-USDT&direct=next&from=1550000000000000001&limit=100",
        "&contract_code=%E5%93%88%E5%9F%BA%E7%B1%B3-USDT&direct=next&from=1550000000000000001&limit=100",
        "5xp0vIALSx0PxdXMc9mZ2iliio3BHgUNVR9X5Q/wuWc=")]
    [InlineData("api.hbdm.com", "/v5/trade/order/history", "2026-12-31T23:59:59",
        "contract_code=币安人生-USDT&limit=100&margin_mode=isolated&states=filled,partially_canceled,canceled",
        "&contract_code=%E5%B8%81%E5%AE%89%E4%BA%BA%E7%94%9F-USDT&limit=100&margin_mode=isolated&states=filled%2Cpartially_canceled%2Ccanceled",
        "2R/OfyRD2i/kC8gwiYpj+gnGPGJOX4BaO2gsxpqcpNU=")]
    [InlineData("api.hbdm.com", "/v5/trade/order/opens", "2026-12-31T23:59:59",
        "contract_code=𠮷Ж-USDT&limit=100",
        "&contract_code=%F0%A0%AE%B7%D0%96-USDT&limit=100",
        "Z4Pj8siqf+c3uEiWnz2PilQ+EPOd9OwSysWicd6TD9Q=")]
    public void Contracts_of_other_scripts_are_signed_and_encoded_right(string host, string path, string timestamp, string parameters, string canonical, string signature) =>
        The_published_vectors_come_out_to_the_letter("GET", host, path, timestamp, parameters, canonical, signature);

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("da-DK")]
    [InlineData("ar-SA")]
    [InlineData("de-DE")]
    [InlineData("th-TH")]
    [InlineData("fa-IR")]
    [InlineData("fi-FI")] // writes times with dots
    public void The_culture_of_the_user_changes_nothing(string culture)
    {
        using var scope = new CultureScope(culture);
        var signed = Signed.Make(
            HttpMethod.Get,
            "/v5/trade/order/history",
            Signed.Parameters("contract_code=BTC-USDT-260925&direct=next&from=0&limit=100&margin_mode=cross&states=filled,partially_canceled,canceled"),
            Signed.Time("2026-12-31T23:59:59"));

        Assert.Equal("d/ZqbEYBHU1P1I+1z5DB+7+1Kfh4FKSq2Ve+6173SSs=", signed.Signature);
        Assert.Contains("&Timestamp=2026-12-31T23%3A59%3A59&", signed.Target, StringComparison.Ordinal);
    }

    [Fact]
    public void The_cultures_of_the_test_do_differ_from_ours()
    {
        var time = new DateTime(2026, 12, 31, 23, 59, 59, DateTimeKind.Utc);
        using (new CultureScope("th-TH"))
        {
            Assert.Equal("2569", time.ToString("yyyy", System.Globalization.CultureInfo.CurrentCulture));
        }

        using (new CultureScope("fi-FI"))
        {
            Assert.Equal("23.59.59", time.ToString("HH:mm:ss", System.Globalization.CultureInfo.CurrentCulture));
        }
    }
}
