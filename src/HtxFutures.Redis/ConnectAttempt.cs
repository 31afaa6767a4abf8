using System.Net.Security;
using StackExchange.Redis;

namespace HtxFutures.Redis;

/// <summary>What is heard of an attempt to connect while it is made, and right after: the client says why on another thread, and its own exception often does not.</summary>
internal sealed class ConnectAttempt
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(1);

    private readonly TaskCompletionSource<ConnectionAttemptCompletedEventArgs> _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Hears how it ended.</summary>
    public void Note(object? sender, ConnectionAttemptCompletedEventArgs attempt)
    {
        if (!attempt.IsSuccess)
        {
            _failed.TrySetResult(attempt);
        }
    }

    /// <summary>What is known of it.</summary>
    /// <param name="failure">What the caller met.</param>
    public async Task<ConnectFailure> FailureAsync(Exception failure)
    {
        if (failure is RedisConnectionException)
        {
            await Task.WhenAny(_failed.Task, Task.Delay(s_patience)).ConfigureAwait(false);
        }

        ConnectionAttemptCompletedEventArgs? attempt = _failed.Task.IsCompletedSuccessfully ? _failed.Task.Result : null;
        return new ConnectFailure([.. Chain(failure), .. Chain(attempt?.Exception)], attempt?.Stage ?? ConnectionAttemptStage.Unknown, attempt?.ServerCertificatePolicyErrors ?? SslPolicyErrors.None);
    }

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (; failure is not null; failure = failure.InnerException)
        {
            yield return failure;
        }
    }
}
