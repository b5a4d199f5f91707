using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>Steps of pipelines that overwrite the model where the call does not show them, as generated programs have shown.</summary>
public class PipelineContradictionTests
{
    private const string Helpers = """
        static Action<ChatOptions> Make() => o => o.ModelId = "other";
        static void Set(ChatOptions options) => options.ModelId = "other";
        static readonly Action<ChatOptions> Field = o => o.ModelId = "other";
        static IChatClient Wrap(IChatClient client) => new ConfigureOptionsChatClient(client, Set);
        """;

    [Theory]
    [InlineData("IChatClient made = new ConfigureOptionsChatClient(S.Client, o => o.ModelId = \"other\");")]
    [InlineData("IChatClient made = new ConfigureOptionsChatClient(S.Client, Make());")]
    [InlineData("IChatClient made = new ConfigureOptionsChatClient(configure: Set, innerClient: S.Client);")]
    [InlineData("ConfigureOptionsChatClient made = new(S.Client, Field);")]
    [InlineData("IChatClient made = Wrap(S.Client);")]
    [InlineData("IChatClient made = new ConfigureOptionsChatClient(new ConfigureOptionsChatClient(S.Client, Make()), o => o.TopK = 1);")]
    [InlineData("var made = S.Client.AsBuilder().Use(inner => new ConfigureOptionsChatClient(inner, Make())).Build();")]
    [InlineData(
        "IChatClient made = ActivatorUtilities.CreateInstance<ConfigureOptionsChatClient>(null!, S.Client, (Action<ChatOptions>)Set);"
    )]
    public async Task A_registered_step_without_a_builder_may_overwrite_the_model(string statement) =>
        Assert.Equal(
            "Configured",
            await ModelAsync(
                $$"""
                {{statement}}
                services.TryAddSingleton<IChatClient>(made);
                return provider.GetRequiredService<IChatClient>()
                    .GetResponseAsync(q, new ChatOptions { ModelId = "m" });
                """
            )
        );

    [Fact]
    public async Task A_registered_step_that_writes_no_model_leaves_the_one_of_the_call() =>
        Assert.Equal(
            "Constant(m)",
            await ModelAsync(
                """
                IChatClient made = new ConfigureOptionsChatClient(S.Client, o => o.Temperature = 0);
                services.TryAddSingleton<IChatClient>(made);
                return provider.GetRequiredService<IChatClient>()
                    .GetResponseAsync(q, new ChatOptions { ModelId = "m" });
                """,
                ""
            )
        );

    [Theory]
    [InlineData("new Asking(provider.GetRequiredService<IChatClient>(), options).AskAsync(\"Summarise \")", "Tagged(*@*)")]
    [InlineData("provider.GetRequiredService<IChatClient>().GetResponseAsync(\"Summarise \", options)", "Tagged(*@*)")]
    public async Task A_client_that_an_object_keeps_is_not_the_registered_one(string call, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "prompt",
                Usings
                    + ContradictionTests.Prelude
                    + $$"""
                    sealed class Own(IChatClient inner) : DelegatingChatClient(inner)
                    {
                        public override Task<ChatResponse> GetResponseAsync(
                            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken stop = default)
                        {
                            options = new ChatOptions();
                            return base.GetResponseAsync(messages, options, stop);
                        }
                    }
                    interface IHolder { IChatClient Get(); }
                    class Other : IHolder { public IChatClient Get() => S.WithModel; }
                    class Kept(IChatClient value) : IHolder { public IChatClient Get() => value; }
                    {{(call.Contains("Asking") ? Asking : "")}}
                    class C
                    {
                        public Task Ask(IServiceProvider provider)
                        {
                            IHolder holder = new Kept(S.Client.AsBuilder().Use(inner => new Own(inner)).Build());
                            var services = new ServiceCollection();
                            services.AddSingleton<IChatClient>(holder.Get());
                            var options = new ChatOptions
                            {
                                ModelId = "m",
                                AdditionalProperties = new() { ["prompt_name"] = "summary", ["prompt_version"] = "1.0.0" },
                            };
                            return {{call}};
                        }
                    }
                    """
            )
        );

    private const string Usings = """
        using Microsoft.Extensions.DependencyInjection;
        using Microsoft.Extensions.DependencyInjection.Extensions;

        """;

    private const string Asking = """
        class Asking(IChatClient client, ChatOptions options)
        {
            public Task AskAsync(string text) => client.GetResponseAsync(text, options);
        }
        """;

    private static Task<string> ModelAsync(string statements, string members = Helpers) =>
        FactTest.FactAsync(
            "model",
            Usings
                + ContradictionTests.Prelude
                + $$"""
                class C
                {
                    {{members}}
                    public Task Ask(string q, ServiceCollection services, IServiceProvider provider) { {{statements}} }
                }
                """
        );
}
