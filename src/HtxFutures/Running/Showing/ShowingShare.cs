using System.Diagnostics;

namespace HtxFutures.Running.Showing;

/// <summary>
/// How much of a cmdlet's time goes into showing: rows, messages, whatever is down the pipeline. While orders may still
/// come it gets a fifth, so that a slow screen does not hold up what stops them; what is not shown yet comes later.
/// </summary>
internal sealed class ShowingShare
{
    private const int Share = 5;

    // A quick screen never notices: this is some hundred rows.
    private static readonly TimeSpan s_always = TimeSpan.FromMilliseconds(50);

    private readonly Stopwatch _all = Stopwatch.StartNew();
    private readonly Stopwatch _showing = new();

    /// <summary>Whether showing has had its share for now.</summary>
    public bool IsUsedUp => _showing.Elapsed > s_always && _showing.Elapsed * Share > _all.Elapsed;

    /// <summary>Shows something, and counts what it takes.</summary>
    /// <param name="show">Shows it.</param>
    /// <param name="what">What: given on, so that nothing has to be made for each of thousands of rows.</param>
    public void Take<T>(Action<T> show, T what)
    {
        _showing.Start();
        try
        {
            show(what);
        }
        finally
        {
            _showing.Stop();
        }
    }
}
