using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>The names by which files use each other. Each file is read once per compilation.</summary>
internal sealed class OfferedNames
{
    // A name that so many files have leads everywhere.
    private const int MaxUsers = 30;

    private readonly ConcurrentDictionary<SyntaxTree, string[]> _own = new();
    private readonly ConcurrentDictionary<SyntaxTree, string[]> _inherited = new();
    private readonly ConcurrentDictionary<SyntaxTree, SyntaxTree[]> _users = new();
    private readonly RetryableLazy<HashSet<string>> _global = new();

    /// <summary>The types of a file, its extension methods, and the members that a global using offers without a type.</summary>
    public string[] Own(SyntaxTree tree, SourceScope scope) =>
        _own.TryGetValue(tree, out var known)
            ? known
            : _own.GetOrAdd(tree, [.. OfferedIn(tree.GetRoot(scope.Cancellation), _global.Get(() => GlobalTypes(scope)))]);

    /// <summary>What the types of a file implement and derive from, also in other parts of a partial type.</summary>
    public string[] Inherited(SyntaxTree tree, SourceScope scope) =>
        _inherited.TryGetValue(tree, out var known)
            ? known
            : _inherited.GetOrAdd(tree, [.. Parents(tree, scope).Select(static type => type.Name).Distinct()]);

    /// <summary>The names of both kinds.</summary>
    public IEnumerable<string> All(SyntaxTree tree, SourceScope scope) => Own(tree, scope).Concat(Inherited(tree, scope));

    /// <summary>The files that use a file, by a name that few files have.</summary>
    public SyntaxTree[] UsersOf(SyntaxTree tree, SourceScope scope) =>
        _users.TryGetValue(tree, out var known) ? known : _users.GetOrAdd(tree, [.. FindUsers(tree, scope)]);

    private IEnumerable<SyntaxTree> FindUsers(SyntaxTree tree, SourceScope scope)
    {
        var users = new HashSet<SyntaxTree>();
        var names = Own(tree, scope)
            .Concat(Parents(tree, scope).Where(static type => !type.DeclaringSyntaxReferences.IsEmpty).Select(static type => type.Name));
        foreach (var name in names.Distinct())
            if (scope.FilesNaming([name]).ToList() is { Count: <= MaxUsers } files)
                users.UnionWith(files);
        users.Remove(tree);
        return users;
    }

    // Every file uses types of .NET: they say nothing.
    private static IEnumerable<INamedTypeSymbol> Parents(SyntaxTree tree, SourceScope scope) =>
        tree.GetRoot(scope.Cancellation)
            .Declarations()
            .OfType<TypeDeclarationSyntax>()
            .Select(scope.DeclaredType)
            .OfType<INamedTypeSymbol>()
            .SelectMany(static type => type.AllInterfaces.Concat(BasesOf(type)))
            .Where(static type => type.ContainingNamespace?.ToDisplayString().StartsWith("System", StringComparison.Ordinal) != true);

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            yield return parent;
    }

    // `global using static Shop.Asking;`
    private static HashSet<string> GlobalTypes(SourceScope scope) =>
        new(
            scope
                .FilesNaming(["global"])
                .Select(tree => tree.GetRoot(scope.Cancellation))
                .OfType<CompilationUnitSyntax>()
                .SelectMany(static unit => unit.Usings)
                .Where(static directive => directive.GlobalKeyword.RawKind != 0 && directive.StaticKeyword.RawKind != 0)
                .Select(static directive => directive.Name?.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Last().Identifier.ValueText)
                .OfType<string>(),
            StringComparer.Ordinal
        );

    private static IEnumerable<string> OfferedIn(SyntaxNode root, HashSet<string> global)
    {
        foreach (var node in root.Declarations())
        {
            switch (node)
            {
                case BaseTypeDeclarationSyntax type:
                    yield return type.Identifier.ValueText;
                    break;
                // `extension(IChatClient client) { … }`
                case MethodDeclarationSyntax { Parent: TypeDeclarationSyntax { Identifier.ValueText: "" } } added:
                    yield return added.Identifier.ValueText;
                    break;
                case MethodDeclarationSyntax { ParameterList.Parameters: [{ Modifiers: var modifiers }, ..] } method
                    when modifiers.Any(SyntaxKind.ThisKeyword):
                    yield return method.Identifier.ValueText;
                    break;
                case MemberDeclarationSyntax { Parent: TypeDeclarationSyntax { Identifier.ValueText: var type } } member
                    when global.Contains(type) && member.Modifiers.Any(SyntaxKind.StaticKeyword):
                    foreach (var name in NamesOf(member))
                        yield return name;
                    break;
            }
        }
    }

    private static IEnumerable<string> NamesOf(MemberDeclarationSyntax member) =>
        member switch
        {
            MethodDeclarationSyntax method => [method.Identifier.ValueText],
            PropertyDeclarationSyntax property => [property.Identifier.ValueText],
            FieldDeclarationSyntax field => field.Declaration.Variables.Select(static one => one.Identifier.ValueText),
            _ => [],
        };
}
