using System.Text.Json;
using Anthropic.Models.Messages;
using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Rules.PromptMethods;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>
/// <c>cache: true</c> in a <c>.prompt.yml</c> file, <c>[cache=true]</c> in a <c>.prompty</c> file and <c>CacheSystem</c> of
/// <c>[Prompt]</c>: what is emitted, and what Anthropic's real client sends.
/// </summary>
public class CacheMarkTests
{
    public const string Prompt = """
        name: answer
        version: 1.0.0
        inputs: { question: string, photo: { type: image, optional: true } }
        messages:
          - { role: system, content: Answer from the manual., cache: true }
          - role: user
            cache: true
            content:
              - text: "Look at this, {{question}}"
              - image: "{{photo}}"
          - { role: user, content: "{{question}}" }
        """;

    private const string Usage =
        """{"input_tokens":10,"output_tokens":20,"cache_creation_input_tokens":2000,"cache_read_input_tokens":3000}""";

    [Fact]
    public async Task Anthropic_gets_the_mark_at_the_end_of_each_marked_message()
    {
        var (client, request) = RecordedRequest.Anthropic("Hi", Usage);
        var pipeline = client.AsBuilder().UsePromptCacheMarks(static message => message.Contents[^1].WithCacheControl(Ttl.Ttl5m)).Build();

        var response = await Sender(Prompt)(pipeline);

        Assert.Equal(
            """[{"type":"text","text":"Answer from the manual.","cache_control":{"type":"ephemeral","ttl":"5m"}}]""",
            JsonSerializer.Serialize(request.Body.GetProperty("system"))
        );
        Assert.Equal(
            """{"type":"ephemeral","ttl":"5m"}""",
            JsonSerializer.Serialize(request.Body.GetProperty("messages")[0].GetProperty("content")[0].GetProperty("cache_control"))
        );
        Assert.DoesNotContain("cache_control", request.Body.GetProperty("messages")[1].GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("llmhygiene", request.Body.GetRawText(), StringComparison.Ordinal);

        // 10 x 2 + 2,000 x 2.5 + 3,000 x 0.2 + 20 x 10 USD per 1,000,000 tokens.
        Assert.Equal(0.00582m, PromptPricing.Find("claude-sonnet-5")!.CostOf(response.Usage!));
    }

    [Fact]
    public async Task Without_the_step_no_mark_is_sent()
    {
        var (client, request) = RecordedRequest.Anthropic("Hi", Usage);
        await Sender(Prompt)(client);
        Assert.DoesNotContain("cache", request.Body.GetRawText(), StringComparison.Ordinal);

        var (openAI, other) = RecordedRequest.OpenAI("Hi");
        await Sender(Prompt)(openAI);
        Assert.DoesNotContain("cache", other.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_mark_is_part_of_the_content_hash()
    {
        var marked = Hash(Prompt);
        Assert.NotEqual(marked, Hash(Prompt.Replace(", cache: true", "", StringComparison.Ordinal)));
        Assert.Equal(marked, Hash(Prompt.Replace("inputs:", "# cache\ninputs:", StringComparison.Ordinal)));
        Assert.Equal(
            Hash(Prompt.Replace(", cache: true", ", cache: false", StringComparison.Ordinal)),
            Hash(Prompt.Replace(", cache: true", "", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData("cache: yes please", "'cache' must be true or false.")]
    [InlineData("cache: { after: system }", "'cache' must be true or false.")]
    [InlineData("cached: true", "'cached' is not a key of a message. Did you mean 'cache'?")]
    public void A_wrong_mark_is_reported(string mark, string message) =>
        Assert.Contains(
            message,
            Analyzed("name: a\nversion: 1.0.0\nmessages:\n  - { role: user, content: Hi, " + mark + " }\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public void More_marks_than_providers_accept_are_reported()
    {
        const string Message = "  - { role: user, content: Hi, cache: true }\n";
        const string Start = "name: a\nversion: 1.0.0\nmessages:\n";
        Assert.Empty(Analyzed(Start + string.Concat(Enumerable.Repeat(Message, 4))));
        Assert.Contains(
            "At most 4 messages can have 'cache: true'",
            Analyzed(Start + string.Concat(Enumerable.Repeat(Message, 5))),
            StringComparison.Ordinal
        );
    }

    private const string Prompty = """
        ---
        name: answer
        version: 1.0.0
        inputs:
          question: string
        ---
        system[cache=true]:
        Answer from the manual.

        user[cache="true"]:
        Look at this, {{question}}

        # user[cache=false]:
        {{question}}
        """;

    [Fact]
    public async Task A_prompty_file_has_marks_at_its_roles()
    {
        var (client, request) = RecordedRequest.Anthropic("Hi", Usage);
        var pipeline = client.AsBuilder().UsePromptCacheMarks(static message => message.Contents[^1].WithCacheControl(Ttl.Ttl5m)).Build();

        await Sender(OfPrompty(Prompty))(pipeline);

        Assert.Equal(
            """[{"type":"text","text":"Answer from the manual.","cache_control":{"type":"ephemeral","ttl":"5m"}}]""",
            JsonSerializer.Serialize(request.Body.GetProperty("system"))
        );
        Assert.Equal(
            ["Look at this, why? +", "why? -"],
            request
                .Body.GetProperty("messages")
                .EnumerateArray()
                .SelectMany(static message => message.GetProperty("content").EnumerateArray())
                .Select(static part => part.GetProperty("text") + (part.TryGetProperty("cache_control", out _) ? " +" : " -"))
        );
        Assert.DoesNotContain("llmhygiene", request.Body.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_marks_of_a_prompty_file_are_hashed_like_those_of_a_prompt_file()
    {
        const string Yaml = """
            name: answer
            version: 1.0.0
            inputs: { question: string }
            messages:
              - { role: system, content: Answer from the manual., cache: true }
              - { role: user, content: "Look at this, {{question}}", cache: true }
              - { role: user, content: "{{question}}" }
            """;
        Assert.Equal(Hash(Yaml), Hash(OfPrompty(Prompty)));
        Assert.NotEqual(Hash(Yaml), Hash(OfPrompty(Prompty.Replace("[cache=true]", "", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData("CacheSystem = true", "+", "-")]
    [InlineData("CacheSystem = true, CacheUser = true", "+", "+")]
    [InlineData("CacheUser = true", "-", "+")]
    [InlineData("CacheSystem = false", "-", "-")]
    [InlineData("TopK = 0", "-", "-")]
    public async Task A_method_has_marks_in_its_attribute(string arguments, string system, string user)
    {
        var (client, request) = RecordedRequest.Anthropic("Hi", Usage);
        var pipeline = client.AsBuilder().UsePromptCacheMarks(static message => message.Contents[^1].WithCacheControl(Ttl.Ttl5m)).Build();

        await Method(arguments).Run<Func<IChatClient, Task<string>>>()(pipeline);

        Assert.Equal(system, IsMarked(request.Body.GetProperty("system")[0]));
        Assert.Equal(user, IsMarked(request.Body.GetProperty("messages")[0].GetProperty("content")[0]));

        static string IsMarked(JsonElement part) => part.TryGetProperty("cache_control", out _) ? "+" : "-";
    }

    [Fact]
    public void The_mark_of_a_method_is_locked()
    {
        var hashes = new[] { "TopK = 0", "CacheSystem = true", "CacheUser = true", "CacheSystem = true, CacheUser = true" }
            .Select(HashOf)
            .ToArray();
        Assert.Equal(4, hashes.Distinct().Count());
        Assert.Equal(hashes[0], HashOf("CacheSystem = false"));

        var locked = Method("CacheSystem = true") with
        {
            Files = [new PromptText(PromptProject.Folder + "prompts.lock", $"answer 1.0.0 {HashOf("CacheSystem = true")}\n")],
        };
        Assert.Empty(Changed(locked));
        Assert.Single(Changed(locked with { Source = Method("TopK = 0").Source }));

        static string[] Changed(PromptProject project) =>
            [.. project.Analyze(new PromptMethodAnalyzer()).Select(static one => one.Id).Where(static id => id == "LLMH2110")];
    }

    private static string HashOf(string arguments) =>
        Method(arguments)
            .Build()
            .SyntaxTrees.Select(static tree => System.Text.RegularExpressions.Regex.Match(tree.ToString(), "sha256:[0-9a-f]{64}").Value)
            .First(static hash => hash.Length > 0);

    private static PromptProject Method(string arguments) =>
        new()
        {
            Generator = new PromptMethodGenerator(),
            Source = $$$"""
                using System;
                using System.Threading.Tasks;
                using LlmHygiene;
                using Microsoft.Extensions.AI;
                public static partial class Test
                {
                    public static Func<IChatClient, Task<string>> Run() => client => AnswerAsync(client, "why?");

                    [Prompt("answer", "1.0.0", System = "Answer from the manual.", User = "{{question}}", {{{arguments}}})]
                    private static partial Task<string> AnswerAsync(IChatClient client, string question);
                }
                """,
        };

    private static PromptProject OfPrompty(string prompty) =>
        new() { Files = [new PromptText(PromptProject.Folder + "Prompts/answer.prompty", prompty)] };

    private static string Analyzed(string prompt) =>
        string.Join(
            '\n',
            PromptProject
                .With(prompt)
                .Analyze(new PromptFileAnalyzer())
                .Where(diagnostic => diagnostic.Id.StartsWith("LLMH210", StringComparison.Ordinal))
                .Select(diagnostic => diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture))
        );

    private static string Hash(string prompt) => Hash(PromptProject.With(prompt));

    private static string Hash(PromptProject project) =>
        (
            project with
            {
                Source = """
                    public static class Test { public static string Run() => Shop.Prompts.AnswerPrompt.V1.Info.ContentHash; }
                    """,
            }
        ).Run<string>();

    private static Func<IChatClient, Task<ChatResponse>> Sender(string prompt) => Sender(PromptProject.With(prompt));

    private static Func<IChatClient, Task<ChatResponse>> Sender(PromptProject project) =>
        (
            project with
            {
                Source = """
                    using System;
                    using System.Threading.Tasks;
                    using LlmHygiene;
                    using Microsoft.Extensions.AI;
                    public static class Test
                    {
                        public static Func<IChatClient, Task<ChatResponse>> Run() =>
                            client => new Shop.Prompts.AnswerPrompt.V1 { Question = "why?" }.GetResponseAsync(client);
                    }
                    """,
            }
        ).Run<Func<IChatClient, Task<ChatResponse>>>();
}
