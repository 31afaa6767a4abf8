using System.Globalization;
using System.Management.Automation;
using HtxFutures.Binding;
using HtxFutures.Formatting;

namespace HtxFutures.Commands;

/// <summary>Cancels the orders it is given, and tells what became of every one of them.</summary>
[Cmdlet(VerbsLifecycle.Stop, "HtxOrder", SupportsShouldProcess = true, DefaultParameterSetName = OrderSet)]
[OutputType(typeof(HtxCancelResult))]
public sealed class StopHtxOrderCommand : HtxCancelCommandBase
{
    private const string OrderIdSet = "OrderId";
    private const string ClientOrderIdSet = "ClientOrderId";

    // Rows of a table may have both ids, one of them empty. That takes a set of its own, and none of the sets with ids as
    // the default: the binder would settle on the default as soon as its id is bound, and drop the other one.
    private const string BothIdsSet = "BothIds";
    private const string OrderSet = "InputObject";

    private CancelRun? _run;
    private WaitProgress? _progress;
    private bool _ending;

    /// <summary>The contract.</summary>
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OrderIdSet)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientOrderIdSet)]
    [Parameter(Position = 0, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = BothIdsSet)]
    [Alias("contract_code")]
    [ArgumentCompleter(typeof(ContractCodeCompleter))]
    [AllowEmptyString]
    [AllowNull]
    public string? ContractCode { get; set; }

    /// <summary>The exchange's ids, as text or whole numbers.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = OrderIdSet)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = BothIdsSet)]
    [Alias("order_id", "Id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? OrderId { get; set; }

    /// <summary>The client's ids. Beside an exchange id they are only shown.</summary>
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = ClientOrderIdSet)]
    [Parameter(Mandatory = true, ValueFromPipelineByPropertyName = true, ParameterSetName = BothIdsSet)]
    [Alias("client_order_id")]
    [ArgumentCompleter(typeof(OrderIdCompleter))]
    [IdText]
    [AllowEmptyString]
    [AllowNull]
    public string?[]? ClientOrderId { get; set; }

    /// <summary>The orders, as Get-HtxOrder shows them.</summary>
    [Parameter(Mandatory = true, ValueFromPipeline = true, ParameterSetName = OrderSet)]
    [ValidateNotNullOrEmpty]
    public HtxOrder[]? InputObject { get; set; }

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
        _run = Client.BeginCancelRun(new CancelRunOptions { WaitTimeout = Wait ? WaitTimeout : null });
        _progress = new WaitProgress("Stopping orders", () => Status(_run), () => _run.Posted == 0 ? 0 : 100 * _run.Settled / _run.Posted);
        StopToken.UnsafeRegister(static run => ((CancelRun)run!).Abandon(), _run);
    }

    /// <inheritdoc/>
    private protected override void Act()
    {
        if (ParameterSetName == OrderSet)
        {
            foreach (HtxOrder order in InputObject!)
            {
                Stop(order.ContractCode, order.OrderId, order.ClientOrderId, order);
            }
        }
        else
        {
            // One row of a pipeline or one command line; as many orders as there are ids.
            int count = Math.Max(1, Math.Max(OrderId?.Length ?? 0, ClientOrderId?.Length ?? 0));
            for (int i = 0; i < count; i++)
            {
                Stop(ContractCode, OrderId?.ElementAtOrDefault(i), ClientOrderId?.ElementAtOrDefault(i), null);
            }
        }

        WriteKnown();
    }

    /// <inheritdoc/>
    protected override void EndProcessing()
    {
        _run!.Complete();
        while (Await(stop => _run.WaitToReadAsync(stop).AsTask(), _progress))
        {
            WriteKnown();
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
            _run = null;
        }

        base.Dispose(disposing);
    }

    private void Stop(string? contractCode, string? orderId, string? clientOrderId, HtxOrder? order)
    {
        OrderReference reference;
        try
        {
            reference = OrderReference.Create(contractCode, orderId, clientOrderId);
            RefuseForeign(order);
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
            HtxTelemetry.Count(refused, Client.Endpoint);
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
            WriteKnown();
        }
    }

    private string Status(CancelRun run)
    {
        string counts = string.Create(CultureInfo.InvariantCulture, $"{run.Answered} of {run.Posted} answered, {run.Settled} settled");
        return Holdup is { } holdup ? $"{counts}. {holdup}" : counts;
    }

    private void WriteKnown()
    {
        WriteMessages();
        Show(_progress!.Tick());
        while (_run!.TryRead(out HtxCancelResult result))
        {
            Write(result);
        }

        if (RunEnd is not null && !_ending)
        {
            // The next order would meet the same. First, though, the rows of all that are under way.
            _ending = true;
            EndProcessing();
        }
    }

    // An order that was listed through one session, and would be stopped through another's account by default, is a
    // slip. With -Session the user has said what is meant.
    private void RefuseForeign(HtxOrder? order)
    {
        if (Session is null && order?.Account is { } account && account != Client.Account)
        {
            throw new HtxException(HtxErrorKind.InvalidParameter, $"The order {order.OrderId} was listed through another account than that of the default session '{CurrentSession.Name}'.")
            {
                Advice = "Pass the session it belongs to: Stop-HtxOrder -Session $session.",
            };
        }
    }

    // What was not sent yet is not sent.
    private protected override void OnEnough() => _run!.Abandon();

    private static string Describe(OrderReference reference, HtxOrder? order) => order is null
        ? reference.ToString()
        : $"{reference} ({OrderText.Trade(order)})";
}
