using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>
/// Running a kernel function is a call where the function is known to be created from a prompt, and plain C# everywhere else.
/// </summary>
public class PromptFunctionTests
{
    private static Task<IReadOnlyList<string>> InventoryAsync(string body, string parameters = "") =>
        FactTest.InventoryAsync(
            $$"""
            #pragma warning disable SKEXP0001, SKEXP0010
            using Microsoft.SemanticKernel;
            using Microsoft.SemanticKernel.Connectors.OpenAI;
            internal class C
            {
                private readonly KernelFunction _function = KernelFunctionFactory.CreateFromPrompt("Summarise the news.");
                private static readonly Kernel Kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion("gpt-4o", "key").Build();
                public async Task Ask(string text{{parameters}}, CancellationToken token) { var kernel = Kernel; {{body}} }
            }
            """
        );

    [Theory]
    [InlineData(
        """
            var f = kernel.CreateFunctionFromPrompt("Extract the intent."); await f.InvokeAsync(kernel, new() { ["input"] = text }, token);
            """,
        "model=AtClient(gpt-4o)",
        "prompt=Untagged",
        "limit=Unset",
        "cancellation=Passed"
    )]
    [InlineData(
        """
            var f = kernel.CreateFunctionFromPrompt("Extract the intent.",
                new OpenAIPromptExecutionSettings { MaxTokens = 200, ModelId = "gpt-4o-mini" });
            await kernel.InvokeAsync(f);
            """,
        "model=Constant(gpt-4o-mini)",
        "prompt=Untagged",
        "limit=Set(200)",
        "cancellation=NotPassed"
    )]
    [InlineData(
        """
            var f = KernelFunctionFactory.CreateFromPrompt(text);
            await kernel.InvokeAsync<string>(f, new(new OpenAIPromptExecutionSettings { MaxTokens = 9 }));
            """,
        "model=AtClient(gpt-4o)",
        "prompt=FlowsIn",
        "limit=Set(9)",
        "cancellation=NotPassed"
    )]
    [InlineData(
        "await foreach (var part in _function.InvokeStreamingAsync(kernel)) { }",
        "model=AtClient(gpt-4o)",
        "prompt=Untagged",
        "limit=Unset",
        "cancellation=NotPassed"
    )]
    [InlineData(
        "var f = kernel.CreateFunctionFromPrompt(new PromptTemplateConfig(text)); await kernel.InvokeAsync(f);",
        "model=AtClient(gpt-4o)",
        "prompt=FlowsIn",
        "limit=Unset",
        "cancellation=NotPassed"
    )]
    public async Task Functions_from_prompts_are_calls(string body, params string[] facts)
    {
        var message = Assert.Single(await InventoryAsync(body));
        Assert.Equal(["sdk=Microsoft.SemanticKernel", "operation=chat", .. facts, "via=Sdk"], message.Split("; "));
    }

    [Theory]
    [InlineData("var f = KernelFunctionFactory.CreateFromMethod(() => 1); await f.InvokeAsync(kernel);")]
    [InlineData("var f = kernel.CreateFunctionFromMethod(() => 1); await kernel.InvokeAsync(f);")]
    [InlineData("await kernel.InvokeAsync(\"plugin\", \"function\");")]
    [InlineData("await kernel.InvokeAsync(kernel.Plugins[\"a\"][\"b\"]);")]
    [InlineData("await function.InvokeAsync(kernel);", ", KernelFunction function")]
    [InlineData(
        """
            var f = text.Length > 3 ? kernel.CreateFunctionFromPrompt("Extract the intent.") : kernel.CreateFunctionFromMethod(() => 1);
            await kernel.InvokeAsync(f);
            """
    )]
    public async Task Other_functions_are_not_calls(string body, string parameters = "") =>
        Assert.Empty(await InventoryAsync(body, parameters));

    [Theory]
    [InlineData("arguments = new KernelArguments(arguments);")]
    [InlineData("arguments = new KernelArguments(new KernelArguments(arguments)); arguments = new(arguments);")]
    public async Task Arguments_that_are_created_from_themselves_do_not_hang(string step) =>
        Assert.Contains(
            "limit=Unset",
            Assert.Single(
                await InventoryAsync(
                    $"var arguments = new KernelArguments(); {step} var f = kernel.CreateFunctionFromPrompt(\"Extract "
                        + "the intent.\"); await f.InvokeAsync(kernel, arguments);"
                )
            )
        );

    [Theory]
    [InlineData("OpenAIPromptExecutionSettings settings = new() { MaxTokens = 250 };", "new KernelArguments(settings)", "Untagged")]
    [InlineData("var settings = new PromptExecutionSettings();", "new(settings) { [\"today\"] = text }", "Untagged")]
    [InlineData("var settings = new OpenAIPromptExecutionSettings();", "new KernelArguments(new[] { settings })", "Untagged")]
    [InlineData(
        "var settings = new OpenAIPromptExecutionSettings { ExtensionData = new Dictionary<string, object> { [\"top_k\"] = 3 } };",
        "new KernelArguments(settings)",
        "Untagged"
    )]
    [InlineData(
        "var settings = new OpenAIPromptExecutionSettings();",
        "new KernelArguments { ExecutionSettings = new Dictionary<string, PromptExecutionSettings> { [\"default\"] = settings } }",
        "Untagged"
    )]
    [InlineData("", "new KernelArguments { [\"input\"] = text }", "Untagged")]
    [InlineData("var made = new KernelArguments { [\"input\"] = text }; made.Add(\"x\", text);", "new KernelArguments(made)", "Untagged")]
    [InlineData(
        "var settings = new PromptExecutionSettings { ExtensionData = new Dictionary<string, object> { { \"prompt_version\", \"2\" } } };",
        "new KernelArguments(settings)",
        "Tagged(*@2)"
    )]
    [InlineData(
        "var settings = new PromptExecutionSettings(); settings.ExtensionData = Elsewhere;",
        "new KernelArguments(settings)",
        "FlowsIn"
    )]
    [InlineData("var settings = Made;", "new KernelArguments(settings)", "FlowsIn")]
    [InlineData("", "handedIn", "FlowsIn")]
    public async Task Settings_hide_a_prompt_only_where_they_can_carry_a_tag(string statements, string arguments, string expected) =>
        Assert.Contains(
            "prompt=" + expected + ";",
            Assert.Single(
                await FactTest.InventoryAsync(
                    $$"""
                    using Microsoft.SemanticKernel;
                    using Microsoft.SemanticKernel.Connectors.OpenAI;
                    internal class C(Kernel kernel)
                    {
                        public static Dictionary<string, object>? Elsewhere { get; set; }
                        public static PromptExecutionSettings? Made { get; set; }
                        public Task Ask(string text, KernelArguments handedIn)
                        {
                            var prompt = $"Tell me a fact " + $"about {text}.";
                            {{statements}}
                            return kernel.InvokePromptAsync(prompt, {{arguments}});
                        }
                    }
                    """
                )
            ),
            StringComparison.Ordinal
        );

    [Theory]
    [InlineData("KernelFunctionFactory.CreateFromPrompt(Template, functionName: \"Fact\", executionSettings: settings)")]
    [InlineData("KernelFunctionFactory.CreateFromPrompt(Template, settings)")]
    [InlineData("new Kernel().CreateFunctionFromPrompt(Template, settings)")]
    public async Task A_function_that_a_constructor_makes_of_a_constant_prompt(string made) =>
        Assert.Contains(
            "prompt=Untagged;",
            Assert.Single(
                await FactTest.InventoryAsync(
                    $$"""
                    using Microsoft.SemanticKernel;
                    public class DailyFactPlugin
                    {
                        private const string Template = "Tell me an interesting fact from world history about {{"{{$today}}"}}.";
                        private readonly KernelFunction _fact;
                        public DailyFactPlugin()
                        {
                            PromptExecutionSettings settings = new()
                            {
                                ExtensionData = new Dictionary<string, object>() { { "Temperature", 0.7 }, { "MaxTokens", 250 } },
                            };
                            _fact = {{made}};
                        }

                        public async Task<string> GetAsync(string today, Kernel kernel) =>
                            (await _fact.InvokeAsync(kernel, new() { ["today"] = today })).ToString();
                    }
                    """
                )
            ),
            StringComparison.Ordinal
        );

    private const string Small = "new OpenAIPromptExecutionSettings { ModelId = \"gpt-4o-mini\", MaxTokens = 9 }";

    [Theory]
    [InlineData("", "new PromptTemplateConfig(\"Extract the intent.\")", "AtClient(gpt-4o)", "Untagged", "Unset")]
    [InlineData("", "new PromptTemplateConfig { Template = \"Extract the intent.\" }", "AtClient(gpt-4o)", "Untagged", "Unset")]
    [InlineData(
        "var config = new PromptTemplateConfig(\"Extract the intent.\"); config.AddExecutionSettings(" + Small + ");",
        "config",
        "Constant(gpt-4o-mini)",
        "Untagged",
        "Set(9)"
    )]
    [InlineData(
        "var small = "
            + Small
            + "; var config = new PromptTemplateConfig { Template = \"Extract the intent.\" }; "
            + "config.AddExecutionSettings(small, \"chat\");",
        "config",
        "Constant(gpt-4o-mini)",
        "Untagged",
        "Set(9)"
    )]
    [InlineData(
        "",
        "new PromptTemplateConfig(\"Extract the intent.\") { ExecutionSettings = { [\"default\"] = " + Small + " } }",
        "Constant(gpt-4o-mini)",
        "Untagged",
        "Set(9)"
    )]
    [InlineData(
        "var small = " + Small + ";",
        "new PromptTemplateConfig(\"Extract the intent.\") { ExecutionSettings = { { \"default\", small } } }",
        "Constant(gpt-4o-mini)",
        "Untagged",
        "Set(9)"
    )]
    [InlineData(
        "var small = " + Small + ";",
        "new PromptTemplateConfig { Template = \"Extract the intent.\", ExecutionSettings = new() { [\"default\"] = small } }",
        "Constant(gpt-4o-mini)",
        "Untagged",
        "Set(9)"
    )]
    [InlineData(
        "var small = "
            + Small
            + "; var config = new PromptTemplateConfig(\"Extract the intent.\"); "
            + "config.ExecutionSettings[\"default\"] = small;",
        "config",
        "Constant(gpt-4o-mini)",
        "Untagged",
        "Set(9)"
    )]
    [InlineData(
        "var small = "
            + Small
            + "; var config = new PromptTemplateConfig(\"Extract the intent.\"); "
            + "config.ExecutionSettings.Add(\"default\", small);",
        "config",
        "Constant(gpt-4o-mini)",
        "Untagged",
        "Set(9)"
    )]
    // What is not seen: a tag, other settings, another text.
    [InlineData(
        "var settings = new PromptExecutionSettings(); settings.ExtensionData = Elsewhere;",
        "new PromptTemplateConfig(\"Extract the intent.\") { ExecutionSettings = { [\"default\"] = settings } }",
        "AtClient",
        "FlowsIn",
        "FlowsIn"
    )]
    [InlineData(
        "var config = new PromptTemplateConfig(\"Extract the intent.\"); config.AddExecutionSettings(Made!);",
        "config",
        "AtClient",
        "FlowsIn",
        "FlowsIn"
    )]
    [InlineData(
        "var config = new PromptTemplateConfig(\"Extract the intent.\") { ExecutionSettings = ByService! };",
        "config",
        "AtClient",
        "FlowsIn",
        "FlowsIn"
    )]
    [InlineData("", "PromptTemplateConfig.FromJson(text)", "AtClient", "FlowsIn", "FlowsIn")]
    [InlineData("", "new PromptTemplateConfig { Template = text }", "AtClient(gpt-4o)", "FlowsIn", "Unset")]
    [InlineData(
        "var config = new PromptTemplateConfig(\"Extract the intent.\"); Change(config);",
        "config",
        "AtClient",
        "FlowsIn",
        "FlowsIn"
    )]
    [InlineData(
        "var settings = new PromptExecutionSettings { ExtensionData = new Dictionary<string, object> { { \"prompt_version\", \"2\" } } };",
        "new PromptTemplateConfig(\"Extract the intent.\") { ExecutionSettings = { [\"default\"] = settings } }",
        "AtClient",
        "Tagged(*@2)",
        "FlowsIn"
    )]
    public async Task Settings_of_a_configuration_are_read(string statements, string config, string model, string prompt, string limit)
    {
        foreach (var made in (string[])["kernel.CreateFunctionFromPrompt", "KernelFunctionFactory.CreateFromPrompt"])
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
                        public static Dictionary<string, object>? Elsewhere { get; set; }
                        public static PromptExecutionSettings? Made { get; set; }
                        public static Dictionary<string, PromptExecutionSettings>? ByService { get; set; }
                        public static Action<PromptTemplateConfig> Change { get; set; } = _ => { };
                        public async Task Ask(string text)
                        {
                            var kernel = Kernel;
                            {{statements}}
                            var f = {{made}}({{config}});
                            await f.InvokeAsync(kernel);
                        }
                    }
                    """
                )
            );
            Assert.Equal(["model=" + model, "prompt=" + prompt, "limit=" + limit], message.Split("; ")[2..5]);
        }
    }

    [Theory]
    [InlineData("var p = kernel.ImportPluginFromPromptDirectory(\"Prompts/Writer\"); await kernel.InvokeAsync(p[\"Poem\"]);", "Untagged")]
    [InlineData("var p = kernel.CreatePluginFromPromptDirectory(Dir); await p[\"Poem\"].InvokeAsync(kernel);", "Untagged")]
    [InlineData(
        "await kernel.InvokeAsync(kernel.ImportPluginFromPromptDirectory(Dir, \"Writer\")[text], new() { [\"x\"] = text });",
        "Untagged"
    )]
    [InlineData("kernel.ImportPluginFromPromptDirectory(Dir); await kernel.InvokeAsync(\"Writer\", \"Poem\");", "Untagged")]
    [InlineData(
        "kernel.ImportPluginFromPromptDirectory(text, \"Writer\"); await kernel.InvokeAsync<string>(\"Writer\", text);",
        "Untagged"
    )]
    [InlineData("kernel.ImportPluginFromPromptDirectory(Dir); await kernel.InvokeAsync(kernel.Plugins[\"Writer\"][\"Poem\"]);", "Untagged")]
    [InlineData(
        "kernel.ImportPluginFromPromptDirectory(Dir); await kernel.InvokeAsync(kernel.Plugins.GetFunction(\"Writer\", \"Poem\"));",
        "Untagged"
    )]
    [InlineData("var p = kernel.ImportPluginFromPromptDirectory(text); await kernel.InvokeAsync(p[\"Poem\"]);", "FlowsIn")]
    [InlineData(
        """
            var p = kernel.ImportPluginFromPromptDirectory(Dir);
            using var s = LlmHygiene.PromptScope.Begin("poem", "1"); await kernel.InvokeAsync(p["Poem"]);
            """,
        "Tagged(poem@1)"
    )]
    public async Task Functions_of_a_prompt_directory_are_calls(string body, string prompt)
    {
        var message = Assert.Single(
            await InventoryAsync(body.Replace("(Dir", "(Path.Combine(text, \"Plugins\", \"Writer\")", StringComparison.Ordinal))
        );
        Assert.Equal(["prompt=" + prompt, "limit=FlowsIn"], message.Split("; ")[3..5]);
    }

    [Theory]
    [InlineData("kernel.ImportPluginFromPromptDirectory(\"Prompts/Writer\"); await kernel.InvokeAsync(\"Clock\", \"Now\");")]
    [InlineData("kernel.ImportPluginFromObject(this, \"Writer\"); await kernel.InvokeAsync(\"Writer\", \"Poem\");")]
    [InlineData("await kernel.InvokeAsync(kernel.Plugins.GetFunction(\"Clock\", \"Now\"));")]
    public async Task Functions_of_other_plugins_are_not(string body) => Assert.Empty(await InventoryAsync(body));
}
