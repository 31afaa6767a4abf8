namespace HtxFutures.Errors;

/// <summary>What serves to do what a text advises. Every interface has its own name for it.</summary>
internal enum Means
{
    /// <summary>Nothing of ours.</summary>
    None,

    /// <summary>The proxy, where one connects.</summary>
    Proxy,

    /// <summary>The proxy's credentials, where one connects.</summary>
    ProxyCredential,

    /// <summary>The host to sign for, where one connects.</summary>
    SigningHost,

    /// <summary>The endpoint, where one connects.</summary>
    Endpoint,

    /// <summary>The endpoint or the proxy, where one connects.</summary>
    EndpointOrProxy,

    /// <summary>The exchange's other endpoint, where one connects.</summary>
    OtherEndpoint,

    /// <summary>The ids of an order, where it is named.</summary>
    OrderIds,

    /// <summary>Listing the open orders, of a contract where one is named.</summary>
    ListOrders,

    /// <summary>Listing the open orders contract by contract.</summary>
    ListByContract,

    /// <summary>Looking an order up.</summary>
    LookUpOrder,

    /// <summary>Stopping an order by its id.</summary>
    StopOrder,

    /// <summary>Listing the positions, of a contract where one is named.</summary>
    ListPositions,

    /// <summary>Cancelling the open orders of a contract that close one side of it.</summary>
    CancelClosingOrders,

    /// <summary>Looking at all that can still trade or move the account.</summary>
    LookAtExposure,

    /// <summary>Switching the dead-man's switch off.</summary>
    SwitchOff,
}
