using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace HtxFutures.Benchmarks.Micro;

/// <summary>Runs the single operations, in this process: what is measured is microseconds, and needs no build of its own.</summary>
internal static class MicroBenchmarks
{
    public static void Run(string[] options)
    {
        IConfig config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
        BenchmarkSwitcher.FromAssembly(typeof(MicroBenchmarks).Assembly).Run(options.Length > 0 ? options : ["--filter", "*"], config);
    }
}
