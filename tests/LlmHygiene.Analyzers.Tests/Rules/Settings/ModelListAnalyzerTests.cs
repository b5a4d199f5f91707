using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Settings;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.Settings;

public class ModelListAnalyzerTests
{
    [Fact]
    public void A_bad_line_is_a_warning_at_its_position_with_the_fix()
    {
        var found = Assert.Single(
            Analyze("/src/Shop/llm-models.txt", "# ours\nopenai|gpt-4o|floating|active\ngateway|ours|pinned|active\n")
        );
        Assert.Equal("LLMH1006", found.Id);
        Assert.Equal(DiagnosticSeverity.Warning, found.DefaultSeverity);
        Assert.Equal("/src/Shop/llm-models.txt: (1,14)-(1,22)", found.Location.GetLineSpan().ToString());
        Assert.Equal("'floating' is not a class. Write undated, alias, pinned, deployment, or leave it empty.", found.GetMessage(null));
    }

    [Fact]
    public void A_good_list_is_silent() =>
        Assert.Empty(Analyze("C:\\shop\\LLM-Models.txt", "@as-of|2026-12-01\nopenai|gpt-4o|alias|retired\n"));

    [Fact]
    public void Other_files_are_not_looked_at() => Assert.Empty(Analyze("/src/Shop/my-llm-models.txt", "nonsense"));

    private static ImmutableArray<Diagnostic> Analyze(string path, string text) =>
        (new PromptProject { Files = [new PromptText(path, text)] }).Analyze(new ModelListAnalyzer());
}
