using System.Net;
using System.Security.Cryptography.X509Certificates;
using HtxFutures.Sandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace HtxFutures.LoopbackExchange;

/// <summary>A sandbox exchange behind Kestrel on 127.0.0.1, until disposed.</summary>
public sealed class LoopbackServer : IAsyncDisposable
{
    // Above what the exchange takes, so that it is the exchange that refuses large bodies.
    private const long MaxBodyBytes = 16 * 1024 * 1024;

    private readonly WebApplication _application;

    private LoopbackServer(WebApplication application, Uri address, SandboxExchange exchange) =>
        (_application, Address, Exchange) = (application, address, exchange);

    /// <summary>Where the server listens.</summary>
    public Uri Address { get; }

    /// <summary>The exchange behind it.</summary>
    public SandboxExchange Exchange { get; }

    /// <summary>Starts serving.</summary>
    /// <param name="exchange">The exchange to serve.</param>
    /// <param name="port">The port; 0 for any that is free.</param>
    /// <param name="certificate">The certificate to speak TLS with; null for plain http.</param>
    /// <param name="cancellationToken">Ends the start.</param>
    /// <returns>The running server.</returns>
    public static async Task<LoopbackServer> StartAsync(
        SandboxExchange exchange, int port = 0, X509Certificate2? certificate = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(exchange);
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Listen(IPAddress.Loopback, port, listen =>
            {
                if (certificate is not null)
                {
                    listen.UseHttps(certificate);
                }
            });
        });

        WebApplication application = builder.Build();
        application.UseWebSockets(new WebSocketOptions { KeepAliveInterval = Timeout.InfiniteTimeSpan }); // the exchange pings in its own way
        application.Run(context => ServeAsync(context, exchange));
        await application.StartAsync(cancellationToken);
        string address = application.Services.GetRequiredService<IServer>()
            .Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();
        return new LoopbackServer(application, new Uri(address), exchange);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await _application.DisposeAsync();

    private static async Task ServeAsync(HttpContext context, SandboxExchange exchange)
    {
        try
        {
            if (context.WebSockets.IsWebSocketRequest)
            {
                await SocketBridge.ServeAsync(context, exchange);
            }
            else if (!await ControlPages.TryServeAsync(context, exchange))
            {
                await ExchangeBridge.ServeAsync(context, exchange);
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or IOException
            && context.RequestAborted.IsCancellationRequested)
        {
            // The client has hung up; there is nobody to tell.
        }
    }
}
