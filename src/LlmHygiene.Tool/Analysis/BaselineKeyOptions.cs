using System.Diagnostics.CodeAnalysis;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Tool.Analysis;

/// <summary>The options of a project, with the one that requests the keys of violations.</summary>
internal sealed class BaselineKeyOptions(AnalyzerConfigOptionsProvider project) : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new Global(project.GlobalOptions);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => project.GetOptions(tree);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => project.GetOptions(textFile);

    private sealed class Global(AnalyzerConfigOptions project) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value)
        {
            value = "true";
            return key == BaselineKeys.Option || project.TryGetValue(key, out value);
        }
    }
}
