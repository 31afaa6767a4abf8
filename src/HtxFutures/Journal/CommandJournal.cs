using HtxFutures.Rows;
using HtxFutures.Runs;

namespace HtxFutures.Journal;

/// <summary>Makes rows of what becomes known to a command, also of what the command will never show.</summary>
/// <param name="journal">The journal of the session that it works through.</param>
/// <param name="account">The session's name.</param>
/// <param name="command">Its name.</param>
internal sealed class CommandJournal(SessionJournal journal, string account, string command) : IResultListener<HtxCancelResult>, IResultListener<HtxCloseResult>
{
    /// <summary>For the file alone: a process that is killed leaves there what it has sent. Where none was listed, all of a scope is meant.</summary>
    public void Leaves(Func<IReadOnlyList<HtxCancelResult>> unheard)
    {
        if (!journal.HasFile)
        {
            return;
        }

        IReadOnlyList<HtxCancelResult> orders = unheard();
        string[] contracts = [.. orders.Select(result => result.ContractCode).Distinct().Take(2)];
        journal.AddSent(New(orders.Count == 0 ? HtxJournalKind.Order : KindOf(orders[0]), "Sent").With(row =>
        {
            row.ContractCode = contracts.Length == 1 ? contracts[0] : null;
            row.Ids = [.. orders.Select(result => result.OrderId ?? result.ClientOrderId!)];
        }));
    }

    /// <inheritdoc/>
    public void Known(HtxCancelResult result)
    {
        HtxJournalEntry row = New(KindOf(result), result.Outcome.ToString());
        row.Account = result.Account ?? account; // what is refused may be another's
        row.ContractCode = result.ContractCode;
        row.OrderId = result.OrderId;
        row.ClientOrderId = result.ClientOrderId;
        row.Side = result.Side?.ToString();
        row.Price = result.Price;
        row.Volume = result.Volume;
        row.FilledVolume = result.FilledVolume;
        row.Code = result.Code;
        row.Message = result.Message;
        row.Attempts = result.Attempts;
        row.ElapsedMs = result.ElapsedMs;
        Add(row);
    }

    /// <inheritdoc/>
    public void Known(HtxCloseResult result) => Add(New(HtxJournalKind.Position, result.Outcome.ToString()).With(row =>
    {
        row.Account = result.Account ?? account;
        row.ContractCode = result.ContractCode;
        row.OrderId = result.OrderId;
        row.ClientOrderId = result.ClientOrderId;
        row.Side = Side(result);
        row.FilledVolume = result.ClosedVolume;
        row.Code = result.Code;
        row.Message = result.Message;
        row.Attempts = result.Attempts;
        row.ElapsedMs = result.ElapsedMs;
    }));

    /// <summary>For the file alone, as with orders.</summary>
    public void Leaves(Func<IReadOnlyList<HtxCloseResult>> unheard)
    {
        foreach (HtxCloseResult position in journal.HasFile ? unheard() : [])
        {
            journal.AddSent(New(HtxJournalKind.Position, "Sent").With(row =>
            {
                row.ContractCode = position.ContractCode;
                row.Side = Side(position);
                row.Ids = [position.ClientOrderId!];
            }));
        }
    }

    /// <summary>Waits for a setting of the dead-man's switch, and makes a row of what comes of it.</summary>
    /// <exception cref="HtxException">It failed.</exception>
    /// <exception cref="OperationCanceledException">It was given up.</exception>
    public async Task<HtxAutoCancel> SetAsync(Task<HtxAutoCancel> setting)
    {
        try
        {
            HtxAutoCancel state = await setting.ConfigureAwait(false);
            Add(New(HtxJournalKind.AutoCancel, state.Enabled ? "Enabled" : "Disabled").With(row =>
            {
                row.Message = state.TriggersAt is { } at ? $"Unless it is set again, the exchange cancels all open orders at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z." : null;
            }));
            return state;
        }
        catch (HtxException failure)
        {
            Add(New(HtxJournalKind.AutoCancel, "Failed").With(row => { row.Code = failure.Code; row.Message = failure.Message; }));
            throw;
        }
        catch (OperationCanceledException)
        {
            Add(New(HtxJournalKind.AutoCancel, "Unknown").With(row => row.Message = "The wait for the answer was given up: the setting may have taken effect."));
            throw;
        }
    }

    private static string Side(HtxCloseResult position) => $"{position.PositionSide} {position.MarginMode}";

    private static HtxJournalKind KindOf(HtxCancelResult result) => result.Kind == OrderKind.AlgoOrder ? HtxJournalKind.AlgoOrder : HtxJournalKind.Order;

    private HtxJournalEntry New(HtxJournalKind kind, string outcome) => new()
    {
        Time = DateTimeOffset.UtcNow,
        Account = account,
        Command = command,
        Kind = kind,
        Outcome = outcome,
    };

    private void Add(HtxJournalEntry row) => journal.Add(row);
}
