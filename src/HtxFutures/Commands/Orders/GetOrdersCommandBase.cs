using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Orders;
using HtxFutures.Orders;
using HtxFutures.Running;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands;

/// <summary>A cmdlet that lists the orders of one kind that are not finished, or looks single ones up.</summary>
public abstract partial class GetOrdersCommandBase : HtxSessionCommandBase
{
    private protected const string OpenSet = "Open";

    // A contract is here alone, and its orders are listed where no id follows: with another set that is content with a
    // contract, Tab would offer no id behind it.
    private protected const string IdSet = "OrderId";
    private protected const string ClientIdSet = "ClientOrderId";

    private bool _namesContract; // on the command line, rather than by a row of the pipeline
    private bool _toldAge;
    private ContractFilter? _contracts;

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
    [Session(Several = true, BesideOthers = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override HtxSession[]? Session { get; set; }

    /// <summary>What a row of the pipeline calls its account: its order is looked up there.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = IdSet, DontShow = true)]
    [AllowNull]
    [AllowEmptyString]
    public string? Account { get; set; }

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
    /// <param name="account">The account whose orders are listed.</param>
    /// <param name="contracts">The contracts to ask for; null for all.</param>
    /// <param name="marginMode">Of which margin mode; null for both.</param>
    /// <param name="isAll">Whether all is wanted, so that they are begun side by side; where some may do, nothing is read that may not be needed.</param>
    private protected abstract IEnumerable<IAsyncEnumerable<IShownOrder>> Begin(AccountAtWork account, IReadOnlyList<string?> contracts, MarginMode? marginMode, bool isAll);

    /// <summary>Begins to look orders of an account up.</summary>
    private protected abstract Func<OrderReference, CancellationToken, Task<IShownOrder?>> Finder(AccountAtWork account);

    /// <summary>The parameters that choose from a listing.</summary>
    private protected virtual IEnumerable<string> Filters => [nameof(Side), nameof(PositionSide), nameof(MarginMode), nameof(OlderThan), nameof(NewerThan), nameof(First)];

    /// <inheritdoc/>
    private protected sealed override void BeforeInput() => _namesContract = IsBound(nameof(ContractCode));

    /// <inheritdoc/>
    private protected sealed override void TakeInput()
    {
        if (Ids is not null || ClientIds is not null)
        {
            LookUp();
            WriteKnownOrEnd();
        }
        else if (ContractCode is null || _namesContract)
        {
            base.TakeInput();
        }
        else
        {
            WriteFailure(new HtxException(HtxErrorKind.InvalidParameter, $"What came from the pipeline names the contract {string.Join(", ", ContractCode)} and no id.") { Advice = $"For all of a contract: {MyInvocation.MyCommand.Name} {ContractCode[0]}." }, ContractCode);
        }
    }

    /// <inheritdoc/>
    private protected sealed override void EndInput()
    {
        foreach (OrderLookups lookups in _lookups.Values)
        {
            lookups.Complete();
        }
    }

    /// <inheritdoc/>
    private protected sealed override void TellLast()
    {
        if (_rounded.Take() is { } warning)
        {
            WriteWarning(warning);
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
        {
            _lookups.Values.ToList().ForEach(lookups => lookups.Dispose());
        }
    }

    /// <inheritdoc/>
    private protected sealed override bool Prepare()
    {
        if (Age(static () => default).Contradiction is { } contradiction)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, contradiction) { Advice = "For a window of time, -NewerThan is the longer one: -OlderThan 30m -NewerThan 2h." });
        }

        return (_contracts = ParseContracts(ContractCode)) is not null;
    }

    /// <summary>Lists the orders of an account. The age is told once the exchange has said what time it is there.</summary>
    private protected sealed override async IAsyncEnumerable<Action> Act(AccountAtWork account)
    {
        AgeWindow age = Age(() => account.Client.ExchangeTime);
        var filter = new OpenOrderFilter
        {
            Contracts = _contracts!,
            Side = IsBound(nameof(Side)) ? Side : null,
            PositionSide = IsBound(nameof(PositionSide)) ? PositionSide : null,
            Age = age,
        };
        int left = IsBound(nameof(First)) ? First : int.MaxValue;
        IEnumerable<IAsyncEnumerable<IShownOrder>> listings = Begin(account, _contracts!.ToAsk, IsBound(nameof(MarginMode)) ? MarginMode : null, isAll: !IsBound(nameof(First)));
        foreach ((string? contract, IAsyncEnumerable<IShownOrder> listing) in _contracts.ToAsk.Zip(listings))
        {
            await foreach (Action step in Rows(Matching(listing), contract ?? (object?)ContractCode, order => Write(account, order, age)).ConfigureAwait(false))
            {
                yield return step;
                if (left == 0)
                {
                    yield break;
                }
            }

            yield return () => Tell(age);
        }

        async IAsyncEnumerable<IShownOrder> Matching(IAsyncEnumerable<IShownOrder> listing)
        {
            await foreach (IShownOrder order in listing.ConfigureAwait(false))
            {
                if (filter.Matches(order))
                {
                    left--;
                    yield return order;
                    if (left == 0)
                    {
                        yield break;
                    }
                }
            }
        }
    }

    private AgeWindow Age(Func<DateTimeOffset> now) => new(IsBound(nameof(OlderThan)) ? OlderThan : null, IsBound(nameof(NewerThan)) ? NewerThan : null, now);

    private void Tell(AgeWindow age)
    {
        if (!_toldAge)
        {
            _toldAge = true;
            foreach (string words in age.Words)
            {
                WriteVerbose(words);
            }
        }
    }

    private void Write(AccountAtWork account, IShownOrder order, AgeWindow age)
    {
        Tell(age);
        Write(account, order);
    }

    private void Write(AccountAtWork account, IShownOrder order)
    {
        account.Session.Seen.Note(order);
        WriteObject(order);
    }
}
