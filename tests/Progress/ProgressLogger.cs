using Microsoft.VisualStudio.TestPlatform.ObjectModel;
using Microsoft.VisualStudio.TestPlatform.ObjectModel.Client;

namespace HtxFutures.Progress;

/// <summary>
/// Writes a line now and then while tests run. Without a terminal dotnet test says nothing until its end, and who sees
/// nothing for minutes presses Ctrl+C.
/// </summary>
[FriendlyName("progress")]
[ExtensionUri("logger://HtxFutures/progress")]
public sealed class ProgressLogger : ITestLogger, IDisposable
{
    private static readonly TimeSpan s_pause = TimeSpan.FromSeconds(8);

    private readonly Timer _timer;
    private readonly DateTimeOffset _began = DateTimeOffset.UtcNow;
    private string _source = "tests";
    private int _done;
    private int _failed;

    /// <summary>Creates it; it begins with the run.</summary>
    public ProgressLogger() => _timer = new Timer(_ => Say());

    /// <inheritdoc/>
    public void Initialize(TestLoggerEvents events, string testRunDirectory)
    {
        ArgumentNullException.ThrowIfNull(events);
        events.TestRunStart += (_, start) =>
        {
            _source = Path.GetFileNameWithoutExtension(start.TestRunCriteria.Sources?.FirstOrDefault()) ?? _source;
            _timer.Change(s_pause, s_pause);
        };
        events.TestResult += (_, test) =>
        {
            Interlocked.Increment(ref _done);
            if (test.Result.Outcome == TestOutcome.Failed)
            {
                Interlocked.Increment(ref _failed);
            }
        };
        events.TestRunComplete += (_, _) => Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _timer.Dispose();

    private void Say() => Console.WriteLine($"  {DateTimeOffset.UtcNow - _began:m\\:ss} {_source}: {_done} tests done, {_failed} failed so far");
}
