using System.Runtime.CompilerServices;
using System.Threading.Channels;
using HtxFutures.Orders;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands.Orders;

/// <summary>Single orders of an account that are looked up: many at once, and shown in the order they were asked for.</summary>
/// <param name="account">The account.</param>
/// <param name="find">Looks one up; null where the exchange does not know it.</param>
internal sealed class OrderLookups(AccountAtWork account, Func<OrderReference, CancellationToken, Task<IShownOrder?>> find) : IDisposable
{
    // As many as the exchange takes in a second: more would only wait for the budget.
    private readonly SemaphoreSlim _atOnce = new(24);
    private readonly Channel<(string Id, Task<IShownOrder> Lookup)> _asked = Channel.CreateUnbounded<(string, Task<IShownOrder>)>();
    private int _open;

    /// <summary>The account.</summary>
    public AccountAtWork Account => account;

    /// <summary>How many were not shown yet.</summary>
    public int Open => _open;

    /// <summary>Asks for one.</summary>
    /// <param name="id">The id, for what is told of it.</param>
    /// <param name="order">Makes of it what it names; throws where it names nothing.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public void Ask(string id, Func<OrderReference> order, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _open);
        _asked.Writer.TryWrite((id, FindAsync(order, cancellationToken)));
    }

    /// <summary>No more are asked for.</summary>
    public void Complete() => _asked.Writer.TryComplete();

    /// <summary>The steps that show them.</summary>
    /// <param name="show">Shows one.</param>
    /// <param name="fail">Tells why one is not shown.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async IAsyncEnumerable<Action> StepsAsync(Action<IShownOrder> show, Action<HtxException, string> fail, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach ((string id, Task<IShownOrder> lookup) in _asked.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
        {
            IShownOrder? order = null;
            HtxException? failure = null;
            try
            {
                order = await lookup.ConfigureAwait(false);
            }
            catch (HtxException caught)
            {
                failure = caught;
            }

            Interlocked.Decrement(ref _open);
            yield return failure is null ? () => show(order!) : () => fail(failure, id);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _atOnce.Dispose();

    private async Task<IShownOrder> FindAsync(Func<OrderReference> named, CancellationToken cancellationToken)
    {
        OrderReference order = named();
        await _atOnce.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await find(order, cancellationToken).ConfigureAwait(false) ?? throw UnknownOrder.Error(order);
        }
        finally
        {
            _atOnce.Release();
        }
    }
}
