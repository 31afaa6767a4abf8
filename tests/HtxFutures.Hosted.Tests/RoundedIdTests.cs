using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>A column of ids that a spreadsheet has saved: whole numbers of the right length, and none of them an order.</summary>
public sealed class RoundedIdTests : IDisposable
{
    private const string Suspicion = "*a spreadsheet may have rounded it*";

    private readonly HostedShell _shell = new();

    public RoundedIdTests() => _shell.Run("""
        $null = Connect-HtxFutures -Sandbox
        $rows = 1..12 | ForEach-Object { [pscustomobject] @{ ContractCode = 'BTC-USDT'; OrderId = '13298546250386{0:00}000' -f $_ } }
        """);

    public void Dispose() => _shell.Dispose();

    [Fact]
    public void It_is_not_found_with_the_suspicion_said_in_row_and_error_and_without_a_warning()
    {
        HostedShell.Heard heard = _shell.Hear("Stop-HtxOrder BTC-USDT 1329854625038650000");

        var result = (HtxCancelResult)heard.Output.Single().BaseObject;
        Assert.Equal(CancelOutcome.NotFound, result.Outcome);
        Like.Matches(Suspicion, result.Message);
        Like.Matches(Suspicion, heard.Errors[0].ToString());
        Like.Matches("*as text*", heard.Errors[0].ErrorDetails.RecommendedAction);
        Assert.Empty(heard.Warnings);
    }

    [Fact]
    public void It_is_suspected_by_a_look_up_as_well()
    {
        ErrorRecord failure = _shell.ErrorOf("Get-HtxOrder BTC-USDT -OrderId 1329854625038650000");

        Assert.StartsWith("HtxOrderNotFound,", failure.FullyQualifiedErrorId, StringComparison.Ordinal);
        Like.Matches(Suspicion, failure.ToString());
    }

    [Theory]
    [InlineData("Stop-HtxOrder")]
    [InlineData("Get-HtxOrder")]
    public void A_column_of_them_is_one_warning(string command) =>
        Like.Matches("12 ids that the exchange does not know end in zeros, such as 13298546250386??000: *rounded the whole column*", Assert.Single(_shell.Hear($"$rows | {command}").Warnings));

    [Fact]
    public void A_column_is_not_suspected_where_ids_are_whole() =>
        Assert.Empty(_shell.Hear("1..3 | ForEach-Object { [pscustomobject] @{ ContractCode = 'BTC-USDT'; OrderId = \"132985462503865139$_\" } } | Stop-HtxOrder").Warnings);
}
