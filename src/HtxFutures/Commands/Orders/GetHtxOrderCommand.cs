using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Commands.Orders;
using HtxFutures.Orders;
using HtxFutures.Running;

namespace HtxFutures.Commands;

/// <summary>Lists open orders, or looks single orders up.</summary>
[Cmdlet(VerbsCommon.Get, "HtxOrder", DefaultParameterSetName = OpenSet)]
[OutputType(typeof(HtxOrder))]
public sealed class GetHtxOrderCommand : HtxSessionCommandBase
{
    private const string OpenSet = "Open";
    private const string OrderIdSet = "OrderId";
    private const string ClientOrderIdSet = "ClientOrderId";

    // As many as the exchange takes in a second: more would only wait for the budget.
    private const int LookedUpAtOnce = 24;
    private readonly Queue<(string Id, Task<HtxOrder> Lookup)> _lookups = new();
    private readonly RoundedIds _rounded = new();

    /// <summary>The contracts; wildcards allowed when listing. All unless given.</summary>
    [Parameter(Position = 0, ParameterSetName = OpenSet)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OrderIdSet)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientOrderIdSet)]
    [Alias("contract_code")]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [SupportsWildcards]
    [ValidateNotNullOrEmpty]
    public string[]? ContractCode { get; set; }

    /// <summary>Only orders that trade this way.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [ValidateSet(nameof(OrderSide.Buy), nameof(OrderSide.Sell))]
    public OrderSide Side { get; set; }

    /// <summary>Only orders of this position: Long and Short in hedge mode, Both in one-way mode.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [ValidateSet(nameof(HtxFutures.PositionSide.Long), nameof(HtxFutures.PositionSide.Short), nameof(HtxFutures.PositionSide.Both))]
    public PositionSide PositionSide { get; set; }

    /// <summary>Only orders of this margin mode.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [ValidateSet(nameof(HtxFutures.MarginMode.Cross), nameof(HtxFutures.MarginMode.Isolated))]
    public MarginMode MarginMode { get; set; }

    /// <summary>Only orders that are older than this, on the exchange's clock.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [Duration]
    [DurationValidation(AllowZero = true)]
    public TimeSpan OlderThan { get; set; }

    /// <summary>Only orders that are newer than this, on the exchange's clock.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [Duration]
    [DurationValidation]
    public TimeSpan NewerThan { get; set; }

    /// <summary>Only so many of each session; then nothing more is read.</summary>
    [Parameter(ParameterSetName = OpenSet)]
    [ValidateRange(1, int.MaxValue)]
    public int First { get; set; }

    /// <summary>The exchange's ids of the orders to look up.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OrderIdSet)]
    [Alias("order_id", "Id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[]? OrderId { get; set; }

    /// <summary>The client's ids of the orders to look up.</summary>
    [Parameter(Mandatory = true, ParameterSetName = ClientOrderIdSet)]
    [Alias("client_order_id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [ValidateNotNullOrEmpty]
    public string[]? ClientOrderId { get; set; }

    /// <inheritdoc/>
    [Parameter(ValueFromPipeline = true, ParameterSetName = OpenSet)]
    [Parameter(ParameterSetName = OrderIdSet)]
    [Parameter(ParameterSetName = ClientOrderIdSet)]
    [Session(BesideOthers = true)]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override HtxSession? Session { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesOtherInput => true;

    /// <inheritdoc/>
    private protected override bool SaysItself(string parameter) => parameter is nameof(OlderThan) or nameof(NewerThan);

    /// <inheritdoc/>
    private protected override void Act()
    {
        if (ParameterSetName == OpenSet)
        {
            ListOpen();
        }
        else
        {
            LookUp();
        }
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        WriteFound(0);
        if (_rounded.Take() is { } warning)
        {
            WriteWarning(warning);
        }
    }

    private void ListOpen()
    {
        if (ParseContracts() is not { } contracts)
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
        foreach (HtxOrder order in List(contracts, age).Where(filter.Matches).Take(IsBound(nameof(First)) ? First : int.MaxValue))
        {
            Write(order);
        }
    }

    /// <summary>The orders as they are listed. The age is told once the exchange has said what time it is there.</summary>
    private IEnumerable<HtxOrder> List(ContractFilter contracts, AgeWindow age)
    {
        bool told = false;
        OpenOrdersQuery all = new() { MarginMode = IsBound(nameof(MarginMode)) ? MarginMode : null, ReadsAhead = !IsBound(nameof(First)) };
        OpenOrdersQuery[] queries = [.. contracts.ToAsk.Select(contract => all with { ContractCode = contract })];
        foreach ((OpenOrdersQuery query, IAsyncEnumerable<HtxOrder> listing) in queries.Zip(Begin(queries)))
        {
            foreach (HtxOrder order in Stream(_ => listing, query.ContractCode ?? (object?)ContractCode))
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

    // Where some may do, nothing is read that may not be needed.
    private IEnumerable<IAsyncEnumerable<HtxOrder>> Begin(OpenOrdersQuery[] queries)
    {
        OrderDesk desk = Client.Orders.HeardBy(Messages);
        return IsBound(nameof(First)) ? queries.Select(query => desk.ListOpenAsync(query, StopToken)) : desk.ListOpenSideBySide(queries, StopToken);
    }

    private ContractFilter? ParseContracts()
    {
        try
        {
            return ContractFilter.Create(ContractCode);
        }
        catch (HtxException failure)
        {
            WriteFailure(failure, ContractCode);
            return null;
        }
    }

    private void LookUp()
    {
        if (ContractCode!.Length != 1)
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"Orders are looked up in one contract at a time, and {ContractCode.Length} were given: {string.Join(", ", ContractCode)}.")
            {
                Advice = "Call Get-HtxOrder once for each contract.",
            });
        }

        OrderDesk desk = Client.Orders.HeardBy(Messages);
        foreach (string id in OrderId ?? ClientOrderId!)
        {
            _lookups.Enqueue((id, FindAsync(desk, ContractCode[0], id, StopToken)));
            WriteFound(LookedUpAtOnce);
        }
    }

    /// <summary>Writes what was found, in the order it was asked for, until no more than some are under way.</summary>
    private void WriteFound(int underWay)
    {
        while (_lookups.TryPeek(out (string Id, Task<HtxOrder> Lookup) oldest) && (_lookups.Count > underWay || oldest.Lookup.IsCompleted))
        {
            _lookups.Dequeue();
            if (AwaitOrWriteError(_ => oldest.Lookup, oldest.Id) is { } order)
            {
                Write(order);
            }
        }
    }

    private void Write(HtxOrder order)
    {
        CurrentSession.Seen.Note(order);
        WriteObject(order);
    }

    private HtxException NotFound(OrderReference order)
    {
        _rounded.Note(order.Id);
        return UnknownOrder.Error(order);
    }

    private async Task<HtxOrder> FindAsync(OrderDesk desk, string contractCode, string id, CancellationToken cancellationToken)
    {
        OrderReference order = OrderId is not null ? OrderReference.Create(contractCode, id) : OrderReference.Create(contractCode, null, id);
        return await desk.FindAsync(order, cancellationToken).ConfigureAwait(false)
            ?? throw NotFound(order);
    }
}
