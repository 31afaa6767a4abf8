using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace HtxFutures.Binding;

/// <summary>Completes a span of time with some that show how it is written: PowerShell would offer files.</summary>
public sealed class DurationCompleter : IArgumentCompleter
{
    /// <inheritdoc/>
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName, string parameterName, string wordToComplete, CommandAst commandAst, IDictionary fakeBoundParameters)
    {
        string typed = CompletionWord.Typed(wordToComplete);
        return Examples(parameterName)
            .Where(example => example.Text.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
            .Select(example => CompletionWord.Result(example.Text, example.Tip));
    }

    private static (string Text, string Tip)[] Examples(string parameterName) => parameterName switch
    {
        "OlderThan" or "NewerThan" => [("10m", "ten minutes"), ("1h", "an hour"), ("1d", "a day")],
        "Since" or "Until" => [("1h", "an hour ago"), ("8h", "eight hours ago"), ("1d", "a day ago")],
        "Latency" => [("40ms", "forty milliseconds"), ("200ms", "a fifth of a second"), ("1s", "a second")],
        _ => [("30s", "thirty seconds"), ("1m", "a minute"), ("5m", "five minutes")],
    };
}
