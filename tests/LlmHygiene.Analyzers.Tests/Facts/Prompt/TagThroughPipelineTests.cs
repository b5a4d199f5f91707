using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>A step that states a model leaves the tag of the prompt; one that sends other options, or writes tags, may not.</summary>
public class TagThroughPipelineTests
{
    [Theory]
    [InlineData(".ConfigureOptions(o => o.ModelId = \"a\")", "Tagged(say@1.0.0)")]
    [InlineData(".ConfigureOptions(o => { o.ModelId ??= \"a\"; o.MaxOutputTokens = 5; })", "Tagged(say@1.0.0)")]
    [InlineData(".Use(inner => new Own(inner))", "Tagged(say@1.0.0)")]
    [InlineData(".Use(inner => new Reading(inner))", "Tagged(say@1.0.0)")]
    [InlineData(".ConfigureOptions(o => o.AdditionalProperties = new())", "Tagged(*@*)")]
    [InlineData(".ConfigureOptions(o => (o.AdditionalProperties ??= new())[\"prompt_version\"] = \"9\")", "Tagged(*@*)")]
    [InlineData(".ConfigureOptions(Given)", "Tagged(*@*)")]
    [InlineData(".ConfigureOptions(Helper)", "Tagged(*@*)")]
    [InlineData(".Use(inner => new Replacing(inner))", "Tagged(*@*)")]
    [InlineData(".Use(inner => new Tagging(inner))", "Tagged(*@*)")]
    [InlineData(
        ".Use(async (messages, options, next, token) => { options = new ChatOptions(); await next(messages, options, token); })",
        "Tagged(*@*)"
    )]
    public async Task A_step(string step, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "prompt",
                $$"""
                {{Wrapper("Own", "options = options?.Clone() ?? new(); options.ModelId = \"own\";")}}
                {{Wrapper("Replacing", "options = new ChatOptions();")}}
                {{Wrapper("Tagging", "(options!.AdditionalProperties ??= new())[\"prompt_version\"] = \"9\";")}}
                {{Wrapper("Reading", "_ = options?.AdditionalProperties?.TryGetValue(\"prompt_version\", out _);")}}
                public class C
                {
                    public static Action<ChatOptions> Given { get; set; } = null!;
                    private static void Helper(ChatOptions o) => o.AdditionalProperties?.Clear();
                    public Task Ask() =>
                        new OpenAI.Chat.ChatClient("gpt-4o", "k").AsIChatClient().AsBuilder(){{step}}.Build().GetResponseAsync(
                            "Say.",
                            new ChatOptions
                            {
                                AdditionalProperties = new() { ["prompt_name"] = "say", ["prompt_version"] = "1.0.0" },
                            });
                }
                """
            )
        );

    private static string Wrapper(string name, string change) =>
        $$"""
            internal sealed class {{name}}(IChatClient inner) : DelegatingChatClient(inner)
            {
                public override Task<ChatResponse> GetResponseAsync(
                    IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken token = default)
                {
                    {{change}}
                    return base.GetResponseAsync(messages, options, token);
                }
            }
            """;
}
