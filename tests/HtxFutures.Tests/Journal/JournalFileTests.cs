using System.Text.Json;
using HtxFutures.Journal;
using HtxFutures.Rows;

namespace HtxFutures.Tests.Journal;

/// <summary>Rows on disk: whole lines, whoever else writes there, and a gap that is told where they are not.</summary>
public sealed class JournalFileTests : IDisposable
{
    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"htx journal Ü {Guid.NewGuid():N}");
    private readonly SettableTime _time = new(new DateTimeOffset(2026, 11, 26, 21, 30, 0, TimeSpan.Zero));

    [Fact]
    public void Row_has_the_names_and_values_of_its_properties()
    {
        JournalFile file = Open();
        file.Add(Row("1").With(row => { row.Side = "Buy"; row.Price = 63908.10m; row.Volume = 3; row.FilledVolume = 0.5m; row.Code = 1071; row.Message = "zwei\nZeilen 测试"; row.Attempts = 2; row.ElapsedMs = 41; }));
        file.Flush();

        JsonElement row = JsonDocument.Parse(Assert.Single(Lines())).RootElement;
        Assert.Equal(
            [
                "Time=2026-11-26T21:30:00Z", "Account=trading", "Command=Stop-HtxOrder", "Kind=Order", "ContractCode=BTC-USDT", "OrderId=1", "Side=Buy", "Price=63908.10",
                "Volume=3", "Outcome=Canceled", "FilledVolume=0.5", "Code=1071", "Message=zwei\nZeilen 测试", "Attempts=2", "ElapsedMs=41", $"ProcessId={Environment.ProcessId}",
            ],
            row.EnumerateObject().Select(member => $"{member.Name}={member.Value}"));
        Assert.Null(file.TakeWarning());
    }

    [Fact]
    public void Rows_of_a_day_stand_in_the_file_of_that_day()
    {
        JournalFile file = Open();
        file.Add(Row("1"));
        file.Add(Row("2").With(row => row.Time = new DateTimeOffset(2026, 11, 27, 0, 0, 0, TimeSpan.Zero)));
        file.Flush();

        Assert.Single(File.ReadAllLines(Path.Combine(_folder, "trading-2026-11-26.jsonl")));
        Assert.Single(File.ReadAllLines(Path.Combine(_folder, "trading-2026-11-27.jsonl")));
    }

    [Theory]
    [InlineData("a/b\\c:d", "a_b_c_d-2026-11-26.jsonl")]
    [InlineData("../up", ".._up-2026-11-26.jsonl")]
    [InlineData("龙虾", "龙虾-2026-11-26.jsonl")]
    public void Name_of_a_session_never_leads_out_of_the_folder(string account, string expected) =>
        Assert.Equal(expected, JournalName.Of(account, new DateTime(2026, 11, 26)));

    [Fact]
    public void User_alone_can_read_what_is_made()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("other permissions there");
            return;
        }

        Open().Prepare();
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_folder));
        foreach (string file in Directory.GetFiles(_folder))
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    [Fact]
    public async Task Many_writers_lose_no_row_and_break_none()
    {
        const int Writers = 8;
        const int Rows = 250;
        await Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() =>
        {
            JournalFile file = Open();
            for (int i = 0; i < Rows; i++)
            {
                file.Add(Row($"{writer}-{i}"));
                if (i % 7 == 0)
                {
                    file.Flush();
                }
            }

            file.Flush();
            Assert.Null(file.TakeWarning());
        })));

        string[] ids = [.. Lines().Select(line => JsonDocument.Parse(line).RootElement.GetProperty("OrderId").GetString()!)];
        Assert.Equal(Writers * Rows, ids.Distinct().Count());
        Assert.Equal(Writers * Rows, ids.Length);
    }

    [Fact]
    public void Reader_holds_up_nobody()
    {
        JournalFile file = Open();
        file.Add(Row("1"));
        file.Flush();
        using FileStream reader = File.OpenRead(TheFile);
        file.Add(Row("2"));
        file.Flush();

        Assert.Null(file.TakeWarning());
        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public void Row_after_half_a_line_stands_on_a_line_of_its_own()
    {
        Directory.CreateDirectory(_folder);
        File.WriteAllText(TheFile, "{\"Time\":\"2026-11-2");
        JournalFile file = Open();
        file.Add(Row("1"));
        file.Flush();

        Assert.Equal(2, Lines().Length);
        Assert.Equal("1", JsonDocument.Parse(Lines()[1]).RootElement.GetProperty("OrderId").GetString());
    }

    [Fact]
    public void What_cannot_be_written_is_told_once_and_stands_as_a_gap_in_the_file_later()
    {
        // A file where the folder should be.
        File.WriteAllText(_folder, "");
        JournalFile file = Open();
        file.Add(Row("1"));
        file.Flush();
        file.Add(Row("2"));
        file.Flush();
        string warning = Assert.IsType<string>(file.TakeWarning());
        Assert.Contains("has a gap", warning, StringComparison.Ordinal);
        Assert.Contains(TheFile, warning, StringComparison.Ordinal);
        Assert.Null(file.TakeWarning());

        File.Delete(_folder);
        _time.Advance(TimeSpan.FromSeconds(9));
        file.Add(Row("3"));
        file.Flush();
        Assert.False(Directory.Exists(_folder)); // not tried again at every row: each try may wait for a lock
        _time.Advance(TimeSpan.FromSeconds(1));
        file.Add(Row("4"));
        file.Flush();

        string[] lines = Lines();
        Assert.Equal(2, lines.Length);
        JsonElement gap = JsonDocument.Parse(lines[0]).RootElement;
        Assert.Equal(("Gap", "Missing"), (gap.GetProperty("Kind").GetString(), gap.GetProperty("Outcome").GetString()));
        Assert.StartsWith("3 rows could not be written here: ", gap.GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.Equal("4", JsonDocument.Parse(lines[1]).RootElement.GetProperty("OrderId").GetString());
    }

    [Fact]
    public void Full_disk_leaves_no_half_a_line()
    {
        const string Full = "/dev/full";
        Assert.SkipUnless(File.Exists(Full), "needs a device that is always full");
        Directory.CreateDirectory(_folder);
        File.CreateSymbolicLink(TheFile, Full);
        JournalFile file = Open();
        file.Add(Row("1"));
        file.Flush();

        Assert.Contains("has a gap", Assert.IsType<string>(file.TakeWarning()), StringComparison.Ordinal);
    }

    public void Dispose()
    {
        if (Directory.Exists(_folder))
        {
            Directory.Delete(_folder, recursive: true);
        }

        File.Delete(_folder);
    }

    private string TheFile => Path.Combine(_folder, "trading-2026-11-26.jsonl");

    private JournalFile Open() => new(_folder, "trading", _time);

    private string[] Lines() => File.ReadAllLines(TheFile);

    private static HtxJournalEntry Row(string orderId) => new()
    {
        Time = new DateTimeOffset(2026, 11, 26, 21, 30, 0, TimeSpan.Zero),
        Account = "trading",
        Command = "Stop-HtxOrder",
        Kind = HtxJournalKind.Order,
        ContractCode = "BTC-USDT",
        OrderId = orderId,
        Outcome = "Canceled",
    };

    private sealed class SettableTime(DateTimeOffset start) : TimeProvider
    {
        private TimeSpan _passed;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => start + _passed;

        public override long GetTimestamp() => _passed.Ticks;

        public void Advance(TimeSpan span) => _passed += span;
    }
}
