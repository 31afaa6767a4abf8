using HtxFutures.Formatting;

namespace HtxFutures.Tests.Formatting;

public sealed class OutcomeToneTests
{
    [Theory]
    [InlineData(CancelOutcome.Accepted, null)]
    [InlineData(CancelOutcome.Pending, null)]
    [InlineData(CancelOutcome.Canceled, "Good")]
    [InlineData(CancelOutcome.AlreadyCanceled, "Good")]
    [InlineData(CancelOutcome.PartiallyCanceled, "Warning")]
    [InlineData(CancelOutcome.Filled, "Warning")]
    [InlineData(CancelOutcome.NotFound, "Bad")]
    [InlineData(CancelOutcome.Rejected, "Bad")]
    [InlineData(CancelOutcome.Unknown, "Bad")]
    public void Outcomes_have_the_colour_of_what_they_mean(CancelOutcome outcome, string? expected) => Assert.Equal(expected, OutcomeTone.Of(outcome));

    [Theory]
    [InlineData(CloseOutcome.Accepted, null)]
    [InlineData(CloseOutcome.Closed, "Good")]
    [InlineData(CloseOutcome.NothingToClose, "Good")]
    [InlineData(CloseOutcome.PartiallyClosed, "Warning")]
    [InlineData(CloseOutcome.Blocked, "Bad")]
    [InlineData(CloseOutcome.Rejected, "Bad")]
    [InlineData(CloseOutcome.Unknown, "Bad")]
    public void Closes_have_it_too(CloseOutcome outcome, string? expected) => Assert.Equal(expected, OutcomeTone.Of(outcome));
}
