using System.Globalization;
using HtxFutures.Binding;

namespace HtxFutures.Tests.Binding;

public sealed class IdTextTests
{
    [Theory]
    [InlineData(1329854625038651392L, "1329854625038651392")]
    [InlineData("1329854625038651392", "1329854625038651392")]
    [InlineData(17, "17")]
    public void Whole_numbers_and_text_keep_their_digits(object given, string expected) =>
        Assert.Equal(expected, Convert.ToString(IdTextAttribute.Transform(given), CultureInfo.InvariantCulture));

    [Theory]
    [InlineData(5.0)]
    [InlineData(1.5)]
    [InlineData(1.3298546250386514E+18)]
    [InlineData(5f)]
    public void Floating_point_is_still_seen_to_be_floating_point(object given)
    {
        var text = Assert.IsType<string>(IdTextAttribute.Transform(given));
        HtxException failure = Assert.Throws<HtxException>(() => OrderReference.Create("BTC-USDT", text));
        Assert.Contains("floating-point", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_element_of_an_array_is_looked_at() =>
        Assert.Equal(new object?[] { "1", "2.0", 3, null }, Assert.IsType<object?[]>(IdTextAttribute.Transform(new object?[] { "1", 2.0, 3, null })));

    [Fact]
    public void Culture_has_no_say()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("1.5", IdTextAttribute.Transform(1.5));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
