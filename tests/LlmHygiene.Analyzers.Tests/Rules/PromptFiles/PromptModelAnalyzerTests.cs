using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

public class PromptModelAnalyzerTests
{
    private const string Prompt = "name: greet\nversion: 1.0.0\nmodel: gpt-4o\nmessages:\n  - role: user\n    content: Hello\n";

    [Theory]
    [InlineData("gpt-4o", "gpt-4o", "LLMH1004")]
    [InlineData("\"openai/gpt-4o\"   # old", "\"openai/gpt-4o\"", "LLMH1004")]
    [InlineData("'gpt-5.4-mini'", "'gpt-5.4-mini'", "LLMH1003")]
    public void A_model_is_judged_where_the_file_states_it(string yaml, string place, string id)
    {
        var text = Prompt.Replace("gpt-4o", yaml, StringComparison.Ordinal);
        var found = Assert.Single(Analyze(text));
        Assert.Equal(id, found.Id);
        Assert.Equal("/src/Shop/Prompts/p0.prompt.yml", found.Location.GetLineSpan().Path);
        Assert.Equal(place, text.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length));
        Assert.Equal($"(2,7)-(2,{7 + place.Length})", found.Location.GetLineSpan().Span.ToString());
    }

    [Fact]
    public void The_message_has_the_date_and_the_replacement() =>
        Assert.Equal(
            "'gpt-4o' will be shut down by openai on 2027-01-14: use 'gpt-6-luna'",
            Assert.Single(Analyze(Prompt)).GetMessage(null)
        );

    [Theory]
    [InlineData("model: gpt-5.4-mini-2026-03-17\n")]
    [InlineData("model: no-such-model\n")]
    [InlineData("model:\n")]
    [InlineData("model: [gpt-4o]\n")]
    [InlineData("")]
    public void A_model_that_stays_available_and_a_file_without_one_are_silent(string model) =>
        Assert.Empty(Analyze(Prompt.Replace("model: gpt-4o\n", model, StringComparison.Ordinal)));

    [Fact]
    public void A_file_with_other_mistakes_is_judged_too() =>
        Assert.Single(Analyze(Prompt.Replace("Hello", "{{who}}", StringComparison.Ordinal)));

    [Fact]
    public void The_projects_own_list_decides()
    {
        var project = PromptProject.With(Prompt);
        var list = new PromptText("/src/Shop/llm-models.txt", "openai|gpt-4o|pinned|active\n");
        Assert.Empty((project with { Files = [.. project.Files, list] }).Analyze(new PromptModelAnalyzer()));
    }

    // A prompt file has no word for the effort minimal.
    [Fact]
    public void A_prompt_file_is_offered_the_efforts_that_it_can_state() =>
        Assert.Equal(
            "'gpt-5-mini' does not accept the reasoning effort 'none': use low, medium or high",
            Assert
                .Single(
                    Analyze(
                        Prompt.Replace(
                            "gpt-4o\n",
                            "gpt-5-mini\nreasoning: { effort: none }\nmodelParameters: { maxTokens: 4000 }\n",
                            StringComparison.Ordinal
                        )
                    ),
                    one => one.Id == "LLMH1007"
                )
                .GetMessage(null)
        );

    [Theory]
    [InlineData("modelParameters: { temperature: 0.2, maxTokens: 3000 }\n", "temperature: 0.2", "LLMH1007")]
    [InlineData("modelParameters:\n  topP: 0.5\n  maxTokens: 3000\n", "topP: 0.5", "LLMH1007")]
    [InlineData("modelParameters: { maxCompletionTokens: 400 }\n", "maxCompletionTokens: 400", "LLMH4005")]
    [InlineData("modelParameters: { temperature: 1, maxTokens: 3000, seed: 4 }\n", null, null)]
    [InlineData("modelParameters: { maxTokens: 4000 }\nreasoning: { effort: none }\n", "effort: none", "LLMH1007")]
    [InlineData("modelParameters: { maxTokens: 4000 }\nreasoning: { effort: low, output: full }\n", null, null)]
    [InlineData("modelParameters: { maxTokens: 1200 }\nreasoning: { effort: low }\n", null, null)]
    [InlineData("modelParameters: { maxTokens: 1200 }\nreasoning: { output: full }\n", "maxTokens: 1200", "LLMH4005")]
    [InlineData("modelParameters: { maxTokens: 2000 }\nreasoning: { effort: high }\n", "maxTokens: 2000", "LLMH4005")]
    public void What_a_prompt_sends_is_judged_by_its_model(string parameters, string? place, string? id)
    {
        var text = Prompt.Replace("gpt-4o\n", "gpt-5-mini\n" + parameters, StringComparison.Ordinal);
        var found = Analyze(text).Where(one => one.Id is "LLMH1007" or "LLMH4005").ToArray();
        Assert.Equal(
            place is null ? [] : new[] { (id!, place) },
            found.Select(one => (one.Id, text.Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length)))
        );
    }

    [Theory]
    [InlineData("", null)]
    [InlineData("reasoning: { effort: none }\n", null)]
    [InlineData("reasoning: { output: summary }\n", null)]
    [InlineData("reasoning: { effort: low }\n", "temperature: 0.2")]
    [InlineData("reasoning: { effort: xhigh, output: summary }\n", "temperature: 0.2")]
    public void The_effort_decides_about_a_parameter_that_is_refused_while_the_model_reasons(string reasoning, string? place)
    {
        var text = Prompt.Replace(
            "gpt-4o\n",
            "gpt-5.2-2025-12-11\nmodelParameters: { temperature: 0.2, maxTokens: 9000 }\n" + reasoning,
            StringComparison.Ordinal
        );
        var found = Analyze(text).Where(one => one.Id is "LLMH1007" or "LLMH4005");
        Assert.Equal(
            place is null ? [] : [place],
            found.Select(one => text.Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length))
        );
    }

    [Theory]
    [InlineData(", Temperature = 0.2, MaxOutputTokens = 3000", "0.2", "LLMH1007")]
    [InlineData(", StopSequences = new[] { \"END\" }, MaxOutputTokens = 3000", "new[] { \"END\" }", "LLMH1007")]
    [InlineData(", MaxOutputTokens = 300", "300", "LLMH4005")]
    [InlineData(", Temperature = 1, MaxOutputTokens = 3000", null, null)]
    public void A_prompt_method_is_judged_by_its_model(string arguments, string? place, string? id)
    {
        var source = $$"""
            using Microsoft.Extensions.AI;
            public static partial class Greeter
            {
                [LlmHygiene.Prompt("greet", "1.0.0", Model = "o3"{{arguments}}, User = "Hello {{"{{who}}"}}")]
                public static partial System.Threading.Tasks.Task<string> GreetAsync(IChatClient client, string who);
            }
            """;
        var found = (new PromptProject { Source = source })
            .Analyze(new LlmHygiene.Analyzers.Rules.PromptMethods.PromptMethodAnalyzer())
            .Where(one => one.Id is "LLMH1007" or "LLMH4005");
        Assert.Equal(
            place is null ? [] : new[] { (id!, place) },
            found.Select(one =>
                (one.Id, one.Location.SourceTree!.ToString().Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length))
            )
        );
    }

    [Theory]
    [InlineData("Task<Reply>", "gpt-4-turbo-2024-04-09", true)]
    [InlineData("Task<ChatResponse<Reply>>", "gpt-4-turbo-2024-04-09", true)]
    [InlineData("Task<int[]>", "gpt-4-turbo-2024-04-09", true)]
    [InlineData("Task<string>", "gpt-4-turbo-2024-04-09", false)]
    [InlineData("Task<ChatResponse>", "gpt-4-turbo-2024-04-09", false)]
    [InlineData("IAsyncEnumerable<ChatResponseUpdate>", "gpt-4-turbo-2024-04-09", false)]
    [InlineData("Task<Reply>", "gpt-4o-2024-11-20", false)]
    [InlineData("Task<Reply>", "openai/gpt-4-turbo-2024-04-09", false)]
    [InlineData("Task<Reply>", "no-such-model", false)]
    public void A_prompt_method_that_returns_data_sends_a_schema(string result, string model, bool isReported)
    {
        var source = $$$"""
            using System.Collections.Generic;
            using System.Threading.Tasks;
            using Microsoft.Extensions.AI;
            public sealed record Reply(string Text);
            public static partial class Greeter
            {
                [LlmHygiene.Prompt("greet", "1.0.0", Model = "{{{model}}}", MaxOutputTokens = 3000, User = "Hello {{who}}")]
                public static partial {{{result}}} GreetAsync(IChatClient client, string who);
            }
            """;
        var found = (new PromptProject { Source = source })
            .Analyze(new LlmHygiene.Analyzers.Rules.PromptMethods.PromptMethodAnalyzer())
            .Where(one => one.Id == "LLMH1007")
            .ToList();
        Assert.Equal(
            isReported ? [result] : [],
            found.Select(one =>
                one.Location.SourceTree!.ToString().Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length)
            )
        );
        Assert.All(found, one => Assert.Contains("does not accept a JSON schema", one.GetMessage(null), StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("output: { text: string }\n", "output")]
    [InlineData("responseFormat: json_object\n", null)]
    public void JSON_without_a_schema_is_not_a_schema(string output, string? place)
    {
        var text = Prompt.Replace("gpt-4o\n", "gpt-4-turbo-2024-04-09\n" + output, StringComparison.Ordinal);
        var found = Analyze(text).Where(one => one.Id == "LLMH1007");
        Assert.Equal(
            place is null ? [] : [place],
            found.Select(one => text.Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length))
        );
    }

    [Theory]
    [InlineData("claude-*", "LLMH1004,LLMH1005")]
    [InlineData("gpt-*", "LLMH1004")]
    public void Allowed_models_come_from_the_global_options(string allowed, string ids)
    {
        var project = PromptProject.With(Prompt);
        var found = (project with { Properties = project.Properties.Add("llmhygiene.allowed_models", allowed) }).Analyze(
            new PromptModelAnalyzer()
        );
        Assert.Equal(ids, string.Join(",", found.Select(one => one.Id).Order(StringComparer.Ordinal)));
    }

    // The parts of the emitted code that the rules use.
    private static string Generated(string model) =>
        $$"""
            [LlmHygiene.GeneratedPrompt("greet", "1.0.0"{{model}})]
            sealed record V1(string Text) : LlmHygiene.IPrompt
            {
                public LlmHygiene.PromptInfo Info { get; } = new("greet", "1.0.0", "sha256:0");
                public IReadOnlyList<ChatMessage> ToMessages() => [new(ChatRole.User, Text)];
                public ChatOptions ToOptions() => new();
            }

            """;

    [Theory]
    [InlineData("new V1(\"x\").GetResponseAsync(client)")]
    [InlineData("client.GetResponseAsync(new V1(\"x\").ToMessages(), new V1(\"x\").ToOptions())")]
    public async Task The_model_of_a_prompt_is_not_reported_again_at_its_calls(string call) =>
        Assert.Empty(
            await ModelFindingsAsync(
                Generated(", ModelId = \"gpt-4o\""),
                $$"""
                using LlmHygiene;
                class C(IChatClient client) { public Task Ask() => {{call}}; }
                """
            )
        );

    [Fact]
    public async Task A_prompt_that_leaves_the_model_to_the_client_is_judged_at_the_call() =>
        Assert.Equal(
            ["LLMH1004", "LLMH1005"],
            await ModelFindingsAsync(
                Generated(""),
                """
                using LlmHygiene;
                class C
                {
                    private readonly IChatClient _client = new OpenAI.Chat.ChatClient("gpt-4o", "key").AsIChatClient();
                    public Task Ask() => new V1("x").GetResponseAsync(_client);
                }
                """
            )
        );

    private static async Task<IEnumerable<string>> ModelFindingsAsync(params string[] sources) =>
        (await RuleTest.DiagnosticsAsync(sources, config: new() { ["llmhygiene.allowed_models"] = "claude-*" }))
            .Select(found => found.Id)
            .Where(id => id is "LLMH1003" or "LLMH1004" or "LLMH1005")
            .Order(StringComparer.Ordinal);

    private static ImmutableArray<Diagnostic> Analyze(params string[] prompts) =>
        PromptProject.With(prompts).Analyze(new PromptModelAnalyzer());
}
