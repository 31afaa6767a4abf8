using System.Management.Automation;
using System.Reflection;
using HtxFutures.Rows;

namespace HtxFutures.Tests.Manifest;

/// <summary>What cmdlets write shows what it is to who looks at its members, and not how it was made.</summary>
public sealed class RowTests
{
    public static TheoryData<Type> Rows { get; } =
    [
        .. CmdletTypes.All
            .SelectMany(type => type.GetCustomAttributesData().Where(data => data.AttributeType == typeof(OutputTypeAttribute)))
            .SelectMany(data => (IReadOnlyCollection<CustomAttributeTypedArgument>)data.ConstructorArguments[0].Value!)
            .Select(argument => (Type)argument.Value!)
            .Where(type => type.Namespace == "HtxFutures")
            .Distinct(),
    ];

    [Fact]
    public void There_are_rows() => Assert.Contains(typeof(HtxCancelResult), Rows.Select(row => row.Data));

    [Theory, MemberData(nameof(Rows))]
    public void No_property_can_be_set(Type row) => Assert.All(row.GetProperties(), property => Assert.Null(property.GetSetMethod()));

    [Theory, MemberData(nameof(Rows))]
    public void No_method_is_the_compilers(Type row) => Assert.DoesNotContain(row.GetMethods(), method => method.Name.Contains('<', StringComparison.Ordinal));

    [Theory, MemberData(nameof(Rows))]
    public void None_can_be_made_of_a_table(Type row) => Assert.Empty(row.GetConstructors());

    [Fact]
    public void A_copy_differs_in_what_was_asked_for_and_the_row_stays_as_it_is()
    {
        var row = new HtxOrder { ContractCode = "BTC-USDT", OrderId = "1", Side = OrderSide.Buy };
        HtxOrder copy = row.With(other => other.Side = OrderSide.Sell);

        Assert.Equal(("BTC-USDT", "1", OrderSide.Sell), (copy.ContractCode, copy.OrderId, copy.Side));
        Assert.Equal(OrderSide.Buy, row.Side);
    }
}
