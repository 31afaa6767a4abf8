using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Positions;
using HtxFutures.Formatting;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;
using HtxFutures.Sessions;

namespace HtxFutures.Commands;

/// <summary>Closes positions at market, each as a whole, and tells what became of every one of them.</summary>
[Cmdlet(VerbsCommon.Close, "HtxPosition", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = InputSet)]
[OutputType(typeof(HtxCloseResult))]
public sealed class CloseHtxPositionCommand : HtxRunCommandBase<CloseRun, HtxCloseResult>
{
    private const string InputSet = "InputObject";
    private const string NameSet = "Name";

    private readonly Dictionary<HtxSession, AlgosBehind> _algos = [];

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
    private protected override ResultTelling<HtxCloseResult> Telling => field ??= new CloseTelling(AlgosOf, WaitLimit is not null);

    /// <inheritdoc/>
    private protected override CloseRun BeginRun(AccountAtWork account) => account.Client.Positions.HeardBy(account.Messages, account.Journal).BeginCloseRun(WaitLimit);

    /// <inheritdoc/>
    private protected override void Take()
    {
        foreach (HtxPosition position in InputObject ?? [])
        {
            var origin = new ItemOrigin($"position {position}") { Account = position.Origin, IsAmongSeveral = AccountColumn.IsOn(position) };
            if (Check(origin, position) is { } found)
            {
                Close(found.Run, found.Position, position);
            }
        }

        if (ParameterSetName == NameSet)
        {
            CloseNamed();
        }
    }

    /// <summary>The algo orders that closes leave: once an account, they are counted.</summary>
    private protected override IAsyncEnumerable<Action>? Last(AccountAtWork account) => AlgosOf(account.Session).IsEmpty ? null : CountAsync(account);

    private async IAsyncEnumerable<Action> CountAsync(AccountAtWork account)
    {
        foreach (string warning in await AlgosOf(account.Session).CountAsync(account.Client.AlgoOrders.HeardBy(account.Messages), StopToken).ConfigureAwait(false))
        {
            yield return () => Warn(account, warning);
        }
    }

    private AlgosBehind AlgosOf(HtxSession session)
    {
        if (!_algos.TryGetValue(session, out AlgosBehind? algos))
        {
            _algos.Add(session, algos = new AlgosBehind(SessionArgument.Of(session)));
        }

        return algos;
    }

    private void CloseNamed()
    {
        var named = new HtxPosition { ContractCode = ContractCode!, PositionSide = PositionSide, MarginMode = MarginMode };
        if (Check(new ItemOrigin($"position {named}"), named) is { } found)
        {
            Close(found.Run, found.Position, new Agreement(this, CloseWords.Action).IsAsked(Force) ? Look(found.Run.Account, found.Position) : null);
        }
    }

    /// <summary>Looks at a position that is named, so that whoever has to agree knows what it is.</summary>
    /// <returns>Null where it is not there, or could not be looked at, which is told.</returns>
    private HtxPosition? Look(AccountAtWork account, PositionReference position)
    {
        try
        {
            return Await(stop => account.Client.Positions.HeardBy(account.Messages).FindAsync(position, stop));
        }
        catch (HtxException failure) when (!failure.EndsRun)
        {
            WriteWarning($"{position} could not be looked at: {failure.Message} It can be closed all the same.");
            return null;
        }
    }

    private void Close(AccountRun<CloseRun, HtxCloseResult> run, PositionReference position, HtxPosition? shown)
    {
        string question = CloseWords.Question(position, shown, run.Account.Session);
        if (new Agreement(this, CloseWords.Action).Ask(question, Force, $"Not closed: {question}."))
        {
            Post(run, one => one.TryPost(position, shown));
        }
    }

    /// <summary>Checks a position, and finds its account; what is refused comes out as rejected.</summary>
    private (AccountRun<CloseRun, HtxCloseResult> Run, PositionReference Position)? Check(ItemOrigin origin, HtxPosition position)
    {
        try
        {
            var reference = PositionReference.Of(position);
            return (RunFor(origin), reference);
        }
        catch (HtxException failure)
        {
            Refuse(origin, failure, run => run.Refused(position, failure, origin.Told));
            return null;
        }
    }
}
