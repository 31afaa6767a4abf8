using System.Runtime.CompilerServices;
using HtxFutures.Listings;

namespace HtxFutures.Client.Tests.Listings;

/// <summary>Listings that are begun side by side end with their reader, whether they are read or not.</summary>
public sealed class SideBySideTests
{
    private readonly List<int> _begun = [];
    private readonly List<int> _ended = [];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task All_are_read_in_their_order()
    {
        var read = new List<int>();
        foreach (IAsyncEnumerable<int> listing in SideBySide.Begin(Listings(), Stop))
        {
            await foreach (int item in listing.WithCancellation(Stop))
            {
                read.Add(item);
            }
        }

        Assert.Equal(Enumerable.Range(0, 20), read);
        Assert.Equal(Enumerable.Range(0, 20), _ended);
    }

    [Fact]
    public async Task A_reader_that_stops_at_a_failed_one_leaves_none_behind()
    {
        Exception? unobserved = null;

        // Of the whole process, so that other tests' are heard as well.
        void Observe(object? sender, UnobservedTaskExceptionEventArgs incident) =>
            unobserved ??= incident.Exception.InnerExceptions.FirstOrDefault(own => own.Message.StartsWith("Listing ", StringComparison.Ordinal));
        TaskScheduler.UnobservedTaskException += Observe;
        try
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => ReadAsync(new TaskCompletionSource().Task, fails: true));
            Assert.Equal([0, 1, 2, 3, 4], _begun);
            Assert.Equal([0, 1, 2, 3, 4], _ended.Order());
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Assert.Null(unobserved);
        }
        finally
        {
            TaskScheduler.UnobservedTaskException -= Observe;
        }
    }

    [Fact]
    public void One_that_was_handed_out_and_not_taken_is_given_up_too()
    {
        foreach (IAsyncEnumerable<int> _ in SideBySide.Begin(Listings(), Stop))
        {
            break;
        }

        Assert.Equal([0, 1, 2, 3, 4], _ended.Order());
    }

    private async Task ReadAsync(Task hangs, bool fails)
    {
        foreach (IAsyncEnumerable<int> listing in SideBySide.Begin(Listings(hangs, fails), Stop))
        {
            await foreach (int _ in listing.WithCancellation(Stop))
            {
                Assert.Fail("The first one fails.");
            }
        }
    }

    private IEnumerable<IAsyncEnumerable<int>> Listings(Task? hangs = null, bool fails = false) => Enumerable.Range(0, 20).Select(number => Listing(number, hangs, fails, Stop));

    /// <summary>The first fails, every other one hangs until it is given up, and the others fail as well.</summary>
    private async IAsyncEnumerable<int> Listing(int number, Task? hangs, bool fails, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _begun.Add(number);
        try
        {
            if (hangs is not null && number % 2 == 1)
            {
                await hangs.WaitAsync(cancellationToken);
            }

            if (fails)
            {
                throw new InvalidOperationException($"Listing {number} fails.");
            }

            yield return number;
        }
        finally
        {
            lock (_ended)
            {
                _ended.Add(number);
            }
        }
    }
}
