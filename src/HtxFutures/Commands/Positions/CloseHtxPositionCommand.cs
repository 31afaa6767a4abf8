using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Positions;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Closes positions at market, each as a whole, and tells what became of every one of them.</summary>
[Cmdlet(VerbsCommon.Close, "HtxPosition", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = InputSet)]
[OutputType(typeof(HtxCloseResult))]
public sealed class CloseHtxPositionCommand : HtxRunCommandBase<CloseRun, HtxCloseResult>
{
    private const string InputSet = "InputObject";
    private const string NameSet = "Name";

    private readonly AlgosBehind _algos = new();

    /// <summary>The positions, as Get-HtxPosition shows them.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = InputSet)]
    [ValidateNotNullOrEmpty]
    public HtxPosition[]? InputObject { get; set; }

    /// <summary>The contract.</summary>
    [Parameter(Position = 0, Mandatory = true, ParameterSetName = NameSet)]
    [Alias("contract_code")]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [ValidateNotNullOrEmpty]
    public string? ContractCode { get; set; }

    /// <summary>Which position of the contract: Long or Short in hedge mode, Both in one-way mode.</summary>
    [Parameter(Position = 1, Mandatory = true, ParameterSetName = NameSet)]
    [ValidateSet(nameof(HtxFutures.PositionSide.Long), nameof(HtxFutures.PositionSide.Short), nameof(HtxFutures.PositionSide.Both))]
    public PositionSide PositionSide { get; set; }

    /// <summary>What its margin stands for.</summary>
    [Parameter(Position = 2, Mandatory = true, ParameterSetName = NameSet)]
    [ValidateSet(nameof(HtxFutures.MarginMode.Cross), nameof(HtxFutures.MarginMode.Isolated))]
    public MarginMode MarginMode { get; set; }

    /// <summary>Does not ask. -WhatIf still only shows, and -Confirm still asks.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    private protected override RunWords Words { get; } = new("Closing positions", "positions", "Get-HtxPosition shows what is left");

    /// <inheritdoc/>
    private protected override ResultTelling<HtxCloseResult> Telling => field ??= new CloseTelling(_algos, WaitLimit is not null);

    /// <inheritdoc/>
    private protected override CloseRun BeginRun() => Client.Positions.HeardBy(Messages, Journal).BeginCloseRun(WaitLimit);

    /// <inheritdoc/>
    private protected override void Take()
    {
        foreach (HtxPosition position in InputObject ?? [])
        {
            if (Check(position) is { } reference)
            {
                Close(reference, position);
            }
        }

        if (ParameterSetName == NameSet)
        {
            CloseNamed();
        }
    }

    /// <inheritdoc/>
    private protected override void TellLast()
    {
        if (RunEnd is not null || _algos.IsEmpty)
        {
            return;
        }

        AlgoOrderDesk desk = Client.AlgoOrders.HeardBy(Messages);
        foreach (string warning in Await(stop => _algos.CountAsync(desk, stop)))
        {
            WriteWarning(warning);
        }
    }

    private void CloseNamed()
    {
        var named = new HtxPosition { ContractCode = ContractCode!, PositionSide = PositionSide, MarginMode = MarginMode };
        if (Check(named) is { } position)
        {
            Close(position, new Agreement(this, CloseWords.Action).IsAsked(Force) ? Look(position) : null);
        }
    }

    /// <summary>Looks at a position that is named, so that whoever has to agree knows what it is.</summary>
    /// <returns>Null where it is not there, or could not be looked at, which is told.</returns>
    private HtxPosition? Look(PositionReference position)
    {
        try
        {
            return Await(stop => Client.Positions.HeardBy(Messages).FindAsync(position, stop));
        }
        catch (HtxException failure) when (!failure.EndsRun)
        {
            WriteWarning($"{position} could not be looked at: {failure.Message} It can be closed all the same.");
            return null;
        }
    }

    private void Close(PositionReference position, HtxPosition? shown)
    {
        string question = CloseWords.Question(position, shown, CurrentSession);
        if (new Agreement(this, CloseWords.Action).Ask(question, Force, $"Not closed: {question}."))
        {
            Post(run => run.TryPost(position, shown));
        }
    }

    /// <summary>Checks a position; what is refused comes out as rejected.</summary>
    private PositionReference? Check(HtxPosition position)
    {
        try
        {
            return position.Origin is { } account && account != Client.Account
                ? throw new HtxException(HtxErrorKind.InvalidParameter, $"The position {position} belongs to another account than that of the session '{CurrentSession.Name}'. It was not closed.")
                {
                    Advice = "Pass the session it was listed through: Close-HtxPosition -Session $session. Where that is another key of the same account, name contract, side and margin mode instead.",
                }
                : PositionReference.Of(position);
        }
        catch (HtxException failure)
        {
            Write(Run!.Refused(position, failure));
            return null;
        }
    }
}
