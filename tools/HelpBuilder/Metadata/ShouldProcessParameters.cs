namespace HtxFutures.HelpBuilder.Metadata;

/// <summary>What PowerShell adds to cmdlets that can ask before they act.</summary>
internal static class ShouldProcessParameters
{
    private const string WhatIf = "WhatIf";
    private const string Confirm = "Confirm";

    public static IReadOnlyList<CmdletParameter> All { get; } = [Create(WhatIf, "wi"), Create(Confirm, "cf")];

    public static string Describe(string parameter) => parameter switch
    {
        WhatIf => "Shows what would happen if the cmdlet runs. The cmdlet is not run.",
        Confirm => "Prompts you for confirmation before running the cmdlet.",
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter, "not one of them"),
    };

    private static CmdletParameter Create(string name, string alias) => new()
    {
        Name = name,
        TypeName = null,
        Aliases = [alias],
        DefaultValue = "False",
        Uses = [new ParameterUse(null)],
        IsShouldProcess = true,
    };
}
