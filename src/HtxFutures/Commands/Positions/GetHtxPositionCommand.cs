using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>Lists positions.</summary>
[Cmdlet(VerbsCommon.Get, "HtxPosition")]
[OutputType(typeof(HtxPosition))]
public sealed class GetHtxPositionCommand : HtxSessionCommandBase
{
    private ContractFilter? _contracts;

    /// <summary>The contracts; wildcards allowed. All unless given.</summary>
    [Parameter(Position = 0)]
    [Alias("contract_code")]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? ContractCode { get; set; }

    /// <summary>Only this position of a contract: Long and Short in hedge mode, Both in one-way mode.</summary>
    [Parameter]
    [ValidateSet(nameof(HtxFutures.PositionSide.Long), nameof(HtxFutures.PositionSide.Short), nameof(HtxFutures.PositionSide.Both))]
    public PositionSide PositionSide { get; set; }

    /// <summary>Only positions of this margin mode.</summary>
    [Parameter]
    [ValidateSet(nameof(HtxFutures.MarginMode.Cross), nameof(HtxFutures.MarginMode.Isolated))]
    public MarginMode MarginMode { get; set; }

    /// <inheritdoc/>
    private protected override bool Prepare() => (_contracts = ParseContracts(ContractCode)) is not null;

    /// <inheritdoc/>
    private protected override async IAsyncEnumerable<Action> Act(AccountAtWork account)
    {
        var all = new OpenPositionsQuery { PositionSide = IsBound(nameof(PositionSide)) ? PositionSide : null, MarginMode = IsBound(nameof(MarginMode)) ? MarginMode : null };
        IEnumerable<IAsyncEnumerable<HtxPosition>> listings = account.Client.Positions.HeardBy(account.Messages).ListSideBySide(_contracts!.ToAsk.Select(contract => all with { ContractCode = contract }), StopToken);
        foreach ((string? contract, IAsyncEnumerable<HtxPosition> listing) in _contracts.ToAsk.Zip(listings))
        {
            await foreach (Action step in Rows(listing, contract ?? (object?)ContractCode, position => Write(account, position)).ConfigureAwait(false))
            {
                yield return step;
            }
        }
    }

    private void Write(AccountAtWork account, HtxPosition position)
    {
        if (_contracts!.Matches(position.ContractCode))
        {
            account.Session.SeenPositions.Note(position);
            WriteObject(position);
        }
    }
}
