using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace HtxFutures.Tests.Pester;

/// <summary>A PowerShell that runs one Pester file after the other, and what became of each. To start one for each file would cost as much as most files do.</summary>
public sealed partial class PesterShell(ShellHome home) : IAsyncDisposable
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(20);

    private readonly ConcurrentDictionary<string, TaskCompletionSource<PesterEnd>> _ends = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new(s_longest);
    private readonly Lock _starting = new();
    private Task? _running;

    /// <summary>Waits for the end of one of its files; whoever asks first starts it.</summary>
    /// <param name="file">The name of the file.</param>
    /// <param name="files">All of its files, in their order; the same at each call.</param>
    internal async Task<PesterEnd> EndOfAsync(string file, IReadOnlyList<string> files)
    {
        lock (_starting)
        {
            _running ??= RunAsync(files);
        }

        return await End(file).Task;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        if (_running is not null)
        {
            await _running;
        }

        _stop.Dispose();
    }

    [GeneratedRegex("^== (?<file>.+) ended with (?<code>-?[0-9]+)$")]
    private static partial Regex Ending { get; }

    private TaskCompletionSource<PesterEnd> End(string file) => _ends.GetOrAdd(file, _ => new TaskCompletionSource<PesterEnd>(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task RunAsync(IReadOnlyList<string> files)
    {
        ProcessStartInfo start = PowerShellHost.Start(home.Path, "-File", Path.Combine(Places.RepositoryRoot, "tests", "Pester", "Invoke-Suite.ps1"), "-File", string.Join(',', files));
        start.Environment["HTXFUTURES_PESTER"] = Places.Pester;
        start.Environment["HTXFUTURES_ANALYZER"] = Analyzer.Path;
        // What CI has built once is tested wherever it is to run.
        start.Environment.TryAdd("HTXFUTURES_MODULE", Places.ModuleDirectory);
        start.Environment.TryAdd("HTXFUTURES_LOOPBACK", Places.LoopbackExchange);
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        Task<string> error = process.StandardError.ReadToEndAsync(CancellationToken.None);
        var text = new StringBuilder();
        try
        {
            while (await process.StandardOutput.ReadLineAsync(_stop.Token) is { } line)
            {
                text.AppendLine(line);
                if (Ending.Match(line) is { Success: true } end)
                {
                    End(end.Groups["file"].Value).TrySetResult(new PesterEnd(int.Parse(end.Groups["code"].Value, CultureInfo.InvariantCulture), text.ToString()));
                    text.Clear();
                }
            }
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            text.AppendLine(CultureInfo.InvariantCulture, $"still running after {s_longest}");
        }

        // Those that have not begun, and the one in which it ended.
        var none = new PesterEnd(-1, text.Append(await error).ToString());
        foreach (string file in files)
        {
            End(file).TrySetResult(none);
        }
    }
}
