using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.PromptFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Locking;

/// <summary>Where a prompt's version is written: in a prompt file, or in a <c>[Prompt]</c>.</summary>
internal sealed class VersionPlace
{
    private readonly Func<SolutionChange, SemanticVersion, CancellationToken, Task> _writeAsync;

    private VersionPlace(
        PromptModel prompt,
        PromptDocument? file,
        AttributeSyntax? attribute,
        Func<SolutionChange, SemanticVersion, CancellationToken, Task> writeAsync
    )
    {
        Prompt = prompt;
        File = file;
        Attribute = attribute;
        _writeAsync = writeAsync;
    }

    /// <summary>The prompt; if it has errors, the parts that could be read.</summary>
    public PromptModel Prompt { get; }

    /// <summary>The prompt file; null for a prompt method.</summary>
    public PromptDocument? File { get; }

    /// <summary>The <c>[Prompt]</c> of a prompt method; null for a prompt file.</summary>
    public AttributeSyntax? Attribute { get; }

    /// <summary>Null where the location no longer has a version, or the version is not a literal.</summary>
    public static async Task<VersionPlace?> AtAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (document is Document source)
            return await InSourceAsync(source, diagnostic, cancellation).ConfigureAwait(false);
        if (
            await PromptDocument.OfAsync(document, cancellation).ConfigureAwait(false)
            is not { Result: { Model: { } model, Spans.Version: { IsEmpty: false } span } } file
        )
            return null;
        return new(
            model,
            file,
            attribute: null,
            (change, version, token) => file.EditAsync(change, PromptFileFix.Replace(file.Text, span, version.ToString()), token)
        );
    }

    public Task WriteAsync(SolutionChange change, SemanticVersion version, CancellationToken cancellation) =>
        _writeAsync(change, version, cancellation);

    private static async Task<VersionPlace?> InSourceAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (
            await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
                is not { Node: LiteralExpressionSyntax literal, Model: var model }
            || literal.FirstAncestorOrSelf<AttributeSyntax>() is not { } syntax
            || syntax.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } declaration
            || model.GetDeclaredSymbol(declaration, cancellation) is not { } method
        )
            return null;

        // The part that carries the attribute; the other part is generated.
        foreach (var part in new[] { method, method.PartialDefinitionPart, method.PartialImplementationPart }.OfType<IMethodSymbol>())
        {
            var attribute = part.GetAttributes()
                .FirstOrDefault(one =>
                    one.ApplicationSyntaxReference?.Span == syntax.Span && one.ApplicationSyntaxReference.SyntaxTree == syntax.SyntaxTree
                );
            if (attribute is null || PromptMethodReader.Read(part, attribute, cancellation) is not { Prompt: { } prompt })
                continue;
            return new(
                prompt,
                file: null,
                syntax,
                async (change, version, token) =>
                {
                    var editor = await change.EditorOfAsync(document.Id, token).ConfigureAwait(false);
                    editor.ReplaceNode(literal, (current, _) => NameWriter.Text(version.ToString()).WithTriviaFrom(current));
                }
            );
        }

        return null;
    }
}
