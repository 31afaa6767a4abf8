using HtxFutures.Formatting;

namespace HtxFutures.Tests.Formatting;

public sealed class WrappedTextTests
{
    [Theory]
    [InlineData(null, "")]
    [InlineData("", "")]
    [InlineData("short", "short")]
    [InlineData("Give the key the permission to trade.", "Give the key\nthe\npermission to\ntrade.")]
    [InlineData("exactly ten", "exactly ten")]
    [InlineData("a https://api.hbdm.com b", "a\nhttps://api.hbdm.com\nb")]
    [InlineData("two  blanks\nand a line", "two blanks\nand a line")]
    public void Lines_break_between_words(string? text, string expected) => Assert.Equal(expected, WrappedText.Words(text, 13));
}
