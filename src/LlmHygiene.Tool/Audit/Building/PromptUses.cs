using System.Globalization;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>A place that creates the class of a prompt or refers to its method.</summary>
internal sealed record PromptUse(string Name, int Major, AuditPlace Place);

/// <summary>Finds where the code uses prompts: their generated classes and methods with <c>[Prompt]</c>.</summary>
/// <param name="methods">The names of the prompt methods of all projects so far.</param>
internal sealed class PromptUses(Compilation compilation, IReadOnlySet<string> methods, AuditPaths paths)
{
    public IEnumerable<PromptUse> In(LoadedProject project)
    {
        if (compilation.GetTypeByMetadataName(PromptMethodReader.Attribute) is null)
            return [];
        var sources = project.Arguments.SourceFiles.Select(static file => file.Path).ToHashSet(StringComparer.Ordinal);
        return compilation.SyntaxTrees.Where(tree => sources.Contains(tree.FilePath) || RazorFiles.IsRazor(tree)).SelectMany(In);
    }

    private IEnumerable<PromptUse> In(SyntaxTree tree)
    {
        SemanticModel? model = null;
        var root = tree.GetRoot();
        var aliases = root.DescendantNodes(static node => node is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax)
            .OfType<UsingDirectiveSyntax>()
            .Select(static directive => directive.Alias?.Name.Identifier.ValueText)
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        foreach (var node in root.DescendantNodes())
        {
            if (!MightBeUse(node, aliases))
                continue;
            model ??= compilation.GetSemanticModel(tree);
            if (Of(node, model) is not { } prompt)
                continue;
            var at = tree.GetMappedLineSpan(node.Span);
            yield return new PromptUse(prompt.Name, prompt.Major, new AuditPlace(paths.Of(at.Path), at.StartLinePosition.Line + 1));
        }
    }

    private bool MightBeUse(SyntaxNode node, HashSet<string> aliases) =>
        node switch
        {
            ObjectCreationExpressionSyntax creation => Rightmost(creation.Type) is var name
                && (IsVersionType(name) || aliases.Contains(name)),
            ImplicitObjectCreationExpressionSyntax => true,
            SimpleNameSyntax name => methods.Contains(name.Identifier.ValueText),
            _ => false,
        };

    private static (string Name, int Major)? Of(SyntaxNode node, SemanticModel model) =>
        node switch
        {
            BaseObjectCreationExpressionSyntax => model.GetTypeInfo(node).Type is { } type && IsVersionType(type.Name)
                ? Stated(type, LlmHygieneSdk.GeneratedPromptAttribute)
                : null,
            _ => model.GetSymbolInfo(node) is var found && (found.Symbol ?? found.CandidateSymbols.FirstOrDefault()) is IMethodSymbol method
                ? Stated(method, PromptMethodReader.Attribute)
                : null,
        };

    private static (string Name, int Major)? Stated(ISymbol symbol, string attributeName)
    {
        foreach (var attribute in symbol.OriginalDefinition.GetAttributes())
        {
            if (
                attribute.AttributeClass?.ToDisplayString() == attributeName
                && attribute.ConstructorArguments is [{ Value: string name }, { Value: string version }, ..]
                && SemanticVersion.TryParse(version) is { } parsed
            )
                return (name, parsed.Major);
        }

        return null;
    }

    private static string Rightmost(TypeSyntax type) =>
        type switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            AliasQualifiedNameSyntax alias => alias.Name.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };

    private static bool IsVersionType(string name) =>
        name.Length > 1 && name[0] == 'V' && int.TryParse(name.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _);
}
