namespace HtxFutures.Orders;

/// <summary>What the exchange tells of orders by itself, while somebody has it told: a faster source of how they end than asking.</summary>
internal interface IOrderNews
{
    /// <summary>Whether it tells now.</summary>
    bool IsLive { get; }

    /// <summary>How an order ended, where that was told within the last minute.</summary>
    /// <param name="orderId">The exchange's id.</param>
    /// <returns>Null where it was not.</returns>
    HtxOrder? EndOf(string orderId);

    /// <summary>Waits until the end of an order is told, which may have been before.</summary>
    /// <param name="orderId">The exchange's id.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    Task<HtxOrder> WhenEndedAsync(string orderId, CancellationToken cancellationToken);
}
