using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>
/// Names follow .editorconfig. Editors apply it, but a build does not: its naming rule takes as long as all other analyzers together, and
/// enables every other style rule too. This test takes a second.
/// </summary>
public class NamingTests
{
    [Fact]
    public void Fields_interfaces_and_type_parameters_are_named_by_the_rules() => Assert.Equal([], Sources().SelectMany(Violations));

    [Fact]
    public void The_check_finds_each_kind_of_name() =>
        Assert.Equal(
            ["A.cs(3): one", "A.cs(4): Two", "A.cs(5): three", "A.cs(6): s_four", "A.cs(7): five", "A.cs(8): J", "A.cs(10): Element"],
            Violations(
                (
                    "A.cs",
                    """
                    class A
                    {
                        const int one = 1;
                        static readonly int Two, s_two;
                        int three, _three;
                        private int s_four;
                        public int five, Five;
                        interface J;
                        interface IJ;
                        class K<Element, TKey>;
                    }
                    """
                )
            )
        );

    private static IEnumerable<(string Path, string Text)> Sources() =>
        new[] { "src", "tests", "samples" }
            .Select(folder => Path.Combine(TestReferences.RepositoryRoot, folder))
            .SelectMany(folder => Directory.GetFiles(folder, "*.cs", SearchOption.AllDirectories))
            .Select(path => (Path: Path.GetRelativePath(TestReferences.RepositoryRoot, path).Replace('\\', '/'), Full: path))
            .Where(file => !file.Path.Contains("/obj/", StringComparison.Ordinal) && !file.Path.Contains("/bin/", StringComparison.Ordinal))
            .Select(file => (file.Path, File.ReadAllText(file.Full)));

    private static IEnumerable<string> Violations((string Path, string Text) source)
    {
        var root = CSharpSyntaxTree.ParseText(source.Text, new CSharpParseOptions(LanguageVersion.Latest)).GetRoot();
        return root.DescendantNodes(node => node is not BlockSyntax)
            .SelectMany(Misnamed)
            .Select(name => $"{source.Path}({name.GetLocation().GetLineSpan().StartLinePosition.Line + 1}): {name.ValueText}");
    }

    private static IEnumerable<SyntaxToken> Misnamed(SyntaxNode node) =>
        node switch
        {
            FieldDeclarationSyntax field => field
                .Declaration.Variables.Select(variable => variable.Identifier)
                .Where(name => !IsRight(name.ValueText, field.Modifiers)),
            InterfaceDeclarationSyntax type when !HasPrefix(type.Identifier.ValueText, 'I') => [type.Identifier],
            TypeParameterSyntax type when !HasPrefix(type.Identifier.ValueText, 'T') => [type.Identifier],
            _ => [],
        };

    private static bool IsRight(string name, SyntaxTokenList modifiers)
    {
        if (modifiers.Any(SyntaxKind.ConstKeyword) || !IsPrivate(modifiers))
            return char.IsUpper(name[0]);
        var prefix = modifiers.Any(SyntaxKind.StaticKeyword) ? "s_" : "_";
        return name.StartsWith(prefix, StringComparison.Ordinal) && name.Length > prefix.Length && char.IsLower(name[prefix.Length]);
    }

    private static bool IsPrivate(SyntaxTokenList modifiers) =>
        !modifiers.Any(SyntaxKind.PublicKeyword)
        && !modifiers.Any(SyntaxKind.InternalKeyword)
        && !modifiers.Any(SyntaxKind.ProtectedKeyword);

    private static bool HasPrefix(string name, char prefix) =>
        name[0] == prefix && (name.Length == 1 ? prefix == 'T' : char.IsUpper(name[1]));
}
