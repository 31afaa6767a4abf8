using System.Globalization;
using HtxFutures.Calls;
using HtxFutures.Time;

namespace HtxFutures.Live;

/// <summary>What is asked and answered on a connection before changes come: the sign-in, and after it the subscription.</summary>
/// <param name="exchange">Whose it is.</param>
/// <param name="writer">Sends.</param>
internal sealed class StreamHandshake(ExchangeConnection exchange, SocketWriter writer)
{
    private const int AlreadySubscribed = 2014;

    private readonly TaskCompletionSource<StreamMessage> _signedIn = new(Pause.Continuations(exchange.Time));
    private readonly TaskCompletionSource<StreamMessage> _subscribed = new(Pause.Continuations(exchange.Time));

    /// <summary>Signs in and subscribes.</summary>
    /// <exception cref="HtxException">The exchange refuses, or does not answer.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await SignInAsync(cancellationToken).ConfigureAwait(false);
        await SubscribeAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes the answer to the sign-in.</summary>
    public void SignedIn(StreamMessage answer) => _signedIn.TrySetResult(answer);

    /// <summary>Takes the answer to the subscription.</summary>
    public void Subscribed(StreamMessage answer) => _subscribed.TrySetResult(answer);

    /// <summary>The connection is lost: who waits for an answer hears so.</summary>
    /// <returns>False where both have come, so that nobody does.</returns>
    public bool TryBreak(HtxException lost)
    {
        bool wasOpen = _signedIn.TrySetException(lost) | _subscribed.TrySetException(lost);
        if (wasOpen)
        {
            _ = _signedIn.Task.Exception; // nobody may be waiting any more
            _ = _subscribed.Task.Exception;
        }

        return wasOpen;
    }

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        long sent = exchange.Time.GetTimestamp();
        try
        {
            writer.Post(StreamRequests.SignIn(exchange.Signer, exchange.Clock.Now));
        }
        catch (ObjectDisposedException)
        {
            throw StreamFailure.Of(HtxErrorKind.NotConnected, "the session is closed");
        }

        StreamMessage answer = await AnswerAsync(_signedIn.Task, "the sign-in", cancellationToken).ConfigureAwait(false);
        TimeSpan moved = answer.Time is { } time ? exchange.Clock.Follow(sent, exchange.Time.GetTimestamp(), time) : TimeSpan.Zero;
        if (answer.Code != 0)
        {
            throw StreamRefusals.OfSignIn(answer, Said(answer), moved);
        }
    }

    private async Task SubscribeAsync(CancellationToken cancellationToken)
    {
        writer.Post(StreamRequests.Subscribe());
        StreamMessage answer = await AnswerAsync(_subscribed.Task, "the subscription", cancellationToken).ConfigureAwait(false);
        if (answer.Code is not (0 or AlreadySubscribed))
        {
            throw StreamRefusals.OfSubscription(answer, Said(answer));
        }
    }

    private async Task<StreamMessage> AnswerAsync(Task<StreamMessage> answer, string what, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(exchange.RequestTimeout, exchange.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await Pause.ForAsync(answer, exchange.Time, either.Token).ConfigureAwait(false);
            return await answer.ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw StreamFailure.Of(HtxErrorKind.NetworkError, string.Create(CultureInfo.InvariantCulture, $"no answer to {what} came within {exchange.RequestTimeout.TotalSeconds:0.###} s"));
        }
    }

    private string Said(StreamMessage answer) => string.Create(CultureInfo.InvariantCulture, $"code {answer.Code}{(answer.Text is { } text ? $": {exchange.Classifier.Mask(text)}" : "")}");
}
