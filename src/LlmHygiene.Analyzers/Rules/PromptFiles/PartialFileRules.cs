using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Templates;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>Reports what is wrong with a partial in the partial's own file, whichever prompts include it.</summary>
internal static class PartialFileRules
{
    public static void Report(AdditionalFileAnalysisContext action)
    {
        var file = action.AdditionalFile;
        var files = PromptFileSet.Of(action.Options);
        if (!files.IsPartial(file) || file.GetText(action.CancellationToken) is not { } text)
            return;

        var name = files.PartialName(file);
        foreach (var found in files.Partials.ProblemsOf(PromptPartial.Of(name, text, files.Settings.Level)))
            action.ReportDiagnostic(
                Diagnostic.Create(PromptFileRules.Get(found.RuleId), Location.Create(file.Path, found.Span, found.LineSpan), found.Message)
            );

        var same = files.PartialFiles.FirstOrDefault(other => other.Path != file.Path && files.PartialName(other) == name);
        if (same is null)
            return;

        var message = $"'{files.RelativePath(same)}' is the partial '{name}' as well. Rename one of the files.";
        action.ReportDiagnostic(
            Diagnostic.Create(PromptFileRules.Get(RuleIds.PromptPartial), Location.Create(file.Path, default, default), message)
        );
    }
}
