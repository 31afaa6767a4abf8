namespace HtxFutures.Running.Accounts;

/// <summary>
/// The accounts of a cmdlet whose parts a failure has ended that would meet all of theirs. Each is an error of that account,
/// and ends the cmdlet where no account has fared better. So the last is held back while it may be the one that does.
/// </summary>
internal sealed class AccountEnds
{
    private readonly List<AccountAtWork> _untold = [];
    private bool _isOneBetter;

    /// <summary>Takes note that the part of an account is over.</summary>
    public void Note(AccountAtWork account)
    {
        if (account.End is null)
        {
            _isOneBetter = true;
        }
        else
        {
            _untold.Add(account);
        }
    }

    /// <summary>Takes out those that are not what ends the cmdlet.</summary>
    /// <param name="isOneUnderWay">Whether an account is at work that may yet fare better.</param>
    public IEnumerable<AccountAtWork> Take(bool isOneUnderWay)
    {
        int kept = _isOneBetter || isOneUnderWay ? 0 : 1;
        AccountAtWork[] taken = [.. _untold.SkipLast(kept)];
        _untold.RemoveRange(0, taken.Length);
        return taken;
    }

    /// <summary>What ends the cmdlet; null where nothing does. Ask when all are over.</summary>
    public AccountAtWork? Last => _isOneBetter ? null : _untold.LastOrDefault();
}
