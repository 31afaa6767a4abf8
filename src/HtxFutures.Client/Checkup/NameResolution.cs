using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using HtxFutures.Errors;

namespace HtxFutures.Checkup;

/// <summary>Checks whether the exchange's name can be resolved, where it is this machine that has to do it.</summary>
internal static class NameResolution
{
    /// <summary>Resolves the name.</summary>
    /// <param name="options">How the session reaches the exchange.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public static async Task<HtxSessionCheck> CheckAsync(HtxConnectOptions options, CancellationToken cancellationToken)
    {
        if (options.Handler is not null)
        {
            return Passed("not needed: the exchange is inside this process");
        }

        Uri address = options.Endpoint.Address;
        if (address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return Passed("not needed: the endpoint is an address");
        }

        if (Proxy(options) is { } proxy)
        {
            return Passed($"left to the proxy {proxy.Authority}");
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.RequestTimeout);
        var watch = Stopwatch.StartNew();
        try
        {
            IPAddress[] addresses = await options.Network.Resolve(address.IdnHost, limit.Token).ConfigureAwait(false);
            string more = addresses.Length > 1 ? string.Create(CultureInfo.InvariantCulture, $" and {addresses.Length - 1} more") : "";
            return Passed(string.Create(CultureInfo.InvariantCulture, $"{addresses[0]}{more}, in {watch.Elapsed.TotalMilliseconds:0} ms"));
        }
        catch (SocketException failure)
        {
            return Failed($"{address.IdnHost} cannot be resolved ({failure.SocketErrorCode})");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(string.Create(CultureInfo.InvariantCulture, $"{address.IdnHost} was not resolved within {options.RequestTimeout.TotalSeconds:0.###} s"));
        }
    }

    private static Uri? Proxy(HtxConnectOptions options) =>
        options.Endpoint.IsLoopback ? null : (options.Proxy ?? HttpClient.DefaultProxy).GetProxy(options.Endpoint.Address);

    private static HtxSessionCheck Passed(string value) => new() { Check = nameof(NameResolution), Passed = true, Value = value };

    private static HtxSessionCheck Failed(string value) => new()
    {
        Check = nameof(NameResolution),
        Passed = false,
        Value = value,
        Guidance = new("Check this machine's network and its DNS servers. Behind a proxy, name it when connecting.", Means.Proxy),
    };
}
