using System.Runtime.CompilerServices;
using HtxFutures.Listings;

namespace HtxFutures.Client.Tests.Listings;

/// <summary>Lists that are sorted each come as one that is.</summary>
public sealed class NewestFirstTests
{
    private int _ended;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_sorted_lists_one_is_made_that_is_sorted_and_holds_all()
    {
        var random = new Random(1);
        for (int run = 0; run < 200; run++)
        {
            int[][] lists = [.. Enumerable.Range(0, random.Next(6)).Select(_ => Enumerable.Range(0, random.Next(20)).Select(_ => random.Next(30)).OrderDescending().ToArray())];
            List<int> merged = await MergeAsync(lists);
            Assert.Equal(lists.SelectMany(list => list).OrderDescending(), merged);
        }

        Assert.NotEqual(0, _ended);
    }

    [Fact]
    public async Task Of_rows_of_one_moment_those_of_the_first_list_come_first()
    {
        var read = await NewestFirst.MergeAsync([Rows([(3, "a"), (3, "b")]), Rows([(3, "c"), (2, "d")])], row => At(row.Item1), Stop).Select(row => row.Item2).ToListAsync(Stop);
        Assert.Equal(["a", "b", "c", "d"], read);
    }

    [Fact]
    public async Task A_row_without_a_time_comes_when_it_is_its_turn_in_its_list()
    {
        var read = await NewestFirst.MergeAsync([Rows([(5, "a"), (0, "?"), (1, "b")]), Rows([(4, "c")])], row => row.Item1 == 0 ? null : At(row.Item1), Stop).Select(row => row.Item2).ToListAsync(Stop);
        Assert.Equal(["a", "?", "c", "b"], read);
    }

    [Fact]
    public async Task Whoever_stops_leaves_none_open()
    {
        await foreach (int _ in NewestFirst.MergeAsync([Rows([3, 2]), Rows([4, 1])], At, Stop))
        {
            break;
        }

        Assert.Equal(2, _ended);
    }

    [Fact]
    public async Task One_that_fails_ends_all_where_nobody_keeps_it_from_it()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => NewestFirst.MergeAsync([Rows([3, 2]), Failing()], At, Stop).ToListAsync(Stop).AsTask());
        Assert.Equal(1, _ended);
    }

    private static async IAsyncEnumerable<int> Failing()
    {
        await Task.Yield();
        yield return 4;
        throw new InvalidOperationException();
    }

    private static DateTimeOffset? At(int second) => DateTimeOffset.UnixEpoch.AddSeconds(second);

    private async Task<List<int>> MergeAsync(int[][] lists) => await NewestFirst.MergeAsync(lists.Select(Rows), At, Stop).ToListAsync(Stop);

    private async IAsyncEnumerable<T> Rows<T>(IEnumerable<T> rows, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        try
        {
            int read = 0;
            foreach (T row in rows)
            {
                if (++read % 3 == 0)
                {
                    await Task.Yield();
                }

                cancellationToken.ThrowIfCancellationRequested();
                yield return row;
            }
        }
        finally
        {
            _ended++;
        }
    }

    private IAsyncEnumerable<T> Rows<T>(T[] rows) => Rows(rows.AsEnumerable());
}
