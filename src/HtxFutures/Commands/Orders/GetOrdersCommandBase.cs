using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Orders;
using HtxFutures.Orders;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>A cmdlet that lists the orders of one kind that are not finished, or looks single ones up.</summary>
public abstract class GetOrdersCommandBase : HtxSessionCommandBase
{
    private protected const string OpenSet = "Open";

    // A contract is here alone, and its orders are listed where no id follows: with another set that is content with a
    // contract, Tab would offer no id behind it.
    private protected const string IdSet = "OrderId";
    private protected const string ClientIdSet = "ClientOrderId";

    // As many as the exchange takes in a second: more would only wait for the budget.
    private const int LookedUpAtOnce = 24;
    private readonly Queue<(string Id, Task<IShownOrder> Lookup)> _lookups = new();
    private readonly RoundedIds _rounded = new();
    private bool _namesContract; // on the command line, rather than by a row of the pipeline

    /// <summary>The contracts; wildcards allowed when listing. All unless given.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientIdSet)]
    [Alias("contract_code")]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? ContractCode { get; set; }

    /// <summary>Only orders that trade this way.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [Parameter(ParameterSetName = IdSet)]
    [ValidateSet(nameof(OrderSide.Buy), nameof(OrderSide.Sell))]
    public OrderSide Side { get; set; }

    /// <summary>Only orders of this position: Long and Short in hedge mode, Both in one-way mode.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [Parameter(ParameterSetName = IdSet)]
    [ValidateSet(nameof(HtxFutures.PositionSide.Long), nameof(HtxFutures.PositionSide.Short), nameof(HtxFutures.PositionSide.Both))]
    public PositionSide PositionSide { get; set; }

    /// <summary>Only orders of this margin mode.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [Parameter(ParameterSetName = IdSet)]
    [ValidateSet(nameof(HtxFutures.MarginMode.Cross), nameof(HtxFutures.MarginMode.Isolated))]
    public MarginMode MarginMode { get; set; }

    /// <summary>Only orders that are older than this, on the exchange's clock.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [Parameter(ParameterSetName = IdSet)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [Duration]
    [DurationValidation(AllowZero = true)]
    public TimeSpan OlderThan { get; set; }

    /// <summary>Only orders that are newer than this, on the exchange's clock.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [Parameter(ParameterSetName = IdSet)]
    [ArgumentCompleter(typeof(DurationCompleter))]
    [Duration]
    [DurationValidation]
    public TimeSpan NewerThan { get; set; }

    /// <summary>Only so many of each session; then nothing more is read.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [Parameter(ParameterSetName = IdSet)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    /// <inheritdoc/>
    [Parameter(ValueFromPipeline = true, ParameterSetName = OpenSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = IdSet)]
    [Parameter(ParameterSetName = ClientIdSet)]
    [Session(BesideOthers = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override HtxSession? Session { get; set; }

    /// <inheritdoc/>
    private protected sealed override bool TakesOtherInput => true;

    /// <inheritdoc/>
    private protected sealed override bool SaysItself(string parameter) => parameter is nameof(OlderThan) or nameof(NewerThan);

    /// <summary>What sort of orders it shows.</summary>
    private protected abstract OrderKind Kind { get; }

    /// <summary>The exchange's ids to look up; null for none.</summary>
    private protected abstract string[]? Ids { get; }

    /// <summary>The client's ids, likewise.</summary>
    private protected abstract string[]? ClientIds { get; }

    /// <summary>The listings of some contracts, one each.</summary>
    /// <param name="contracts">The contracts to ask for; null for all.</param>
    /// <param name="marginMode">Of which margin mode; null for both.</param>
    /// <param name="isAll">Whether all is wanted, so that they are begun side by side; where some may do, nothing is read that may not be needed.</param>
    private protected abstract IEnumerable<IAsyncEnumerable<IShownOrder>> Begin(IReadOnlyList<string?> contracts, MarginMode? marginMode, bool isAll);

    /// <summary>Begins to look orders up.</summary>
    private protected abstract Func<OrderReference, CancellationToken, Task<IShownOrder?>> Finder();

    /// <summary>The parameters that choose from a listing.</summary>
    private protected virtual IEnumerable<string> Filters => [nameof(Side), nameof(PositionSide), nameof(MarginMode), nameof(OlderThan), nameof(NewerThan), nameof(First)];

    /// <inheritdoc/>
    protected sealed override void BeginProcessing()
    {
        base.BeginProcessing();
        _namesContract = IsBound(nameof(ContractCode));
    }

    /// <inheritdoc/>
    private protected sealed override void Act()
    {
        if (Ids is not null || ClientIds is not null)
        {
            LookUp();
        }
        else if (ContractCode is null || _namesContract)
        {
            ListOpen();
        }
        else
        {
            WriteFailure(new HtxException(HtxErrorKind.InvalidParameter, $"What came from the pipeline names the contract {string.Join(", ", ContractCode)} and no id.") { Advice = $"For all of a contract: {MyInvocation.MyCommand.Name} {ContractCode[0]}." }, ContractCode);
        }
    }

    /// <inheritdoc/>
    protected sealed override void EndProcessing()
    {
        WriteFound(0);
        if (_rounded.Take() is { } warning)
        {
            WriteWarning(warning);
        }
    }

    private void ListOpen()
    {
        if (ParseContracts(ContractCode) is not { } contracts)
        {
            return;
        }

        var age = new AgeWindow(IsBound(nameof(OlderThan)) ? OlderThan : null, IsBound(nameof(NewerThan)) ? NewerThan : null, () => Client.ExchangeTime);
        if (age.Contradiction is { } contradiction)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, contradiction) { Advice = "For a window of time, -NewerThan is the longer one: -OlderThan 30m -NewerThan 2h." });
        }

        var filter = new OpenOrderFilter
        {
            Contracts = contracts,
            Side = IsBound(nameof(Side)) ? Side : null,
            PositionSide = IsBound(nameof(PositionSide)) ? PositionSide : null,
            Age = age,
        };
        foreach (IShownOrder order in List(contracts.ToAsk, age).Where(filter.Matches).Take(IsBound(nameof(First)) ? First : int.MaxValue))
        {
            Write(order);
        }
    }

    /// <summary>The orders as they are listed. The age is told once the exchange has said what time it is there.</summary>
    private IEnumerable<IShownOrder> List(IReadOnlyList<string?> contracts, AgeWindow age)
    {
        bool told = false;
        IEnumerable<IAsyncEnumerable<IShownOrder>> listings = Begin(contracts, IsBound(nameof(MarginMode)) ? MarginMode : null, isAll: !IsBound(nameof(First)));
        foreach ((string? contract, IAsyncEnumerable<IShownOrder> listing) in contracts.Zip(listings))
        {
            foreach (IShownOrder order in Stream(_ => listing, contract ?? (object?)ContractCode))
            {
                Tell();
                yield return order;
            }

            Tell();
        }

        void Tell()
        {
            foreach (string words in told ? [] : age.Words)
            {
                WriteVerbose(words);
            }

            told = true;
        }
    }

    private void LookUp()
    {
        if (Filters.FirstOrDefault(IsBound) is { } filter)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"-{filter} chooses from a listing, and single {OrderKindWords.Of(Kind).Noun}s are looked up by their ids as they are.") { Advice = $"Leave -{filter} or the ids out." });
        }

        if (ContractCode!.Length != 1)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"{(Kind == OrderKind.Order ? "Orders" : "Algo orders")} are looked up in one contract at a time, and {ContractCode.Length} were given: {string.Join(", ", ContractCode)}.")
            {
                Advice = $"Call {MyInvocation.MyCommand.Name} once for each contract.",
            });
        }

        Func<OrderReference, CancellationToken, Task<IShownOrder?>> find = Finder();
        foreach (string id in Ids ?? ClientIds!)
        {
            _lookups.Enqueue((id, FindAsync(find, ContractCode[0], id, StopToken)));
            WriteFound(LookedUpAtOnce);
        }
    }

    /// <summary>Writes what was found, in the order it was asked for, until no more than some are under way.</summary>
    private void WriteFound(int underWay)
    {
        while (_lookups.TryPeek(out (string Id, Task<IShownOrder> Lookup) oldest) && (_lookups.Count > underWay || oldest.Lookup.IsCompleted))
        {
            _lookups.Dequeue();
            if (AwaitOrWriteError(_ => oldest.Lookup, oldest.Id) is { } order)
            {
                Write(order);
            }
        }
    }

    private void Write(IShownOrder order)
    {
        CurrentSession.Seen.Note(order);
        WriteObject(order);
    }

    private HtxException NotFound(OrderReference order)
    {
        _rounded.Note(order.Id);
        return UnknownOrder.Error(order);
    }

    private async Task<IShownOrder> FindAsync(Func<OrderReference, CancellationToken, Task<IShownOrder?>> find, string contractCode, string id, CancellationToken cancellationToken)
    {
        OrderReference order = Ids is not null ? OrderReference.Create(contractCode, id, kind: Kind) : OrderReference.Create(contractCode, null, id, Kind);
        return await find(order, cancellationToken).ConfigureAwait(false)
            ?? throw NotFound(order);
    }
}
