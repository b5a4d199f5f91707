using LlmHygiene.Analyzers.Rules.Telemetry;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

public sealed class PipelineWithoutTelemetryFixTests
{
    private const string Both = ".UseOpenTelemetry().UsePromptTelemetry()";

    [Theory]
    [InlineData(
        "_ = leaf.AsBuilder().UseFunctionInvocation().{|LLMH3002:Build|}();",
        "_ = leaf.AsBuilder().UseFunctionInvocation()" + Both + ".Build();"
    )]
    [InlineData("_ = new ChatClientBuilder(leaf).{|LLMH3002:Build|}();", "_ = new ChatClientBuilder(leaf)" + Both + ".Build();")]
    [InlineData(
        "_ = leaf.AsBuilder().UsePromptTelemetry().UseFunctionInvocation().{|LLMH3002:Build|}();",
        "_ = leaf.AsBuilder().UseOpenTelemetry().UsePromptTelemetry().UseFunctionInvocation().Build();"
    )]
    [InlineData(
        "var builder = leaf.AsBuilder(); builder.UseLogging(); _ = builder.{|LLMH3002:Build|}();",
        "var builder = leaf.AsBuilder(); builder.UseLogging(); _ = builder" + Both + ".Build();"
    )]
    [InlineData("services.{|LLMH3002:AddChatClient|}(leaf);", "services.AddChatClient(leaf)" + Both + ";")]
    [InlineData("services.{|LLMH3002:AddChatClient|}(leaf).UseLogging();", "services.AddChatClient(leaf).UseLogging()" + Both + ";")]
    [InlineData(
        "services.{|LLMH3002:AddChatClient|}(leaf).UsePromptTelemetry(\"my_key\");",
        "services.AddChatClient(leaf).UseOpenTelemetry().UsePromptTelemetry(\"my_key\");"
    )]
    [InlineData(
        "var builder = services.{|LLMH3002:AddChatClient|}(leaf); builder.UseLogging();",
        "var builder = services.AddChatClient(leaf); builder.UseLogging()" + Both + ";"
    )]
    [InlineData(
        "services.AddSingleton<IChatClient>(_ => leaf.AsBuilder().UseLogging().{|LLMH3002:Build|}());",
        "services.AddSingleton<IChatClient>(_ => leaf.AsBuilder().UseLogging()" + Both + ".Build());"
    )]
    [InlineData(
        "_ = openAI.GetEmbeddingClient(\"m\").AsIEmbeddingGenerator().AsBuilder().UseLogging().{|LLMH3002:Build|}();",
        "_ = openAI.GetEmbeddingClient(\"m\").AsIEmbeddingGenerator().AsBuilder().UseLogging().UseOpenTelemetry().Build();"
    )]
    [InlineData(
        "services.{|LLMH3002:AddEmbeddingGenerator|}(openAI.GetEmbeddingClient(\"m\").AsIEmbeddingGenerator());",
        "services.AddEmbeddingGenerator(openAI.GetEmbeddingClient(\"m\").AsIEmbeddingGenerator()).UseOpenTelemetry();"
    )]
    [InlineData(
        "_ = openAI.GetImageClient(\"m\").AsIImageGenerator().AsBuilder().{|LLMH3002:Build|}();",
        "_ = openAI.GetImageClient(\"m\").AsIImageGenerator().AsBuilder().UseOpenTelemetry().Build();"
    )]
    public Task The_steps_come_last(string before, string after) => VerifyAsync(Method(before), Method(after));

    [Fact]
    public Task A_chain_on_several_lines_stays_on_several_lines() =>
        VerifyAsync(
            Method(
                """
                _ = leaf
                    .AsBuilder() // the usual
                    .ConfigureOptions(options => options.ModelId ??= "m")
                    // made here
                    .{|LLMH3002:Build|}();
                """
            ),
            Method(
                """
                _ = leaf
                    .AsBuilder() // the usual
                    .ConfigureOptions(options => options.ModelId ??= "m")
                    .UseOpenTelemetry()
                    .UsePromptTelemetry()
                    // made here
                    .Build();
                """
            )
        );

    [Fact]
    public Task A_registration_on_several_lines_stays_one() =>
        VerifyAsync(
            Method(
                """
                services
                    .{|LLMH3002:AddChatClient|}(leaf)
                    .UseLogging(); // all of it
                """
            ),
            Method(
                """
                services
                    .AddChatClient(leaf)
                    .UseLogging()
                    .UseOpenTelemetry()
                    .UsePromptTelemetry(); // all of it
                """
            )
        );

    [Fact]
    public Task Several_pipelines_are_fixed_at_once() =>
        VerifyAsync(
            Method("_ = leaf.AsBuilder().{|LLMH3002:Build|}(); services.{|LLMH3002:AddChatClient|}(leaf);"),
            Method($"_ = leaf.AsBuilder(){Both}.Build(); services.AddChatClient(leaf){Both};")
        );

    [Fact]
    public async Task A_using_is_added_where_the_file_has_none()
    {
        const string Usings = "global using System;\nglobal using System.Threading.Tasks;\n";
        var test = FixTest.Create<PipelineWithoutTelemetryFix>(
            "LLMH3002",
            Program(""),
            Program("using Microsoft.Extensions.AI;\n"),
            null,
            null,
            new TelemetryAnalyzer()
        );
        test.TestState.Sources.RemoveAt(1);
        test.FixedState.Sources.RemoveAt(1);
        test.TestState.Sources.Add(Usings);
        test.FixedState.Sources.Add(Usings);
        await test.RunAsync(TestContext.Current.CancellationToken);

        static string Program(string usings) =>
            "// Ours.\nusing System.Linq;\n"
            + usings
            + "using Microsoft.Extensions.DependencyInjection;\nusing OpenAI;\n\nclass Program\n{\n    "
            + "void Make(IServiceCollection services, OpenAIClient openAI) =>\n        "
            + (
                usings.Length == 0
                    ? "services.{|LLMH3002:AddChatClient|}(_ => "
                        + "Microsoft.Extensions.AI.OpenAIClientExtensions.AsIChatClient(openAI.GetChatClient(\"m\")));"
                    : "services.AddChatClient(_ => "
                        + "Microsoft.Extensions.AI.OpenAIClientExtensions.AsIChatClient(openAI.GetChatClient(\"m\")))"
                        + ".UseOpenTelemetry().UsePromptTelemetry();"
            )
            + "\n}\n";
    }

    [Fact]
    public Task Without_the_runtime_only_OpenTelemetry_is_added() =>
        FixTest
            .Create<PipelineWithoutTelemetryFix>(
                "LLMH3002",
                Method("_ = leaf.AsBuilder().{|LLMH3002:Build|}();"),
                Method("_ = leaf.AsBuilder().UseOpenTelemetry().Build();"),
                null,
                null,
                new TelemetryAnalyzer()
            )
            .WithoutRuntime()
            .RunAsync(TestContext.Current.CancellationToken);

    private static Task VerifyAsync(string source, string fixedSource) =>
        FixTest
            .Create<PipelineWithoutTelemetryFix>("LLMH3002", source, fixedSource, null, null, new TelemetryAnalyzer())
            .RunAsync(TestContext.Current.CancellationToken);

    private static string Method(string body) =>
        $$"""
            using Microsoft.Extensions.DependencyInjection;

            class Program
            {
                void Make(IServiceCollection services, OpenAI.OpenAIClient openAI)
                {
                    var leaf = openAI.GetChatClient("m").AsIChatClient();
                    {{body.ReplaceLineEndings("\n        ")}}
                }
            }
            """;
}
