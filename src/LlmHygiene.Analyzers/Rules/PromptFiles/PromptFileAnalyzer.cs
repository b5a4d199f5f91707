using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Reports mistakes in prompt files at their line and column, while the file is being edited.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class PromptFileAnalyzer : LlmAnalyzer
{
    public static readonly DiagnosticDescriptor DuplicateVersion = Descriptors.Create(
        RuleIds.PromptDuplicateVersion,
        "Prompt version exists twice",
        "'{0}' {1} is also defined in '{2}'; give one of them a new version or a new name",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Error,
        "A name and a version identify one text. With two files, it is unclear which one was sent."
    );

    private static readonly DiagnosticDescriptor s_languageVersion = Descriptors.Create(
        RuleIds.PromptLanguageVersion,
        "Prompt files need C# 9",
        "Prompt files are not compiled, because the project is set to C# {0}; set <LangVersion> to 9 or higher",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Error,
        "The generated classes are records, which need C# 9."
    );

    private static readonly DiagnosticDescriptor s_runtimeMissing = Descriptors.Create(
        RuleIds.PromptRuntimeMissing,
        "Prompt files are not compiled",
        "Prompt files are not compiled, because the project does not reference the LlmHygiene package; reference it, or set "
            + "<LlmHygieneGenerator> to false",
        Descriptors.PromptCategory,
        DiagnosticSeverity.Warning,
        "The generated classes use the LlmHygiene package. LlmHygiene.Analyzers alone only checks the files."
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        PromptFileRules
            .All.Concat([DuplicateVersion, s_languageVersion, s_runtimeMissing, PromptInputsChangedRule.Descriptor])
            .ToImmutableArray();

    private protected override string BaselineKind => BaselineKinds.PromptFile;

    private protected override ImmutableArray<DiagnosticDescriptor> RulesInBaseline { get; } =
        ImmutableArray.Create(PromptInputsChangedRule.Descriptor);

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        context.RegisterPromptFileAction(session, reporter, Judge);
        if (!PromptFileSet.Of(context.Options).PartialFiles.IsEmpty)
            context.RegisterAdditionalFileAction(PartialFileRules.Report);
    }

    private static void Judge(PromptFileAction file)
    {
        var context = file.Context;
        if (context.AdditionalFile == file.Files.Prompts[0] && SetupProblem(context.Compilation, file.Files) is { } setup)
            context.ReportDiagnostic(Diagnostic.Create(setup.Rule, file.At(default), setup.Argument));

        foreach (var found in file.Result.Problems)
            context.ReportDiagnostic(Diagnostic.Create(PromptFileRules.Get(found.RuleId), file.At(found.Span), found.Message));
        if (file.Result.Model is { } model)
            CompareWithOthers(file, model);
    }

    private static void CompareWithOthers(PromptFileAction file, PromptModel model)
    {
        var context = file.Context;
        var spans = file.Result.Spans;
        if (file.Catalog.SameVersion(context.AdditionalFile, model) is { } same)
            context.ReportDiagnostic(Diagnostic.Create(DuplicateVersion, file.At(spans.Version), model.Name, model.Version, same.Path));

        if (file.Catalog.Find(context.AdditionalFile) is { } entry)
            foreach (var (changed, subject) in PromptInputsChangedRule.Judge(entry, file))
                file.Report(changed, subject);

        ReportTakenName(file, model);
        if (file.Catalog.SameClass(context.AdditionalFile) is { } other)
        {
            var message =
                $"'{model.Name}' and '{other.Model.Name}' in '{other.Path}' both become the C# class {other.FamilyClass}. "
                + "Rename one of them, or set 'namespace:'.";
            context.ReportDiagnostic(Diagnostic.Create(PromptFileRules.Get(RuleIds.PromptNameCollision), file.At(spans.Name), message));
        }
    }

    private static void ReportTakenName(PromptFileAction file, PromptModel model)
    {
        var compilation = file.Context.Compilation;
        if (!file.Files.Settings.IsEnabled || !GeneratorRequirements.HasRuntime(compilation))
            return;
        var path = file.Files.RelativePath(file.Context.AdditionalFile);
        var space = file.Files.Settings.NamespaceOf(model, path, compilation.AssemblyName ?? "");
        if (TakenNames.Problem(space, model.FamilyName, compilation) is { } problem)
            file.Context.ReportDiagnostic(
                Diagnostic.Create(PromptFileRules.Get(RuleIds.PromptNameCollision), file.At(file.Result.Spans.Name), problem)
            );
    }

    /// <summary>Why no prompt file is compiled at all; reported once, at the first of them.</summary>
    private static (DiagnosticDescriptor Rule, string Argument)? SetupProblem(Compilation compilation, PromptFileSet files)
    {
        if (!files.Settings.IsEnabled)
            return null;
        if (!GeneratorRequirements.HasRuntime(compilation))
            return (s_runtimeMissing, "");
        var language = ((CSharpCompilation)compilation).LanguageVersion;
        return language < GeneratorRequirements.MinLanguageVersion ? (s_languageVersion, language.ToDisplayString()) : null;
    }
}
