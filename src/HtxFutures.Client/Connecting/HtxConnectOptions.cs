using System.Net;
using System.Net.WebSockets;
using HtxFutures.Calls.Sharing;
using HtxFutures.Connecting;

namespace HtxFutures;

/// <summary>How to reach the exchange, and with which key.</summary>
public sealed record HtxConnectOptions
{
    /// <summary>The key pair. The client owns it from the moment it is connected, and wipes it when it is disposed or the connecting fails.</summary>
    public required HtxCredential Credential { get; init; }

    /// <summary>Where the exchange is; <see cref="HtxEndpoint.Global"/> unless set.</summary>
    public HtxEndpoint Endpoint { get; init; } = HtxEndpoint.Global;

    /// <summary>What the rows of this account are to call it (their Account); null for nothing.</summary>
    public string? Name { get; init; }

    /// <summary>The host to sign for, where it differs from the one requested, as behind a proxy or in colocation (facts 1.2); null for the request's host without a port. A host alone, with a port where that is signed too; anything else fails the connecting.</summary>
    public string? SigningHost { get; init; }

    /// <summary>The proxy to go through; null for the system's.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>The longest wait for one answer; more than zero, 10 s unless set.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>What carries requests instead of the network, such as the sandbox; null for the network. The caller owns it.</summary>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>
    /// What opens sockets instead of the network, beside <see cref="Handler"/>: given the address of one, it brings the socket,
    /// or fails with an <see cref="HttpRequestException"/> that has the status of the refusal. Null where a handler is there
    /// for an exchange without sockets.
    /// </summary>
    public Func<Uri, CancellationToken, Task<WebSocket>>? OpenSocket { get; init; }

    /// <summary>The clock; the system's unless set.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>The request budgets to draw on; those of the process unless set. Only an exchange that is not the real one may have its own.</summary>
    public BudgetRegistry Budgets { get; init; } = BudgetRegistry.Process;

    /// <summary>What the request budgets are shared by with other processes; null for nothing.</summary>
    internal ILedgerMedia? SharedBudget { get; init; }

    /// <summary>Whether that was asked for; else the account's other sessions in this process go before.</summary>
    internal bool MustShare { get; init; }

    /// <summary>The network; the usual one unless a test has its own.</summary>
    internal NetworkSettings Network { get; init; } = NetworkSettings.Usual;

    /// <summary>The source of jitter in pauses between repeats; a seeded one makes a run repeatable.</summary>
    internal Random Jitter { get; init; } = Random.Shared;
}
