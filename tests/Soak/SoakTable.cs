using System.Globalization;

namespace HtxFutures.Soak;

/// <summary>One row for each minute: what was done in it, and what the process held at its end.</summary>
internal sealed class SoakTable(ExchangeProcess exchange, Journal journal)
{
    public static void WriteHead()
    {
        Console.WriteLine();
        Console.WriteLine("| Time | Faults | Requests | Struck | Orders | Unknown | Sessions opened | forgotten | Sockets opened | Changes shown | Highest window | Refused | Handles | Threads | Memory MB | Heap kB |");
        Console.WriteLine("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    }

    /// <summary>Writes rows until someone says stop.</summary>
    public async Task WriteRowsAsync(FaultTide tide, TimeSpan row, CancellationToken stop)
    {
        long started = TimeProvider.System.GetTimestamp();
        Totals last = await TotalsAsync();
        try
        {
            while (true)
            {
                await Task.Delay(row, stop);
                last = await WriteRowAsync(TimeProvider.System.GetElapsedTime(started), tide.Rate, last);
            }
        }
        catch (OperationCanceledException)
        {
            await WriteRowAsync(TimeProvider.System.GetElapsedTime(started), tide.Rate, last);
        }
    }

    private async Task<Totals> WriteRowAsync(TimeSpan time, double rate, Totals last)
    {
        Totals now = await TotalsAsync();
        Vitals vitals = Vitals.Now();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $@"| {time:hh\:mm\:ss} | {rate:0.0 %} | {now.Counts.Requests - last.Counts.Requests} | {now.Counts.Faults - last.Counts.Faults} | {now.Orders - last.Orders} | {now.Unknown - last.Unknown} | {now.Opened - last.Opened} | {now.Forgotten - last.Forgotten} | {now.Counts.Sockets - last.Counts.Sockets} | {now.Watched - last.Watched} | {now.Counts.HighestInWindow} | {now.Counts.Refused} | {vitals.Handles} | {vitals.Threads} | {vitals.WorkingSet / 1048576.0:0.0} | {vitals.Heap >> 10} |"));
        return now;
    }

    private async Task<Totals> TotalsAsync() => new(
        await exchange.CountAsync(),
        journal.Outcomes.Values.Sum(),
        journal.Outcomes.GetValueOrDefault(CancelOutcome.Unknown),
        journal.Opened,
        journal.Forgotten,
        journal.Watched);

    private readonly record struct Totals(ExchangeCounts Counts, int Orders, int Unknown, int Opened, int Forgotten, int Watched);
}
