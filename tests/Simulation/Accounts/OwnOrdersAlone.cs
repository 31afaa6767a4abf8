using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using HtxFutures.Sandbox;

namespace HtxFutures.Simulation.Accounts;

/// <summary>Stands before the exchange and sees to it that no request names an order of another account than that of its key.</summary>
/// <param name="inner">The way to the exchange.</param>
/// <param name="accounts">The accounts by their access keys.</param>
internal sealed partial class OwnOrdersAlone(HttpMessageHandler inner, IReadOnlyDictionary<string, SandboxAccount> accounts) : DelegatingHandler(inner)
{
    private readonly ConcurrentQueue<string> _strays = new();

    /// <summary>The requests that went to another account than that of their orders.</summary>
    public IReadOnlyCollection<string> Strays => _strays;

    /// <summary>How many orders were named in all.</summary>
    public int Named { get; private set; }

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string query = request.RequestUri!.Query;
        string key = Uri.UnescapeDataString(Key().Match(query).Groups[1].Value);
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken).ConfigureAwait(false);
        foreach (Match id in Id().Matches(query + body))
        {
            Named++;
            foreach ((string owner, SandboxAccount account) in accounts)
            {
                if (owner != key && account.FindOrder(id.Value) is not null)
                {
                    _strays.Enqueue($"{request.RequestUri.AbsolutePath} of {key} names {id.Value}, which is an order of {owner}");
                }
            }
        }

        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    [GeneratedRegex("AccessKeyId=([^&]+)")]
    private static partial Regex Key();

    [GeneratedRegex("(?<![0-9])155[0-9]{16}(?![0-9])")]
    private static partial Regex Id();
}
