using CsCheck;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>A rule never throws for code that does not compile, which is what an IDE has while the user types.</summary>
public class BrokenSourceTests
{
    private const string Whole = """
        using System.Diagnostics;
        using LlmHygiene;
        interface IGateway
        {
            [LlmCall(Model = "m", Operation = LlmCallOperation.Chat)] string Send([LlmCallParameter(LlmCallRole.Prompt)] string text,
                string? model = "m", int maxTokens = 0);
        }
        class Gateway : IGateway { public virtual string Send(string t, string? m, int n) => Send(t + "Summarise it.", m, n); }
        class Desk(IChatClient client, OpenAI.Chat.ChatClient openAI)
        {
            private readonly ChatOptions _options = new() { ModelId = "m", AdditionalProperties = new() { ["prompt.version"] = "1" } };
            private readonly Lazy<IChatClient> _lazy = new(() => new OpenAI.Chat.ChatClient("m", "k").AsIChatClient());
            private ChatOptions Options { get; set; } = new();
            private (ChatOptions, int) Make(int n) => n > 0 ? Make(n - 1) : (new() { MaxOutputTokens = 5 }, 1);
            public async Task Ask(string text, CancellationToken token)
            {
                using var scope = PromptScope.Begin("a", "1");
                var (options, _) = Make(3);
                options.ModelId ??= text;
                (options.AdditionalProperties ??= [])["prompt_version"] = "2";
                await _lazy.Value.GetResponseAsync([new(ChatRole.System, $"You are {text}"), .. new List<ChatMessage>()], options, token);
                await foreach (var update in client.GetStreamingResponseAsync(text, _options)
                    .WithCancellation(token)) Console.WriteLine(update);
                openAI.CompleteChat([OpenAI.Chat.ChatMessage.CreateUserMessage("Hello " + text)],
                    new OpenAI.Chat.ChatCompletionOptions { Metadata = { ["prompt_version"] = "3" } });
                Activity.Current?.SetTag("prompt.version", "2");
                new Gateway().Send("Summarise it.", text, 5);
                await client.AsBuilder().ConfigureOptions(o => o.ModelId = "x").Use(c => c).Build()
                    .GetResponseAsync(Options?.Instructions ?? text, Options);
            }
        }
        """;

    private static readonly string[] s_tokens = Whole.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);

    [Fact]
    public async Task The_whole_source_compiles_and_is_analysed() => Assert.Equal(5, (await FactTest.InventoryAsync(Whole)).Count);

    [Fact]
    public async Task Every_truncation_is_analysed_without_an_exception()
    {
        for (var length = 0; length < Whole.Length; length += 13)
            await RuleTest.DiagnosticsAsync([Whole[..length]], inventory: true, mustCompile: false);
    }

    // An earlier compiler throws where it is asked for the operation of a broken call with an interpolated string.
    [Fact]
    public void A_call_that_the_compiler_fails_at_is_left_alone() =>
        AnalyzeDamaged([(121, 189, 2), (143, 77, 1), (32, 153, 1), (110, 131, 3)]);

    [Fact]
    public void Random_damage_is_analysed_without_an_exception() =>
        Gen.Select(Gen.Int[0, s_tokens.Length - 1], Gen.Int[0, s_tokens.Length - 1], Gen.Int[0, 3])
            .Array[1, 6]
            .Sample(AnalyzeDamaged, iter: 30, threads: 1);

    private static void AnalyzeDamaged((int At, int Other, int Kind)[] damage)
    {
        var text = s_tokens.ToArray();
        foreach (var (at, other, kind) in damage)
            text[at] = kind switch
            {
                0 => "",
                1 => text[other],
                2 => text[at] + " " + text[at],
                _ => text[at][..(text[at].Length / 2)],
            };
        RuleTest.DiagnosticsAsync([string.Join('\n', text)], inventory: true, mustCompile: false).GetAwaiter().GetResult();
    }

    [Fact]
    public async Task The_order_of_the_files_makes_no_difference()
    {
        string[] files =
        [
            "partial class C(IChatClient client) { public Task A() => client.GetResponseAsync(\"Summarise it.\", _options); }",
            "partial class C { private readonly ChatOptions _options = new() { ModelId = Model }; }",
            "partial class C { private const string Model = \"m\"; public Task B(string t) => client.GetResponseAsync(t); }",
        ];
        var expected = await ReportAsync(files);
        Assert.Equal(expected, await ReportAsync([.. files.Reverse()]));
        Assert.Equal(expected, await ReportAsync([files[1], files[2], files[0]]));

        static async Task<string[]> ReportAsync(string[] sources) =>
            [
                .. (await RuleTest.DiagnosticsAsync(sources, inventory: true))
                    .Select(d => $"{d.Id} {d.GetMessage(null)} {d.Location.SourceTree!.GetText()}")
                    .Order(StringComparer.Ordinal),
            ];
    }

    [Fact]
    public async Task A_chain_of_a_thousand_helpers_does_not_hang()
    {
        var helpers = string.Concat(Enumerable.Range(0, 1000).Select(i => $"private static ChatOptions H{i}() => H{i + 1}();\n"));
        var source =
            "class C(IChatClient client) {\n"
            + helpers
            + "private static ChatOptions H1000() => new() { ModelId = \"m\" };\npublic Task Ask(string "
            + "t) => client.GetResponseAsync(t, H0()); }";
        // Beyond the bound, nothing is concluded.
        Assert.Equal("FlowsIn", await FactTest.FactAsync("model", source));
    }

    [Fact]
    public async Task A_very_deep_expression_does_not_hang()
    {
        var text = string.Join(" + ", Enumerable.Repeat("text", 1500));
        Assert.Equal(
            "FlowsIn",
            await FactTest.FactAsync(
                "prompt",
                $"class C(IChatClient client) {{ public Task Ask(string text) => client.GetResponseAsync({text}); }}"
            )
        );
    }
}
