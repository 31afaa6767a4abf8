using System.Net;
using System.Text;

namespace HtxFutures.Fuzzing.Targets;

/// <summary>A client on virtual time before an exchange that a target plays.</summary>
internal sealed class Stage : HttpMessageHandler
{
    private readonly Func<string, string, ReplyInput> _answer;

    /// <param name="answer">The answer to a path with a query or a body.</param>
    public Stage(Func<string, string, ReplyInput> answer) => _answer = answer;

    public VirtualTime Time { get; } = new();

    /// <summary>Does something with a connected client.</summary>
    /// <returns>The failure that it ended in; null where it did not. Any exception but the client's own comes through.</returns>
    public HtxException? Play(Func<HtxFuturesClient, Task> scene)
    {
        try
        {
            Time.Run(async () =>
            {
                using HtxFuturesClient client = await HtxFuturesClient.ConnectAsync(TestConnection.Within(this, Time)).ConfigureAwait(false);
                await scene(client).ConfigureAwait(false);
            });
            return null;
        }
        catch (HtxException failure)
        {
            CheckFailure(failure);
            return failure;
        }
    }

    /// <summary>Cancels orders in one run.</summary>
    public static async Task<List<HtxCancelResult>> CancelAsync(HtxFuturesClient client, IEnumerable<OrderReference> orders, TimeSpan? wait = null)
    {
        List<HtxCancelResult> results = await client.Orders.StopAsync(orders, wait).ConfigureAwait(false);
        results.ForEach(CheckResult);
        return results;
    }

    /// <summary>Cancels algo orders in one run.</summary>
    public static async Task<List<HtxCancelResult>> CancelAlgosAsync(HtxFuturesClient client, IEnumerable<OrderReference> algos)
    {
        List<HtxCancelResult> results = await client.AlgoOrders.StopAsync(algos).ConfigureAwait(false);
        results.ForEach(CheckResult);
        return results;
    }

    /// <summary>All that a user sees of a result.</summary>
    public static void CheckResult(HtxCancelResult result)
    {
        foreach (string? text in new[] { result.ContractCode, result.OrderId, result.ClientOrderId, result.Message })
        {
            CheckText(text);
        }

        if (result.Failure is { } failure)
        {
            CheckFailure(failure);
        }
    }

    /// <summary>All that a user sees of an order.</summary>
    public static void CheckOrder(HtxOrder order)
    {
        foreach (string? text in new[] { order.ContractCode, order.OrderId, order.ClientOrderId, order.RawSide, order.RawPositionSide, order.RawType, order.RawMarginMode, order.RawState, order.RawTimeInForce, order.CancelReason, order.Source })
        {
            CheckText(text);
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string sent = request.Content is null ? request.RequestUri!.Query : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        ReplyInput reply = _answer(request.RequestUri!.AbsolutePath, sent);
        var response = new HttpResponseMessage((HttpStatusCode)reply.Status) { Content = new ReadOnlyMemoryContent(reply.Body) };
        foreach ((string name, string value) in reply.Headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    }

    /// <summary>A good answer.</summary>
    public static ReplyInput Good(string body) => new(200, [], Encoding.UTF8.GetBytes(body));

    /// <summary>All that a user sees of a failure.</summary>
    public static void CheckFailure(HtxException failure)
    {
        CheckText(failure.Message);
        CheckText(failure.Advice);
        CheckText(failure.ToString(), 20_000, "\n\r");
    }

    /// <summary>A text that a user sees.</summary>
    public static void CheckText(string? text, int longest = 1200, string allowed = "")
    {
        Property.Showable(string.Concat(text?.Where(c => !allowed.Contains(c)) ?? []), "what a user sees", longest);
        Property.Require(text?.Contains(TestKeys.AccessKey, StringComparison.OrdinalIgnoreCase) != true, "no text shows the access key", () => text!);
    }

}
