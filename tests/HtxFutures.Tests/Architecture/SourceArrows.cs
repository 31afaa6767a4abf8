using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace HtxFutures.Tests.Architecture;

/// <summary>Reads which files of a project's source use which, as the compiler understands it. Documentation comments do not count.</summary>
internal sealed class SourceArrows
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private readonly string _project;
    private readonly CSharpCompilation _compilation;

    private SourceArrows(string project, CSharpCompilation compilation)
    {
        _project = project;
        _compilation = compilation;
    }

    /// <summary>The arrows between a project's files, by their paths from its folder.</summary>
    /// <exception cref="InvalidOperationException">A name means nothing here, so an arrow would be missed.</exception>
    public static IReadOnlyCollection<Arrow> Of(string project)
    {
        string name = Path.GetFileName(project);
        var options = new CSharpParseOptions(LanguageVersion.Latest, DocumentationMode.None);
        SyntaxTree[] trees =
        [
            .. Files(project).Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), options, file)),
            CSharpSyntaxTree.ParseText(ImplicitUsings, options),
        ];
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path => Path.GetFileNameWithoutExtension(path) != name)
            .Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            name, trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true));
        return new SourceArrows(project, compilation).Read();
    }

    private static IEnumerable<string> Files(string project) => Directory
        .EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
        .Where(file => Path.GetRelativePath(project, file).Split(Path.DirectorySeparatorChar)[0] is not ("bin" or "obj"));

    private HashSet<Arrow> Read()
    {
        var arrows = new HashSet<Arrow>();
        foreach (SyntaxTree tree in _compilation.SyntaxTrees.Where(tree => tree.FilePath.Length > 0))
        {
            SemanticModel model = _compilation.GetSemanticModel(tree);
            foreach (SimpleNameSyntax name in tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                arrows.UnionWith(Meant(name, model)
                    .SelectMany(Declarations)
                    .Where(file => file != tree.FilePath)
                    .Select(file => new Arrow(Place(tree.FilePath), Place(file))));
            }
        }

        return arrows;
    }

    // That every name means something is all that is asked of the source: to let the compiler look for every error would have
    // it read all of it twice.
    private static ImmutableArray<ISymbol> Meant(SimpleNameSyntax name, SemanticModel model) => model.GetSymbolInfo(name) switch
    {
        { Symbol: { } symbol } => [symbol],
        { CandidateReason: CandidateReason.MemberGroup, CandidateSymbols: var group } => group,
        _ when name is { Identifier.Text: "nameof", Parent: InvocationExpressionSyntax } => [],
        _ => throw new InvalidOperationException($"'{name}' means nothing here: {name.GetLocation().GetLineSpan()}"),
    };

    private static IEnumerable<string> Declarations(ISymbol symbol) => symbol switch
    {
        INamespaceSymbol or ITypeParameterSymbol or ILocalSymbol or IParameterSymbol => [],
        _ => symbol.OriginalDefinition.DeclaringSyntaxReferences.Select(reference => reference.SyntaxTree.FilePath),
    };

    private string Place(string file) => Path.GetRelativePath(_project, file).Replace(Path.DirectorySeparatorChar, '/');
}
