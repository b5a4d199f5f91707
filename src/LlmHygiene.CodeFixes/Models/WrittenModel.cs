using System.Collections.Immutable;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Locking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Models;

/// <summary>
/// A model ID as a rule judges it, and the places where its text is written: literals in C#, or the value of a key in a prompt file.
/// </summary>
/// <param name="IsElsewhere">True when it is not written where the diagnostic is reported.</param>
internal sealed record WrittenModel(StatedModel Stated, RuleOptions Options, IReadOnlyList<ModelText> Texts, bool IsElsewhere)
{
    // `const string Model = Defaults.Model;`
    private const int MaxConstantDepth = 20;

    /// <summary>
    /// Null where the ID is not written as a whole anywhere: it is composed, read, or the name of a member. Null also for a prompt version
    /// that has shipped.
    /// </summary>
    public static async Task<WrittenModel?> AtAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (document is not Document source)
            return await InPromptFileAsync(document, diagnostic, cancellation).ConfigureAwait(false);
        var written =
            await InCodeAsync(source, diagnostic, cancellation).ConfigureAwait(false)
            ?? await InAttributeAsync(source, diagnostic, cancellation).ConfigureAwait(false);
        foreach (var text in written?.Texts ?? [])
            if (
                text.Document is Document place
                && await place.GetSyntaxRootAsync(cancellation).ConfigureAwait(false) is { } root
                && await place.GetSemanticModelAsync(cancellation).ConfigureAwait(false) is { } model
                && ShippedPrompts.Include(root.FindNode(text.Span), model, place.Project.AnalyzerOptions, cancellation)
            )
                return null;
        return written;
    }

    // A literal that is the model of calls.
    private static async Task<WrittenModel?> InCodeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (
            await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
                is not { Node: LiteralExpressionSyntax literal, Model: var model }
            || CompilationSession.Of(model.Compilation, document.Project.AnalyzerOptions) is not { Catalog.HasCalls: true } session
            || UsesOf(literal, session, session.ScopeOf(model, cancellation)) is not [var use, ..]
            || !ModelText.Contains(literal.Token.Text, use.Id)
        )
            return null;
        return new WrittenModel(
            StatedModel.Of(use, diagnostic.Location),
            session.OptionsOf(literal.SyntaxTree),
            TextsOf(use, literal, document),
            IsElsewhere: false
        );
    }

    private static IReadOnlyList<ModelUse> UsesOf(LiteralExpressionSyntax literal, CompilationSession session, SourceScope scope) =>
        session.ModelUses.Of(literal, scope) is { Count: > 0 } uses ? uses : session.ModelUses.PossiblyOf(literal, scope);

    // Of a call that chooses among several places with one model, all of them.
    private static List<ModelText> TextsOf(ModelUse use, LiteralExpressionSyntax reported, Document document)
    {
        var texts = new List<ModelText> { new(document, reported.Span) };
        foreach (var place in use.Places)
            if (
                place != reported
                && place is LiteralExpressionSyntax literal
                && ModelText.Contains(literal.Token.Text, use.Id)
                && document.Project.Solution.GetDocument(literal.SyntaxTree) is { } other
            )
                texts.Add(new ModelText(other, literal.Span));
        return texts;
    }

    // `[Prompt("greet", "1.0.0", Model = "…")]`
    private static async Task<WrittenModel?> InAttributeAsync(Document document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        if (
            await ReportedNode.AtAsync(document, diagnostic, cancellation).ConfigureAwait(false)
                is not { Node: ExpressionSyntax value, Model: var model }
            || value.FirstAncestorOrSelf<AttributeArgumentSyntax>() is not { NameEquals.Name.Identifier.ValueText: "Model" }
            || model.GetConstantValue(value, cancellation) is not { HasValue: true, Value: string id }
            || Literal(value, id, model.Compilation, cancellation) is not { } literal
            || document.Project.Solution.GetDocument(literal.SyntaxTree) is not { } place
        )
        {
            return null;
        }

        var project = document.Project.AnalyzerOptions;
        var options = RuleOptions.OfPrompt(project.AnalyzerConfigOptionsProvider.GetOptions(value.SyntaxTree), project);
        return new WrittenModel(
            new StatedModel(id, Provider: null, diagnostic.Location),
            options,
            [new ModelText(place, literal.Span)],
            literal != value
        );
    }

    private static async Task<WrittenModel?> InPromptFileAsync(TextDocument document, Diagnostic diagnostic, CancellationToken cancellation)
    {
        var project = document.Project.AnalyzerOptions;
        if (
            document.FilePath is null
            || project.AdditionalFiles.FirstOrDefault(candidate => candidate.Path == document.FilePath) is not { } file
        )
            return null;
        if (SettingsFileSet.Of(project).Find(file) is { } settings)
            return await InSettingsAsync(document, settings, file, diagnostic, cancellation).ConfigureAwait(false);
        var provider = project.AnalyzerConfigOptionsProvider;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        var parsed = PromptFileSet.Of(project).Parse(text, document.FilePath);
        if (
            parsed is not { Model: { ModelId: { } id } prompt, Spans.Model: var span }
            || span != diagnostic.Location.SourceSpan
            || ShippedPrompts.Include(prompt, project)
        )
            return null;
        // The ID is written plain or in quotes; anything else is composed by the format.
        if (text.ToString(span).Trim('"', '\'') != id)
            return null;
        return new WrittenModel(
            new StatedModel(id, Provider: null, diagnostic.Location),
            RuleOptions.OfPrompt(provider.GetOptions(file), project),
            [new ModelText(document, span)],
            IsElsewhere: false
        );
    }

    // `"AI": { "Model": "…" }`
    private static async Task<WrittenModel?> InSettingsAsync(
        TextDocument document,
        SettingsFile settings,
        AdditionalText file,
        Diagnostic diagnostic,
        CancellationToken cancellation
    )
    {
        var span = diagnostic.Location.SourceSpan;
        var text = await document.GetTextAsync(cancellation).ConfigureAwait(false);
        if (
            SettingsFile.Read(text).FirstOrDefault(one => one.Span == span) is not { } entry
            || !ModelText.Contains(text.ToString(span), entry.Text)
            || await document.Project.GetCompilationAsync(cancellation).ConfigureAwait(false) is not { } compilation
        )
            return null;
        var session = CompilationSession.Of(compilation, document.Project.AnalyzerOptions);
        return session.ModelUses.Of(new SettingsValue(settings, entry), session.ScopeOf(cancellation)) is [var use, ..]
            ? new WrittenModel(
                StatedModel.Of(use, diagnostic.Location),
                session.OptionsOf(file, use.Call.Invocation.Syntax.SyntaxTree),
                [new ModelText(document, span)],
                IsElsewhere: false
            )
            : null;
    }

    // The literal of a constant expression; null where the expression is composed.
    private static LiteralExpressionSyntax? Literal(
        SyntaxNode? expression,
        string id,
        Compilation compilation,
        CancellationToken cancellation
    )
    {
        for (var i = 0; i < MaxConstantDepth && expression is not null; i++)
        {
            switch (expression)
            {
                case LiteralExpressionSyntax literal:
                    return
                        literal.IsKind(SyntaxKind.StringLiteralExpression)
                        && literal.Token.ValueText == id
                        && ModelText.Contains(literal.Token.Text, id)
                        ? literal
                        : null;
                case ParenthesizedExpressionSyntax parenthesized:
                    expression = parenthesized.Expression;
                    break;
                case CastExpressionSyntax cast:
                    expression = cast.Expression;
                    break;
                case ArgumentSyntax argument:
                    expression = argument.Expression;
                    break;
                case EqualsValueClauseSyntax initializer:
                    expression = initializer.Value;
                    break;
                default:
                    var declaration = compilation
                        .GetSemanticModel(expression.SyntaxTree)
                        .GetSymbolInfo(expression, cancellation)
                        .Symbol switch
                    {
                        IFieldSymbol { IsConst: true } field => field.DeclaringSyntaxReferences,
                        ILocalSymbol { IsConst: true } local => local.DeclaringSyntaxReferences,
                        _ => ImmutableArray<SyntaxReference>.Empty,
                    };
                    expression =
                        declaration.Length == 1
                        && declaration[0].GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
                            ? value
                            : null;
                    break;
            }
        }

        return null;
    }
}

/// <summary>A place that contains a model ID and nothing else but quotes.</summary>
internal sealed record ModelText(TextDocument Document, TextSpan Span)
{
    /// <summary>False where the ID is written in another way, such as with escapes.</summary>
    public static bool Contains(string text, string id) =>
        text.IndexOf(id, StringComparison.Ordinal) is var at && at > 0 && text.IndexOf(id, at + 1, StringComparison.Ordinal) < 0;

    public async Task ReplaceAsync(SolutionChange change, string id, string replacement, CancellationToken cancellation)
    {
        // A constant that several calls share is reported at each of them.
        if (!change.Claim((Document.Id, Span)))
            return;
        if (Document is Document source)
        {
            var editor = await change.EditorOfAsync(source.Id, cancellation).ConfigureAwait(false);
            var literal = editor.OriginalRoot.FindNode(Span, getInnermostNodeForTie: true).FirstAncestorOrSelf<LiteralExpressionSyntax>()!;
            editor.ReplaceNode(literal, (current, _) => Replace((LiteralExpressionSyntax)current, id, replacement));
        }
        else if (
            await change.TextOfAsync(Document.Project.Id, Document.FilePath!, cancellation).ConfigureAwait(false) is { } text
            && text.Length >= Span.End
        )
        {
            var written = text.ToString(Span);
            change.WriteAdditionalFile(
                Document.Project.Id,
                Document.FilePath!,
                text.WithChanges(new TextChange(Span, written.Replace(id, replacement)))
            );
        }
    }

    private static LiteralExpressionSyntax Replace(LiteralExpressionSyntax literal, string id, string replacement)
    {
        var token = literal.Token;
        return literal.WithToken(
            SyntaxFactory.Token(token.LeadingTrivia, token.Kind(), token.Text.Replace(id, replacement), replacement, token.TrailingTrivia)
        );
    }
}
