using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>
/// A configuration that is passed to a call of a kernel, and a template that is made of one: Semantic Kernel sends the text of the
/// template, and the settings at the call, or those of the configuration if the call has none.
/// </summary>
public class PromptConfigurationTests
{
    private const string Small = "new OpenAIPromptExecutionSettings { ModelId = \"gpt-4o-mini\", MaxTokens = 9 }";
    private const string WithSettings = "ExecutionSettings = { [\"default\"] = " + Small + " }";

    [Theory]
    [InlineData("new PromptTemplateConfig(\"Say.\") { " + WithSettings + " }", "Constant(gpt-4o-mini)", "Untagged", "Set(9)")]
    [InlineData("new PromptTemplateConfig(\"Say.\")", "AtClient(gpt-4o)", "Untagged", "Unset")]
    [InlineData("null", "AtClient(gpt-4o)", "Untagged", "Unset")]
    // Without a text, that of the call is sent.
    [InlineData("new PromptTemplateConfig { " + WithSettings + " }", "Constant(gpt-4o-mini)", "Untagged", "Set(9)")]
    [InlineData("new PromptTemplateConfig { " + WithSettings + " }", "Constant(gpt-4o-mini)", "FlowsIn", "Set(9)", "text")]
    // With one, that of the call is not sent.
    [InlineData("new PromptTemplateConfig(text)", "AtClient(gpt-4o)", "FlowsIn", "Unset")]
    [InlineData("new PromptTemplateConfig(\"Say.\")", "AtClient(gpt-4o)", "Untagged", "Unset", "text")]
    [InlineData("other ? null : new PromptTemplateConfig(\"Say.\")", "AtClient", "Untagged", "FlowsIn", "text")]
    [InlineData("PromptTemplateConfig.FromJson(text)", "AtClient", "FlowsIn", "FlowsIn")]
    [InlineData("Given", "AtClient", "FlowsIn", "FlowsIn")]
    public async Task A_configuration_that_is_passed_to_the_call(
        string configuration,
        string model,
        string prompt,
        string limit,
        string text = "\"Summarise.\""
    )
    {
        foreach (var call in (string[])["await kernel.InvokePromptAsync(", "await foreach (var part in kernel.InvokePromptStreamingAsync("])
            await VerifyAsync(
                $"{call}{text}, promptTemplateConfig: {configuration}){(call.Contains("foreach") ? ") { }" : ";")}",
                model,
                prompt,
                limit
            );
    }

    [Theory]
    [InlineData("new KernelArguments { [\"input\"] = text }", "Constant(gpt-4o-mini)", "Set(9)")]
    [InlineData("new KernelArguments(new OpenAIPromptExecutionSettings { MaxTokens = 5 })", "AtClient(gpt-4o)", "Set(5)")]
    [InlineData("new KernelArguments(new OpenAIPromptExecutionSettings { ModelId = \"gpt-4.1\" })", "Constant(gpt-4.1)", "Unset")]
    [InlineData("new KernelArguments(other ? null : new OpenAIPromptExecutionSettings { MaxTokens = 5 })", "Configured", "Set")]
    public async Task Settings_at_the_call_replace_those_of_the_configuration(string arguments, string model, string limit)
    {
        const string Configuration = "new PromptTemplateConfig(\"Say.\") { " + WithSettings + " }";
        await VerifyAsync(
            $"await kernel.InvokePromptAsync(\"\", {arguments}, promptTemplateConfig: {Configuration});",
            model,
            "Untagged",
            limit
        );
        await VerifyAsync(
            $"var f = kernel.CreateFunctionFromPrompt({Configuration}); await kernel.InvokeAsync(f, {arguments});",
            model,
            "Untagged",
            limit
        );
        await VerifyAsync(
            $"var f = kernel.CreateFunctionFromPrompt(\"Say.\", {Small}); await f.InvokeAsync(kernel, {arguments});",
            model,
            "Untagged",
            limit
        );
    }

    [Theory]
    [InlineData(
        "new KernelPromptTemplateFactory().Create(new PromptTemplateConfig(\"Say.\"))",
        "new PromptTemplateConfig(text)",
        "Untagged"
    )]
    [InlineData(
        "new KernelPromptTemplateFactory().Create(new PromptTemplateConfig(text))",
        "new PromptTemplateConfig(\"Say.\")",
        "FlowsIn"
    )]
    [InlineData("Made(\"Say.\")", "new PromptTemplateConfig()", "FlowsIn")]
    [InlineData("GivenTemplate", "new PromptTemplateConfig(\"Say.\")", "FlowsIn", "FlowsIn", "AtClient")]
    [InlineData("Made(text)", "new PromptTemplateConfig(\"Say.\") { " + WithSettings + " }", "FlowsIn", "Set(9)", "Constant(gpt-4o-mini)")]
    [InlineData(
        "new KernelPromptTemplateFactory().Create(new PromptTemplateConfig(\"Say.\") { " + WithSettings + " })",
        "new PromptTemplateConfig()",
        "Untagged"
    )]
    public Task A_function_that_is_created_from_a_template(
        string template,
        string configuration,
        string prompt,
        string limit = "Unset",
        string model = "AtClient(gpt-4o)"
    ) =>
        VerifyAsync(
            $"var f = KernelFunctionFactory.CreateFromPrompt({template}, {configuration}); await kernel.InvokeAsync(f);",
            model,
            prompt,
            limit
        );

    [Fact]
    public Task One_configuration_for_template_and_function() =>
        VerifyAsync(
            $$"""
            var config = new PromptTemplateConfig("Say.");
            config.AddExecutionSettings({{Small}});
            var template = new KernelPromptTemplateFactory().Create(config);
            var f = KernelFunctionFactory.CreateFromPrompt(template, config);
            await f.InvokeAsync(kernel);
            """,
            "Constant(gpt-4o-mini)",
            "Untagged",
            "Set(9)"
        );

    [Theory]
    [InlineData("new KernelPromptTemplateFactory().TryCreate(config, out var template);", "Untagged")]
    [InlineData(
        "IPromptTemplateFactory factory = new KernelPromptTemplateFactory(); factory.TryCreate(config, out var template);",
        "Untagged"
    )]
    [InlineData(
        "IPromptTemplate? template = null; if (!new KernelPromptTemplateFactory().TryCreate(config, out template)) throw new Exception();",
        "Untagged"
    )]
    [InlineData("new KernelPromptTemplateFactory().TryCreate(new PromptTemplateConfig(text), out var template);", "FlowsIn")]
    [InlineData("Try(config, out var template);", "FlowsIn")]
    public Task A_template_that_is_tried_to_make(string statements, string prompt) =>
        VerifyAsync(
            $$"""
            var config = new PromptTemplateConfig("Say.");
            {{statements}}
            var f = KernelFunctionFactory.CreateFromPrompt(template!, new PromptTemplateConfig());
            await f.InvokeAsync(kernel);
            static bool Try(PromptTemplateConfig from, out IPromptTemplate made) { made = GivenTemplate; return true; }
            """,
            prompt == "FlowsIn" && statements.StartsWith("Try", StringComparison.Ordinal) ? "AtClient" : "AtClient(gpt-4o)",
            prompt,
            prompt == "FlowsIn" && statements.StartsWith("Try", StringComparison.Ordinal) ? "FlowsIn" : "Unset"
        );

    private static async Task VerifyAsync(string statements, string model, string prompt, string limit)
    {
        var message = Assert.Single(
            await FactTest.InventoryAsync(
                $$"""
                #pragma warning disable SKEXP0001, SKEXP0010
                using Microsoft.SemanticKernel;
                using Microsoft.SemanticKernel.Connectors.OpenAI;
                internal class C
                {
                    private static readonly Kernel Kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion("gpt-4o", "key").Build();
                    public static PromptTemplateConfig Given { get; set; } = new();
                    public static IPromptTemplate GivenTemplate { get; set; } = null!;
                    private static IPromptTemplate Made(string text) =>
                        new KernelPromptTemplateFactory().Create(new PromptTemplateConfig(text));
                    public async Task Ask(string text, bool other)
                    {
                        var kernel = Kernel;
                        {{statements}}
                    }
                }
                """
            )
        );
        Assert.Equal(["model=" + model, "prompt=" + prompt, "limit=" + limit], message.Split("; ")[2..5]);
    }
}
