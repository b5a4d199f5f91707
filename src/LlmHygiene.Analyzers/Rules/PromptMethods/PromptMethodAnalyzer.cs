using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptMethods;

/// <summary>
/// Reports mistakes in methods that carry <c>[Prompt]</c>: in the attribute, the templates and the signature. Also applies the
/// rules of prompt files: the model, the lock, a unique version.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptMethodAnalyzer : LlmAnalyzer
{
    private static readonly DiagnosticDescriptor s_signature = Descriptors.Create(
        RuleIds.PromptMethodSignature,
        "The method cannot be a prompt",
        "{0}",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Error,
        "The generator writes the body of a partial method from its [Prompt]; the signature of this method does not allow it."
    );

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> s_rules = PromptFileRules
        .All.Append(s_signature)
        .ToImmutableDictionary(static rule => rule.Id);

    private static readonly ImmutableArray<DiagnosticDescriptor> s_inBaseline = PromptModelAnalyzer
        .Descriptors.Append(PromptLockRules.NotLocked)
        .Append(OutputNotLimitedRule.OutputNotLimited)
        .Append(InputBeforeTextRule.InputBeforeText)
        .Append(UntrustedInstructionsRule.Descriptor)
        .ToImmutableArray();

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        s_rules.Values.Concat([PromptFileAnalyzer.DuplicateVersion, PromptLockRules.Changed]).Concat(s_inBaseline).ToImmutableArray();

    private protected override string BaselineKind => BaselineKinds.PromptMethod;

    private protected override ImmutableArray<DiagnosticDescriptor> RulesInBaseline => s_inBaseline;

    // The generated part has [GeneratedCode], so the compiler treats the whole method as generated code.
    private protected override GeneratedCodeAnalysisFlags GeneratedCode =>
        GeneratedCodeAnalysisFlags.Analyze | GeneratedCodeAnalysisFlags.ReportDiagnostics;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var known = AssemblyTypes.Declared(context.Compilation, LlmCallMarks.Namespace, PromptAttributeReader.AttributeName);
        if (known.IsEmpty)
            return;
        var others = new OtherPrompts(context.Compilation, context.Options);
        // By syntax, so that an IDE that analyzes only the user's file reports it too.
        context.RegisterSyntaxNodeAction(action => Analyze(action, known, others, session, reporter), SyntaxKind.MethodDeclaration);
    }

    private static void Analyze(
        SyntaxNodeAnalysisContext context,
        ImmutableArray<INamedTypeSymbol> known,
        OtherPrompts others,
        CompilationSession session,
        BaselineReporter reporter
    )
    {
        var declaration = (MethodDeclarationSyntax)context.Node;
        if (
            !MayHavePrompt(declaration, session.Source)
            || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } method
        )
            return;
        foreach (var attribute in method.GetAttributes())
        {
            if (attribute.AttributeClass is not { } type || !known.Contains(type, SymbolEqualityComparer.Default))
                continue;
            // The other part of the method is analyzed separately.
            if (
                attribute.ApplicationSyntaxReference is not { } place
                || place.SyntaxTree != declaration.SyntaxTree
                || !declaration.Span.Contains(place.Span)
            )
                continue;
            if (PromptMethodReader.Read(method, attribute, context.CancellationToken) is not { Tree: { } tree } result)
                continue;
            foreach (var problem in result.Problems)
                context.ReportDiagnostic(Diagnostic.Create(s_rules[problem.RuleId], Location.Create(tree, problem.Span), problem.Message));
            if (result.Prompt is { } prompt)
                Judge(context, prompt, result, tree, others, session, reporter);
        }
    }

    // By name, so that other attributes are not bound. Only an alias can hide the name, and the alias directive then contains it.
    private static bool MayHavePrompt(MethodDeclarationSyntax method, SourceIndex source)
    {
        foreach (var list in method.AttributeLists)
        foreach (var attribute in list.Attributes)
            if (PromptMethodPlaces.IsNamedPrompt(attribute))
                return true;
        return method.AttributeLists.Count > 0 && source.FilesNaming(PromptAttributeReader.AttributeName).Count > 0;
    }

    private static void Judge(
        SyntaxNodeAnalysisContext context,
        PromptModel prompt,
        PromptMethodParseResult result,
        SyntaxTree tree,
        OtherPrompts others,
        CompilationSession session,
        BaselineReporter reporter
    )
    {
        var declaration = (MethodDeclarationSyntax)context.Node;
        var version = Location.Create(tree, result.VersionSpan);
        if (others.SameVersion(prompt, tree, result.VersionSpan) is { } same)
            context.ReportDiagnostic(Diagnostic.Create(PromptFileAnalyzer.DuplicateVersion, version, prompt.Name, prompt.Version, same));
        if (PromptLockRules.Judge(prompt, version, others.Lock) is { } locked)
            Report(locked, subject: null);

        if (
            prompt.Parameters.MaxOutputTokens is null
            && result.Method?.Result != MethodResult.Messages
            && !PromptCostAnalyzer.IsLimitedByPipeline(session, context.CancellationToken)
        )
            Report(OutputNotLimitedRule.OfPrompt(prompt.Name, version, RuntimeTypes.OutputLimit), subject: null);

        var options = RuleOptions.OfPrompt(context.Options.AnalyzerConfigOptionsProvider.GetOptions(tree), context.Options);
        if (InputBeforeTextRule.OfPrompt(prompt, options, input => Location.Create(tree, TagOf(input, result, tree))) is { } prefix)
            Report(prefix, subject: null);
        foreach (
            var found in UntrustedInstructionsRule.OfPrompt(
                prompt,
                input => Location.Create(tree, TagOf(input, result, tree)),
                "declare the parameter as TrustedText"
            )
        )
            Report(found, found.Properties[UntrustedInstructionsRule.InputProperty]);
        if (prompt.ModelId is not { } id)
            return;
        PromptModelAnalyzer.Judge(id, Location.Create(tree, result.ModelSpan), options, diagnostic => Report(diagnostic, id));
        PromptModelAnalyzer.JudgeParameters(
            prompt,
            parameter => Location.Create(tree, SpanOf(parameter, result, declaration)),
            options,
            diagnostic => Report(diagnostic, diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture)),
            returnsData: result.Method?.Result is MethodResult.Value or MethodResult.TypedResponse
        );

        void Report(Diagnostic diagnostic, string? subject) =>
            reporter.Report(diagnostic, context.ReportDiagnostic, reporter.IsActive ? BaselineEntry.PlaceOf(prompt) : "", subject);
    }

    // The whole argument if the text of the message is written elsewhere, such as in a constant.
    private static TextSpan TagOf(string input, PromptMethodParseResult result, SyntaxTree tree)
    {
        var texts = new[] { result.SpanOf("System"), result.SpanOf("User") }.Where(static span => !span.IsEmpty).ToList();
        foreach (var span in texts)
            if (InputTags.First(tree.ToString(), span, input) is { IsEmpty: false } tag)
                return tag;
        return texts.Count > 0 ? texts[0] : result.VersionSpan;
    }

    private static TextSpan SpanOf(RequestParameter parameter, PromptMethodParseResult result, MethodDeclarationSyntax declaration)
    {
        if (parameter == RequestParameter.Schema)
            return declaration.ReturnType.Span;
        var span = result.SpanOf(
            parameter switch
            {
                RequestParameter.Stop => "StopSequences",
                RequestParameter.MaxTokens => RuntimeTypes.OutputLimit,
                _ => parameter.ToString(),
            }
        );
        return span.IsEmpty ? result.ModelSpan : span;
    }
}
