using System.Diagnostics;
using System.Globalization;

namespace HtxFutures.Soak;

/// <summary>What a process holds at one moment.</summary>
/// <param name="Handles">Open file descriptors on Linux, without those of loaded assemblies; handles on Windows; zero where the system does not tell.</param>
/// <param name="Threads">Threads.</param>
/// <param name="WorkingSet">Memory in use, in bytes.</param>
/// <param name="Heap">Of that, what the collector could not take, in bytes.</param>
internal readonly record struct Vitals(int Handles, int Threads, long WorkingSet, long Heap)
{
    // Connections are kept for a minute after their last use, and looked for every quarter of it.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(80);

    /// <summary>Takes them as they are.</summary>
    public static Vitals Now()
    {
        long heap = GC.GetTotalMemory(forceFullCollection: true);
        using var self = Process.GetCurrentProcess();
        return new Vitals(OperatingSystem.IsLinux() ? Descriptors() : self.HandleCount, self.Threads.Count, self.WorkingSet64, heap);
    }

    /// <summary>Takes them when the process has come to rest.</summary>
    public static async Task<Vitals> AtRestAsync()
    {
        await Task.Delay(s_rest);
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return Now();
    }

    /// <summary>What has grown beyond what is left to chance.</summary>
    /// <param name="before">The same process after its warm-up, at rest.</param>
    public IEnumerable<string> GrownSince(Vitals before)
    {
        // A leak of one a minute would be thirty. The runtime opens and closes a few of its own.
        if (Handles > before.Handles + 10)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Handles} handles, {before.Handles} after the warm-up");
        }

        // The pool keeps as many as it has found useful last.
        if (Threads > before.Threads + 10)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Threads} threads, {before.Threads} after the warm-up");
        }

        // The tables of the process (accounts, types, compiled code) end when all has been done once.
        if (Heap > before.Heap + (2 << 20))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{Heap >> 10} kB that the collector cannot take, {before.Heap >> 10} kB after the warm-up");
        }

        // The collector keeps what it may need again, up to the most that was ever alive, in pieces.
        if (WorkingSet > (before.WorkingSet * 1.3) + (32 << 20))
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"{WorkingSet >> 20} MB of memory, {before.WorkingSet >> 20} MB after the warm-up");
        }
    }

    // An assembly that is loaded when something goes wrong for the first time, be that after half an hour, stays open for good.
    private static int Descriptors() => new DirectoryInfo("/proc/self/fd").GetFiles().Count(file => file.LinkTarget?.EndsWith(".dll", StringComparison.Ordinal) != true);

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Handles} handles, {Threads} threads, {WorkingSet / 1048576.0:0.0} MB of memory, {Heap / 1024.0:0} kB of them alive");
}
