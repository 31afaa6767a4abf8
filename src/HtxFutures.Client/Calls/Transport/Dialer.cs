using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace HtxFutures.Calls.Transport;

/// <summary>
/// Makes the connections. A name may have several addresses, and the first may be dead, as IPv6 often is: so they are
/// tried side by side, each a moment after the one before, and the first that answers is taken (RFC 8305).
/// </summary>
/// <param name="endpoint">Where the exchange is; whatever else is connected to is a proxy.</param>
/// <param name="resolve">Finds the addresses of a name.</param>
/// <param name="time">The clock.</param>
internal sealed class Dialer(HtxEndpoint endpoint, Func<string, CancellationToken, Task<IPAddress[]>> resolve, TimeProvider time)
{
    private static readonly TimeSpan s_headStart = TimeSpan.FromMilliseconds(250);

    /// <summary>Connects to a host.</summary>
    /// <exception cref="TransportException">It cannot be reached.</exception>
    public async ValueTask<Stream> ConnectAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] addresses = await FindAsync(host, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(await RaceAsync(InTurns(addresses), host.Port, cancellationToken).ConfigureAwait(false), ownsSocket: true);
        }
        catch (SocketException failure) when (failure.SocketErrorCode != SocketError.TooManyOpenSockets)
        {
            throw TransportException.NotConnected(Describe(host), failure.SocketErrorCode);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // By its own token the framework knows its limit for connecting.
            throw new OperationCanceledException(cancellationToken);
        }
    }

    private async Task<IPAddress[]> FindAsync(DnsEndPoint host, CancellationToken cancellationToken)
    {
        try
        {
            IPAddress[] addresses = await resolve(host.Host, cancellationToken).ConfigureAwait(false);
            return addresses.Length > 0 ? addresses : throw new SocketException((int)SocketError.NoData);
        }
        catch (SocketException failure)
        {
            throw TransportException.NotResolved(Describe(host), failure.SocketErrorCode);
        }
    }

    private async Task<Socket> RaceAsync(Queue<IPAddress> addresses, int port, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var dials = new List<Task<Socket>>(addresses.Count);
        try
        {
            while (true)
            {
                if (addresses.TryDequeue(out IPAddress? address))
                {
                    dials.Add(DialAsync(address, port, over.Token));
                }

                Task<Task<Socket>> first = Task.WhenAny(dials);
                if (addresses.Count > 0 && await Task.WhenAny(first, Task.Delay(s_headStart, time, over.Token)).ConfigureAwait(false) != first)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    continue;
                }

                Task<Socket> dial = await first.ConfigureAwait(false);
                dials.Remove(dial);
                if (dial.IsCompletedSuccessfully || (dials.Count == 0 && addresses.Count == 0))
                {
                    return await dial.ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await over.CancelAsync().ConfigureAwait(false);
            dials.ForEach(HangUp);
        }
    }

    private static async Task<Socket> DialAsync(IPAddress address, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.NoDelay = true;

            // What is given up is not to be sent later: closing throws away what has not left yet. All that is answered has left.
            socket.LingerState = new LingerOption(enable: true, seconds: 0);
            await socket.ConnectAsync(new IPEndPoint(address, port), cancellationToken).ConfigureAwait(false);
            return socket;
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // One that connects after all has lost.
    private static void HangUp(Task<Socket> dial) => _ = dial.ContinueWith(
        static dial =>
        {
            if (dial.IsCompletedSuccessfully)
            {
                dial.Result.Dispose();
            }
            else
            {
                _ = dial.Exception; // is known: another was better, or all are told as one
            }
        },
        CancellationToken.None,
        TaskContinuationOptions.ExecuteSynchronously,
        TaskScheduler.Default);

    // Those of the two kinds by turns, in the system's order: of a kind that is dead here no address is reached, however many there are.
    private static Queue<IPAddress> InTurns(IPAddress[] addresses) => new(addresses
        .GroupBy(address => address.AddressFamily)
        .SelectMany((kind, column) => kind.Select((address, row) => (address, row, column)))
        .OrderBy(place => place.row).ThenBy(place => place.column)
        .Select(place => place.address));

    private string Describe(DnsEndPoint host) => host.Port == endpoint.Address.Port && string.Equals(host.Host, endpoint.Host, StringComparison.OrdinalIgnoreCase)
        ? endpoint.HostAndPort
        : string.Create(CultureInfo.InvariantCulture, $"the proxy {host.Host}:{host.Port}");
}
