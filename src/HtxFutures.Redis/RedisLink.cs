using HtxFutures.Calls.Sharing;
using StackExchange.Redis;

namespace HtxFutures.Redis;

/// <summary>
/// The way to one server. It is connected to when it is first needed, and anew after every failure: a name may lead elsewhere
/// by then. Closed when it was not used for a while.
/// </summary>
internal sealed class RedisLink : IAsyncDisposable
{
    private readonly RedisAddress _address;
    private readonly TimeProvider _timeProvider;
    private readonly ITimer _idleTimer;
    private readonly object _gate = new();
    private volatile bool _wasUsed;
    private Task<RedisServer>? _opening;
    private long _lastUse;
    private (LedgerMediumException Failure, long At)? _lastFailure;

    public RedisLink(RedisAddress address, TimeProvider timeProvider)
    {
        _address = address;
        _timeProvider = timeProvider;
        _idleTimer = timeProvider.CreateTimer(static link => ((RedisLink)link!).CloseIfIdle(), this, LinkTimes.Idle, LinkTimes.Idle);
    }

    /// <summary>Where it leads.</summary>
    public string Place => _address.ToString();

    /// <summary>
    /// Begins to connect, and waits for nothing: whoever opens a ledger soon uses it, and who uses it waits no longer than a
    /// second. The first connection, with the client's code to be compiled and TLS to be agreed on, may take a good part of it.
    /// </summary>
    public void Begin()
    {
        try
        {
            _ = Server();
        }
        catch (LedgerMediumException)
        {
            // It has just failed. Who uses it is told.
        }
    }

    /// <summary>Runs the script.</summary>
    /// <param name="arguments">Makes what stands behind the script for the server that was found.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    /// <exception cref="LedgerMediumException">There is no answer in time, or the server refuses.</exception>
    public async Task<RedisResult> RunAsync(Func<RedisServer, object[]> arguments, CancellationToken cancellationToken)
    {
        Task<RedisServer> opening = Server();
        RedisServer server = await ConnectedAsync(opening, cancellationToken).ConfigureAwait(false);
        try
        {
            return await server.RunAsync(arguments(server)).WaitAsync(LinkTimes.Answer, _timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            throw GaveUp(opening, new LedgerMediumException($"it did not answer within {LinkTimes.Answer.TotalMilliseconds:0} ms"));
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw GaveUp(opening, Refused(failure));
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _idleTimer.DisposeAsync().ConfigureAwait(false);
        Close(Take());
    }

    private async Task<RedisServer> ConnectedAsync(Task<RedisServer> opening, CancellationToken cancellationToken)
    {
        try
        {
            RedisServer server = await opening.WaitAsync(_wasUsed ? LinkTimes.Connection.Again : LinkTimes.Connection.First, _timeProvider, cancellationToken).ConfigureAwait(false);
            _wasUsed = true;
            return server;
        }
        catch (TimeoutException)
        {
            throw ConnectFailure.NotYet(_address);
        }
    }

    private Task<RedisServer> Server()
    {
        lock (_gate)
        {
            _lastUse = _timeProvider.GetTimestamp();
            if (_opening is null && _lastFailure is { } last && _timeProvider.GetElapsedTime(last.At) < LinkTimes.PauseAfterFailure)
            {
                throw new LedgerMediumException(last.Failure.Message) { Advice = last.Failure.Advice };
            }

            return _opening ??= Task.Run(OpenAsync);
        }
    }

    private async Task<RedisServer> OpenAsync()
    {
        var attempt = new ConnectAttempt();
        Task<RedisServer> opening = RedisServer.OpenAsync(_address, attempt);
        try
        {
            return await opening.WaitAsync(LinkTimes.Connecting, _timeProvider).ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            Close(opening);
            throw Failed((await attempt.FailureAsync(failure).ConfigureAwait(false)).Tell(_address));
        }
    }

    private LedgerMediumException Failed(LedgerMediumException failure)
    {
        lock (_gate)
        {
            _lastFailure = (failure, _timeProvider.GetTimestamp());
            _opening = null;
        }

        return failure;
    }

    // The next one begins with a new connection.
    private LedgerMediumException GaveUp(Task<RedisServer> used, LedgerMediumException failure)
    {
        lock (_gate)
        {
            if (_opening == used)
            {
                _opening = null;
            }
        }

        Close(used);
        return failure;
    }

    private LedgerMediumException Refused(Exception failure) => ServerRefusal.Find(failure.Message, _address) ?? (failure is RedisServerException
        ? new LedgerMediumException("it does not know what a budget is shared by") { Advice = ServerRefusal.Fit }
        : new LedgerMediumException("the connection was lost"));

    private void CloseIfIdle()
    {
        Task<RedisServer>? idle = null;
        lock (_gate)
        {
            if (_opening is { IsCompleted: true } && _timeProvider.GetElapsedTime(_lastUse) >= LinkTimes.Idle)
            {
                (idle, _opening) = (_opening, null);
            }
        }

        Close(idle);
    }

    private Task<RedisServer>? Take()
    {
        lock (_gate)
        {
            (Task<RedisServer>? taken, _opening) = (_opening, null);
            return taken;
        }
    }

    // Whenever it is there; nobody waits for it.
    private static void Close(Task<RedisServer>? opening) => opening?.ContinueWith(
        static opened => opened.IsCompletedSuccessfully ? opened.Result.DisposeAsync().AsTask() : Task.FromResult(opened.Exception),
        CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
}
