using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Lists positions.</summary>
[Cmdlet(VerbsCommon.Get, "HtxPosition")]
[OutputType(typeof(HtxPosition))]
public sealed class GetHtxPositionCommand : HtxSessionCommandBase
{
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
    private protected override void Act()
    {
        if (ParseContracts(ContractCode) is not { } contracts)
        {
            return;
        }

        var all = new OpenPositionsQuery { PositionSide = IsBound(nameof(PositionSide)) ? PositionSide : null, MarginMode = IsBound(nameof(MarginMode)) ? MarginMode : null };
        IEnumerable<IAsyncEnumerable<HtxPosition>> listings = Client.Positions.HeardBy(Messages).ListSideBySide(contracts.ToAsk.Select(contract => all with { ContractCode = contract }), StopToken);
        foreach ((string? contract, IAsyncEnumerable<HtxPosition> listing) in contracts.ToAsk.Zip(listings))
        {
            foreach (HtxPosition position in Stream(_ => listing, contract ?? (object?)ContractCode).Where(position => contracts.Matches(position.ContractCode)))
            {
                CurrentSession.SeenPositions.Note(position);
                WriteObject(position);
            }
        }
    }
}
