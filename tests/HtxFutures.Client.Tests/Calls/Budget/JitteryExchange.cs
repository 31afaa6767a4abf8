using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Calls.Budget;

/// <summary>
/// Takes random times there and back, loses some answers, and notes when each request was counted: what a window of the
/// exchange sees, wherever it begins.
/// </summary>
internal sealed class JitteryExchange(VirtualTime time, int seed, int longestMilliseconds) : HttpMessageHandler
{
    private readonly Random _random = new(seed);

    public List<TimeSpan> CountedTrades { get; } = [];

    public List<TimeSpan> CountedReads { get; } = [];

    /// <summary>The most requests that any window sees, of three seconds unless said otherwise.</summary>
    public static int HighestInAnyWindow(List<TimeSpan> counted, TimeSpan? window = null)
    {
        TimeSpan length = window ?? TimeSpan.FromSeconds(3);
        TimeSpan[] sorted = [.. counted.Order()];
        int highest = 0;
        for (int first = 0, next = 0; first < sorted.Length; first++)
        {
            while (next < sorted.Length && sorted[next] < sorted[first] + length)
            {
                next++;
            }

            highest = Math.Max(highest, next - first);
        }

        return highest;
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string path = request.RequestUri!.AbsolutePath;
        await UnlessGivenUpAsync(CountAsync(path), cancellationToken).ConfigureAwait(false);
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(longestMilliseconds)), time, CancellationToken.None).ConfigureAwait(false);
        Reply reply = path switch
        {
            Paths.Timestamp => Replies.Timestamp,
            Paths.CancelOrder when _random.Next(20) == 0 => Replies.Fails(HttpRequestError.ResponseEnded),
            Paths.CancelOrder when _random.Next(50) == 0 => Replies.Never,
            Paths.CancelOrder => Replies.Accepted,
            _ => Replies.Data("[]"),
        };
        return await reply(request, time, cancellationToken).ConfigureAwait(false);
    }

    // What is on its way arrives, whether or not somebody still waits for the answer.
    private async Task CountAsync(string path)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(longestMilliseconds)), time, CancellationToken.None).ConfigureAwait(false);
        if (path != Paths.Timestamp)
        {
            (path == Paths.CancelOrder ? CountedTrades : CountedReads).Add(time.Elapsed);
        }
    }

    private static async Task UnlessGivenUpAsync(Task work, CancellationToken cancellationToken)
    {
        var givenUp = new TaskCompletionSource();
        using CancellationTokenRegistration registration = cancellationToken.UnsafeRegister(_ => givenUp.TrySetCanceled(cancellationToken), null);
        await (await Task.WhenAny(work, givenUp.Task).ConfigureAwait(false)).ConfigureAwait(false);
    }
}
