using LlmHygiene.Analyzers.Rules.Telemetry;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

public sealed class ContentInTelemetryFixTests
{
    [Theory]
    [InlineData("builder.UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|});", "builder.UseOpenTelemetry();")]
    [InlineData(
        "builder.UseOpenTelemetry(null, \"shop\", c => {|LLMH3004:c.EnableSensitiveData = true|});",
        "builder.UseOpenTelemetry(null, \"shop\");"
    )]
    [InlineData(
        "builder.UseOpenTelemetry(configure: c => {|LLMH3004:c.EnableSensitiveData = true|}, sourceName: \"shop\");",
        "builder.UseOpenTelemetry(sourceName: \"shop\");"
    )]
    [InlineData("builder.UseOpenTelemetry(configure: c => { {|LLMH3004:c.EnableSensitiveData = true|}; });", "builder.UseOpenTelemetry();")]
    [InlineData(
        "builder.UseOpenTelemetry(configure: c => { {|LLMH3004:c.EnableSensitiveData = true|}; c.JsonSerializerOptions = null!; });",
        "builder.UseOpenTelemetry(configure: c => { c.JsonSerializerOptions = null!; });"
    )]
    [InlineData(
        "_ = new OpenTelemetryChatClient(client) { {|LLMH3004:EnableSensitiveData = true|} };",
        "_ = new OpenTelemetryChatClient(client);"
    )]
    [InlineData(
        "_ = new OpenTelemetryChatClient(client) { JsonSerializerOptions = null!, {|LLMH3004:EnableSensitiveData = true|} };",
        "_ = new OpenTelemetryChatClient(client) { JsonSerializerOptions = null! };"
    )]
    [InlineData(
        "OpenTelemetryChatClient c = new(client) { {|LLMH3004:EnableSensitiveData = true|} };",
        "OpenTelemetryChatClient c = new(client);"
    )]
    [InlineData(
        "_ = new Anthropic.Core.OpenTelemetryTraces { {|LLMH3004:ContentMode = Anthropic.Core.OpenTelemetryContentMode.Content|} };",
        "_ = new Anthropic.Core.OpenTelemetryTraces();"
    )]
    [InlineData(
        "Activity.Current?.SetTag(\"shop\", 1).{|LLMH3004:SetTag|}(\"gen_ai.prompt\", text).SetTag(\"desk\", 2);",
        "Activity.Current?.SetTag(\"shop\", 1).SetTag(\"desk\", 2);"
    )]
    [InlineData("activity.SetTag(\"shop\", 1).{|LLMH3004:SetTag|}(\"gen_ai.prompt\", text);", "activity.SetTag(\"shop\", 1);")]
    public Task What_turns_content_on_is_removed(string before, string after) => VerifyAsync(before, after);

    [Theory]
    [InlineData("{|LLMH3004:generator.EnableSensitiveData = true|};")]
    [InlineData("AppContext.{|LLMH3004:SetSwitch|}(\"Azure.Experimental.TraceGenAIMessageContent\", true);")]
    [InlineData("Environment.{|LLMH3004:SetEnvironmentVariable|}(\"OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT\", \"True\");")]
    [InlineData("Activity.Current?.{|LLMH3004:SetTag|}(\"gen_ai.prompt\", text);")]
    [InlineData("activity.{|LLMH3004:AddTag|}(\"gen_ai.output.messages\", text);")]
    public Task A_separate_statement_is_removed(string statement) =>
        FixTest
            .Create<ContentInTelemetryFix>(
                "LLMH3004",
                Method("_ = text;\n        " + statement + "\n        _ = client;"),
                Method("_ = text;\n        _ = client;"),
                null,
                null,
                new TelemetryAnalyzer()
            )
            .RunAsync(TestContext.Current.CancellationToken);

    [Fact]
    public Task Comments_above_it_stay() =>
        VerifyAsync(
            "// For the auditors.\n        {|LLMH3004:generator.EnableSensitiveData = true|};\n        _ = text;",
            "// For the auditors.\n        _ = text;"
        );

    [Theory]
    [InlineData("Action<OpenTelemetryChatClient> all = c => {|LLMH3004:c.EnableSensitiveData = true|};")]
    [InlineData("foreach (var _ in text) {|LLMH3004:generator.EnableSensitiveData = true|};")]
    [InlineData("var kept = activity.{|LLMH3004:SetTag|}(\"gen_ai.prompt\", text);")]
    public async Task Nothing_is_offered_where_a_statement_is_required(string body)
    {
        var test = FixTest.Create<ContentInTelemetryFix>("LLMH3004", Method(body), Method(body), null, null, new TelemetryAnalyzer());
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    private static Task VerifyAsync(string before, string after) =>
        FixTest
            .Create<ContentInTelemetryFix>("LLMH3004", Method(before), Method(after), null, null, new TelemetryAnalyzer())
            .RunAsync(TestContext.Current.CancellationToken);

    private static string Method(string body) =>
        $$"""
            using System.Diagnostics;

            class Program
            {
                void Run(ChatClientBuilder builder, IChatClient client,
                    OpenTelemetryImageGenerator generator, Activity activity, string text)
                {
                    {{body}}
                }
            }
            """;
}
