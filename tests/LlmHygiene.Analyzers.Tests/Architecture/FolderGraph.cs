using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>Which folders of an assembly use types of which others, two levels deep.</summary>
/// <param name="Folders">Every folder with a file, cut to two levels; <see cref="Root"/> for the assembly's own folder.</param>
/// <param name="Arrows">From the folder that uses to the folder that is used, with one example of two types.</param>
internal sealed record FolderGraph(IReadOnlySet<string> Folders, IReadOnlyDictionary<(string From, string To), string> Arrows)
{
    public const string Root = "(root)";

    public static FolderGraph Of(SourceAssembly assembly)
    {
        var compilation = assembly.Compilation.Value;
        var arrows = new Dictionary<(string From, string To), string>();
        var declared = assembly.Trees.SelectMany(DeclaredNames).ToHashSet();
        foreach (var tree in assembly.Trees)
        {
            var from = Cut(SourceAssembly.FolderOf(tree), levels: 2);
            var model = compilation.GetSemanticModel(tree);
            foreach (var node in tree.GetRoot().DescendantNodes().Where(node => MayNameType(node, declared)))
            {
                foreach (var type in TypesOf(model.GetSymbolInfo(node)))
                {
                    if (DeclaringTree(type) is { FilePath.Length: > 0 } used)
                    {
                        var to = Cut(SourceAssembly.FolderOf(used), levels: 2);
                        if (to != from)
                            arrows.TryAdd((from, to), $"{Path.GetFileNameWithoutExtension(tree.FilePath)} -> {type.Name}");
                    }
                }
            }
        }

        return new(assembly.Trees.Select(tree => Cut(SourceAssembly.FolderOf(tree), levels: 2)).ToHashSet(), arrows);
    }

    /// <summary>The same graph with sub-folders as part of their top-level folder.</summary>
    public FolderGraph TopLevel()
    {
        var arrows = new Dictionary<(string From, string To), string>();
        foreach (var ((from, to), example) in Arrows)
        {
            var arrow = (From: Cut(from, levels: 1), To: Cut(to, levels: 1));
            if (arrow.From != arrow.To)
                arrows.TryAdd(arrow, example);
        }

        return new(Folders.Select(folder => Cut(folder, levels: 1)).ToHashSet(), arrows);
    }

    public IEnumerable<string> UsedBy(string folder) =>
        Arrows.Keys.Where(arrow => arrow.From == folder).Select(arrow => arrow.To).Order(StringComparer.Ordinal);

    /// <summary>The arrows of every cycle, as <c>Sdks/Rows -> Sdks/Tables (PromptReference -> LlmHygieneSdk)</c>.</summary>
    public IEnumerable<string> Cycles() =>
        from arrow in Arrows
        where ReachableFrom(arrow.Key.To).Contains(arrow.Key.From)
        orderby arrow.Key.From, arrow.Key.To
        select $"{arrow.Key.From} -> {arrow.Key.To} ({arrow.Value})";

    /// <summary>A folder comes after every folder that it uses.</summary>
    public IReadOnlyList<string> InOrder()
    {
        var order = new List<string>();
        var left = new SortedSet<string>(Folders, StringComparer.Ordinal);
        while (left.Count > 0)
        {
            // A cycle has no order; another test reports it.
            var next = left.FirstOrDefault(folder => !UsedBy(folder).Any(left.Contains)) ?? left.Min!;
            order.Add(next);
            left.Remove(next);
        }

        return order;
    }

    /// <summary>The folders that one folder uses, and that no other folder that it uses leads to.</summary>
    public IEnumerable<string> UsedDirectlyBy(string folder) =>
        UsedBy(folder).Where(used => !UsedBy(folder).Any(other => other != used && ReachableFrom(other).Contains(used)));

    private HashSet<string> ReachableFrom(string folder)
    {
        var reachable = new HashSet<string>();
        var open = new Stack<string>([folder]);
        while (open.TryPop(out var next))
        {
            if (reachable.Add(next))
                UsedBy(next).ToList().ForEach(open.Push);
        }

        return reachable;
    }

    /// <summary>Names of types and of their members, which show the type even where `var` or an extension method hides it.</summary>
    private static IEnumerable<string> DeclaredNames(SyntaxTree tree) =>
        tree.GetRoot()
            .DescendantNodes()
            .Select(node =>
                node switch
                {
                    BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
                    DelegateDeclarationSyntax type => type.Identifier.ValueText,
                    MethodDeclarationSyntax method => method.Identifier.ValueText,
                    PropertyDeclarationSyntax property => property.Identifier.ValueText,
                    VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
                    EnumMemberDeclarationSyntax member => member.Identifier.ValueText,
                    ParameterSyntax parameter => parameter.Identifier.ValueText,
                    _ => "",
                }
            );

    // Binding is expensive: a name that nothing in the assembly has is not bound.
    private static bool MayNameType(SyntaxNode node, HashSet<string> declared) =>
        node is SimpleNameSyntax name ? declared.Contains(name.Identifier.ValueText) : node is BaseObjectCreationExpressionSyntax;

    private static IEnumerable<INamedTypeSymbol> TypesOf(SymbolInfo info) =>
        (info.Symbol is { } symbol ? [symbol] : info.CandidateSymbols)
            .Select(found => found as INamedTypeSymbol ?? found.ContainingType)
            .Where(type => type is not null)
            .Select(type => type.OriginalDefinition);

    private static SyntaxTree? DeclaringTree(INamedTypeSymbol type) =>
        type
            .Locations.Select(location => location.SourceTree)
            .Where(tree => tree is not null)
            .MinBy(tree => tree!.FilePath, StringComparer.Ordinal);

    private static string Cut(string folder, int levels) => folder.Length == 0 ? Root : string.Join("/", folder.Split('/').Take(levels));
}
