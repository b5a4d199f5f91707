using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Facts.Secrets;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>
/// Looks at the text of C# files: keys, wherever they are, and hidden characters in what is sent to models. A file is read as text; only a
/// text that may be a finding is bound.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SourceTextAnalyzer : LlmAnalyzer
{
    private static readonly HashSet<string> s_razor = new(StringComparer.OrdinalIgnoreCase) { ".razor", ".cshtml" };

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        ImmutableArray.Create(ApiKeyInSourceRule.Descriptor, HiddenCharactersRule.Descriptor);

    private protected override string BaselineKind => BaselineKinds.Call;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (!session.Catalog.HasCalls && !EndpointText.IsIn(context.Compilation, context.CancellationToken))
            return;
        context.RegisterSemanticModelAction(file => AnalyzeFile(file, session, reporter));
        context.RegisterSyntaxNodeAction(
            node =>
                AnalyzeLiteral(
                    (LiteralExpressionSyntax)node.Node,
                    session,
                    new SourceReport(node.SemanticModel, reporter, node.ReportDiagnostic, node.CancellationToken)
                ),
            SyntaxKind.StringLiteralExpression
        );
        context.RegisterAdditionalFileAction(file => AnalyzeRazor(file, reporter));
    }

    // The compiler sees generated C# in place of a Razor file, and the file itself beside it.
    private static void AnalyzeRazor(AdditionalFileAnalysisContext context, BaselineReporter reporter)
    {
        var file = context.AdditionalFile;
        if (!s_razor.Contains(Path.GetExtension(file.Path)) || file.GetText(context.CancellationToken) is not { } source)
            return;
        var text = source.ToString();
        foreach (var key in ApiKeyText.In(text))
        {
            var span = new TextSpan(key.Start, key.Length);
            var masked = ApiKeyText.Masked(text.Substring(key.Start, key.Length), key.Shown);
            var place = Location.Create(file.Path, span, source.Lines.GetLinePositionSpan(span));
            reporter.Report(
                ApiKeyInSourceRule.Report(masked, key.Provider, place),
                context.ReportDiagnostic,
                Path.GetFileName(file.Path),
                masked
            );
        }
    }

    private static void AnalyzeFile(SemanticModelAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var model = context.SemanticModel;
        var text = TreeNames.Of(model.SyntaxTree).Text;
        if (IsOn(ApiKeyInSourceRule.Descriptor, model, context.CancellationToken))
            foreach (var key in ApiKeyText.In(text))
                ReportKey(key, text, new SourceReport(model, reporter, context.ReportDiagnostic, context.CancellationToken));
        if (
            HiddenLiterals.MayBeIn(text)
            && session.Catalog.HasCalls
            && IsOn(HiddenCharactersRule.Descriptor, model, context.CancellationToken)
        )
            ReportHidden(text, session, new SourceReport(model, reporter, context.ReportDiagnostic, context.CancellationToken));
    }

    private static void ReportKey(FoundKey key, string text, SourceReport report)
    {
        var span = new TextSpan(key.Start, key.Length);
        var masked = ApiKeyText.Masked(text.Substring(key.Start, key.Length), key.Shown);
        var place = Location.Create(report.Model.SyntaxTree, span);
        report.At(ApiKeyInSourceRule.Report(masked, key.Provider, place), span, masked);
    }

    private static void ReportHidden(string text, CompilationSession session, SourceReport report)
    {
        var scope = session.ScopeOf(report.Model, report.Cancellation);
        foreach (var literal in HiddenLiterals.In(text, report.Model.SyntaxTree.GetRoot(report.Cancellation)))
        {
            if (!ModelText.Reaches(literal.Node, report.Model, () => session.SentTexts(scope), report.Cancellation))
                continue;
            foreach (var (span, points, problem) in HiddenCharactersRule.In(literal.Written))
                report.At(
                    HiddenCharactersRule.Report(points, problem, Location.Create(report.Model.SyntaxTree, span)),
                    literal.Node.Span,
                    points
                );
        }
    }

    /// <summary>Reports what has no shape of its own: it is a key where it is passed as one.</summary>
    public static void AnalyzeLiteral(LiteralExpressionSyntax literal, CompilationSession session, SourceReport report)
    {
        if (IsIdentity(literal) || KeyIn(literal) is not { } key || !IsOn(ApiKeyInSourceRule.Descriptor, report.Model, report.Cancellation))
            return;
        var provider = key.Provider;
        if (provider is null)
        {
            var scope = session.ScopeOf(report.Model, report.Cancellation);
            if (
                report.Model.FindOperation(literal, report.Cancellation) is not { } operation
                || new ApiKeyUse(scope).Of(operation) is not { } use
            )
                return;
            provider = use.Provider;
        }

        var masked = ApiKeyText.Masked(literal.Token.ValueText.Substring(key.Start, key.Length));
        report.At(ApiKeyInSourceRule.Report(masked, provider, literal.GetLocation()), literal.Span, masked);
    }

    // `new Guid("…")`, `Guid.Parse("…")`, `[Guid("…")]`: many projects have hundreds of them.
    private static bool IsIdentity(LiteralExpressionSyntax literal) =>
        literal.Parent switch
        {
            ArgumentSyntax { Parent.Parent: ObjectCreationExpressionSyntax { Type: var type } } => CreatedName.OfType(type) == nameof(Guid),
            ArgumentSyntax
            {
                Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var owner } }
            } => owner is IdentifierNameSyntax { Identifier.ValueText: nameof(Guid) },
            AttributeArgumentSyntax => true,
            _ => false,
        };

    /// <summary>What could be a key by its characters; keys with a shape are found in the text of the file.</summary>
    public static FoundKey? KeyIn(LiteralExpressionSyntax literal)
    {
        const string Bearer = "Bearer ";
        var text = literal.Token.ValueText;
        if (ApiKeyText.InConnection(text) is { } inConnection)
            return ApiKeyText.In(text).Any() ? null : inConnection;
        var start = text.StartsWith(Bearer, StringComparison.Ordinal) ? Bearer.Length : 0;
        return ApiKeyText.LooksRandom(start == 0 ? text : text.Substring(start)) && !ApiKeyText.In(text).Any()
            ? new FoundKey(start, text.Length - start, Provider: null, Shown: 0)
            : null;
    }

    private static bool IsOn(DiagnosticDescriptor rule, SemanticModel model, CancellationToken cancellation) =>
        Severities.IsOn(rule, model.Compilation, model.SyntaxTree, cancellation);
}
