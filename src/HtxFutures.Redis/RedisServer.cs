using System.Net;
using HtxFutures.Calls.Sharing;
using StackExchange.Redis;

namespace HtxFutures.Redis;

/// <summary>A connection to a server that was found fit. After a failure another one is made, with all that was looked at looked at again: it may be another server.</summary>
internal sealed class RedisServer : IAsyncDisposable
{
    // Who comes back after this begins as who was never there. The key of an account that nobody uses any more goes.
    private static readonly TimeSpan s_keepFor = TimeSpan.FromDays(1);

    private readonly ConnectionMultiplexer _connection;
    private readonly IServer _server;
    private readonly int _database;
    private string _digest = "";

    private RedisServer(ConnectionMultiplexer connection, IServer server, int database)
    {
        _connection = connection;
        _server = server;
        _database = database;
    }

    /// <summary>How long a cell is kept that nobody writes to; zero for ever, where keys that expire are the ones to be taken away.</summary>
    public TimeSpan KeepFor { get; private set; } = s_keepFor;

    /// <summary>Connects, and looks whether the server can hold a budget.</summary>
    /// <exception cref="LedgerMediumException">It cannot.</exception>
    /// <exception cref="RedisException">The connection has failed.</exception>
    public static async Task<RedisServer> OpenAsync(RedisAddress address, ConnectAttempt attempt)
    {
        ConfigurationOptions options = LinkOptions.For(address);
        options.ConnectionAttemptCompleted += attempt.Note;
        ConnectionMultiplexer connection = await ConnectionMultiplexer.ConnectAsync(options).ConfigureAwait(false);
        try
        {
            EndPoint place = connection.GetEndPoints()[0];
            var opened = new RedisServer(connection, connection.GetServer(place), address.Database);
            await opened.CheckAsync(address).ConfigureAwait(false);
            return opened;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Runs the script.</summary>
    /// <exception cref="RedisException">It did not run, or there was no answer.</exception>
    public async Task<RedisResult> RunAsync(object[] arguments)
    {
        try
        {
            return await SendAsync("EVALSHA", [_digest, .. arguments]).ConfigureAwait(false);
        }
        catch (RedisServerException failure) when (failure.Message.StartsWith("NOSCRIPT", StringComparison.Ordinal))
        {
            return await SendAsync("EVAL", [CellScript.Text, .. arguments]).ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _connection.DisposeAsync();

    private async Task CheckAsync(RedisAddress address)
    {
        await EnterAsync(address).ConfigureAwait(false);
        Task<string>[] sections = [InfoAsync("server"), InfoAsync("replication"), InfoAsync("memory")];
        var facts = new ServerFacts(await Task.WhenAll(sections).ConfigureAwait(false));
        ServerCheck.Require(facts);
        if (facts.Eviction is not null)
        {
            KeepFor = TimeSpan.Zero;
        }

        _digest = (string?)await _server.ExecuteAsync("SCRIPT", "LOAD", CellScript.Text).ConfigureAwait(false) ?? "";
    }

    // The client goes on as the default user where a name or a password is refused and the server lets anybody in, and in
    // database 0 where there is no other. Nobody meant either.
    private async Task EnterAsync(RedisAddress address)
    {
        if (address.Password is not null)
        {
            await _server.ExecuteAsync("AUTH", address.User is null ? [address.Password] : [address.User, address.Password]).ConfigureAwait(false);
        }

        if (_database != 0)
        {
            await _server.ExecuteAsync("SELECT", _database).ConfigureAwait(false);
        }
    }

    private async Task<string> InfoAsync(string section) => (string?)await _server.ExecuteAsync("INFO", section).ConfigureAwait(false) ?? "";

    // To this server, whatever it is at the moment: who is to be asked elsewhere has another address.
    private Task<RedisResult> SendAsync(string command, object[] arguments) => _server.ExecuteAsync(_database, command, arguments);
}
