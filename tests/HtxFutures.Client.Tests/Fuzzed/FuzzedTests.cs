using HtxFutures.Fuzzing;

namespace HtxFutures.Client.Tests.Fuzzed;

/// <summary>
/// Hostile answers and requests, a second of each kind. With HTXFUTURES_LONG_TESTS=1 a hundred times as many, and by the
/// million: <c>dotnet run -c Release --project tests/Fuzzing -- --target T --inputs N --seed S</c>.
/// </summary>
public sealed class FuzzedTests(ITestOutputHelper output)
{
    private const string LongTests = "HTXFUTURES_LONG_TESTS";

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nothing_that_must_hold_breaks(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name)!;
        IReadOnlyDictionary<string, long> words = FuzzRun.Run(target, target.ShortRun, seed: 1);
        output.WriteLine(string.Join(", ", words.OrderByDescending(word => word.Value).Select(word => $"{word.Key} {word.Value}")));
        Assert.Equal(target.ShortRun, words.Values.Sum());
        Assert.Empty(target.Words.Except(words.Keys));
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Nothing_that_must_hold_breaks_in_the_long_run(string name)
    {
        Assert.SkipUnless(Environment.GetEnvironmentVariable(LongTests) == "1", $"takes minutes: set {LongTests}=1");
        FuzzTarget target = FuzzTargets.Find(name)!;
        FuzzRun.Run(target, 100 * target.ShortRun, seed: 1_000_000);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void A_seed_is_the_same_input_every_time(string name)
    {
        FuzzTarget target = FuzzTargets.Find(name)!;
        Assert.All(Enumerable.Range(1, 30), seed =>
        {
            byte[] input = target.Draw(new Random(seed));
            Assert.Equal(input, target.Draw(new Random(seed)));
            Assert.Equal(target.Check(input), target.Check(input));
        });
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void Every_input_is_some_input(string name)
    {
        // Where a failing one is shrunk, anything may be left of it.
        FuzzTarget target = FuzzTargets.Find(name)!;
        byte[] input = target.Draw(new Random(7));
        for (int length = 0; length < Math.Min(input.Length, 400); length++)
        {
            Assert.NotEmpty(target.Check(input[..length]));
        }
    }
}
