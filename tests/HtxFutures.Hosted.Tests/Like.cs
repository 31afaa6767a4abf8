using System.Management.Automation;

namespace HtxFutures.Tests.Hosted;

/// <summary>Text held against a pattern with * and ?, as PowerShell's -like does.</summary>
internal static class Like
{
    public static void Matches(string pattern, string? text) =>
        Assert.True(new WildcardPattern(pattern, WildcardOptions.IgnoreCase).IsMatch(text ?? ""), $"'{text}' is not like '{pattern}'");
}
