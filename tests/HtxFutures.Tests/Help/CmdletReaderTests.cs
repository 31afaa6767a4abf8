using HtxFutures.HelpBuilder.Metadata;

namespace HtxFutures.Tests.Help;

/// <summary>What the tool reads off the cmdlets, on those whose declarations are the most different.</summary>
public sealed class CmdletReaderTests
{
    [Fact]
    public void Default_set_comes_first() => Assert.Equal(["InputObject", "OrderId", "ClientOrderId"], Find("Stop-HtxOrder").Sets);

    [Fact]
    public void Cmdlet_without_sets_has_one() => Assert.Equal([null], Find("Get-HtxRateLimit").Sets);

    [Theory]
    [InlineData("Stop-HtxOrder", "OrderId", "ContractCode OrderId InputObject Session Wait WaitTimeout WhatIf Confirm")]
    [InlineData("Stop-HtxOrder", "InputObject", "InputObject Session Wait WaitTimeout WhatIf Confirm")]
    [InlineData("Get-HtxOrder", "ClientOrderId", "ContractCode ClientOrderId Session")]
    [InlineData("Connect-HtxFutures", "Sandbox", "Sandbox OrderCount Latency Scenario Seed TimeoutSec Name JournalPath NoDefault")]
    public void Set_has_its_parameters_in_the_order_of_PowerShell(string cmdlet, string set, string parameters) =>
        Assert.Equal(parameters.Split(' '), Find(cmdlet).InSet(set).Select(each => each.Parameter.Name));

    [Fact]
    public void Parameter_is_used_differently_in_different_sets()
    {
        CmdletParameter contract = Find("Get-HtxOrder", "ContractCode");
        Assert.Equal(
            [new("OrderId", true, 0, FromPipelineByName: true), new("ClientOrderId", true, 0, FromPipelineByName: true)],
            contract.Uses);
        Assert.Contains(Find("Get-HtxOrder", "OrderId").Uses, use => !use.IsMandatory);
        Assert.True(contract.TakesWildcards);
        Assert.Equal(("string[]", true), (contract.TypeName, contract.IsArray));
        Assert.Equal(["contract_code"], contract.Aliases);
    }

    [Theory]
    [InlineData("Connect-HtxFutures", "Endpoint", "string", "Global")]
    [InlineData("Connect-HtxFutures", "OrderCount", "int", "20")]
    [InlineData("Connect-HtxFutures", "Sandbox", null, "False")]
    [InlineData("Connect-HtxFutures", "Credential", "pscredential", "None")]
    [InlineData("Connect-HtxFutures", "SecretKey", "securestring", "None")]
    [InlineData("Connect-HtxFutures", "Proxy", "uri", "None")]
    [InlineData("Stop-HtxOrder", "WaitTimeout", "timespan", "00:00:10")]
    [InlineData("Get-HtxOrder", "OlderThan", "timespan", "None")]
    [InlineData("Get-HtxOrder", "Side", "OrderSide", "None")]
    [InlineData("Disconnect-HtxFutures", "Session", "HtxSession[]", "None")]
    public void Type_and_default_are_in_the_words_of_PowerShell(string cmdlet, string parameter, string? type, string value) =>
        Assert.Equal((type, value), (Find(cmdlet, parameter).TypeName, Find(cmdlet, parameter).DefaultValue));

    [Fact]
    public void Accepted_values_are_those_of_the_declaration_rather_than_of_the_type()
    {
        Assert.Equal(["Buy", "Sell"], Find("Get-HtxOrder", "Side").AcceptedValues);
        Assert.Equal(("1", "300"), Find("Connect-HtxFutures", "TimeoutSec").Range);
        Assert.Empty(Find("Get-HtxOrder", "OrderId").AcceptedValues);
    }

    [Theory]
    [InlineData("Stop-HtxOrder", "HtxFutures.Binding.OrderInput System.Management.Automation.PSObject", "HtxFutures.HtxCancelResult")]
    [InlineData("Disconnect-HtxFutures", "HtxFutures.HtxSession", "")]
    [InlineData("Get-HtxSession", "System.String", "HtxFutures.HtxSession")]
    public void Inputs_and_outputs_are_full_names(string cmdlet, string inputs, string outputs)
    {
        Assert.Equal(inputs, string.Join(' ', Find(cmdlet).InputTypes));
        Assert.Equal(outputs, string.Join(' ', Find(cmdlet).OutputTypes));
    }

    [Theory]
    [InlineData("Stop-HtxOrder", true)]
    [InlineData("Get-HtxOrder", false)]
    public void Confirmation_has_its_parameters_where_it_is_declared(string cmdlet, bool expected) =>
        Assert.Equal(expected, Find(cmdlet).Parameters.Any(parameter => parameter.IsShouldProcess));

    private static CmdletInfo Find(string cmdlet) => HelpFolder.Cmdlets.Single(each => each.Name == cmdlet);

    private static CmdletParameter Find(string cmdlet, string parameter) => Find(cmdlet).Parameters.Single(each => each.Name == parameter);
}
