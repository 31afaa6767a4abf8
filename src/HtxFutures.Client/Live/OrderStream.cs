using HtxFutures.Calls;

namespace HtxFutures.Live;

/// <summary>
/// The changes of an account's orders for all who watch them through one client: one socket, opened for the first of them and
/// closed after the last.
/// </summary>
/// <param name="caller">Asks for what the socket does not tell.</param>
/// <param name="options">How to reach the exchange.</param>
/// <param name="ends">Is told how orders end.</param>
internal sealed class OrderStream(Caller caller, HtxConnectOptions options, ToldEnds ends)
{
    private readonly object _gate = new();
    private readonly List<OrderWatch> _watches = [];
    private OrderStreamRun? _run;

    /// <summary>Lets somebody watch.</summary>
    public void Join(OrderWatch watch)
    {
        OrderStreamRun? begun = null;
        lock (_gate)
        {
            _watches.Add(watch);
            if (_run is null or { IsOver: true })
            {
                _run = begun = new OrderStreamRun(caller, options, ends);
            }

            _run.Join(watch);
        }

        begun?.Begin();
    }

    /// <summary>Somebody watches no more.</summary>
    public void Leave(OrderWatch watch)
    {
        OrderStreamRun? ended = null;
        lock (_gate)
        {
            _watches.Remove(watch);
            _run?.Leave(watch);
            if (_watches.Count == 0)
            {
                (ended, _run) = (_run, null);
            }
        }

        watch.End();
        ended?.End();
    }
}
