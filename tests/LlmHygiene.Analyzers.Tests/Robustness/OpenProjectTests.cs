using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>A project that is open in an IDE: a user types, edits prompt files and settings, and undoes half of it.</summary>
public sealed class OpenProjectTests
{
    private const string Desk = "Desk.cs",
        Greet = "Prompts/greet.prompt.yml";
    private const string Call = "return chat.GetResponseAsync(\"Summarise: \" + text);";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_finding_is_lost_or_invented_while_a_call_is_typed()
    {
        var project = Open();
        for (var typed = 0; typed <= Call.Length; typed++)
        {
            var state = project.With(Desk, Source(Call[..typed]));
            var found = await state.InDocumentAsync(Desk, Token);
            Assert.DoesNotContain("AD0001", found);

            // The rules only report a call that binds: once its name and arguments are written.
            var rules = found.Where(IsRule);
            if (typed < Call.IndexOf('(', StringComparison.Ordinal))
                Assert.Empty(rules);
        }

        Assert.Equal(["LLMH1002", "LLMH2001"], await project.With(Desk, Source(Call)).InDocumentAsync(Desk, Token));
    }

    [Fact]
    public async Task Each_half_of_a_call_reports_the_same_whatever_was_requested_before()
    {
        foreach (var typed in new[] { 12, 28, 29, 41, 49, 50, Call.Length - 1, Call.Length })
        {
            var fresh = await Open().With(Desk, Source(Call[..typed])).InDocumentAsync(Desk, Token);
            var project = Open();
            for (var before = 0; before < typed; before += 7)
                await project.With(Desk, Source(Call[..before])).InDocumentAsync(Desk, Token);
            Assert.Equal(fresh, await project.With(Desk, Source(Call[..typed])).InDocumentAsync(Desk, Token));
        }
    }

    [Fact]
    public async Task A_visible_part_of_a_document_has_its_own_diagnostics()
    {
        var source = Source(Call);
        var project = Open().With(Desk, source);
        var at = source.IndexOf("GetResponseAsync", StringComparison.Ordinal);
        Assert.Equal(["LLMH1002", "LLMH2001"], await project.InDocumentAsync(Desk, Token, new TextSpan(at, 5)));
        Assert.Empty(await project.InDocumentAsync(Desk, Token, new TextSpan(0, 5)));
    }

    [Fact]
    public async Task An_edited_prompt_file_brings_its_diagnostics_its_class_and_the_errors_of_its_callers()
    {
        var project = Open()
            .With(Greet, Prompt("{{name}}"))
            .With(
                Desk,
                Source(
                    """
                    return LlmHygiene.PromptExecution.GetResponseAsync(new Shop.Prompts.GreetPrompt.V1 { Name = text }, chat);
                    """
                )
            );
        Assert.Equal(["LLMH1002"], await project.InDocumentAsync(Desk, Token));
        Assert.Equal(["LLMH2111"], await project.InFileAsync(Greet, Token));

        var slip = project.With(Greet, Prompt("{{nam}}"));
        Assert.Equal(["LLMH2108"], await slip.InFileAsync(Greet, Token));

        var renamed = project.With(Greet, Prompt("{{who}}", "who"));
        Assert.Equal(["LLMH2111"], await renamed.InFileAsync(Greet, Token));
        Assert.Equal(["CS0117", "CS9035"], (await renamed.InDocumentAsync(Desk, Token)).Where(id => !IsRule(id)));

        // The model that the file states is the call's.
        Assert.Empty(await project.With(Greet, Prompt("{{name}}", model: "gpt-5.4-mini-2026-03-17")).InDocumentAsync(Desk, Token));

        // And back again.
        Assert.Equal(["LLMH1002"], await renamed.With(Greet, Prompt("{{name}}")).InDocumentAsync(Desk, Token));
    }

    [Fact]
    public async Task A_prompt_method_is_judged_with_its_generated_half()
    {
        var project = Open().With("Asks.cs", Method("{{text}}"));
        Assert.Equal(["LLMH2111"], await project.InDocumentAsync("Asks.cs", Token));
        Assert.Equal(["LLMH2108"], await project.With("Asks.cs", Method("{{txt}}")).InDocumentAsync("Asks.cs", Token));
        Assert.Equal(["LLMH2108"], (await project.With("Asks.cs", Method("{{txt}}")).DiagnosticsAsync()).Select(one => one.Id));

        static string Method(string user) =>
            $$$"""
                public static partial class Asks
                {
                    [LlmHygiene.Prompt("classify", "1.0.0", System = "Answer with one word.", User = "{{{user}}}")]
                    public static partial Task<string> ClassifyAsync(IChatClient client, string text,
                        CancellationToken cancellationToken = default);
                }
                """;
    }

    [Fact]
    public async Task A_prompt_file_that_is_added_or_half_typed_is_reported_at_once()
    {
        var project = Open();
        var text = Prompt("{{name}}");
        for (var typed = 1; typed < text.Length; typed += 9)
            Assert.DoesNotContain("AD0001", await project.With(Greet, text[..typed]).InFileAsync(Greet, Token));
        Assert.Equal(["LLMH2111"], await project.With(Greet, text).InFileAsync(Greet, Token));
    }

    [Fact]
    public async Task The_model_list_is_read_again()
    {
        var project = Open().With(Desk, Source("return chat.GetResponseAsync(text, new ChatOptions { ModelId = \"our-model\" });"));
        Assert.Empty(await project.InDocumentAsync(Desk, Token));
        var retired = project.With("llm-models.txt", "openai|our-model|pinned|retired\n");
        Assert.Equal(["LLMH1004"], await retired.InDocumentAsync(Desk, Token));
        Assert.Empty(await retired.With("llm-models.txt", "openai|our-model|pinned|active\n").InDocumentAsync(Desk, Token));
        Assert.Equal(["LLMH1006"], await retired.With("llm-models.txt", "nonsense\n").InFileAsync("llm-models.txt", Token));
    }

    [Fact]
    public async Task Settings_are_read_again()
    {
        var project = Open().With(Desk, Source(Call));
        Assert.Equal(["LLMH1002", "LLMH2001"], await project.InDocumentAsync(Desk, Token));
        var host = project.With(".editorconfig", "[*.cs]\nllmhygiene.injected_model = host\n");
        Assert.Equal(["LLMH2001"], await host.InDocumentAsync(Desk, Token));
        Assert.Equal(
            ["LLMH1002"],
            await host.With(".editorconfig", "[*.cs]\ndotnet_diagnostic.LLMH2001.severity = none\n").InDocumentAsync(Desk, Token)
        );
    }

    [Fact]
    public async Task The_lock_is_read_again()
    {
        var project = Open().With(Greet, Prompt("{{name}}"));
        var locked = project.With("prompts.lock", PromptLocks.Of(Prompt("{{name}}")));
        Assert.Empty(await locked.InFileAsync(Greet, Token));
        Assert.Equal(["LLMH2110"], await locked.With(Greet, Prompt("Hello {{name}}")).InFileAsync(Greet, Token));
        Assert.Equal(["LLMH2118"], await locked.With("prompts.lock", "greet\n").InFileAsync("prompts.lock", Token));
        Assert.Empty(await locked.With(Greet, Prompt("Hello {{name}}")).With(Greet, Prompt("{{name}}")).InFileAsync(Greet, Token));
    }

    [Fact]
    public async Task A_cancelled_analysis_is_complete_the_next_time()
    {
        var project = Open().With(Desk, Source(Call)).With(Greet, Prompt("{{nam}}"));
        for (var stop = 0; stop < 24; stop++)
        {
            // Each requests more before the user continues to type: from nothing to everything.
            var analysis = await project.AnalyzeAsync(Token);
            using var typing = new CancellationTokenSource();
            var tree = analysis.Compilation.SyntaxTrees.Single(one => one.FilePath.EndsWith(Desk, StringComparison.Ordinal));
            var running = analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(tree), null, typing.Token);
            for (var i = 0; i < stop * 50; i++)
                Thread.SpinWait(20);
            await typing.CancelAsync();
            try
            {
                await running;
            }
            catch (OperationCanceledException)
            {
                // Expected.
            }

            Assert.Equal(
                ["LLMH1002", "LLMH2001"],
                (await analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(tree), null, Token))
                    .Select(one => one.Id)
                    .Order(StringComparer.Ordinal)
            );
            Assert.Equal(["LLMH2108"], await project.InFileAsync(Greet, Token));
        }
    }

    [Fact]
    public async Task Two_documents_are_requested_at_once()
    {
        var project = Open()
            .With(Desk, Source(Call))
            .With(
                "Other.cs",
                Source(Call)
                    .Replace("class Desk", "class Other", StringComparison.Ordinal)
                    .Replace("\"Summarise: \" + text", "text, new ChatOptions { ModelId = \"m\" }", StringComparison.Ordinal)
            );
        var analysis = await project.AnalyzeAsync(Token);
        for (var round = 0; round < 8; round++)
        {
            var found = await Task.WhenAll(
                analysis
                    .Compilation.SyntaxTrees.Where(tree =>
                        tree.FilePath.EndsWith(Desk, StringComparison.Ordinal)
                        || tree.FilePath.EndsWith("Other.cs", StringComparison.Ordinal)
                    )
                    .OrderBy(tree => tree.FilePath, StringComparer.Ordinal)
                    .Select(tree =>
                        Task.Run(
                            () => analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(tree), null, Token),
                            Token
                        )
                    )
            );
            Assert.Equal(["LLMH1002", "LLMH2001"], found[0].Select(one => one.Id).Order(StringComparer.Ordinal));
            Assert.Empty(found[1]);
            analysis = await project.AnalyzeAsync(Token);
        }
    }

    private static bool IsRule(string id) => id.StartsWith("LLMH", StringComparison.Ordinal);

    private static LiveProject Open() => LiveProject.Open((Desk, Source("")));

    private static string Source(string body) =>
        $$"""
            class Desk(IChatClient chat)
            {
                public Task AskAsync(string text)
                {
                    {{body}}
                }
            }
            """;

    private static string Prompt(string text, string input = "name", string? model = null) =>
        $"name: greet\nversion: 1.0.0\n{(model is null ? "" : $"model: {model}\n")}"
        + $"inputs: {{ {input}: string }}\nmessages:\n  - role: user\n    content: \"{text}\"\n";
}
