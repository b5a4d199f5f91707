using LlmHygiene.Analyzers.Rules.Telemetry;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Telemetry;

public class ContentInTelemetryRuleTests
{
    [Theory]
    [InlineData("builder.UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|});")]
    [InlineData("builder.UseOpenTelemetry(configure: c => { {|LLMH3004:c.EnableSensitiveData = true|}; });")]
    [InlineData("_ = new OpenTelemetryChatClient(client) { {|LLMH3004:EnableSensitiveData = true|} };")]
    [InlineData("{|LLMH3004:generator.EnableSensitiveData = true|};")]
    [InlineData("const bool All = true; builder.UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = All|});")]
    [InlineData("AppContext.{|LLMH3004:SetSwitch|}(\"Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnosticsSensitive\", true);")]
    [InlineData("AppContext.{|LLMH3004:SetSwitch|}(\"Azure.Experimental.TraceGenAIMessageContent\", true);")]
    [InlineData("Environment.{|LLMH3004:SetEnvironmentVariable|}(\"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\", \"True\");")]
    [InlineData("Environment.{|LLMH3004:SetEnvironmentVariable|}(\"AZURE_TRACING_GEN_AI_CONTENT_RECORDING_ENABLED\", \"true\");")]
    [InlineData(
        "Environment.{|LLMH3004:SetEnvironmentVariable|}("
            + "\"SEMANTICKERNEL_EXPERIMENTAL_GENAI_ENABLE_OTEL_DIAGNOSTICS_SENSITIVE\", \"true\");"
    )]
    [InlineData("Environment.{|LLMH3004:SetEnvironmentVariable|}(\"ANTHROPIC_OPEN_TELEMETRY_TRACES_CONTENT_MODE\", \"content\");")]
    [InlineData(
        "_ = new Anthropic.Core.OpenTelemetryTraces { {|LLMH3004:ContentMode = Anthropic.Core.OpenTelemetryContentMode.Content|} };"
    )]
    [InlineData("Activity.Current?.{|LLMH3004:SetTag|}(\"gen_ai.prompt\", text);")]
    [InlineData("Activity.Current!.{|LLMH3004:AddTag|}(\"gen_ai.output.messages\", text);")]
    [InlineData(
        """
            using var activity = source.StartActivity();
            if (activity is not null) activity.{|LLMH3004:SetTag|}("gen_ai.input.messages", text);
            """
    )]
    [InlineData(
        "if (Activity.Current is { } activity && activity.IsAllDataRequested) activity.{|LLMH3004:SetTag|}(\"gen_ai.completion\", text);"
    )]
    [InlineData("if (Activity.Current == null) return; Activity.Current.{|LLMH3004:SetTag|}(\"gen_ai.system_instructions\", text);")]
    public Task Fires_where_nothing_decides(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = flag);")]
    [InlineData("builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = false);")]
    [InlineData(
        "builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = Environment.GetEnvironmentVariable(\"ENV\") == \"dev\");"
    )]
    [InlineData("builder.UseOpenTelemetry(configure: c => { if (flag) c.EnableSensitiveData = true; });")]
    [InlineData("if (flag) builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = true);")]
    [InlineData("builder.UseOpenTelemetry(configure: flag ? c => c.EnableSensitiveData = true : null);")]
    [InlineData("if (!flag) return; builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = true);")]
    [InlineData("switch (text) { case \"dev\": AppContext.SetSwitch(\"Azure.Experimental.TraceGenAIMessageContent\", true); break; }")]
    [InlineData("AppContext.SetSwitch(\"Azure.Experimental.TraceGenAIMessageContent\", false);")]
    [InlineData("AppContext.SetSwitch(\"Microsoft.SemanticKernel.Experimental.GenAI.EnableOTelDiagnostics\", true);")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\", \"false\");")]
    [InlineData("Environment.SetEnvironmentVariable(\"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\", text);")]
    [InlineData("_ = new Anthropic.Core.OpenTelemetryTraces { ContentMode = Anthropic.Core.OpenTelemetryContentMode.MetadataOnly };")]
    [InlineData("if (flag) Activity.Current?.SetTag(\"gen_ai.prompt\", text);")]
    [InlineData("if (Activity.Current is not null && flag) Activity.Current.SetTag(\"gen_ai.prompt\", text);")]
    [InlineData("Activity.Current?.SetTag(\"gen_ai.prompt\", \"summary\");")]
    [InlineData("Activity.Current?.SetTag(\"gen_ai.prompt\", text.Length);")]
    [InlineData("Activity.Current?.SetTag(\"gen_ai.prompt.name\", text);")]
    [InlineData("new Own().SetTag(\"gen_ai.prompt\", text);")]
    [InlineData("new Own().EnableSensitiveData = true;")]
    public Task Stays_silent_where_something_decides_or_no_content_is_sent(string body) => VerifyAsync(body);

    [Fact]
    public Task Stays_silent_in_conditional_code() =>
        VerifyAsync(
            """

            #if DEBUG
                    builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = true);
            #else
                    builder.UseOpenTelemetry();
            #endif
            #if !DEBUG
                    builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = true);
            #endif
                    builder.UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|});
            """
        );

    [Fact]
    public Task Stays_silent_in_a_method_that_is_called_on_a_condition() =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>(
            """
            using System.Diagnostics;

            class Setup(ChatClientBuilder builder)
            {
                public void Run(bool isDevelopment)
                {
                    if (isDevelopment) ForDevelopment();
                    Always();
                    Debugging();
                }

                void ForDevelopment() => builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = true);

                void Always() => builder.UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|});

                [Conditional("DEBUG")]
                void Debugging() => builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = true);
            }
            """
        );

    [Fact]
    public Task Knows_the_agents_of_the_agent_framework() =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>(
            """
            using Microsoft.Agents.AI;

            class Setup
            {
                public void Run(AIAgentBuilder builder) =>
                    builder.UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|});
            }
            """,
            [.. TestReferences.All, TestReferences.Agents]
        );

    private static Task VerifyAsync(string body) =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>(
            $$"""
            using System.Diagnostics;

            class Setup
            {
                void Run(ChatClientBuilder builder, IChatClient client, OpenTelemetryEmbeddingGenerator<string, Embedding<float>> generator,
                    ActivitySource source, string text, bool flag)
                {
                    {{body}}
                }
            }

            class Own
            {
                public bool EnableSensitiveData { get; set; }
                public void SetTag(string key, object value) { }
            }
            """
        );

    private static string Providers(string members) =>
        $$"""
            enum Kind { OpenAI, Ollama }
            static class Clients
            {
                static IChatClient OpenAI() => new OpenAI.Chat.ChatClient("m", "k").AsIChatClient();
                static IChatClient Ollama() => new OllamaSharp.OllamaApiClient(new Uri("http://localhost"), "m");
                {{members}}
            }
            """;

    // Each branch makes the client of another provider.
    [Theory]
    [InlineData(
        """
            public static IChatClient Make(Kind kind) => kind switch
            {
                Kind.OpenAI => OpenAI().AsBuilder().UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|}).Build(),
                _ => Ollama().AsBuilder().UseOpenTelemetry().Build(),
            };
            """
    )]
    [InlineData(
        """
            public static IChatClient Make(string kind)
            {
                if (kind == "openai")
                    return OpenAI().AsBuilder().UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|}).Build();
                return Ollama().AsBuilder().UseOpenTelemetry().Build();
            }
            """
    )]
    [InlineData(
        """
            public static IChatClient Make(string kind)
            {
                if (kind == "openai")
                    return OpenAI();
                return Ollama().AsBuilder().UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|}).Build();
            }
            """
    )]
    [InlineData(
        """
            public static void Add(IServiceCollection services, string kind)
            {
                switch (kind)
                {
                    case "openai": services.AddChatClient(OpenAI())
                        .UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|}); break;
                    case "ollama": services.AddChatClient(Ollama())
                        .UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|}); break;
                    default: throw new NotSupportedException();
                }
            }
            """
    )]
    [InlineData(
        """
            public static IChatClient Make(bool isLocal) => isLocal ? Local() : Remote();
            static IChatClient Local() => Ollama();
            static IChatClient Remote() => OpenAI().AsBuilder()
                .UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|}).Build();
            """
    )]
    [InlineData(
        """
            public static ChatClientBuilder Make(IChatClient first, IChatClient second, int kind) =>
                kind == 1 ? first.AsBuilder().UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|})
                    : second.AsBuilder();
            """
    )]
    public Task Choosing_a_provider_does_not_decide_about_content(string members) =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>([Providers(members)], only: "LLMH3004");

    // The branches make the same client, or the environment chooses.
    [Theory]
    [InlineData(
        """
            public static IChatClient Make(bool all) => all
                ? OpenAI().AsBuilder().UseOpenTelemetry(configure: c => c.EnableSensitiveData = true).Build()
                : OpenAI().AsBuilder().UseOpenTelemetry().Build();
            """
    )]
    [InlineData(
        """
            public static ChatClientBuilder Make(IChatClient client, string mode) => mode switch
            {
                "trace" => client.AsBuilder().UseOpenTelemetry(configure: c => c.EnableSensitiveData = true),
                _ => client.AsBuilder().UseOpenTelemetry(),
            };
            """
    )]
    [InlineData(
        """
            public static IChatClient Make(string environment)
            {
                if (environment == "Development")
                    return Ollama().AsBuilder().UseOpenTelemetry(configure: c => c.EnableSensitiveData = true).Build();
                return OpenAI();
            }
            """
    )]
    [InlineData(
        """
            public static IChatClient Make(Microsoft.Extensions.Hosting.IHostEnvironment e) => e.EnvironmentName.Length == 3
                ? Ollama().AsBuilder().UseOpenTelemetry(configure: c => c.EnableSensitiveData = true).Build() : OpenAI();
            """
    )]
    [InlineData(
        """
            public static void Make(ChatClientBuilder builder, string kind)
            {
                if (kind == "openai")
                    builder.UseOpenTelemetry(configure: c => c.EnableSensitiveData = true);
            }
            """
    )]
    [InlineData(
        """
            public static IChatClient Make(Kind kind, bool all) => kind switch
            {
                Kind.OpenAI => OpenAI().AsBuilder().UseOpenTelemetry(configure: c => { if (all) c.EnableSensitiveData = true; }).Build(),
                _ => Ollama(),
            };
            """
    )]
    public Task A_decision_about_content_counts_beside_a_choice_of_provider(string members) =>
        RuleTest.VerifyAsync<TelemetryAnalyzer>([Providers(members)], only: "LLMH3004");
}
