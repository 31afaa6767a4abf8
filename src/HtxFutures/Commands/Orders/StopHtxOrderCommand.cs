using System.Globalization;
using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Formatting;
using HtxFutures.Orders.Stopping;
using HtxFutures.Running;
using HtxFutures.Running.Showing;

namespace HtxFutures.Commands;

/// <summary>Cancels the orders it is given, and tells what became of every one of them.</summary>
[Cmdlet(VerbsLifecycle.Stop, "HtxOrder", SupportsShouldProcess = true, DefaultParameterSetName = OrderSet)]
[OutputType(typeof(HtxCancelResult))]
public sealed class StopHtxOrderCommand : HtxCancelCommandBase
{
    private const string OrderIdSet = "OrderId";
    private const string ClientOrderIdSet = "ClientOrderId";

    private const string OrderSet = "InputObject";

    private CancelRun? _run;
    private WaitProgress? _progress;
    private ShowingShare? _share;
    private int _shown;
    private bool _ending;

    /// <summary>The orders, as Get-HtxOrder shows them, results, or rows that name contract and id.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipeline = true, ParameterSetName = OrderSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = OrderIdSet)]
    [Parameter(ValueFromPipeline = true, ParameterSetName = ClientOrderIdSet)]
    [OrderInput]
    [ArgumentCompleter(typeof(OrderPlaceCompleter))]
    [ValidateNotNullOrEmpty]
    public OrderInput[]? InputObject { get; set; }

    /// <summary>The contract; beside orders from the pipeline, that of all that do not name one.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OrderIdSet)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientOrderIdSet)]
    [Alias("contract_code")]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? ContractCode { get; set; }

    /// <summary>The exchange's ids, as text or whole numbers.</summary>
    [Parameter(Position = 1, ValueFromPipelineByPropertyName = true, ParameterSetName = OrderIdSet)]
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ClientOrderIdSet)]
    [Alias("order_id", "Id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? OrderId { get; set; }

    /// <summary>The client's ids. Beside an exchange id they are only shown.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientOrderIdSet)]
    [Alias("client_order_id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? ClientOrderId { get; set; }

    /// <summary>Goes on until the exchange shows the orders as final.</summary>
    [Parameter]
    public SwitchParameter Wait { get; set; }

    /// <summary>The longest wait with -Wait.</summary>
    [Parameter]
    [Duration]
    [DurationValidation(MostSeconds = 24 * 60 * 60)]
    public TimeSpan WaitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <inheritdoc/>
    [Parameter]
    [Session]
    [ValidateNotNull]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public override HtxSession? Session { get; set; }

    /// <inheritdoc/>
    private protected override bool TakesOtherInput => true;

    /// <inheritdoc/>
    protected override void BeginProcessing()
    {
        base.BeginProcessing();
        UseSession();
        _run = Client.Orders.HeardBy(Messages).BeginCancelRun(new CancelRunOptions { WaitTimeout = Wait ? WaitTimeout : null });
        _progress = new WaitProgress("Stopping orders", () => Status(_run), () => _run.Posted == 0 ? 0 : 100 * _run.Settled / _run.Posted);
        _share = new ShowingShare();
        StopToken.UnsafeRegister(static run => ((CancelRun)run!).Abandon(), _run);
    }

    /// <inheritdoc/>
    private protected override void Act()
    {
        if (InputObject is not null)
        {
            foreach (OrderInput input in InputObject)
            {
                Stop(input.ContractCode, input.OrderIds, input.ClientOrderIds, input);
            }
        }
        else if (OrderId is null or [] && ClientOrderId is null or [])
        {
            Fail(new HtxException(HtxErrorKind.InvalidParameter, $"Which order of '{ContractCode}'? No id was given, and nothing was stopped.")
            {
                Advice = $"For one: Stop-HtxOrder {ContractCode} ID. For all of it: Clear-HtxOrder {ContractCode}.",
            });
        }
        else
        {
            Stop(ContractCode, OrderId ?? [], ClientOrderId ?? [], null);
        }

        WriteKnown(() => _share!.IsUsedUp);
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _ending = true;
        _run!.Complete();
        while (Await(stop => _run.WaitToReadAsync(stop).AsTask(), _progress))
        {
            WriteKnown(() => false);
        }

        Show(_progress!.End());
        EndRun();
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing && _run is not null)
        {
            // When the upstream has thrown, what it emitted before is still sent. Stopping has abandoned it already.
            AwaitAfterFailure(_run.DisposeAsync().AsTask(), _run.Abandon);
        }

        base.Dispose(disposing);
        _run = null;
    }

    // One row of a pipeline or one command line; as many orders as there are ids.
    private void Stop(string? contractCode, string?[] orderIds, string?[] clientOrderIds, OrderInput? input)
    {
        int count = Math.Max(1, Math.Max(orderIds.Length, clientOrderIds.Length));
        for (int i = 0; i < count; i++)
        {
            Stop(contractCode, orderIds.ElementAtOrDefault(i), clientOrderIds.ElementAtOrDefault(i), input);
        }
    }

    private void Stop(string? contractCode, string? orderId, string? clientOrderId, OrderInput? input)
    {
        HtxOrder? order = input?.Order;
        OrderReference reference;
        try
        {
            if (input is not null)
            {
                (contractCode, orderId, clientOrderId) = new NamedBeside(ContractCode, OrderId, ClientOrderId).Complete(contractCode, orderId, clientOrderId);
                RefuseForeign(input);
            }

            reference = OrderReference.Create(contractCode, orderId, clientOrderId);
        }
        catch (HtxException failure)
        {
            var refused = new HtxCancelResult
            {
                ContractCode = contractCode ?? "",
                OrderId = orderId,
                ClientOrderId = clientOrderId,
                Outcome = CancelOutcome.Rejected,
                Message = failure.Message,
                Failure = failure,
                Order = order,
            };
            CancelTelemetry.Count(refused, Client.Endpoint);
            Write(refused);
            return;
        }

        if (ShouldProcess(Describe(reference, order), "Cancel order"))
        {
            Post(reference, order);
        }
    }

    private void Post(OrderReference reference, HtxOrder? order)
    {
        while (!_run!.TryPost(reference, order))
        {
            Await(
                async stop =>
                {
                    await _run.WaitToPostAsync(stop).ConfigureAwait(false);
                    return true;
                },
                _progress);

            // One row at least: while this waited for room, there was time to show it.
            int shown = _shown;
            WriteKnown(() => _shown > shown && _share!.IsUsedUp);
        }
    }

    private string Status(CancelRun run)
    {
        string counts = string.Create(CultureInfo.InvariantCulture, $"{run.Answered} of {run.Posted} answered, {run.Settled} settled");
        return Holdup is { } holdup ? $"{counts}. {holdup}" : counts;
    }

    private void WriteKnown(Func<bool> isEnough)
    {
        if (!isEnough())
        {
            _share!.Take(() =>
            {
                WriteMessages();
                Show(_progress!.Tick());
            });
        }

        while (!isEnough() && _run!.TryRead(out HtxCancelResult result))
        {
            _shown++;
            _share!.Take(() => Write(result));
        }

        if (RunEnd is not null && !_ending)
        {
            // The next order would meet the same. First, though, the rows of all that are under way.
            EndProcessing();
        }
    }

    // An order that was listed through one session is not stopped through another's account, whoever named that.
    private void RefuseForeign(OrderInput input)
    {
        if (input.Account is { } account && account != Client.Account)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"The order {input} belongs to another account than that of the session '{CurrentSession.Name}'.")
            {
                Advice = "Pass the session it was listed through: Stop-HtxOrder -Session $session. Where that is another key of the same account, pass contract and id instead of the order.",
            };
        }
    }

    // What was not sent yet is not sent.
    private protected override void OnEnough() => _run!.Abandon();

    /// <inheritdoc/>
    private protected override string? Untold()
    {
        if (_run is not { Posted: > 0 } run || (run.Posted == _shown && (_ending || !MyInvocation.ExpectingInput)))
        {
            return null;
        }

        var unshown = new List<HtxCancelResult>();
        while (run.TryRead(out HtxCancelResult result))
        {
            unshown.Add(result);
        }

        return new EarlyEnd(run.Posted, run.Unsent, _shown, unshown).ToString();
    }

    private static string Describe(OrderReference reference, HtxOrder? order) => order is null
        ? reference.ToString()
        : $"{reference} ({OrderText.Trade(order)})";
}
