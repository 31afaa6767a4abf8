using HtxFutures.Calls;

namespace HtxFutures.Client.Tests.Calls;

/// <summary>When a request is sent again, and after what pause.</summary>
public sealed class RepeatRulesTests
{
    [Theory]
    [InlineData(nameof(AttemptOutcome.Done), false, false)]
    [InlineData(nameof(AttemptOutcome.Refused), false, false)]
    [InlineData(nameof(AttemptOutcome.Maintenance), false, false)]
    [InlineData(nameof(AttemptOutcome.Blocked), false, false)]
    [InlineData(nameof(AttemptOutcome.Foreign), true, false)]
    [InlineData(nameof(AttemptOutcome.Closed), false, false)]
    [InlineData(nameof(AttemptOutcome.OverBudget), true, false)]
    [InlineData(nameof(AttemptOutcome.ClockOff), true, false)]
    [InlineData(nameof(AttemptOutcome.NotSent), true, false)]
    [InlineData(nameof(AttemptOutcome.Busy), true, true)]
    [InlineData(nameof(AttemptOutcome.Settling), true, true)]
    [InlineData(nameof(AttemptOutcome.Unanswered), true, true)]
    public void Each_outcome_has_its_rule(string outcome, bool repeats, bool leavesDoubt)
    {
        AttemptOutcome value = Enum.Parse<AttemptOutcome>(outcome);
        Assert.Equal(repeats, RepeatRules.Repeats(value, Repeat.Always));
        Assert.Equal(repeats && !leavesDoubt, RepeatRules.Repeats(value, Repeat.OnlyIfNotRun));
        Assert.Equal(leavesDoubt, RepeatRules.LeavesDoubt(value));
    }

    [Fact]
    public void The_rules_know_every_outcome()
    {
        foreach (AttemptOutcome outcome in Enum.GetValues<AttemptOutcome>())
        {
            RepeatRules.Repeats(outcome, Repeat.Always);
        }
    }

    [Theory]
    [InlineData(1, 50, 150, false)]
    [InlineData(2, 100, 300, false)]
    [InlineData(3, 200, 600, false)]
    [InlineData(1, 750, 2250, true)]
    [InlineData(2, 1500, 4500, true)]
    [InlineData(3, 3000, 9000, true)]
    [InlineData(1, 200, 600, false, true)]
    [InlineData(3, 800, 2400, false, true)]
    [InlineData(1, 750, 2250, true, true)]
    public void Pauses_grow_and_scatter(int attempt, double least, double most, bool settles, bool isScarce = false)
    {
        var random = new Random(7);
        double[] pauses = [.. Enumerable.Range(0, 1000).Select(_ => RepeatRules.PauseAfter(attempt, random, settles, isScarce).TotalMilliseconds)];
        Assert.All(pauses, pause => Assert.InRange(pause, least, most));
        Assert.True(pauses.Max() - pauses.Min() > 0.9 * (most - least));
    }
}
