using System.Collections;
using System.Collections.Specialized;
using System.Diagnostics;
using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Orders;

namespace HtxFutures.Runbooks;

/// <summary>
/// A run that stops trading with Stop-HtxTrading, which takes exact contracts, at once and without a look. Wildcards are
/// looked for first, and again afterwards: a contract that they mean can be traded only meanwhile. Then it is stopped too.
/// </summary>
/// <param name="runbook">The script's $PSCmdlet.</param>
/// <param name="trace">Takes what -Verbose and -Debug say.</param>
public sealed class HaltRun(PSCmdlet runbook, Action<string> trace) : RunbookRun(runbook, trace)
{
    // So it is repeated, but not for ever.
    private const int MostHalts = 4;

    private readonly HaltFindings _findings = new();
    private readonly OrderedDictionary _selection = [];
    private readonly SortedSet<string> _contracts = new(StringComparer.Ordinal);
    private readonly Stopwatch _time = new();
    private readonly List<ErrorRecord> _unread = [];
    private string[]? _named;
    private TimeSpan _timeout;
    private bool _closes;
    private bool _hasPatterns;
    private bool _isLooking;
    private int _looks;
    private int _wholeInARow;

    /// <summary>Whether to look for what there is before anything is stopped: for what wildcards mean, and to show it.</summary>
    public bool LooksFirst => _hasPatterns || IsWhatIf;

    /// <summary>Whether the wildcards mean nothing that was ever there.</summary>
    public bool FoundNothing => _hasPatterns && _contracts.Count == 0;

    /// <inheritdoc/>
    private protected override IEnumerable<RunbookFailure> Doubts => IsWhatIf ? [] : _findings.Failures;

    /// <summary>Looks at what is to be stopped, how far, and in which time.</summary>
    public void CheckHalt()
    {
        bool isAll = Arguments.IsGiven("AllContract");
        if (isAll == Arguments.IsGiven("ContractCode"))
        {
            throw RunbookArguments.Refused(isAll
                ? "-ContractCode and -AllContract were given, and they mean different things."
                : "-ContractCode was not given, and -AllContract neither: what is to be stopped has to be named.");
        }

        if (isAll)
        {
            _selection["AllContract"] = true;
        }
        else
        {
            string[] contracts = Arguments.Contracts("ContractCode");
            _selection["ContractCode"] = contracts;
            Name(contracts);
        }

        _timeout = Arguments.Span("Timeout", TimeSpan.FromMinutes(1), TimeSpan.FromSeconds(1));
        _closes = Arguments.IsGiven("ClosePosition");
        _selection["IncludeAlgo"] = true;
        _selection["ClosePosition"] = _closes;
        _selection["Timeout"] = _timeout.ToString("c");
    }

    /// <summary>What the listings are given.</summary>
    public Hashtable GetSought()
    {
        _isLooking = true;
        var sought = new Hashtable { ["Session"] = Session, ["ErrorAction"] = ActionPreference.Continue };
        if (_named is not null)
        {
            sought["ContractCode"] = _named;
        }

        return sought;
    }

    /// <summary>What Stop-HtxTrading is given. It does not ask: nobody sits here.</summary>
    public Hashtable GetStop()
    {
        TimeSpan left = _timeout - _time.Elapsed;
        var stop = new Hashtable
        {
            ["Session"] = Session,
            ["Force"] = true,
            ["ClosePosition"] = _closes,
            ["Timeout"] = left > TimeSpan.FromSeconds(1) ? left : TimeSpan.FromSeconds(1),
            ["ErrorAction"] = ActionPreference.Continue,
        };
        if (_named is null)
        {
            stop["AllContract"] = true;
        }
        else
        {
            stop["ContractCode"] = _contracts.ToArray();
        }

        return stop;
    }

    /// <summary>Takes what was found, where it was looked for, and says whether to stop now, once more or at all.</summary>
    /// <param name="found">Orders, algo orders and positions.</param>
    public bool GoesOn(object[] found)
    {
        _isLooking = false;
        _time.Start();
        _looks++;
        if (!LooksFirst)
        {
            return _looks == 1;
        }

        RunbookRow[] rows = [.. found.Select(RunbookArguments.Bare).Select(each => each is HtxPosition position ? RunbookRow.From(position) : RunbookRow.From((IShownOrder)each!, null))];
        RunbookRow[] toGo = [.. rows.Where(row => _closes || row.Kind != RunbookRow.Position)];
        _wholeInARow = _unread.Count == 0 ? _wholeInARow + 1 : 0;
        Say($"Look {_looks}: {toGo.Length} to stop.");
        bool goesOn = !IsWhatIf && GoesOn(toGo);
        _contracts.UnionWith(rows.Select(row => row.ContractCode));
        HasBegun = HasBegun || rows.Length > 0;
        if (!goesOn)
        {
            _findings.End(toGo, IsDone(toGo));
            if (!IsWhatIf && !IsDone(toGo) && toGo.Length == 0 && _unread.Count == 0 && !_findings.HasFailed)
            {
                Fail("What the wildcards mean could be looked at to its end only once, and that proves nothing.");
            }
        }

        TellUnread(goesOn);
        return goesOn;
    }

    /// <summary>The summary, with a row for everything that was found.</summary>
    public OrderedDictionary GetSummary() => GetSummary(_findings.Tell(_selection));

    private bool GoesOn(RunbookRow[] toGo)
    {
        // What was stopped in vain for as long as that is of use, or for as long as there was time, is not tried again.
        bool isInVain = _findings.HasFailed && _wholeInARow > 0 && toGo.All(row => _contracts.Contains(row.ContractCode));
        return _looks == 1 || (!IsDone(toGo) && !isInVain && _looks <= MostHalts && _time.Elapsed < _timeout);
    }

    // Two looks in a row, each read to its end: in the contracts that were stopped Stop-HtxTrading has seen to that, and
    // in all others there was nothing before, and is nothing now.
    private bool IsDone(RunbookRow[] toGo) => _wholeInARow >= 2 && toGo.Length == 0;

    private void Name(string[] contracts)
    {
        if (contracts.Contains("*"))
        {
            return; // the whole account, in so many words
        }

        string[] exact = [.. contracts.Where(contract => !WildcardPattern.ContainsWildcardCharacters(contract))];
        foreach (string pattern in contracts.Except(exact))
        {
            _ = Wildcard.Parse(pattern, "contract");
            _hasPatterns = true;
        }

        _named = contracts;
        if (exact.Length > 0)
        {
            _contracts.UnionWith(TradingScope.Contracts(exact).ContractCodes);
        }
    }

    private protected override bool Take(object? data)
    {
        if (RunbookArguments.Bare(data) is not HtxStopReport report)
        {
            return false;
        }

        _findings.Take(report);
        HasBegun = true;
        Say($"{report}: {report.Passes} passes, {report.Requests} requests, {report.Results.Count} results, {report.Left.Count} left.");
        return true;
    }

    // What is not proven, the report says itself.
    private protected override void Take(ErrorRecord error)
    {
        if (_isLooking)
        {
            _unread.Add(error);
        }
        else if (error.TargetObject is not HtxStopReport)
        {
            base.Take(error);
        }
    }

    // What the next look may still show is a warning; what the last one could not read is a failure.
    private void TellUnread(bool goesOn)
    {
        foreach (ErrorRecord error in _unread)
        {
            if (goesOn)
            {
                Warn($"Look {_looks}: not everything could be listed. {error.Exception.Message}");
            }
            else
            {
                Fail(error);
            }
        }

        _unread.Clear();
    }
}
