using System.Globalization;
using System.Security;
using HtxFutures.Files;

namespace HtxFutures.Journal;

/// <summary>
/// A session's rows on disk: one file for an account and a day (UTC), a line of JSON for each row, for the user's eyes
/// alone. Sessions and processes may share a file. What cannot be written is told as a gap, here and in the file; it
/// never holds up an order.
/// </summary>
/// <param name="folder">The folder; made where there is none.</param>
/// <param name="account">The session's name.</param>
/// <param name="time">The clock.</param>
internal sealed class JournalFile(string folder, string account, TimeProvider time)
{
    // After a failure, rows are not tried one by one: each could wait for a lock that a stopped program holds.
    private static readonly TimeSpan s_rest = TimeSpan.FromSeconds(10);

    private readonly object _gate = new();
    private readonly object _writing = new();
    private List<HtxJournalEntry> _rows = [];
    private bool _isScheduled;
    private string? _warning;
    private bool _isWarned;
    private long? _failed;
    private int _missing;
    private string? _why;

    /// <summary>Makes the folder and a first file, so that what is wrong shows at once; it is told as a warning.</summary>
    public void Prepare() => Write(time.GetUtcNow().UtcDateTime.Date, []);

    /// <summary>Takes a row; it is written in the background, soon.</summary>
    public void Add(HtxJournalEntry row)
    {
        lock (_gate)
        {
            _rows.Add(row);
            if (_isScheduled)
            {
                return;
            }

            _isScheduled = true;
        }

        ThreadPool.UnsafeQueueUserWorkItem(static file => file.Flush(), this, preferLocal: false);
    }

    /// <summary>Writes what was taken so far, or has it told that it could not be.</summary>
    public void Flush()
    {
        lock (_writing)
        {
            List<HtxJournalEntry> rows;
            lock (_gate)
            {
                rows = _rows;
                _rows = [];
                _isScheduled = false;
            }

            if (rows.Count > 0)
            {
                Write(rows);
            }
        }
    }

    /// <summary>What the user must be told, once: that the file has a gap; null where there is nothing.</summary>
    public string? TakeWarning()
    {
        lock (_gate)
        {
            string? warning = _warning;
            _warning = null;
            return warning;
        }
    }

    private void Write(List<HtxJournalEntry> rows)
    {
        foreach (IGrouping<DateTime, HtxJournalEntry> day in rows.GroupBy(row => row.Time.UtcDateTime.Date))
        {
            Write(day.Key, [.. day]);
        }
    }

    private void Write(DateTime day, List<HtxJournalEntry> rows)
    {
        if (_failed is { } failed && time.GetElapsedTime(failed) < s_rest)
        {
            _missing += rows.Count;
            return;
        }

        string path = Path.Join(folder, JournalName.Of(account, day));
        try
        {
            PrivateFile.CreateFolder(folder);
            JournalAppend.Write(path, _missing > 0 ? [Gap(), .. rows] : rows);
            _missing = 0;
            _failed = null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or NotSupportedException or SecurityException)
        {
            _missing += rows.Count;
            _failed = time.GetTimestamp();
            _why = failure.Message;
            Warn(path);
        }
    }

    private HtxJournalEntry Gap() => new()
    {
        Time = time.GetUtcNow(),
        Account = account,
        Command = "",
        Kind = HtxJournalKind.Gap,
        Outcome = "Missing",
        Message = string.Create(CultureInfo.InvariantCulture, $"{_missing} rows could not be written here: {_why}"),
    };

    private void Warn(string path)
    {
        lock (_gate)
        {
            if (!_isWarned)
            {
                _isWarned = true;
                _warning = $"The journal {path} has a gap, since it could not be written: {_why} Get-HtxJournal shows all rows; orders are stopped all the same.";
            }
        }
    }
}
