using HtxFutures.Client.Tests.Support;
using HtxFutures.Sandbox;

namespace HtxFutures.Client.Tests.Halting;

/// <summary>An account of the sandbox, 40 ms away, that is to be stopped in virtual time.</summary>
internal sealed class HaltStage : IDisposable
{
    private Desk? _desk;

    public VirtualSandbox Sandbox { get; } = VirtualSandbox.Remote();

    public SandboxAccount Account => Sandbox.Account;

    public SandboxExchange Exchange => Sandbox.Exchange;

    public HtxFuturesClient Client => (_desk ??= Sandbox.Open()).Client;

    public int OpenAlgos => Account.AlgoOrders.Count(algo => algo.State == SandboxAlgoState.Active);

    public HtxStopReport Stop(TradingScope? scope = null, StopTradingOptions? options = null)
    {
        _ = Client; // connecting is no part of it
        return Sandbox.Time.Run(() => Client.Trading.StopAsync(scope ?? TradingScope.Account, options));
    }

    /// <summary>Does something every so often, as another program would, until a moment.</summary>
    public void Meanwhile(TimeSpan every, TimeSpan until, Action act)
    {
        DateTimeOffset end = Sandbox.Time.GetUtcNow() + until;
        ITimer? timer = null;
        timer = Sandbox.Time.CreateTimer(Act, null, every, Timeout.InfiniteTimeSpan);

        void Act(object? state)
        {
            if (Sandbox.Time.GetUtcNow() >= end)
            {
                timer?.Dispose();
                return;
            }

            act();
            timer?.Change(every, Timeout.InfiniteTimeSpan);
        }
    }

    public void Dispose() => _desk?.Dispose();
}
