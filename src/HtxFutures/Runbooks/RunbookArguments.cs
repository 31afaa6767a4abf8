using System.Collections;
using System.Management.Automation;
using HtxFutures.Binding;

namespace HtxFutures.Runbooks;

/// <summary>
/// What a runbook was given. A runbook declares its parameters loosely and has them checked here: what PowerShell's
/// binder refuses ends a script before it can say anything, and whoever started it waits for a summary.
/// </summary>
internal sealed class RunbookArguments(IDictionary given)
{
    private static readonly string[] s_keys = ["Credential", "AssetName", "SecretName", "Sandbox"];

    /// <summary>The key pair that was given itself; null where none was.</summary>
    public PSCredential? Credential => Bare(given["Credential"]) as PSCredential;

    /// <summary>Where the key comes from: the parameter that says so, or Environment; and the name that was given with it.</summary>
    /// <param name="isAutomationJob">Whether a text for a credential is the name of an asset, as in Azure Automation.</param>
    /// <exception cref="HtxException">Two of them were given, or one that names nothing.</exception>
    public (string Source, string? Name) Key(bool isAutomationJob)
    {
        string[] sources = [.. s_keys.Where(IsGiven)];
        if (sources.Length > 1)
        {
            throw Refused($"-{string.Join(" and -", sources)} were given, and the key can come from one place only.");
        }

        string source = sources.SingleOrDefault() ?? "Environment";
        if (IsGiven("VaultName") && source != "SecretName")
        {
            throw Refused("-VaultName names the vault of -SecretName, which was not given.");
        }

        object[] named = [.. sources.Append("VaultName").Where(IsGiven).Select(Require)];
        return (source, named.FirstOrDefault()) switch
        {
            ("Credential", PSCredential) => (source, null),
            ("Credential", string asset) when isAutomationJob => ("AssetName", asset),
            ("Credential", _) => throw Refused("-Credential takes a credential, and pwsh -File hands on nothing but text: use -SecretName, or HTX_ACCESS_KEY and HTX_SECRET_KEY."),
            ("AssetName" or "SecretName", string name) => (source, name),
            _ => (source, null),
        };
    }

    /// <summary>The exchange's address; that of HTX unless given.</summary>
    /// <exception cref="HtxException">It is none.</exception>
    public HtxEndpoint Endpoint() => IsGiven("Endpoint") ? HtxEndpoint.Parse((string)Require("Endpoint")) : HtxEndpoint.Global;

    /// <summary>What goes wrong at the exchange inside the process; nothing unless given.</summary>
    /// <exception cref="HtxException">It is none, or given without that exchange.</exception>
    public HtxScenario Scenario()
    {
        if (!IsGiven("Scenario"))
        {
            return HtxScenario.Calm;
        }

        object given = Require("Scenario");
        return !IsGiven("Sandbox")
            ? throw Refused("-Scenario says what goes wrong at the sandbox, and -Sandbox was not given.")
            : given is string text && Enum.TryParse(text, ignoreCase: true, out HtxScenario scenario) && Enum.IsDefined(scenario)
                ? scenario
                : throw Refused($"-Scenario: '{given}' is none of {string.Join(", ", Enum.GetNames<HtxScenario>())}.");
    }

    /// <summary>A span of time, which the cmdlets' own rule reads.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">What holds where it was not given; null where it has to be.</param>
    /// <param name="least">The shortest one.</param>
    /// <exception cref="HtxException">It was not given and has to be, or cannot be read, or is too short.</exception>
    public TimeSpan Span(string name, TimeSpan? otherwise, TimeSpan least)
    {
        if (!IsGiven(name) && otherwise is { } standard)
        {
            return standard;
        }

        TimeSpan span;
        _ = Require(name);
        try
        {
            // As it was given: what was typed is still with a number.
            span = (TimeSpan)new DurationAttribute().Transform(null!, given[name])!;
        }
        catch (ArgumentTransformationMetadataException refusal)
        {
            throw Refused($"-{name}: {refusal.Message}", refusal);
        }

        return span >= least ? span : throw Refused($"-{name}: the time span {span} must be {least.TotalSeconds:0.###} s or more.");
    }

    /// <summary>Contracts. A number of them may come as one text: pwsh -File hands arguments on as they are.</summary>
    /// <exception cref="HtxException">None is named.</exception>
    public string[] Contracts(string name)
    {
        string[] contracts = [.. ((string?[])Require(name)).SelectMany(text => (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];
        return contracts.Length > 0 ? contracts : throw Refused($"-{name} names no contract, and that is not taken for all of them.");
    }

    /// <summary>Refuses what no parameter took.</summary>
    public void RefuseRest(string name)
    {
        if (given[name] is IEnumerable rest && rest.Cast<object>().Any())
        {
            throw Refused($"This runbook has no parameter for {string.Join(' ', rest.Cast<object>())}.");
        }
    }

    /// <summary>Whether a parameter was given; a switch that is off was not.</summary>
    public bool IsGiven(string name) => given.Contains(name) && given[name] is not SwitchParameter { IsPresent: false };

    /// <summary>An object without what PowerShell wraps it in.</summary>
    public static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;

    private object Require(string name) => Bare(given[name]) switch
    {
        null => throw Refused(given.Contains(name) ? $"-{name} is empty." : $"-{name} was not given, and has to be."),
        string text when string.IsNullOrWhiteSpace(text) => throw Refused($"-{name} is empty."),
        var value => value,
    };

    /// <summary>An error about what was given.</summary>
    public static HtxException Refused(string why, Exception? cause = null) => new(HtxErrorKind.InvalidParameter, why, cause)
    {
        Advice = "Get-Help with the runbook's path shows its parameters.",
    };
}
