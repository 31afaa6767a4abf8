namespace HtxFutures.Journal;

/// <summary>Where a session's rows go: into the process's journal, and into its file where it has one.</summary>
/// <param name="file">Its file; null where it has none.</param>
internal sealed class SessionJournal(JournalFile? file = null)
{
    /// <summary>Whether it has a file, which alone has a use for what is about to leave.</summary>
    public bool HasFile => file is not null;

    /// <summary>Adds a row.</summary>
    public void Add(HtxJournalEntry row)
    {
        ProcessJournal.Current.Add(row);
        file?.Add(row);
    }

    /// <summary>Adds to the file that a request is about to leave. The process's journal has no use for it: it hears what becomes of it.</summary>
    public void AddSent(HtxJournalEntry row) => file?.Add(row);

    /// <summary>Makes the file, so that what is wrong with it shows at once.</summary>
    public void Prepare() => file?.Prepare();

    /// <summary>Has all rows so far on disk when it returns, or told as a gap.</summary>
    public void Flush() => file?.Flush();

    /// <summary>What the user must be told of the file, once; null where there is nothing.</summary>
    public string? TakeWarning() => file?.TakeWarning();
}
