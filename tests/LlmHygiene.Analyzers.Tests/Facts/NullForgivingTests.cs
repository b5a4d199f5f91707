using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts;

/// <summary>The compiler has no operation for <c>x!</c>, <c>(x)</c>, <c>ref x</c> and <c>checked(x)</c>: each is its operand.</summary>
public class NullForgivingTests
{
    private const string Prelude =
        "#pragma warning disable OPENAI001\nusing Microsoft.Extensions.DependencyInjection;\n"
        + "static class S { public static readonly IChatClient Client = new OpenAI.Responses.ResponsesClient(\"k\").AsIChatClient();"
        + " public static ChatOptions? Make() => new() { ModelId = \"m\", MaxOutputTokens = 3 };"
        + " public static readonly ChatOptions Held = new() { ModelId = \"m\", MaxOutputTokens = 3 }; }\n";

    [Theory]
    [InlineData("var o = S.Make()!;")]
    [InlineData("var o = (S.Make());")]
    [InlineData("var o = (((S.Make())!));")]
    [InlineData("var o = (text.Length > 3 ? S.Make() : S.Held)!;")]
    [InlineData("ref readonly var o = ref S.Held;")]
    [InlineData("var a = S.Make(); ChatOptions o; o = a!;")]
    [InlineData("var o = S.Make() ?? S.Held!;")]
    [InlineData("var (o, _) = ((S.Make())!, 1);")]
    [InlineData("ChatOptions Get() => (S.Make())!; var o = Get();")]
    [InlineData("ChatOptions Get() { return S.Make()!; } var o = Get();")]
    [InlineData("var o = Task.FromResult(S.Make()!).Result;")]
    [InlineData("var l = new Lazy<ChatOptions>(() => (S.Make())!); var o = l!.Value;")]
    [InlineData("var o = (ChatOptions)(object)S.Make()!;")]
    public async Task Options_are_followed(string statement)
    {
        var source = Prelude + $"class C {{ Task Ask(string text) {{ {statement} return S.Client.GetResponseAsync(text, o); }} }}";
        Assert.Equal("Constant(m)", await FactTest.FactAsync("model", source));
        Assert.Equal("Set(3)", await FactTest.FactAsync("limit", source));
    }

    [Fact]
    public async Task A_writable_variable_behind_a_reference_is_unknown() =>
        Assert.Equal(
            "Configured",
            await FactTest.FactAsync(
                "model",
                Prelude
                    + """
                    class C
                    {
                        static ChatOptions s_options = new() { ModelId = "a" };
                        static void Change(ref ChatOptions options) => options = new() { ModelId = "b" };
                        Task Ask(string text)
                        {
                            ref var alias = ref s_options;
                            Change(ref alias);
                            return S.Client.GetResponseAsync(text, s_options);
                        }
                    }
                    """
            )
        );

    [Theory]
    [InlineData("provider.GetService<IChatClient>()!")]
    [InlineData("(provider.GetRequiredService<IChatClient>())")]
    [InlineData("((IChatClient?)provider.GetService<IChatClient>())!")]
    public async Task A_client_of_the_container_is_followed(string client) =>
        Assert.Equal(
            "AtClient(m)",
            await FactTest.FactAsync(
                "model",
                Prelude
                    + $$"""
                    class C
                    {
                        static void Configure(IServiceCollection services) =>
                            services.AddChatClient(_ => (new OpenAI.Chat.ChatClient("m", "k").AsIChatClient())!);
                        static Task Ask(IServiceProvider provider, string text)
                        {
                            var client = {{client}};
                            return client.GetResponseAsync(text);
                        }
                    }
                    """
            )
        );

    [Theory]
    [InlineData("(text.Length == 0 ? null : \"Translate the following text: \" + text)!")]
    [InlineData("(\"Translate the following text: \" + text)")]
    [InlineData("(text.Length == 0 ? null : (\"Translate the following text: \"!) + text)!")]
    public async Task Prompt_text_is_followed(string prompt) =>
        Assert.Equal(
            "Untagged",
            await FactTest.FactAsync(
                "prompt",
                Prelude
                    + $$"""
                    class C
                    {
                        static Task Ask(string text)
                        {
                            string prompt = {{prompt}};
                            return S.Client.GetResponseAsync(prompt, S.Make());
                        }
                    }
                    """
            )
        );

    [Theory]
    [InlineData("checked(n + 0)", "Set")]
    [InlineData("(3)", "Set(3)")]
    [InlineData("checked(1 + 2)", "Set(3)")]
    [InlineData("Limit!", "Set(3)")]
    public async Task A_limit_is_followed(string limit, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "limit",
                Prelude
                    + $$"""
                    class C
                    {
                        static readonly int? Limit = (3)!;
                        static Task Ask(string text, int n)
                        {
                            var limit = {{limit}};
                            return S.Client.GetResponseAsync(text, new ChatOptions { MaxOutputTokens = limit });
                        }
                    }
                    """
            )
        );
}
