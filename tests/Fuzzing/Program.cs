using System.Diagnostics;
using System.Globalization;
using HtxFutures.Fuzzing;

// Feeds one target, or each in turn, and stops at the first input that breaks a property.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
int inputs = 100_000;
int seed = 1;
IReadOnlyList<FuzzTarget> chosen = FuzzTargets.All;
for (int i = 0; i < args.Length; i += 2)
{
    string value = args.ElementAtOrDefault(i + 1) ?? "";
    bool isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int number);
    switch (args[i])
    {
        case "--inputs" when isNumber: inputs = number; break;
        case "--seed" when isNumber: seed = number; break;
        case "--target" when FuzzTargets.Find(value) is { } target: chosen = [target]; break;
        default: return Usage();
    }
}

foreach (FuzzTarget target in chosen)
{
    var watch = Stopwatch.StartNew();
    try
    {
        IReadOnlyDictionary<string, long> words = FuzzRun.Run(target, inputs, seed);
        Console.WriteLine($"{target.Name}: {inputs} inputs from seed {seed}, {watch.Elapsed.TotalSeconds:0.0} s; {string.Join(", ", words.OrderByDescending(word => word.Value).Select(word => $"{word.Key} {word.Value}"))}");
    }
    catch (BrokenPropertyException failure)
    {
        Console.WriteLine($"Broken after {watch.Elapsed.TotalSeconds:0.0} s. Repeat it with --target {target.Name} --inputs 1 --seed and the seed below.");
        Console.WriteLine(failure.Message);
        return 1;
    }
}

return 0;

static int Usage()
{
    Console.Error.WriteLine($"""
        Usage: dotnet run -c Release --project tests/Fuzzing -- [--target NAME] [--inputs N] [--seed S]
          targets: {string.Join(", ", FuzzTargets.All.Select(target => target.Name))}
        """);
    return 2;
}
