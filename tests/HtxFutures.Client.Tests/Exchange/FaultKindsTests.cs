using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;
using HtxFutures.Sandbox.Faults;

namespace HtxFutures.Client.Tests.Exchange;

/// <summary>The table of the kinds of faults.</summary>
public sealed class FaultKindsTests
{
    [Fact]
    public void Each_kind_has_one_row_and_the_rows_go_the_way_of_a_request()
    {
        Assert.Equal(Enum.GetValues<FaultKind>().Order(), FaultKinds.All.Select(row => row.Kind).Order());
        FaultStage[] stages = [.. FaultKinds.All.Select(row => row.Stage)];
        Assert.Equal(stages.Order(), stages);
        Assert.Equal(Enum.GetValues<FaultStage>(), stages.Distinct());
    }

    [Theory]
    [InlineData(FaultKind.HangBefore, FaultKind.Delay, true)]
    [InlineData(FaultKind.DropBefore, FaultKind.Delay, false)]
    [InlineData(FaultKind.DropBefore, FaultKind.HangAfter, true)]
    [InlineData(FaultKind.Forbidden, FaultKind.BusyBefore, true)]
    [InlineData(FaultKind.Forbidden, FaultKind.DropAfter, false)]
    [InlineData(FaultKind.Forbidden, FaultKind.CutBody, false)]
    [InlineData(FaultKind.BusyBefore, FaultKind.OverLimit, false)]
    [InlineData(FaultKind.DropAfter, FaultKind.OmitItems, true)]
    [InlineData(FaultKind.DropAfter, FaultKind.Delay, false)]
    [InlineData(FaultKind.HangAfter, FaultKind.Delay, true)]
    [InlineData(FaultKind.BadGatewayAfter, FaultKind.NoRateHeaders, true)]
    [InlineData(FaultKind.BusyAfter, FaultKind.ShuffleItems, true)]
    [InlineData(FaultKind.BusyAfter, FaultKind.NoRateHeaders, false)]
    [InlineData(FaultKind.FillInstead, FaultKind.DropAfter, false)]
    public void What_leaves_nothing_to_do_hides_what_comes_later(FaultKind fault, FaultKind later, bool hides) =>
        Assert.Equal(hides, FaultKinds.Of(fault).Hides(FaultKinds.Of(later)));

    [Fact]
    public void Rules_stand_in_the_order_of_effect_whatever_the_order_they_came_in()
    {
        SandboxFaults faults = new VirtualSandbox().Exchange.Faults;
        foreach (FaultKind kind in Enum.GetValues<FaultKind>().Reverse())
        {
            faults.Add(new FaultRule(kind));
        }

        Assert.Equal(FaultKinds.All.Select(row => row.Kind), faults.Rules.Select(rule => rule.Kind));
    }
}
