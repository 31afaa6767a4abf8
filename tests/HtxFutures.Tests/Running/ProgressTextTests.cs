using HtxFutures.Running.Showing;

namespace HtxFutures.Tests.Running;

public sealed class ProgressTextTests
{
    private const string Budget = "Request budget: more at 21:45:03";

    [Theory]
    [InlineData(900, 0, 0, null, "0 of 900 answered")]
    [InlineData(900, 40, 40, null, "40 of 900 answered")]
    [InlineData(900, 40, 7, null, "40 of 900 answered, 7 settled")]
    [InlineData(900, 40, 7, Budget, "40 of 900 answered. Request budget: more at 21:45:03")]
    [InlineData(900, 900, 7, Budget, "7 of 900 settled. Request budget: more at 21:45:03")]
    [InlineData(900, 900, 900, Budget, "900 of 900 answered. Request budget: more at 21:45:03")]
    public void Count_that_grows_stands_beside_what_holds_it_up(int all, int answered, int settled, string? holdup, string expected) =>
        Assert.Equal(expected, ProgressText.Answered(all, answered, settled, holdup));

    [Theory]
    [InlineData("Stopping orders", 99_999, 99_998)]
    [InlineData("Stopping algo orders", 9_999, 9_998)]
    [InlineData("Clearing orders", 99_999, 99_999)]
    public void Line_ends_within_80_columns(string activity, int all, int answered)
    {
        // As the console shows it: the activity, a blank, brackets, and two columns left free.
        Assert.InRange($"{activity} [{ProgressText.Answered(all, answered, 0, Budget)}]".Length, 1, 78);
        Assert.InRange($"{activity} [{ProgressText.Answered(all, answered, 0, null)}]".Length, 1, 78);
        Assert.InRange($"{activity} [{ProgressText.Settled(all, answered, Budget)}]".Length, 1, 78);
    }
}
