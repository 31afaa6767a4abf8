using System.Text.RegularExpressions;
using HtxFutures.Errors;
using HtxFutures.Tests.Manifest;
using HtxFutures.Wording;

namespace HtxFutures.Tests.Wording;

/// <summary>What the client advises is worded once, with cmdlets and parameters that there are.</summary>
public sealed partial class GuidanceWordsTests
{
    public static MatrixTheoryData<int, OrderKind> All => new([.. Enum.GetValues<Means>().Where(means => means != Means.None).Select(means => (int)means)], Enum.GetValues<OrderKind>());

    [Theory]
    [MemberData(nameof(All))]
    public void All_means_have_words_that_name_what_there_is(int means, OrderKind kind)
    {
        string text = GuidanceWords.Of(new Guidance("Do it.", (Means)means) { Kind = kind, ContractCode = "BTC-USDT", OrderId = "1" })!;
        Assert.StartsWith("Do it: ", text, StringComparison.Ordinal);
        Assert.EndsWith(".", text, StringComparison.Ordinal);

        string[] named = [.. Cmdlets().Matches(text).Select(match => match.Value)];
        Type[] cmdlets = [.. CmdletTypes.All.Where(type => named.Contains(CmdletTypes.Name(type)))];
        Assert.Equal(named.Distinct().Count(), cmdlets.Length);

        // Without one it is about the cmdlet that says it.
        string[] parameters = [.. (cmdlets.Length == 0 ? CmdletTypes.All : cmdlets).SelectMany(CmdletTypes.Parameters).Select(parameter => parameter.Name)];
        string[] meant = [.. Parameters().Matches(text).Select(match => match.Groups[1].Value)];
        Assert.All(meant, parameter => Assert.Contains(parameter, parameters));
        Assert.True(named.Length + meant.Length > 0, text);
    }

    [Theory]
    [InlineData("7", "8", "Look it up: Get-HtxOrder -ContractCode BTC-USDT -OrderId 7.")]
    [InlineData(null, "8", "Look it up: Get-HtxOrder -ContractCode BTC-USDT -ClientOrderId 8.")]
    public void An_order_is_looked_up_by_the_id_it_goes_by(string? orderId, string? clientOrderId, string expected) => Assert.Equal(
        expected, GuidanceWords.Of(OrderReference.Create("BTC-USDT", orderId, clientOrderId).ToBeLookedUp("Look it up.")));

    [Fact]
    public void A_text_without_means_stays_as_it_is()
    {
        Assert.Equal("Try again.", GuidanceWords.Of("Try again."));
        Assert.Null(GuidanceWords.Of(null));
    }

    [Fact]
    public void The_remedy_of_an_error_record_is_in_these_words() => Assert.Equal(
        "List the orders: Get-HtxOrder.",
        ErrorRecords.From(new HtxException(HtxErrorKind.ApiError, "It failed.") { Guidance = new Guidance("List the orders.", Means.ListOrders) }, null).ErrorDetails.RecommendedAction);

    [GeneratedRegex(@"\b[A-Z][a-z]+-Htx[A-Za-z]+")]
    private static partial Regex Cmdlets();

    [GeneratedRegex(@"(?<![\w-])-([A-Z][A-Za-z]+)")]
    private static partial Regex Parameters();
}
