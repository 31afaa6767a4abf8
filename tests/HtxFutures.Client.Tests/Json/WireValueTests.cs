using System.Text;
using System.Text.Json;
using HtxFutures.Json;

namespace HtxFutures.Client.Tests.Json;

/// <summary>A value means the same as a number and as a text, with escapes and without (facts 7.3, 7.5); of the wrong shape it means nothing.</summary>
public sealed class WireValueTests
{
    [Theory]
    [InlineData("\"x y\"", "x y")]
    [InlineData("\"\\u0041\\n\"", "A\n")]
    [InlineData("\"ä\\u00e4\"", "ää")]
    [InlineData("\"\"", "")]
    [InlineData("-1.50e+3", "-1.50e+3")]
    [InlineData("true", "true")]
    [InlineData("false", "false")]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    [InlineData("[\"x\"]", null)]
    public void Text(string json, string? expected) => Read(json, value => Assert.Equal(expected, value.Text));

    [Theory]
    [InlineData("200", 200)]
    [InlineData("\"200\"", 200)]
    [InlineData("\"\\u0032\\u0030\\u0030\"", 200)]
    [InlineData("-2147483648", int.MinValue)]
    [InlineData("2147483647", int.MaxValue)]
    [InlineData("2147483648", null)]
    [InlineData("200.0", null)]
    [InlineData("2e2", null)]
    [InlineData("\"+200\"", null)]
    [InlineData("\"0200\"", null)]
    [InlineData("\" 200\"", null)]
    [InlineData("\"200\\u0000\"", null)]
    [InlineData("\"\"", null)]
    [InlineData("\"\u0662\"", null)]
    [InlineData("true", null)]
    [InlineData("[200]", null)]
    public void Whole_number(string json, int? expected) => Read(json, value => Assert.Equal(expected, value.Int32));

    [Theory]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("\"1329854625038651393\"", "1329854625038651393")]
    [InlineData("\"\\u0031\"", "1")]
    [InlineData("9223372036854775808", null)]
    [InlineData("0", null)]
    [InlineData("-1", null)]
    [InlineData("\"01\"", null)]
    [InlineData("true", null)]
    [InlineData("null", null)]
    public void Id(string json, string? expected) => Read(json, value => Assert.Equal(expected, value.Id));

    [Theory]
    [InlineData("true", true)]
    [InlineData("\"TRUE\"", true)]
    [InlineData("1", true)]
    [InlineData("\"\\u0031\"", true)]
    [InlineData("\"False\"", false)]
    [InlineData("0", false)]
    [InlineData("\"\"", null)]
    [InlineData("2", null)]
    [InlineData("\"yes\"", null)]
    [InlineData("{}", null)]
    public void Yes_or_no(string json, bool? expected) => Read(json, value => Assert.Equal(expected, value.Boolean));

    [Theory]
    [InlineData("1789709104310", "2026-09-18T05:25:04.3100000+00:00")]
    [InlineData("\"1789709104310\"", "2026-09-18T05:25:04.3100000+00:00")]
    [InlineData("1", "1970-01-01T00:00:00.0010000+00:00")]
    [InlineData("32503679999999", "2999-12-31T23:59:59.9990000+00:00")]
    [InlineData("32503680000000", null)]
    [InlineData("0", null)]
    [InlineData("1789709104310.5", null)]
    [InlineData("\"\"", null)]
    public void Time(string json, string? expected) =>
        Read(json, value => Assert.Equal(expected, value.Time?.ToString("O", System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("65000.5", "65000.5")]
    [InlineData("\"0.00000001\"", "0.00000001")]
    [InlineData("\"1.20\"", "1.20")]
    [InlineData("-1.5e3", "-1500")]
    [InlineData("\"65000,5\"", null)]
    [InlineData("\"1\\u0000\"", null)]
    [InlineData("\" 1\"", null)]
    [InlineData("1e40", null)]
    [InlineData("\"\"", null)]
    [InlineData("null", null)]
    public void Decimal_number(string json, string? expected) =>
        Read(json, value => Assert.Equal(expected, value.Decimal?.ToString(System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("\"x\"", false, false, true)]
    [InlineData("1", false, false, true)]
    [InlineData("null", false, true, true)]
    [InlineData("true", false, false, false)]
    [InlineData("{}", false, false, false)]
    [InlineData(null, true, true, true)]
    public void What_is_there(string? json, bool isMissing, bool isNull, bool isName)
    {
        Read(json, value => Assert.Equal((isMissing, isNull, isName), (value.IsMissing, value.IsNull, value.IsName)));
    }

    [Fact]
    public void A_missing_one_means_nothing() => Read(null, value =>
    {
        Assert.Null(value.Text);
        Assert.Null(value.Int32);
        Assert.Null(value.Id);
        Assert.Null(value.Boolean);
        Assert.Null(value.Time);
        Assert.Null(value.Decimal);
    });

    [Theory]
    [InlineData("\"\\ud800\"")]
    [InlineData("\"7\\udc00\"")]
    public void Half_a_character_is_thrown_whatever_is_asked_for(string json) => Read(json, value =>
    {
        Fails(value, value => _ = value.Text);
        Fails(value, value => _ = value.Int32);
        Fails(value, value => _ = value.Id);
        Fails(value, value => _ = value.Boolean);
        Fails(value, value => _ = value.Time);
        Fails(value, value => _ = value.Decimal);
    });

    private delegate void Look(WireValue value);

    private static void Fails(WireValue value, Look look)
    {
        try
        {
            look(value);
        }
        catch (JsonException)
        {
            return;
        }

        Assert.Fail("Half a character was taken for a text.");
    }

    private static void Read(string? json, Look look)
    {
        var item = new WireObject(Encoding.UTF8.GetBytes(json is null ? "{}" : $$"""{"v":{{json}}}"""));
        item.ReadNext();
        look(item.Find("v"));
    }
}
