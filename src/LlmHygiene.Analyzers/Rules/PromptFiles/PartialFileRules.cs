using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Templates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Tells what is wrong with a partial, whoever brings it in, in the partial's own file.</summary>
internal static class PartialFileRules
{
    public static void Report(
        AdditionalFileAnalysisContext action,
        ImmutableArray<AdditionalText> files,
        AnalyzerConfigOptionsProvider options,
        PromptPartials partials
    )
    {
        var file = action.AdditionalFile;
        if (file.GetText(action.CancellationToken) is not { } text)
            return;

        var name = Name(file, options);
        foreach (var found in partials.ProblemsOf(new PromptPartial(name, text.ToString())))
            action.ReportDiagnostic(
                Diagnostic.Create(PromptFileRules.Get(found.RuleId), Location.Create(file.Path, found.Span, found.LineSpan), found.Message)
            );

        var same = files.FirstOrDefault(other =>
            other.Path != file.Path && PromptPaths.IsPartial(other, options.GetOptions(other)) && Name(other, options) == name
        );
        if (same is null)
            return;

        var message =
            $"'{PromptPaths.RelativePath(same, options.GetOptions(same), options.GlobalOptions)}' is the partial '{name}' as well. Rename one of the files.";
        action.ReportDiagnostic(
            Diagnostic.Create(PromptFileRules.Get(RuleIds.PromptPartial), Location.Create(file.Path, default, default), message)
        );
    }

    private static string Name(AdditionalText file, AnalyzerConfigOptionsProvider options) =>
        PromptPaths.PartialName(file, options.GetOptions(file), options.GlobalOptions);
}
