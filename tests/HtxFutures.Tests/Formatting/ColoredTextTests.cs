using HtxFutures.Formatting;

namespace HtxFutures.Tests.Formatting;

public sealed class ColoredTextTests
{
    [Theory]
    [InlineData(CancelOutcome.Accepted, "Accepted")]
    [InlineData(CancelOutcome.Pending, "Pending")]
    [InlineData(CancelOutcome.Canceled, "<g>Canceled<r>")]
    [InlineData(CancelOutcome.AlreadyCanceled, "<g>AlreadyCanceled<r>")]
    [InlineData(CancelOutcome.PartiallyCanceled, "<w>PartiallyCanceled<r>")]
    [InlineData(CancelOutcome.Filled, "<w>Filled<r>")]
    [InlineData(CancelOutcome.NotFound, "<b>NotFound<r>")]
    [InlineData(CancelOutcome.Rejected, "<b>Rejected<r>")]
    [InlineData(CancelOutcome.Unknown, "<b>Unknown<r>")]
    public void Outcomes_have_the_colour_of_what_they_mean(CancelOutcome outcome, string expected) =>
        Assert.Equal(expected, ColoredText.Outcome(outcome, "<g>", "<w>", "<b>", "<r>"));

    [Fact]
    public void A_theme_without_colours_leaves_the_words() => Assert.Equal("Filled", ColoredText.Outcome(CancelOutcome.Filled, null, "", null, null));

    [Theory]
    [InlineData(true, "<g>True<r>")]
    [InlineData(false, "<b>False<r>")]
    public void Checks_are_good_or_bad(bool passed, string expected) => Assert.Equal(expected, ColoredText.Passed(passed, "<g>", "<b>", "<r>"));
}
