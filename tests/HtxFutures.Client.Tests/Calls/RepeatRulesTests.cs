using HtxFutures.Calls;

namespace HtxFutures.Client.Tests.Calls;

/// <summary>When a request is sent again, and after what pause.</summary>
public sealed class RepeatRulesTests
{
    [Theory]
    [InlineData(nameof(Happening.Done), false, false)]
    [InlineData(nameof(Happening.Refused), false, false)]
    [InlineData(nameof(Happening.Maintenance), false, false)]
    [InlineData(nameof(Happening.Blocked), false, false)]
    [InlineData(nameof(Happening.Foreign), true, false)]
    [InlineData(nameof(Happening.Closed), false, false)]
    [InlineData(nameof(Happening.OverBudget), true, false)]
    [InlineData(nameof(Happening.ClockOff), true, false)]
    [InlineData(nameof(Happening.NotSent), true, false)]
    [InlineData(nameof(Happening.Busy), true, true)]
    [InlineData(nameof(Happening.Settling), true, true)]
    [InlineData(nameof(Happening.Unanswered), true, true)]
    public void Each_happening_has_its_rule(string happening, bool repeats, bool leavesDoubt)
    {
        Happening value = Enum.Parse<Happening>(happening);
        Assert.Equal(repeats, RepeatRules.Repeats(value));
        Assert.Equal(leavesDoubt, RepeatRules.LeavesDoubt(value));
    }

    [Fact]
    public void The_rules_know_every_happening()
    {
        foreach (Happening happening in Enum.GetValues<Happening>())
        {
            RepeatRules.Repeats(happening);
        }
    }

    [Theory]
    [InlineData(1, 50, 150, false)]
    [InlineData(2, 100, 300, false)]
    [InlineData(3, 200, 600, false)]
    [InlineData(1, 750, 2250, true)]
    [InlineData(2, 1500, 4500, true)]
    [InlineData(3, 3000, 9000, true)]
    public void Pauses_grow_and_scatter(int attempt, double least, double most, bool settles)
    {
        var random = new Random(7);
        double[] pauses = [.. Enumerable.Range(0, 1000).Select(_ => RepeatRules.PauseAfter(attempt, random, settles).TotalMilliseconds)];
        Assert.All(pauses, pause => Assert.InRange(pause, least, most));
        Assert.True(pauses.Max() - pauses.Min() > 0.9 * (most - least));
    }
}
