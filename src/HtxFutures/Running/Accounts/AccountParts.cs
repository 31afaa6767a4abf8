using System.Diagnostics.CodeAnalysis;

namespace HtxFutures.Running.Accounts;

/// <summary>The parts of what a cmdlet does, one for each account. They go on side by side, and take turns at the pipeline thread.</summary>
/// <param name="keepsOrder">Whether they are shown in the order in which they were begun, each as a whole.</param>
internal sealed class AccountParts(bool keepsOrder)
{
    // The largest page of a listing. What came together stays together: down the pipeline it travels together, too, and
    // orders that are torn apart are more requests. And no account waits for long.
    private const int StepsInTurn = 100;

    private readonly List<AccountPart> _parts = [];
    private int _turn;
    private int _taken;

    /// <summary>Those that are not over.</summary>
    public IReadOnlyList<AccountPart> UnderWay => _parts;

    /// <summary>Adds one.</summary>
    public void Add(AccountPart part) => _parts.Add(part);

    /// <summary>Takes one out that is over.</summary>
    public void Remove(AccountPart part)
    {
        int index = _parts.IndexOf(part);
        _parts.RemoveAt(index);
        _turn = index < _turn ? _turn - 1 : _turn;
        _taken = 0;
    }

    /// <summary>Finds the one whose turn it is to have a step done.</summary>
    /// <returns>False where none is ready.</returns>
    public bool TryFind([NotNullWhen(true)] out AccountPart? part)
    {
        if (_taken >= StepsInTurn)
        {
            Turn();
        }

        for (int i = 0; i < (keepsOrder ? Math.Min(1, _parts.Count) : _parts.Count); i++)
        {
            part = _parts[keepsOrder ? 0 : _turn %= _parts.Count];
            if (part.Ready.IsCompleted)
            {
                _taken++;
                return true;
            }

            Turn();
        }

        part = null;
        return false;
    }

    /// <summary>Waits until one is ready.</summary>
    public Task<Task> WhenReadyAsync() => Task.WhenAny(_parts.Take(keepsOrder ? 1 : int.MaxValue).Select(part => part.Ready));

    /// <summary>Gives up all of them.</summary>
    public void GiveUp() => _parts.ForEach(part => part.GiveUp());

    private void Turn()
    {
        _turn++;
        _taken = 0;
    }
}
