namespace HtxFutures.Sessions;

/// <summary>A session that is being opened, beside others or alone.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Session">The session, or why there is none.</param>
internal sealed record Opening(string Name, Task<HtxSession> Session)
{
    /// <summary>Closes the session that nobody takes, when it is open.</summary>
    public void GiveUp() => _ = CloseAsync();

    private async Task CloseAsync()
    {
        await ((Task)Session).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (Session.IsCompletedSuccessfully)
        {
            Session.Result.Close();
        }
    }
}
