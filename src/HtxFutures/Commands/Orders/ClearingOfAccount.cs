using HtxFutures.Running.Accounts;

namespace HtxFutures.Commands.Orders;

/// <summary>The clearing of one account: its desks, what is done about its algo orders, and how far it has come.</summary>
internal sealed class ClearingOfAccount : IDisposable
{
    private readonly string[] _contracts;

    /// <param name="account">The account.</param>
    /// <param name="contracts">The contracts, as they were named; empty for all.</param>
    /// <param name="waitLimit">How long to go on until the exchange shows orders as final; null for not at all.</param>
    /// <param name="stop">Gives it up.</param>
    public ClearingOfAccount(AccountAtWork account, string[] contracts, TimeSpan? waitLimit, CancellationToken stop)
    {
        _contracts = contracts;
        Account = account;
        Orders = account.Client.Orders.HeardBy(account.Messages, account.Journal);
        AlgoOrderDesk algos = account.Client.AlgoOrders.HeardBy(account.Messages, account.Journal);
        Stopped = new((scope, stopped) => algos.CancelAsync(algos.ListActiveAsync(scope, stopped), new CancelRunOptions { WaitTimeout = waitLimit }, stopped), stop);
        Left = new(algos.ListActiveAsync, stop);
    }

    /// <summary>The account.</summary>
    public AccountAtWork Account { get; }

    /// <summary>The desk for its orders.</summary>
    public OrderDesk Orders { get; }

    /// <summary>The algo orders that are stopped with them.</summary>
    public AlgosBeside<HtxCancelResult> Stopped { get; }

    /// <summary>The algo orders that are left.</summary>
    public AlgosBeside<HtxAlgoOrder> Left { get; }

    /// <summary>What somebody has agreed to; null where nobody was asked.</summary>
    public IReadOnlyList<MassCancelPlan>? Agreed { get; set; }

    /// <summary>The mass cancel that is under way; null for none.</summary>
    public MassCancelPlan? UnderWay { get; private set; }

    /// <summary>How many of its orders have a row.</summary>
    public int Shown { get; private set; }

    /// <summary>How many orders it was listed to meet.</summary>
    public int Open { get; private set; }

    /// <summary>Whether algo orders are being stopped.</summary>
    public bool AreAlgosUnderWay { get; set; }

    /// <summary>Begins a mass cancel.</summary>
    public void Begin(MassCancelPlan plan)
    {
        UnderWay = plan;
        Shown = 0;
        Open = plan.Orders.Count;
    }

    /// <summary>Takes note of a row.</summary>
    public void Show() => Shown++;

    /// <summary>Takes note that all rows were written.</summary>
    public void End() => UnderWay = null;

    /// <summary>What would be left untold if it ended here; null where there is nothing.</summary>
    public string? Untold(string command)
    {
        bool isLast = _contracts.Length <= 1;
        string? algos = AreAlgosUnderWay ? ClearWords.AlgosEndedEarly(command, Account.Argument) : null;
        return UnderWay is not { } plan || (isLast && Shown > 0 && Shown >= plan.Orders.Count)
            ? algos
            : $"{ClearWords.EndedEarly(command, Account.Argument, plan, Shown, isLast)} {algos}".TrimEnd();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Stopped.Dispose();
        Left.Dispose();
    }
}
