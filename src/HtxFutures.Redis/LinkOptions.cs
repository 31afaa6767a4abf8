using HtxFutures.Calls.Sharing;
using StackExchange.Redis;
using StackExchange.Redis.Configuration;

namespace HtxFutures.Redis;

/// <summary>How a server is connected to: one connection, nothing said but what is needed, nothing kept for later.</summary>
internal sealed class LinkOptions : DefaultOptionsProvider
{
    // Channels would take a second connection.
    private static readonly HashSet<string> s_unused = ["SUBSCRIBE", "UNSUBSCRIBE", "PSUBSCRIBE", "PUNSUBSCRIBE", "SSUBSCRIBE", "SUNSUBSCRIBE", "PUBLISH", "SPUBLISH", "CLUSTER", "SENTINEL", "CONFIG", "ECHO"];

    private LinkOptions()
    {
    }

    public static ConfigurationOptions For(RedisAddress address)
    {
        var options = new ConfigurationOptions
        {
            Defaults = new LinkOptions(),
            User = address.User,
            Password = address.Password,
            Ssl = address.UseTls,
            DefaultDatabase = address.Database,
            ConnectTimeout = (int)LinkTimes.Connecting.TotalMilliseconds,
            AsyncTimeout = (int)LinkTimes.Connecting.TotalMilliseconds,
            CommandMap = CommandMap.Create(s_unused, available: false),
        };
        options.EndPoints.Add(address.Host, address.Port);
        if (address.UseTls)
        {
            options.SslHost = address.Host;
        }

        return options;
    }

    // The defaults of a host in a cloud are the client's own idea of it.

    public override bool AbortOnConnectFail => true;

    // INFO is one of its admin's commands for the client; CONFIG, which it would send too, is not.
    public override bool AllowAdmin => true;

    // What waits while there is no connection would run after its caller gave up.
    public override BacklogPolicy BacklogPolicy => BacklogPolicy.FailFast;

    public override int ConnectRetry => 1;

    public override string TieBreaker => "";

    public override string ConfigurationChannel => "";

    // It is the machine's name otherwise.
    protected override string GetDefaultClientName() => "HtxFutures";

    public override bool SetClientLibrary => false;

    public override bool IncludeDetailInExceptions => false;

    public override bool IncludePerformanceCountersInExceptions => false;
}
