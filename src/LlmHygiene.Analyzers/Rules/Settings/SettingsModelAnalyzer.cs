using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Settings;

/// <summary>
/// Judges the models that the settings files of the project state, where they are written: those that calls read from the configuration.
/// The names of keys mean nothing.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SettingsModelAnalyzer : LlmAnalyzer
{
    private static readonly ImmutableArray<ModelIdRule> s_modelRules = ImmutableArray.Create<ModelIdRule>(
        new ModelAliasRule(),
        new ModelRetiredRule(),
        new ModelNotAllowedRule()
    );

    private static readonly DiagnosticDescriptor s_refuses = new ModelRefusesRule().Descriptor;

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } =
        s_modelRules.Select(static rule => rule.Descriptor).Append(s_refuses).ToImmutableArray();

    private protected override string BaselineKind => BaselineKinds.Settings;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (session.Catalog is not { HasCalls: true, Level: > HygieneLevel.V0_1 })
            return;
        var files = SettingsFileSet.Of(context.Options);
        if (files.IsEmpty)
            return;
        var compilation = context.Compilation;
        context.RegisterAdditionalFileAction(action =>
        {
            if (files.Find(action.AdditionalFile) is { } file)
                new FileJudge(action, file, compilation, session, reporter).Judge();
        });
    }

    private sealed class FileJudge(
        AdditionalFileAnalysisContext context,
        SettingsFile file,
        Compilation compilation,
        CompilationSession session,
        BaselineReporter reporter
    )
    {
        private readonly SourceScope _scope = session.ScopeOf(context.CancellationToken);

        public void Judge()
        {
            foreach (var entry in file.Entries)
            {
                // The list of models decides first whether there is anything to look for.
                if (!ModelJudge.IsPlausible(entry.Text) || !(session.Models.Knows(entry.Text) || session.RestrictsModels))
                    continue;
                var setting = new SettingsValue(file, entry);
                var uses = session.ModelUses.Of(setting, _scope);
                foreach (var rule in s_modelRules)
                    JudgeModel(rule, setting, uses);
                JudgeParameters(setting, uses);
            }
        }

        private void JudgeModel(ModelIdRule rule, SettingsValue setting, IReadOnlyList<ModelUse> uses)
        {
            foreach (var use in uses)
            {
                if (
                    !IsOn(rule.Descriptor, use)
                    || rule.Judge(StatedModel.Of(use, setting.Location, use.Call.Location), OptionsFor(use)) is not { } diagnostic
                )
                    continue;
                Report(diagnostic, setting, setting.Text);
                return;
            }
        }

        // A parameter that several calls send is reported once.
        private void JudgeParameters(SettingsValue setting, IReadOnlyList<ModelUse> uses)
        {
            var reported = new HashSet<RequestParameter>();
            foreach (var use in uses)
            {
                if (!IsOn(s_refuses, use))
                    continue;
                var options = OptionsFor(use);
                var known = session.ModelUses.Known(use.Call.Invocation.Syntax);
                var facts = new SdkCallFacts(use.Call, _scope, session.Services, options.PromptTagKeys, known);
                foreach (var refused in ParameterJudge.Of(facts, StatedModel.Of(use, setting.Location), options, session.Catalog))
                    if (reported.Add(refused.Refusal.Parameter))
                        Report(
                            ModelRefusesRule.Report(setting.Text, refused.Refusal, setting.Location, refused.Place.GetLocation()),
                            setting,
                            refused.Refusal.Parameter.ToString()
                        );
            }
        }

        private bool IsOn(DiagnosticDescriptor rule, ModelUse use) =>
            Severities.IsOn(rule, compilation, use.Call.Invocation.Syntax.SyntaxTree, context.CancellationToken);

        private RuleOptions OptionsFor(ModelUse use) => session.OptionsOf(context.AdditionalFile, use.Call.Invocation.Syntax.SyntaxTree);

        private void Report(Diagnostic diagnostic, SettingsValue setting, string subject) =>
            reporter.Report(diagnostic, context.ReportDiagnostic, reporter.IsActive ? PlaceOf(setting) : "", subject);

        // The key stays when lines move.
        private string PlaceOf(SettingsValue setting) =>
            file.RelativePath(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions) + ":" + setting.Entry.Key;
    }
}
