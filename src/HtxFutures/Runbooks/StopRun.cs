using System.Collections;
using System.Collections.Specialized;
using System.Management.Automation;
using HtxFutures.Orders;

namespace HtxFutures.Runbooks;

/// <summary>
/// A run that stops orders, pass by pass, until a listing shows none: an order can be placed while others are being
/// stopped. It holds what became of every order that was found.
/// </summary>
/// <param name="runbook">The script's $PSCmdlet.</param>
/// <param name="trace">Takes what -Verbose and -Debug say.</param>
public sealed class StopRun(PSCmdlet runbook, Action<string> trace) : RunbookRun(runbook, trace)
{
    // So the listing is repeated, but not for ever.
    private const int MostPasses = 3;

    private readonly Dictionary<(OrderKind Kind, string ContractCode, string OrderId), IShownOrder> _found = [];
    private readonly Dictionary<(OrderKind Kind, string ContractCode, string? OrderId), HtxCancelResult> _results = [];
    private readonly Dictionary<(OrderKind Kind, string ContractCode, string? OrderId), ErrorRecord> _reasons = [];
    private readonly OrderedDictionary _selection = [];
    private HashSet<(OrderKind Kind, string ContractCode, string OrderId)> _listed = [];
    private readonly List<ErrorRecord> _unread = [];
    private int _passes;
    private bool _isLastWord;

    /// <summary>Whether algo orders are to be stopped too.</summary>
    public bool IncludesAlgo { get; private set; }

    /// <summary>The orders of the last listing.</summary>
    public IReadOnlyList<HtxOrder> Orders { get; private set; } = [];

    /// <summary>The algo orders of the last listing.</summary>
    public IReadOnlyList<HtxAlgoOrder> AlgoOrders { get; private set; } = [];

    /// <inheritdoc/>
    private protected override IEnumerable<RunbookFailure> Doubts => IsWhatIf ? [] : _found.Values.Select(Judge).OfType<RunbookFailure>();

    /// <summary>What Get-HtxOrder and Get-HtxAlgoOrder are given: which orders are meant. Contracts that are given but empty never mean all.</summary>
    public Hashtable GetSelection()
    {
        IncludesAlgo = Arguments.IsGiven("IncludeAlgo");
        TimeSpan age = Arguments.Span("OlderThan", null, TimeSpan.Zero);
        var selection = new Hashtable { ["OlderThan"] = age };
        _selection["OlderThan"] = age.ToString("c");
        if (Arguments.IsGiven("ContractCode"))
        {
            selection["ContractCode"] = _selection["ContractCode"] = Arguments.Contracts("ContractCode");
        }

        _selection["IncludeAlgo"] = IncludesAlgo;
        return selection;
    }

    /// <summary>
    /// Takes a listing, and says whether its orders are to be stopped now. What could be listed is stopped, also where
    /// the rest could not; but only a listing that was read to its end says that nothing is left.
    /// </summary>
    /// <param name="listing">The orders that were found open, and the algo orders that were found active.</param>
    public bool GoesOn(object[] listing)
    {
        IShownOrder[] orders = [.. listing.Select(order => (IShownOrder)RunbookArguments.Bare(order)!)];
        Orders = [.. orders.OfType<HtxOrder>()];
        AlgoOrders = [.. orders.OfType<HtxAlgoOrder>()];
        _listed = [.. orders.Select(Key)];
        foreach (IShownOrder order in orders)
        {
            _found[Key(order)] = order;
        }

        HasBegun = _found.Count > 0;
        _passes++;
        Say($"Pass {_passes}: {Orders.Count} orders{(IncludesAlgo ? $" and {AlgoOrders.Count} algo orders" : "")} to stop.");
        bool isWhole = _unread.Count == 0;
        bool goesOn = !(isWhole && orders.Length == 0) && _passes <= MostPasses && !IsWhatIf;
        _isLastWord = isWhole && !goesOn;
        TellUnread(goesOn);
        return goesOn;
    }

    /// <summary>The summary, with a row for every order that was found.</summary>
    public OrderedDictionary GetSummary()
    {
        RunbookRow[] rows = [.. _found.Values.Select(order => RunbookRow.From(order, _results.GetValueOrDefault(Key(order))))];
        ILookup<string, RunbookRow> kinds = rows.ToLookup(row => row.Kind);
        return GetSummary(new OrderedDictionary
        {
            ["Selection"] = _selection,
            ["Contracts"] = rows.Select(row => row.ContractCode).Distinct().Order(StringComparer.Ordinal).ToArray(),
            ["Orders"] = kinds[nameof(OrderKind.Order)].Count(),
            ["Outcomes"] = RunbookRow.Outcomes(kinds[nameof(OrderKind.Order)]),
            ["AlgoOrders"] = kinds[nameof(OrderKind.AlgoOrder)].Count(),
            ["AlgoOutcomes"] = RunbookRow.Outcomes(kinds[nameof(OrderKind.AlgoOrder)]),
            ["Results"] = rows,
        });
    }

    private protected override bool Take(object? data)
    {
        if (RunbookArguments.Bare(data) is not HtxCancelResult result)
        {
            return false;
        }

        _results[Key(result)] = result;
        return true;
    }

    // The error of an order stands beside its result.
    private protected override void Take(ErrorRecord error)
    {
        if (error.TargetObject is HtxCancelResult { OrderId: not null } result)
        {
            _reasons[Key(result)] = error;
        }
        else
        {
            _unread.Add(error);
        }
    }

    // What the next listing may still show is a warning; what the last one could not read is a failure.
    private void TellUnread(bool goesOn)
    {
        foreach (ErrorRecord error in _unread)
        {
            if (goesOn)
            {
                Warn($"Pass {_passes}: not all orders could be listed. {error.Exception.Message}");
            }
            else
            {
                Fail(error);
            }
        }

        _unread.Clear();
    }

    // What is final by its result and no longer listed is as it should be. Where the run was cut short, the last listing
    // is from before the cancels, and says nothing against a result.
    private RunbookFailure? Judge(IShownOrder order)
    {
        HtxCancelResult? result = _results.GetValueOrDefault(Key(order));
        bool isListed = _isLastWord && _listed.Contains(Key(order));
        bool isAlgo = order.Kind == OrderKind.AlgoOrder;
        bool isFinal = result?.Outcome is CancelOutcome.Canceled or CancelOutcome.PartiallyCanceled or CancelOutcome.AlreadyCanceled or CancelOutcome.Filled;
        if (isFinal && !isListed)
        {
            return null;
        }

        RunbookVerdict verdict = isListed || (!_isLastWord && result?.Outcome == CancelOutcome.Rejected) ? RunbookVerdict.Left : RunbookVerdict.Unknown;
        RunbookFailure failure = result is not null && !isFinal && _reasons.TryGetValue(Key(order), out ErrorRecord? reason)
            ? RunbookFailure.From(reason, verdict)
            : new RunbookFailure { Message = isListed ? $"The {(isAlgo ? "algo order is still active" : "order is still open")}: the last listing shows it." : result?.Message ?? $"The {(isAlgo ? "algo order may still be active" : "order may still be open")}.", Verdict = verdict };
        return failure with { Kind = order.Kind.ToString(), ContractCode = order.ContractCode, OrderId = order.OrderId, Outcome = result?.Outcome.ToString() };
    }

    private static (OrderKind Kind, string ContractCode, string OrderId) Key(IShownOrder order) => (order.Kind, order.ContractCode, order.OrderId);

    private static (OrderKind Kind, string ContractCode, string? OrderId) Key(HtxCancelResult result) => (result.Kind, result.ContractCode, result.OrderId);
}
