using HtxFutures.Fuzzing;

namespace HtxFutures.Client.Tests.Fuzzed;

/// <summary>The fuzzing itself: an input that breaks something is found, named by its seed, shrunk, and shown so that it can do no harm.</summary>
public sealed class FuzzRunTests
{
    [Fact]
    public void An_input_that_breaks_a_property_is_named_by_its_seed_and_shrunk()
    {
        FuzzTarget target = Target(input => input.Contains((byte)0x1B) && input.Contains((byte)'!') ? throw new BrokenPropertyException("there is no !", "there is") : "fine");
        string message = Assert.Throws<BrokenPropertyException>(() => FuzzRun.Run(target, 10_000, 1)).Message;

        int seed = int.Parse(message.Split("seed ")[1].Split(':')[0], provider: System.Globalization.CultureInfo.InvariantCulture);
        Assert.Throws<BrokenPropertyException>(() => target.Check(target.Draw(new Random(seed))));
        Assert.Contains("shrunk (2 bytes): ", message, StringComparison.Ordinal);
        Assert.Contains("\\x1B", message, StringComparison.Ordinal);
        Assert.DoesNotContain(message, c => char.IsControl(c) && c is not ('\n' or '\r'));
    }

    [Fact]
    public void An_exception_is_a_broken_property_too()
    {
        FuzzTarget target = Target(input => input[0] > 200 ? throw new OverflowException() : "fine");
        BrokenPropertyException failure = Assert.Throws<BrokenPropertyException>(() => FuzzRun.Run(target, 10_000, 1));
        Assert.StartsWith("OverflowException", failure.Property, StringComparison.Ordinal);
    }

    [Fact]
    public void Words_are_counted()
    {
        FuzzTarget target = Target(input => input[0] % 2 == 0 ? "even" : "odd");
        IReadOnlyDictionary<string, long> words = FuzzRun.Run(target, 1000, 1);
        Assert.Equal(["even", "odd"], words.Keys.Order());
        Assert.Equal(1000, words.Values.Sum());
    }

    private static FuzzTarget Target(Func<byte[], string> check) => new("made up", Draw, check, []);

    private static byte[] Draw(Random random)
    {
        byte[] input = new byte[40];
        random.NextBytes(input);
        return input;
    }
}
