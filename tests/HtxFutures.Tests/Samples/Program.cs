using System.Diagnostics;
using HtxFutures.Tests.Pester;

namespace HtxFutures.Tests.Samples;

/// <summary>Runs a program to its end, with nobody at the keyboard.</summary>
internal static class Program
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(10);

    /// <param name="start">What to run.</param>
    /// <param name="input">What is typed.</param>
    public static async Task<(int ExitCode, string Output, string Error)> RunAsync(ProcessStartInfo start, string input = "")
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var limit = new CancellationTokenSource(s_longest);
        try
        {
            Task<string> output = process.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> error = process.StandardError.ReadToEndAsync(limit.Token);
            await process.WaitForExitAsync(limit.Token);
            return (process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return (-1, "", $"still running after {s_longest}");
        }
    }

    /// <summary>A program of this repository, as it was built with the tests.</summary>
    public static ProcessStartInfo Sample(string name, params string[] arguments)
    {
        var start = new ProcessStartInfo(PowerShellHost.DotNet) { ArgumentList = { Path.Combine(Places.RepositoryRoot, "samples", name, "bin", Places.Configuration, "net10.0", $"{name}.dll") } };
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        PowerShellHost.CompilePlainly(start);
        return start;
    }
}
