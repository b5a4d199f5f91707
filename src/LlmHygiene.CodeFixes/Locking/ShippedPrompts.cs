using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Locking;

/// <summary>
/// The versions in <c>prompts.lock</c>. They have shipped: what they send needs a new version, so no fix changes it.
/// </summary>
internal static class ShippedPrompts
{
    private const string Name = "name";
    private const string Version = "version";

    public static bool Include(PromptModel prompt, AnalyzerOptions options) =>
        PromptFileSet.Of(options).Lock.Lock.Find(prompt.Name, prompt.Version) is not null;

    /// <summary>True also for a partial that such a version includes. False for a file whose version cannot be read.</summary>
    public static bool Include(PromptDocument file)
    {
        var options = file.Document.Project.AnalyzerOptions;
        if (file.PartialName is not { } partial)
            return file.Result.Model is { } prompt && Include(prompt, options);
        return PromptFileSet
            .Of(options)
            .Parsed.Any(parsed => parsed.Result.Model is { } user && Include(user, options) && Includes(parsed.Text, partial));

        bool Includes(SourceText text, string name)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            var open = new Queue<PromptPartial>([new PromptPartial("", text.ToString())]);
            while (open.Count > 0)
                foreach (var included in TemplateParser.PartialsIn(open.Dequeue()))
                {
                    if (included == name)
                        return true;
                    if (seen.Add(included) && file.Partials.Find(included) is { } next)
                        open.Enqueue(next);
                }

            return false;
        }
    }

    /// <summary>
    /// True in a <c>[Prompt]</c> whose version is locked, or is not known, and in a constant that such a <c>[Prompt]</c> uses. False
    /// anywhere else in C#.
    /// </summary>
    public static bool Include(SyntaxNode node, SemanticModel model, AnalyzerOptions options, CancellationToken cancellation)
    {
        if (PromptFileSet.Of(options).Lock is { Lock.Entries.Count: 0, Problems.Count: 0 })
            return false;
        if (node.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute)
            return Include(attribute, model, options, cancellation);
        if (ConstantAround(node) is not { } constant)
            return false;

        // By name, which is enough to leave a constant alone.
        var scope = CompilationSession.Of(model.Compilation, options).ScopeOf(model, cancellation);
        var (seen, open) = (new HashSet<string>(StringComparer.Ordinal) { constant }, new Queue<string>([constant]));
        while (open.Count > 0)
            foreach (var place in scope.Places(open.Dequeue()))
            {
                if (place.FirstAncestorOrSelf<AttributeSyntax>() is { } user)
                {
                    if (Include(user, model.Compilation.GetSemanticModel(user.SyntaxTree), options, cancellation))
                        return true;
                }
                else if (ConstantAround(place) is { } other && seen.Add(other))
                    open.Enqueue(other);
            }

        return false;
    }

    private static bool Include(AttributeSyntax attribute, SemanticModel model, AnalyzerOptions options, CancellationToken cancellation)
    {
        if (model.GetTypeInfo(attribute, cancellation).Type?.ToDisplayString() != PromptMethodReader.Attribute)
            return false;
        return Text(Name, 0) is not { } name
            || Text(Version, 1) is not { } stated
            || SemanticVersion.TryParse(stated) is not { } version
            || PromptFileSet.Of(options).Lock.Lock.Find(name, version) is not null;

        string? Text(string parameter, int position) =>
            Argument(attribute, parameter, position) is { Expression: { } value }
                ? model.GetConstantValue(value, cancellation).Value as string
                : null;
    }

    private static AttributeArgumentSyntax? Argument(AttributeSyntax attribute, string parameter, int position)
    {
        if (attribute.ArgumentList is not { Arguments: var arguments })
            return null;
        foreach (var argument in arguments)
            if (argument.NameColon?.Name.Identifier.ValueText == parameter)
                return argument;
        return position < arguments.Count && arguments[position] is { NameColon: null, NameEquals: null } positional ? positional : null;
    }

    // `private const string Model = "…";`
    private static string? ConstantAround(SyntaxNode node) =>
        node.FirstAncestorOrSelf<VariableDeclaratorSyntax>() is { Parent.Parent: { } declared } declarator
        && declared switch
        {
            FieldDeclarationSyntax field => field.Modifiers.Any(SyntaxKind.ConstKeyword),
            LocalDeclarationStatementSyntax local => local.IsConst,
            _ => false,
        }
            ? declarator.Identifier.ValueText
            : null;
}
