using System.Text.Json;
using HtxFutures.Calls;
using HtxFutures.Client.Tests.Support;
using HtxFutures.Json;
using HtxFutures.Listings;

namespace HtxFutures.Client.Tests.Listings;

/// <summary>A listing is data: what to ask for, how to read it, and how its pages hang together. Here one of things that are no orders.</summary>
public sealed class ListingTests : IDisposable
{
    private const string Path = "/v5/account/things";

    private static readonly Pages<Thing> s_pages = new()
    {
        Limit = 2,
        Onward = PageDirection.Prev,
        Cursor = thing => thing.Row,
        Key = thing => thing.Name,
        Agree = (one, other) => one.Size == other.Size,
        IfTheyEndNowhere = "Ask for less.",
    };

    private static readonly Listing<Thing> s_onOnePage = new(Route.Read(Path), "the things", "things", Read)
    {
        Query = [("zone", "7"), ("colour", null), ("a", "1")],
    };

    private static readonly Listing<Thing> s_listing = s_onOnePage with { Pages = s_pages };

    private static readonly Listing<Thing> s_forgetful = s_listing with { Pages = s_pages with { Remembers = 3 } };

    private readonly ScriptedExchange _exchange = new(new VirtualTime());
    private readonly ExchangeConnection _connection;
    private readonly Caller _caller;

    public ListingTests()
    {
        _connection = new ExchangeConnection(TestConnection.Within(_exchange, _exchange.Time));
        _caller = new Caller(_connection);
    }

    public void Dispose()
    {
        _connection.Dispose();
        _exchange.Dispose();
    }

    [Fact]
    public void Without_pages_all_comes_on_one_without_a_cursor_and_as_it_is()
    {
        _exchange.Answer(Path, Things("a1", "b2", "a3"));
        Assert.Equal(["a1", "b2", "a3"], List(s_onOnePage));
        Assert.Equal(["a=1&zone=7"], Asked);
    }

    [Fact]
    public void What_is_asked_for_is_sorted_by_name_and_what_is_null_does_not_restrict()
    {
        _exchange.Answer(Path, Things("a1"), Things("a1"));
        List(s_listing);
        Assert.Equal(["a=1&limit=2&zone=7", "a=1&direct=prev&from=ra1&limit=2&zone=7"], Asked);
    }

    [Fact]
    public void A_page_goes_on_from_the_last_row_of_the_one_before_and_a_short_one_is_not_the_end()
    {
        _exchange.Answer(Path, Things("a1", "b1"), Things("c1"), Things("c1", "d1"), Things());
        Assert.Equal(["a1", "b1", "c1", "d1"], List(s_listing));
        Assert.Equal([null, "rb1", "rc1", "rd1"], Cursors);
    }

    [Fact]
    public void A_row_that_moved_between_pages_comes_once_as_it_was_first()
    {
        _exchange.Answer(Path, Things("a1", "b1"), Things("a2", "c1"), Things());
        Assert.Equal(["a1", "b1", "c1"], List(s_listing));
    }

    [Fact]
    public void Where_the_first_step_leads_nowhere_the_other_way_is_gone_and_kept()
    {
        _exchange.Answer(Path, Things("a1", "b1"), Things("a1"), Things("c1"), Things());
        Assert.Equal(["a1", "b1", "c1"], List(s_listing));
        Assert.Equal([null, "prev", "next", "next"], Directions);
    }

    [Fact]
    public void A_page_that_says_two_things_of_a_row_cannot_be_relied_on()
    {
        _exchange.Answer(Path, Things("a1", "a1"), Things(), Things("a1", "a2"));
        Assert.Equal(["a1"], List(s_listing));

        HtxException failure = Assert.Throws<HtxException>(() => List(s_listing));
        Assert.Equal($"GET {Path}: the things in the answer cannot be relied on. They show a in two states.", failure.Message);
        Assert.False(failure.EndsRun);
    }

    [Fact]
    public void Full_pages_that_lead_nowhere_are_no_list_and_say_so_of_their_own_rows()
    {
        _exchange.Always(Path, Things("a1", "b1"));
        HtxException failure = Assert.Throws<HtxException>(() => List(s_listing));
        Assert.Equal($"GET {Path}: the exchange sent the same things twice, so the list cannot be completed.", failure.Message);
        Assert.Equal((HtxErrorKind.UnexpectedResponse, Path, "Ask for less."), (failure.Kind, failure.Path, failure.Advice));
        Assert.False(failure.EndsRun); // another list may be whole
    }

    [Fact]
    public void What_cannot_be_read_is_told_with_the_reason()
    {
        _exchange.Answer(Path, Replies.Data("7"));
        Assert.Equal($"GET {Path}: the things in the answer cannot be relied on. No list.", Assert.Throws<HtxException>(() => List(s_onOnePage)).Message);
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 1)]
    public void The_next_page_is_on_its_way_while_one_is_read_only_where_that_was_said(bool ahead, int pages)
    {
        _exchange.Answer(Path, Things("a1", "b1"), Things());
        _exchange.Time.Run(async () =>
        {
            await foreach (Thing _ in (s_listing with { Pages = s_pages with { ComeAhead = ahead } }).ReadAsync(_caller, CancellationToken.None).ConfigureAwait(false))
            {
                break;
            }
        });
        Assert.Equal(pages, Asked.Count());
    }

    [Fact]
    public void A_list_that_forgets_its_rows_is_gone_through_to_its_end()
    {
        _exchange.Answer(Path, Things("a1", "b1"), Things("b1", "c1"), Things("c1", "d1"), Things("d1"));
        Assert.Equal(["a1", "b1", "c1", "d1"], List(s_forgetful));
    }

    [Fact]
    public void A_list_that_forgets_its_rows_is_not_gone_round_for_ever()
    {
        _exchange.Answer(Path, [.. Enumerable.Range(0, 40).Select(i => Things($"{"abcde"[i % 5]}1", $"{"fghij"[i % 5]}1"))]);
        HtxException failure = Assert.Throws<HtxException>(() => List(s_forgetful));
        Assert.Equal($"GET {Path}: the exchange sent the same things twice, so the list cannot be completed.", failure.Message);
        Assert.InRange(Asked.Count(), 6, 20);
    }

    [Fact]
    public void Rows_without_a_name_are_taken_for_no_others_and_lead_nowhere()
    {
        _exchange.Answer(Path, Things("-1", "a1"), Things("-1", "-1", "b1"), Things("-1"));
        Assert.Equal(["-1", "a1", "-1", "-1", "b1"], List(s_listing with { Pages = s_pages with { Key = thing => thing.Name == "-" ? "" : thing.Name } }));
    }

    private IEnumerable<string> Asked => _exchange.SentTo(Path).Select(request => request.BusinessQuery);

    private IEnumerable<string?> Cursors => Asked.Select(query => Value(query, "from="));

    private IEnumerable<string?> Directions => Asked.Select(query => Value(query, "direct="));

    private static string? Value(string query, string name) => query.Split('&').FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    /// <summary>Things by their names and sizes, each with a row of its own.</summary>
    private static Reply Things(params string[] things) =>
        Replies.Data($"[{string.Join(',', things.Select(thing => $$"""{"name":"{{thing[0]}}","size":"{{thing[1]}}"}"""))}]");

    private static List<Thing> Read(ReadOnlySpan<byte> data)
    {
        var things = new List<Thing>();
        var item = new WireObject(data);
        while (item.ReadNext())
        {
            things.Add(item.IsObject ? new Thing(item.Find("name").Text!, item.Find("size").Text!) : throw new JsonException("No list."));
        }

        return things;
    }

    private List<string> List(Listing<Thing> listing) => _exchange.Time.Run(async () =>
    {
        var things = new List<string>();
        await foreach (Thing thing in listing.ReadAsync(_caller, CancellationToken.None).ConfigureAwait(false))
        {
            things.Add(thing.Name + thing.Size);
        }

        return things;
    });

    private sealed record Thing(string Name, string Size)
    {
        public string Row => $"r{Name}{Size}";
    }
}
