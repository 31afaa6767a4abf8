using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using System.Management.Automation.Internal;

namespace HtxFutures.Runbooks;

/// <summary>
/// One run of a runbook: what it was given, what it heard of the cmdlets it called, and its summary. The runbooks of
/// samples/runbooks are short because of it, and each of them is one file, as Azure Automation wants it.
/// </summary>
/// <param name="runbook">The script's $PSCmdlet.</param>
/// <param name="trace">Takes what -Verbose and -Debug say, a line at a time. PowerShell would print it before the summary.</param>
public class RunbookRun(PSCmdlet runbook, Action<string> trace)
{
    private readonly Guid _id = Guid.NewGuid();
    private readonly List<RunbookFailure> _failures = [];
    private readonly List<string> _warnings = [];
    private readonly DateTimeOffset _started = DateTimeOffset.UtcNow;
    private RunbookVerdict _stage = RunbookVerdict.Arguments;
    private HtxEndpoint? _endpoint;

    /// <summary>The session that was opened; null before.</summary>
    public HtxSession? Session { get; private set; }

    /// <summary>Whether nothing is to be changed.</summary>
    public bool IsWhatIf { get; } = LanguagePrimitives.IsTrue(runbook.SessionState.PSVariable.GetValue("WhatIfPreference"));

    /// <summary>Whether it runs as a job of Azure Automation, which knows no exit codes: only an error makes such a job fail.</summary>
    public bool IsAutomationJob { get; } = runbook.InvokeCommand.GetCommand("Get-AutomationPSCredential", CommandTypes.Cmdlet | CommandTypes.Function) is not null;

    /// <summary>Where the key comes from: Credential, AssetName, SecretName, Sandbox or Environment.</summary>
    public string KeySource { get; private set; } = "";

    /// <summary>The name of the asset or the secret that holds the key; null where it comes from elsewhere.</summary>
    public string? KeyName { get; private set; }

    /// <summary>How it ended.</summary>
    public RunbookVerdict Verdict => Failures.Select(failure => failure.Verdict).DefaultIfEmpty(RunbookVerdict.Proven).Min();

    /// <summary>The same in a line; empty where all is well.</summary>
    public string Complaint => Failures switch
    {
        [] => "",
        [var only] => $"{Name}: {only.Message}",
        var all => $"{Name}: {all.Count} failures; the first: {all[0].Message}",
    };

    /// <summary>Whether anything was found or done, so that a failure is no longer one of arguments or of the key.</summary>
    public bool HasBegun { get; set; }

    /// <summary>What went wrong with single things.</summary>
    private protected virtual IEnumerable<RunbookFailure> Doubts => [];

    private protected RunbookArguments Arguments { get; } = new(runbook.MyInvocation.BoundParameters);

    // What went wrong as a whole comes first.
    private List<RunbookFailure> Failures => [.. _failures, .. Doubts];

    private string Name => runbook.MyInvocation.MyCommand.Name;

    /// <summary>Looks at what every runbook is given: the key, the address, and what no parameter took.</summary>
    /// <param name="rest">The parameter that takes what no other does.</param>
    public void CheckArguments(string rest)
    {
        _endpoint = Arguments.Endpoint();
        (KeySource, KeyName) = Arguments.Key(IsAutomationJob);
        Arguments.Scenario();
        Arguments.RefuseRest(rest);
    }

    /// <summary>Whether a parameter was given.</summary>
    /// <param name="name">The parameter.</param>
    public bool IsGiven(string name) => Arguments.IsGiven(name);

    /// <summary>A span of time that was given.</summary>
    /// <param name="name">The parameter.</param>
    /// <param name="otherwise">What holds where it was not given; null where it has to be.</param>
    /// <param name="least">The shortest one.</param>
    public TimeSpan GetSpan(string name, TimeSpan? otherwise, TimeSpan least) => Arguments.Span(name, otherwise, least);

    /// <summary>What Connect-HtxFutures is given. From here on a failure is one of the key or of the way to the exchange.</summary>
    /// <param name="key">The key pair, where an asset or a secret was named.</param>
    public Hashtable GetConnection(object? key)
    {
        // Whoever called the runbook keeps the session that works by default.
        var connection = new Hashtable { ["NoDefault"] = true };
        if (KeySource == "Sandbox")
        {
            connection["Sandbox"] = true;
            connection["Scenario"] = Arguments.Scenario();
            return connection;
        }

        connection["Endpoint"] = _endpoint!.Name;
        if (KeySource == "Environment")
        {
            connection["FromEnvironment"] = true;
        }
        else
        {
            connection["Credential"] = KeySource == "Credential" ? Arguments.Credential : RunbookArguments.Bare(key) as PSCredential
                ?? throw new HtxException(HtxErrorKind.InvalidParameter, "What holds the key pair must be a credential: user name = access key, password = secret key.");
        }

        return connection;
    }

    /// <summary>Says that the arguments are in order, and that the key and the connection come next.</summary>
    public void BeginConnecting() => _stage = RunbookVerdict.NoConnection;

    /// <summary>Takes what a cmdlet wrote, on whatever stream.</summary>
    /// <param name="written">What was written.</param>
    /// <returns>Data that is not this run's to keep; nothing where it was.</returns>
    public object? Hear(object? written)
    {
        switch (RunbookArguments.Bare(written))
        {
            case HtxSession session:
                Session = session;
                _stage = RunbookVerdict.Unknown;
                return AutomationNull.Value;
            case WarningRecord warning:
                _warnings.Add(warning.Message);
                return AutomationNull.Value;
            case InformationalRecord said:
                Trace(said is DebugRecord ? "DEBUG" : "VERBOSE", said.Message);
                return AutomationNull.Value;
            case InformationRecord said:
                Trace("INFO", said.ToString());
                return AutomationNull.Value;
            case ErrorRecord error:
                Take(error);
                return AutomationNull.Value;
            default:
                return Take(written) ? AutomationNull.Value : written;
        }
    }

    /// <summary>Says something that is only of interest with -Verbose.</summary>
    /// <param name="text">What to say.</param>
    public void Say(string text)
    {
        if (runbook.SessionState.PSVariable.GetValue("VerbosePreference") is not ActionPreference.SilentlyContinue and not ActionPreference.Ignore)
        {
            Trace("VERBOSE", text);
        }
    }

    /// <summary>Takes note of a warning of the runbook's own.</summary>
    /// <param name="text">What to tell.</param>
    public void Warn(string text) => _warnings.Add(text);

    /// <summary>Takes note of what ended the run, or a part of it.</summary>
    /// <param name="error">What went wrong.</param>
    public void Fail(ErrorRecord error)
    {
        var failure = RunbookFailure.From(error, _stage);
        _failures.Add(HasBegun || _stage != RunbookVerdict.Unknown ? failure : failure with { Verdict = BeforeTheStart(failure) });
    }

    /// <summary>Takes note of what went wrong without an error.</summary>
    /// <param name="message">What it was.</param>
    public void Fail(string message) => _failures.Add(new RunbookFailure { Message = message });

    /// <summary>The summary, in the order in which it is to be written.</summary>
    /// <param name="parts">What this runbook tells beside what all of them do.</param>
    public OrderedDictionary GetSummary(IDictionary parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        bool isSandbox = Session?.IsSandbox ?? Arguments.IsGiven("Sandbox");
        var summary = new OrderedDictionary
        {
            ["Runbook"] = Name,
            ["RunId"] = _id,
            ["Succeeded"] = Verdict == RunbookVerdict.Proven,
            ["ExitCode"] = (int)Verdict,
            ["WhatIf"] = IsWhatIf,
            ["Account"] = Session?.AccessKey,
            ["Endpoint"] = Session?.Endpoint ?? (isSandbox ? "Sandbox" : _endpoint?.Name),
            ["Sandbox"] = isSandbox,
            ["Host"] = Environment.MachineName,
            ["ModuleVersion"] = typeof(RunbookRun).Assembly.GetName().Version!.ToString(3),
            ["Started"] = _started,
            ["Ended"] = DateTimeOffset.UtcNow,
        };
        foreach (DictionaryEntry part in parts)
        {
            summary[part.Key] = part.Value;
        }

        summary["Failures"] = Failures;
        summary["Warnings"] = _warnings;
        return summary;
    }

    /// <summary>Takes data that is this run's to keep.</summary>
    /// <returns>Whether it was.</returns>
    private protected virtual bool Take(object? data) => false;

    /// <summary>Takes an error that did not end the cmdlet.</summary>
    private protected virtual void Take(ErrorRecord error) => Fail(error);

    // A connection has been made and nothing was done yet: what is refused now is still what the runbook was given.
    private static RunbookVerdict BeforeTheStart(RunbookFailure failure) => failure.ErrorId switch
    {
        "HtxInvalidParameter" or "ParameterArgumentValidationError" or "ParameterArgumentTransformationError" => RunbookVerdict.Arguments,
        "HtxAuthenticationFailed" or "HtxPermissionDenied" or "HtxClockSkew" => RunbookVerdict.NoConnection,
        _ => RunbookVerdict.Unknown,
    };

    private void Trace(string kind, string text)
    {
        if (IsAutomationJob)
        {
            runbook.WriteVerbose(text);
        }
        else
        {
            trace($"{kind}: {text}");
        }
    }
}
