using System.Reflection;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Shapes;

/// <summary>
/// Connect, list and cancel over every option of the sandbox: a point that the facts leave open must not matter. The
/// options are found by reflection, so that a new one is tried as soon as it exists.
/// </summary>
public sealed class WireShapeTests
{
    // What has more readings than yes and no or the members of an enumeration.
    private static readonly (string Option, object[] Values)[] s_others =
    [
        (nameof(SandboxOptions.ContentType), ["text/plain;charset=UTF-8", "text/html", "application/octet-stream", "nonsense"]),
        (nameof(SandboxOptions.UnknownOrderCode), [1017, 1061]),
        (nameof(SandboxOptions.OrderNotFoundOnQueryCode), [1017, 1048, 1061]),
        (nameof(SandboxOptions.MissingIdCode), [1066, 1067]),
        (nameof(SandboxOptions.UnknownContractCode), [1014, 1067]),
        (nameof(SandboxOptions.ClockOffset), [TimeSpan.FromHours(-3), TimeSpan.FromHours(8)]),
        (nameof(SandboxOptions.Latency), [SandboxLatency.Fixed(TimeSpan.FromMilliseconds(1))]),
    ];

    public static TheoryData<string, string> Options =>
    [
        .. from option in typeof(SandboxOptions).GetProperties()
           where option.CanWrite
           from value in ValuesOf(option)
           select new TheoryDataRow<string, string>(option.Name, value.ToString()!),
    ];

    [Theory]
    [MemberData(nameof(Options))]
    public void One_option_changes_no_outcome(string option, string value)
    {
        var options = new SandboxOptions();
        Set(options, option, value);
        AssertUsualDay(options);
    }

    [Theory]
    [InlineData(EnvelopeShape.Recorded2026)]
    [InlineData(EnvelopeShape.Documented2025)]
    [InlineData(EnvelopeShape.MsgInsteadOfMessage)]
    [InlineData(EnvelopeShape.NoTs)]
    public void All_options_at_once_change_no_outcome(EnvelopeShape shape)
    {
        var options = new SandboxOptions();
        foreach (PropertyInfo option in typeof(SandboxOptions).GetProperties().Where(option => option.CanWrite && ValuesOf(option).Length > 0))
        {
            option.SetValue(options, ValuesOf(option)[^1]);
        }

        options.EnvelopeShape = shape;
        AssertUsualDay(options);
    }

    private static void AssertUsualDay(SandboxOptions options)
    {
        var sandbox = new VirtualSandbox(options);
        SandboxOrder cross = sandbox.AddOrder();
        SandboxOrder isolated = sandbox.AddOrder("ETH-USDT", "isolated");
        SandboxOrder own = sandbox.AddOrder("ETH-USDT", clientOrderId: "577000000000000001", volume: 3);
        SandboxOrder filled = sandbox.AddOrder();
        SandboxOrder[] open = [cross, isolated, own, filled, .. sandbox.Account.AddSampleOrders(101)];
        using Desk desk = sandbox.Open();

        List<HtxOrder> listed = desk.List();
        Assert.Equal(open.Select(order => order.OrderId), listed.Select(order => order.OrderId));
        Assert.Equal(open.Select(order => order.ClientOrderId), listed.Select(order => order.ClientOrderId));
        Assert.Equal(open.Select(order => order.ContractCode), listed.Select(order => order.ContractCode));
        Assert.Equal(open.Select(order => (decimal?)order.Price), listed.Select(order => order.Price));
        Assert.Equal(open.Select(order => (decimal?)order.FilledVolume), listed.Select(order => order.FilledVolume));
        Assert.Equal(open.Select(order => order.Side), listed.Select(order => order.RawSide));
        Assert.DoesNotContain(listed, order => order.Side == OrderSide.Unknown || order.State is not (OrderState.New or OrderState.PartiallyFilled));

        sandbox.Account.Fill(filled.OrderId, 1);
        Assert.Equal(CancelOutcome.Accepted, desk.Cancel(VirtualSandbox.Reference(cross)).Outcome);
        Assert.Equal(CancelOutcome.Accepted, desk.Cancel(VirtualSandbox.Reference(isolated)).Outcome);
        Assert.Equal(CancelOutcome.Accepted, desk.Cancel(OrderReference.Create("ETH-USDT", null, own.ClientOrderId)).Outcome);
        desk.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(CancelOutcome.AlreadyCanceled, desk.Cancel(VirtualSandbox.Reference(cross)).Outcome);
        Assert.Equal(CancelOutcome.Filled, desk.Cancel(VirtualSandbox.Reference(filled)).Outcome);
        Assert.Equal(CancelOutcome.NotFound, desk.Cancel(OrderReference.Create("BTC-USDT", "1")).Outcome);
        Assert.Equal(OrderState.Canceled, desk.Find(VirtualSandbox.Reference(isolated))!.State);
        Assert.Equal(101, desk.List().Count);
    }

    private static object[] ValuesOf(PropertyInfo option) => option.PropertyType switch
    {
        { IsEnum: true } type => [.. Enum.GetValues(type).Cast<object>()],
        var type when type == typeof(bool) => [false, true],
        _ => s_others.FirstOrDefault(other => other.Option == option.Name).Values ?? [],
    };

    private static void Set(SandboxOptions options, string option, string value)
    {
        PropertyInfo property = typeof(SandboxOptions).GetProperty(option)!;
        property.SetValue(options, ValuesOf(property).Single(candidate => candidate.ToString() == value));
    }
}
