using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>The rules as an IDE runs them: one document at a time, cancelled at every keystroke.</summary>
public class LiveAnalysisTests
{
    private static readonly string[] s_documents =
    [
        """
            class A
            {
                private readonly IChatClient _client = new OpenAI.Responses.ResponsesClient("k").AsIChatClient();
                public Task Ask() => _client.GetResponseAsync("Summarise it.");
            }
            """,
        "class B(IChatClient client) { public Task Ask(string text) => client.GetResponseAsync(text); }",
    ];

    [Fact]
    public async Task Diagnostics_of_one_document_come_without_the_others()
    {
        var analysis = Analyze(Open());
        Assert.Equal(["LLMH1001", "LLMH2001", "LLMH4001", "LLMH5001"], await IdsAsync(analysis, 0, TestContext.Current.CancellationToken));
        Assert.Equal(["LLMH1002", "LLMH5001"], await IdsAsync(analysis, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_cancelled_document_does_not_break_the_next_one()
    {
        var analysis = Analyze(Open());
        using var typing = new CancellationTokenSource();
        await IdsAsync(analysis, 0, typing.Token);
        await typing.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => IdsAsync(analysis, 1, typing.Token));

        Assert.Equal(["LLMH1002", "LLMH5001"], await IdsAsync(analysis, 1, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task An_edit_is_seen_at_once()
    {
        var compilation = Open();
        var edited = compilation.ReplaceSyntaxTree(
            compilation.SyntaxTrees.ElementAt(1),
            compilation
                .SyntaxTrees.ElementAt(1)
                .WithChangedText(
                    Microsoft.CodeAnalysis.Text.SourceText.From(
                        s_documents[1].Replace("(text)", "(text, new ChatOptions { ModelId = \"m\" })", StringComparison.Ordinal)
                    )
                )
        );
        Assert.Equal(["LLMH5001"], await IdsAsync(Analyze(edited), 1, TestContext.Current.CancellationToken));
    }

    private static Compilation Open() => TestCode.Compile(s_documents, TestReferences.All);

    private static CompilationWithAnalyzers Analyze(Compilation compilation) => compilation.WithAnalyzers([new LlmCallAnalyzer()]);

    private static async Task<string[]> IdsAsync(CompilationWithAnalyzers analysis, int document, CancellationToken token) =>
        [
            .. (
                await analysis.GetAnalyzerSemanticDiagnosticsAsync(
                    analysis.Compilation.GetSemanticModel(analysis.Compilation.SyntaxTrees.ElementAt(document)),
                    null,
                    token
                )
            )
                .Select(diagnostic => diagnostic.Id)
                .Order(StringComparer.Ordinal),
        ];
}
