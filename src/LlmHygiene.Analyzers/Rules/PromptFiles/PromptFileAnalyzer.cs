using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Shows what is wrong in prompt files, at line and column in the file, while it is typed.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptFileAnalyzer : DiagnosticAnalyzer
{
    private const string RuntimeType = "LlmHygiene.IPrompt";

    public static readonly DiagnosticDescriptor DuplicateVersion = Descriptors.Create(
        RuleIds.PromptDuplicateVersion,
        "Prompt version exists twice",
        "'{0}' {1} is also written in '{2}'; give one of them a new version or a new name",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Error,
        "A name and a version mean one text. Two files with both leave open which one was sent."
    );

    private static readonly DiagnosticDescriptor s_languageVersion = Descriptors.Create(
        RuleIds.PromptLanguageVersion,
        "Prompt files need C# 9",
        "Prompt files are not compiled, because the project is set to C# {0}; set <LangVersion> to 9 or higher",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Error,
        "The classes that prompt files become are records, which C# has since version 9."
    );

    private static readonly DiagnosticDescriptor s_runtimeMissing = Descriptors.Create(
        RuleIds.PromptRuntimeMissing,
        "Prompt files are not compiled",
        "Prompt files are not compiled, because the project does not reference the LlmHygiene package; reference it, or set <LlmHygieneGenerator> to false",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Warning,
        "The classes that prompt files become use the LlmHygiene package. LlmHygiene.Analyzers alone only checks the files."
    );

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        PromptFileRules
            .All.Concat([DuplicateVersion, s_languageVersion, s_runtimeMissing, PromptInputsChangedRule.Descriptor, BaselineReporter.Stale])
            .ToImmutableArray();

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();

#pragma warning disable RS1012 // It does register an action; the check does not know those for additional files.
        context.RegisterCompilationStartAction(start =>
#pragma warning restore RS1012
        {
            var files = start.Options.AdditionalFiles;
            var options = start.Options.AnalyzerConfigOptionsProvider;
            var reporter = BaselineReporter.For(start, BaselineKinds.PromptFile, ImmutableArray.Create(PromptInputsChangedRule.Descriptor));
            var first = files.FirstOrDefault(file => PromptPaths.IsPrompt(file, options.GetOptions(file)));
            if (first is null && !files.Any(file => PromptPaths.IsPartial(file, options.GetOptions(file))))
                return;

            var assemblyName = start.Compilation.AssemblyName ?? "";
            var setup = SetupProblem(start.Compilation, options.GlobalOptions);
            var partials = new Lazy<PromptPartials>(() => PromptPartials.From(files, options));
            var catalog = new Lazy<PromptCatalog>(() =>
                PromptCatalog.Create(
                    files,
                    options,
                    assemblyName,
                    file => file.GetText() is { } text ? ParsedPrompts.Get(text, file.Path, partials.Value) : null
                )
            );

            start.RegisterAdditionalFileAction(action =>
            {
                var file = action.AdditionalFile;
                var own = options.GetOptions(file);
                if (PromptPaths.IsPartial(file, own))
                    PartialFileRules.Report(action, files, options, partials.Value);
                if (!PromptPaths.IsPrompt(file, own) || file.GetText(action.CancellationToken) is not { } text)
                    return;

                if (file == first && setup is { } problem)
                    action.ReportDiagnostic(Diagnostic.Create(problem.Rule, At(file, text, default), problem.Argument));

                var result = ParsedPrompts.Get(text, file.Path, partials.Value);
                foreach (var found in result.Problems)
                    action.ReportDiagnostic(
                        Diagnostic.Create(
                            PromptFileRules.Get(found.RuleId),
                            Location.Create(file.Path, found.Span, found.LineSpan),
                            found.Message
                        )
                    );
                if (result.Model is { } model)
                    CompareWithOthers(action, text, model, result, catalog.Value, reporter);
            });
        });
    }

    private static void CompareWithOthers(
        AdditionalFileAnalysisContext action,
        SourceText text,
        PromptModel model,
        PromptParseResult result,
        PromptCatalog catalog,
        BaselineReporter reporter
    )
    {
        var file = action.AdditionalFile;
        if (catalog.SameVersion(file, model) is { } same)
            action.ReportDiagnostic(
                Diagnostic.Create(DuplicateVersion, At(file, text, result.VersionSpan), model.Name, model.Version, same.Path)
            );

        if (catalog.Find(file) is { } entry)
            foreach (var (changed, subject) in PromptInputsChangedRule.Judge(entry, text, catalog))
                reporter.Report(
                    changed,
                    action.ReportDiagnostic,
                    reporter.IsActive ? PromptFileAction.PlaceOf(file, action.Options, model) : "",
                    subject
                );

        if (catalog.SameClass(file) is { } other)
        {
            var message =
                $"'{model.Name}' and '{other.Model.Name}' in '{other.Path}' both become the C# class {other.FamilyClass}. Rename one of them, or set 'namespace:'.";
            action.ReportDiagnostic(
                Diagnostic.Create(PromptFileRules.Get(RuleIds.PromptNameCollision), At(file, text, result.NameSpan), message)
            );
        }
    }

    /// <summary>What keeps prompt files from being compiled at all: told once, at the first of them.</summary>
    private static (DiagnosticDescriptor Rule, string Argument)? SetupProblem(Compilation compilation, AnalyzerConfigOptions options)
    {
        if (
            options.TryGetValue("build_property.LlmHygieneGenerator", out var value)
            && string.Equals(value, "false", StringComparison.OrdinalIgnoreCase)
        )
            return null;
        if (compilation.GetTypesByMetadataName(RuntimeType).IsEmpty)
            return (s_runtimeMissing, "");
        var language = ((CSharpCompilation)compilation).LanguageVersion;
        return language < LanguageVersion.CSharp9 ? (s_languageVersion, language.ToDisplayString()) : null;
    }

    private static Location At(AdditionalText file, SourceText text, TextSpan span) =>
        Location.Create(file.Path, span, text.Lines.GetLinePositionSpan(span));
}
