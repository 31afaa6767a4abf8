using System.Diagnostics;
using System.Globalization;
using HtxFutures.Simulation;
using HtxFutures.Simulation.Accounts;
using HtxFutures.Simulation.Sharing;

// Runs many simulations, of orders that are stopped, of positions that are closed, of several accounts, of orders that are watched or of processes that share a budget, and stops at the first that breaks, with the seed that repeats it.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int runs = 10_000;
int first = 1;
Func<int, (TimeSpan Time, long Requests)> world = SimulatedRun.Run;
for (int i = 0; i < args.Length; i += 2)
{
    if (args[i] == "--world" && i + 1 < args.Length && args[i + 1] is "orders" or "closes" or "accounts" or "live" or "shared")
    {
        world = args[i + 1] switch { "closes" => ClosingRun.Run, "accounts" => AccountsRun.Run, "live" => LiveRun.Run, "shared" => SharedRun.Run, _ => SimulatedRun.Run };
        continue;
    }

    if (i + 1 == args.Length || !int.TryParse(args[i + 1], NumberStyles.None, CultureInfo.InvariantCulture, out int number))
    {
        return Usage();
    }

    switch (args[i])
    {
        case "--runs": runs = number; break;
        case "--seed": first = number; break;
        default: return Usage();
    }
}

var watch = Stopwatch.StartNew();
long done = 0;
long fingerprint = 0; // of all runs, in whichever order they ended: a change that only moves code leaves it as it is
string? broken = null;
using var progress = new Timer(_ => Console.Error.WriteLine($"{Interlocked.Read(ref done)} runs, {watch.Elapsed.TotalSeconds:0} s"), null, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));
Parallel.For(first, (long)first + runs, (seed, state) =>
{
    try
    {
        (TimeSpan time, long requests) = world((int)seed);
        Interlocked.Add(ref fingerprint, Mix(seed, time.Ticks, requests));
        Interlocked.Increment(ref done);
    }
    catch (BrokenInvariantException failure)
    {
        Interlocked.CompareExchange(ref broken, failure.Message, null);
        state.Stop();
    }
});

if (broken is not null)
{
    Console.WriteLine($"Broken after {done} runs. Repeat it with --runs 1 --seed and the seed below.");
    Console.WriteLine(broken);
    return 1;
}

Console.WriteLine($"{done} runs from seed {first} without a failure, {watch.Elapsed.TotalSeconds:0.0} s, fingerprint {fingerprint:X16}");
return 0;

static long Mix(long seed, long time, long requests)
{
    ulong mixed = unchecked(((((ulong)seed * 31) + (ulong)time) * 1_000_003) + (ulong)requests);
    mixed = unchecked((mixed ^ (mixed >> 33)) * 0xff51afd7ed558ccd);
    return (long)(mixed ^ (mixed >> 33));
}

static int Usage()
{
    Console.Error.WriteLine("Usage: dotnet run -c Release --project tests/Simulation -- [--world orders|closes|accounts|live|shared] [--runs N] [--seed S]");
    return 2;
}
