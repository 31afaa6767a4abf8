using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using HtxFutures.Sessions;

namespace HtxFutures.Binding;

/// <summary>What a completer can tell from the command that is being typed. Nothing of it is run.</summary>
/// <param name="command">The command.</param>
/// <param name="bound">Its parameters, as far as PowerShell can tell their values without running anything.</param>
/// <param name="word">The word that is being completed.</param>
internal sealed class CommandLine(CommandAst command, IDictionary bound, string? word)
{
    private readonly Lazy<HashSet<string>> _words = new(() => new(
        command.Extent.Text.Split([' ', ',', '\'', '"', '(', ')'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase));

    /// <summary>The open sessions that the command would work through; empty where there are none, or they cannot be told.</summary>
    public IReadOnlyList<HtxSession> Sessions => [.. (bound.Contains("Session") ? Named(Bare(bound["Session"])) : NamesSession ? [] : [SessionStore.Current.Default])
        .OfType<HtxSession>()
        .Where(session => session.State == HtxSessionState.Open)];

    /// <summary>The one open session that the command would work through; null where there is none, there are several, or it cannot be told.</summary>
    public HtxSession? Session => Sessions is [var only] ? only : null;

    /// <summary>The contracts it names; empty where it names none, or they cannot be told.</summary>
    public IReadOnlyList<string> Contracts => Bare(bound["ContractCode"]) switch
    {
        string text => [text],
        IEnumerable several => [.. several.Cast<object?>().Select(Bare).OfType<string>()],
        _ => [],
    };

    /// <summary>Whether a value stands on the line already, other than as the word that is being completed.</summary>
    public bool Has(string value) => _words.Value.Contains(value) && !string.Equals(value, CompletionWord.Typed(word), StringComparison.OrdinalIgnoreCase);

    // -Session (Get-HtxSession desk): to know its value it would have to be run, and the default's orders would be
    // another account's.
    private bool NamesSession => command.CommandElements.OfType<CommandParameterAst>().Any(parameter =>
        parameter.ParameterName.Length > 1 && "Session".StartsWith(parameter.ParameterName, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<HtxSession?> Named(object? given) => given switch
    {
        string name => SessionStore.Current.Open.Where(session => session.IsNamed(name)),
        IEnumerable several => several.Cast<object?>().SelectMany(one => Named(Bare(one))),
        _ => [given as HtxSession],
    };

    private static object? Bare(object? value) => value is PSObject wrapped ? wrapped.BaseObject : value;
}
