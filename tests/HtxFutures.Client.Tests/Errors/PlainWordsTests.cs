using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using HtxFutures.Errors;

namespace HtxFutures.Client.Tests.Errors;

/// <summary>The client's texts are read in a shell, in a program, in a log: they say what is wrong, and name no cmdlet and no parameter.</summary>
public sealed partial class PlainWordsTests
{
    [Fact]
    public void No_text_of_the_client_names_a_cmdlet_or_a_parameter()
    {
        string[] texts = [.. Texts(typeof(HtxFuturesClient).Assembly.Location)];
        Assert.Contains(texts, text => text.Contains("Check the network and the firewall.", StringComparison.Ordinal));
        Assert.All(texts, text => Assert.DoesNotMatch(OfPowerShell(), text));
    }

    [Theory]
    [InlineData("List them: Get-HtxOrder. Clearing them again does no harm.")]
    [InlineData("Check -Endpoint, and whether a proxy answers.")]
    [InlineData("Check host and port (-Endpoint, -Proxy).")]
    public void Such_a_text_would_be_found(string text) => Assert.Matches(OfPowerShell(), text);

    [Fact]
    public void A_text_is_advice_without_means()
    {
        var failure = new HtxException(HtxErrorKind.ApiError, "It failed.") { Advice = "Try again." };
        Assert.Equal(("Try again.", Means.None), (failure.Guidance!.Text, failure.Guidance.Means));
        Assert.Equal("Look.", new HtxException(HtxErrorKind.ApiError, "It failed.") { Guidance = new Guidance("Look.", Means.ListOrders) }.Advice);
        Assert.Null(new HtxException(HtxErrorKind.ApiError, "It failed.").Advice);
    }

    private static IEnumerable<string> Texts(string assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly));
        MetadataReader metadata = file.GetMetadataReader();
        for (UserStringHandle text = MetadataTokens.UserStringHandle(1); !text.IsNil; text = metadata.GetNextHandle(text))
        {
            yield return metadata.GetUserString(text);
        }
    }

    [GeneratedRegex(@"\b[A-Z][a-z]+-Htx|(?<![\w-])-[A-Z][A-Za-z]|PowerShell|[Cc]mdlet|[Rr]unspace")]
    private static partial Regex OfPowerShell();
}
