using HtxFutures.Calls.Sharing;
using HtxFutures.Client.Tests.Support;

namespace HtxFutures.Client.Tests.Calls.Sharing;

/// <summary>The ledger as text.</summary>
public sealed class LedgerTextTests
{
    private readonly LedgerBench _bench = new();

    [Fact]
    public void What_is_written_is_read_again()
    {
        _bench.Ask("a", ordinary: 80, urgent: 2, with: report => report with { Rest = TimeSpan.FromSeconds(1), Block = TimeSpan.FromSeconds(2) }, counting: [(3, 4), (1, 2)]);
        _bench.Ask("b", underWay: 7, with: report => report with { Reading = new LedgerReading(60, TimeSpan.FromSeconds(4), 3, TimeSpan.FromSeconds(1)) });
        Assert.Equal(_bench.Text, LedgerText.Write(LedgerText.Read(_bench.Text!)!));
        Assert.Equal([("a", 6), ("b", 7)], _bench.State.Members.Select(member => (member.Id, member.Held)));
        Assert.Equal((60, 44), (_bench.State.Limit, _bench.State.Others));
        Assert.True(_bench.Text!.All(char.IsAscii));
    }

    [Theory]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")]
    [InlineData("de-DE")]
    public void It_is_alike_in_every_culture(string culture)
    {
        _bench.Ask("a", ordinary: 5, counting: [(2.5, 3)]);
        string here = _bench.Text!;
        using var scope = new CultureScope(culture);
        Assert.Equal(here, LedgerText.Write(LedgerText.Read(here)!));
    }

    [Fact]
    public void One_that_is_cut_anywhere_is_none()
    {
        _bench.Ask("a", ordinary: 5, counting: [(2.5, 3)]);
        for (int length = 0; length < _bench.Text!.Length; length++)
        {
            string cut = _bench.Text[..length];
            if (cut.StartsWith("htx-ledger/1 ", StringComparison.Ordinal) || !cut.StartsWith("htx-ledger/", StringComparison.Ordinal))
            {
                Assert.Null(LedgerText.Read(cut));
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("something else")]
    [InlineData("htx-ledger/1 e 1 2 3 4 5 6 7 8 9 10 11 x .")]
    [InlineData("htx-ledger/1 e 1 2 3 99999999999 5 0 7 8 9 10 11 .")]
    [InlineData("htx-ledger/1 e 1 2 3 4 5 0 7 8 9 10 11 | a 0 1 -2 3 4 5 6 7 .")]
    public void What_is_none_is_not_read_as_one(string text) => Assert.Null(LedgerText.Read(text));

    [Fact]
    public void One_of_a_newer_version_is_refused_with_a_text_that_says_so()
    {
        LedgerMediumException failure = Assert.Throws<LedgerMediumException>(() => LedgerText.Read("htx-ledger/2 who knows ."));
        Assert.Contains("another version", failure.Message, StringComparison.Ordinal);
        Assert.NotNull(failure.Advice);
    }
}
