using LlmHygiene.Analyzers.Rules.Telemetry;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Telemetry;

public class PipelineWithoutTelemetryRuleTests
{
    [Theory]
    [InlineData("_ = new ChatClientBuilder(openAI.GetChatClient(\"m\").AsIChatClient()).{|LLMH3002:Build|}();")]
    [InlineData("_ = leaf.AsBuilder().UseFunctionInvocation().UseLogging().{|LLMH3002:Build|}();")]
    [InlineData("_ = leaf.AsBuilder().UsePromptRollout().{|LLMH3002:Build|}();")]
    [InlineData("_ = leaf.AsBuilder().ConfigureOptions(o => o.Temperature = 0).{|LLMH3002:Build|}();")]
    [InlineData("var builder = leaf.AsBuilder(); builder.UseLogging(); _ = builder.{|LLMH3002:Build|}();")]
    [InlineData("var builder = leaf.AsBuilder(); builder = builder.UseLogging(); _ = builder.{|LLMH3002:Build|}();")]
    [InlineData("_field = leaf.AsBuilder().UseLogging().{|LLMH3002:Build|}();")]
    [InlineData("services.AddSingleton<IChatClient>(leaf.AsBuilder().UseLogging().{|LLMH3002:Build|}());")]
    [InlineData("services.AddSingleton<IChatClient>(_ => leaf.AsBuilder().UseLogging().{|LLMH3002:Build|}());")]
    [InlineData("Use(leaf.AsBuilder().UseLogging().{|LLMH3002:Build|}());")]
    [InlineData("_ = openAI.GetEmbeddingClient(\"m\").AsIEmbeddingGenerator().AsBuilder().UseLogging().{|LLMH3002:Build|}();")]
    [InlineData("_ = leaf.AsBuilder().UsePromptTelemetry().{|LLMH3002:Build|}();")]
    [InlineData("services.{|LLMH3002:AddChatClient|}(leaf).UsePromptTelemetry(\"my_key\");")]
    [InlineData("services.{|LLMH3002:AddChatClient|}(leaf);")]
    [InlineData("services.{|LLMH3002:AddChatClient|}(leaf).UseLogging();")]
    [InlineData(
        """
            services.{|LLMH3002:AddKeyedChatClient|}("key", provider =>
                provider.GetRequiredService<OpenAI.OpenAIClient>().GetChatClient("m").AsIChatClient()).UseFunctionInvocation();
            """
    )]
    [InlineData("services.{|LLMH3002:AddEmbeddingGenerator|}(openAI.GetEmbeddingClient(\"m\").AsIEmbeddingGenerator());")]
    [InlineData("var builder = services.{|LLMH3002:AddChatClient|}(leaf); builder.UseLogging();")]
    public Task Fires_where_the_whole_pipeline_is_visible(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = leaf.AsBuilder().UseOpenTelemetry().Build();")]
    [InlineData("_ = leaf.AsBuilder().UseFunctionInvocation().UseOpenTelemetry().UseLogging().Build();")]
    [InlineData("_ = leaf.AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build();")]
    [InlineData("var builder = leaf.AsBuilder(); builder.UseLogging().UseOpenTelemetry(); _ = builder.Build();")]
    [InlineData("var builder = leaf.AsBuilder(); if (flag) builder.UseOpenTelemetry(); _ = builder.Build();")]
    [InlineData("_ = new OpenTelemetryChatClient(leaf).AsBuilder().UseLogging().Build();")]
    [InlineData("services.AddChatClient(leaf).UseOpenTelemetry();")]
    [InlineData("services.AddChatClient(leaf.AsBuilder().UseOpenTelemetry().Build());")]
    [InlineData("services.AddChatClient(_ => leaf.AsBuilder().UseLogging().Build()).UseOpenTelemetry();")]
    [InlineData("var builder = services.AddChatClient(leaf); builder.UseOpenTelemetry();")]
    [InlineData("_ = leaf.AsBuilder().UseLogging().Build().AsBuilder().UseOpenTelemetry().Build();")]
    [InlineData("var plain = leaf.AsBuilder().UseLogging().Build(); _ = new OpenTelemetryChatClient(plain);")]
    [InlineData("Wrap(leaf.AsBuilder().UseLogging().Build());")]
    public Task Stays_silent_where_telemetry_is_in_it(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("_ = injected.AsBuilder().UseLogging().Build();")]
    [InlineData("_ = given.UseLogging().Build();")]
    [InlineData("_ = leaf.AsBuilder().Use(inner => new Measuring(inner)).Build();")]
    [InlineData("_ = new Measuring(leaf).AsBuilder().UseLogging().Build();")]
    [InlineData("var builder = leaf.AsBuilder(); Extend(builder); _ = builder.Build();")]
    [InlineData("_ = new Measuring(leaf.AsBuilder().UseLogging().Build());")]
    [InlineData("services.AddChatClient(provider => provider.GetRequiredKeyedService<IChatClient>(\"inner\")).UseLogging();")]
    [InlineData("services.AddChatClient(_ => injected);")]
    [InlineData("Extend(services.AddChatClient(leaf));")]
    [InlineData("_ = new Anthropic.AnthropicClient().AsIChatClient(\"m\").AsBuilder().UseLogging().Build();")]
    [InlineData("AppContext.SetSwitch(\"OpenAI.Experimental.EnableOpenTelemetry\", true); _ = leaf.AsBuilder().UseLogging().Build();")]
    public Task Stays_silent_where_part_of_it_is_not_visible(string body) => VerifyAsync(body);

    [Fact]
    public Task AddLlmHygiene_turns_the_telemetry_of_SDKs_on_that_have_a_switch() =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>(
            """
            namespace OpenTelemetry.Trace
            {
                public class TracerProviderBuilder;
                public static class LlmHygieneTracerProviderBuilderExtensions
                {
                    public static TracerProviderBuilder AddLlmHygiene(this TracerProviderBuilder builder) => builder;
                }
            }
            namespace App
            {
                using OpenTelemetry.Trace;

                static class Program
                {
                    static void Make(OpenTelemetry.Trace.TracerProviderBuilder tracing, OpenAI.OpenAIClient openAI, Uri server)
                    {
                        tracing.AddLlmHygiene();
                        _ = openAI.GetChatClient("m").AsIChatClient().AsBuilder().UseLogging().Build();
                        _ = ((IChatClient)new OllamaSharp.OllamaApiClient(server, "m")).AsBuilder().UseLogging().{|LLMH3002:Build|}();
                    }
                }
            }
            """
        );

    [Fact]
    public Task Stays_silent_for_a_registration_that_another_library_completes() =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>(
            """
            using Microsoft.Extensions.Hosting;

            static class Hosting
            {
                public static IHostApplicationBuilder AddAzureOpenAIClient(this IHostApplicationBuilder builder, string name) => builder;
                public static IHostApplicationBuilder AddChatClient(this IHostApplicationBuilder builder) => builder;
                public static void Add(IHostApplicationBuilder builder) => builder.AddAzureOpenAIClient("openai").AddChatClient();
            }
            """
        );

    [Fact]
    public Task Stays_silent_where_a_library_returns_the_client() =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>(
            """
            public static class Factory
            {
                public static IChatClient Create(OpenAI.OpenAIClient client) =>
                    client.GetChatClient("m").AsIChatClient().AsBuilder().UseLogging().Build();
            }

            static class Inner
            {
                public static IChatClient Create(OpenAI.OpenAIClient client) =>
                    client.GetChatClient("m").AsIChatClient().AsBuilder().UseLogging().{|LLMH3002:Build|}();
                public static void Call(OpenAI.OpenAIClient client) => Create(client).GetResponseAsync("Hello");
            }
            """
        );

    [Fact]
    public Task Looks_through_a_custom_step() =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>(
            """
            static class Steps
            {
                public static ChatClientBuilder UseUsual(this ChatClientBuilder builder) => builder.UseLogging().UseOpenTelemetry();
                public static void Add(IServiceCollection services, OpenAI.Chat.ChatClient client) =>
                    services.AddChatClient(client.AsIChatClient()).UseUsual();
            }
            """
        );

    [Fact]
    public Task Agents_have_pipelines_too() =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>(
            """
            using Microsoft.Agents.AI;

            class Agents(OpenAI.OpenAIClient openAI)
            {
                public void Make()
                {
                    var plain = openAI.GetChatClient("m").AsIChatClient();
                    _ = new AIAgentBuilder(new ChatClientAgent(plain)).UseLogging().{|LLMH3002:Build|}();
                    _ = new AIAgentBuilder(new ChatClientAgent(plain)).UseOpenTelemetry().Build();
                    _ = new AIAgentBuilder(new ChatClientAgent(plain.AsBuilder().UseOpenTelemetry().Build())).UseLogging().Build();
                }
            }
            """,
            [.. TestReferences.All, TestReferences.Agents]
        );

    private static Task VerifyAsync(string body) =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>(
            $$"""
            class Program
            {
                IChatClient? _field;

                void Make(IServiceCollection services, OpenAI.OpenAIClient openAI, IChatClient injected, ChatClientBuilder given, bool flag)
                {
                    var leaf = openAI.GetChatClient("m").AsIChatClient();
                    {{body}}
                    _field?.GetResponseAsync("Hello");
                }

                static void Extend(ChatClientBuilder builder) => builder.UseOpenTelemetry();
                static Task Use(IChatClient client) => client.GetResponseAsync("Hello");
                static IChatClient Wrap(IChatClient client) => client.AsBuilder().UseOpenTelemetry().Build();
            }

            class Measuring(IChatClient inner) : DelegatingChatClient(inner);
            """
        );
}
