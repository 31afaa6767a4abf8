using System.Threading.Channels;
using HtxFutures.Orders;
using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands.Orders;

/// <summary>Single orders of an account that are looked up: many at once, and shown in the order they were asked for.</summary>
/// <param name="account">The account.</param>
/// <param name="find">Looks one up; null where the exchange does not know it.</param>
/// <param name="cancellationToken">Gives all of them up.</param>
internal sealed class OrderLookups(AccountAtWork account, Func<OrderReference, CancellationToken, Task<IShownOrder?>> find, CancellationToken cancellationToken) : IDisposable
{
    // As many as the exchange takes in a second: more would only wait for the budget.
    private readonly SemaphoreSlim _atOnce = new(24);
    private readonly Channel<(string Id, Task<IShownOrder> Lookup)> _asked = Channel.CreateUnbounded<(string, Task<IShownOrder>)>();
    private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
    private int _open;

    /// <summary>The account.</summary>
    public AccountAtWork Account => account;

    /// <summary>How many were not shown yet.</summary>
    public int Open => _open;

    /// <summary>Asks for one.</summary>
    /// <param name="id">The id, for what is told of it.</param>
    /// <param name="order">Makes of it what it names; throws where it names nothing.</param>
    public void Ask(string id, Func<OrderReference> order)
    {
        Interlocked.Increment(ref _open);
        _asked.Writer.TryWrite((id, FindAsync(order, _enough.Token)));
    }

    /// <summary>No more are asked for.</summary>
    public void Complete() => _asked.Writer.TryComplete();

    /// <summary>The steps that show them. Where nobody takes any more, those that were not answered are given up.</summary>
    /// <param name="show">Shows one.</param>
    /// <param name="fail">Tells why one is not shown.</param>
    public async IAsyncEnumerable<Action> StepsAsync(Action<IShownOrder> show, Action<HtxException, string> fail)
    {
        try
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
        finally
        {
            await _enough.CancelAsync().ConfigureAwait(false); // they would meet what has ended the account's part
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _atOnce.Dispose();
        _enough.Dispose();
    }

    private async Task<IShownOrder> FindAsync(Func<OrderReference> named, CancellationToken giveUp)
    {
        OrderReference order = named();
        await _atOnce.WaitAsync(giveUp).ConfigureAwait(false);
        try
        {
            return await find(order, giveUp).ConfigureAwait(false) ?? throw UnknownOrder.Error(order);
        }
        finally
        {
            _atOnce.Release();
        }
    }
}
