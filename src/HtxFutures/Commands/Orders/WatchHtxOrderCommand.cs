using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Formatting;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Writes an order each time one changes.</summary>
[Cmdlet(VerbsCommon.Watch, "HtxOrder")]
[OutputType(typeof(HtxOrder))]
public sealed class WatchHtxOrderCommand : HtxSessionCommandBase
{
    private ContractFilter _contracts = null!;

    /// <summary>The contracts to watch; all unless given.</summary>
    [Parameter(Position = 0)]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? ContractCode { get; set; }

    /// <summary>How long to watch; until Ctrl+C unless given.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [Duration]
    [DurationValidation(MostSeconds = 365 * 24 * 60 * 60)]
    public TimeSpan Duration { get; set; }

    /// <summary>Writes the orders that are open when it begins, too.</summary>
    [Parameter]
    public SwitchParameter IncludeOpen { get; set; }

    // It waits by its nature. What is wrong with the watching is said as it comes.
    private protected override bool ShowsWaits => false;

    /// <inheritdoc/>
    private protected override bool Prepare()
    {
        if (ParseContracts(ContractCode) is not { } contracts)
        {
            return false;
        }

        _contracts = contracts;
        return true;
    }

    /// <inheritdoc/>
    private protected override IAsyncEnumerable<Action> Act(AccountAtWork account)
    {
        var options = new OrderWatchOptions
        {
            ContractCodes = [.. _contracts.ToAsk.OfType<string>()],
            Duration = IsBound(nameof(Duration)) ? Duration : null,
            IncludesOpen = IncludeOpen,
        };
        return Rows(account.Client.Live.WatchOrdersAsync(options, StopToken), account.Name, item => Write(account, item));
    }

    private void Write(AccountAtWork account, HtxLiveItem item)
    {
        if (item.Order is { } order)
        {
            account.Session.Seen.Note(order);
            if (_contracts.Matches(order.ContractCode))
            {
                WriteObject(ChangeColumn.Add(order, ShowsAccounts));
            }
        }
        else if (item.Notice == HtxLiveNotice.Connected)
        {
            WriteVerbose($"HTX session '{account.Name}': {item.Message}");
        }
        else
        {
            Warn(account, item.Message!);
        }
    }
}
