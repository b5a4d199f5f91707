using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

// Templates of Semantic Kernel.
public partial class InputBeforeTextRuleTests
{
    [Theory]
    [InlineData("await kernel.InvokePromptAsync(\"{|LLMH4006:{{$input}}|} RULES\", new() { [\"input\"] = text });")]
    [InlineData("await kernel.InvokePromptAsync(\"{|LLMH4006:{{ $Input }}|} RULES\", new() { { \"input\", text } });")]
    [InlineData("await kernel.InvokePromptAsync(\"{{$tone}} {|LLMH4006:{{$x}}|} RULES\", new() { [\"tone\"] = \"a\", [\"x\"] = text });")]
    [InlineData(
        "var all = new KernelArguments(); all[\"input\"] = text; "
            + "await kernel.InvokePromptAsync(\"{|LLMH4006:{{$input}}|} RULES\", all);"
    )]
    [InlineData(
        "var ask = kernel.CreateFunctionFromPrompt(\"{{$input}} RULES\"); "
            + "await kernel.{|LLMH4006:InvokeAsync|}(ask, new() { [\"input\"] = text });"
    )]
    [InlineData(
        "var ask = KernelFunctionFactory.CreateFromPrompt(\"{{$input}} RULES\"); "
            + "await ask.{|LLMH4006:InvokeAsync|}(kernel, new() { [\"input\"] = text });"
    )]
    [InlineData(
        "var ask = KernelFunctionFactory.CreateFromPrompt(new PromptTemplateConfig(\"{{$input}} RULES\")); "
            + "await ask.{|LLMH4006:InvokeAsync|}(kernel, new() { [\"input\"] = text });"
    )]
    [InlineData(
        "var ask = kernel.CreateFunctionFromPrompt(new PromptTemplateConfig(\"{{$input}} RULES\") { TemplateFormat = \"handlebars\" }, "
            + "factory); await ask.InvokeAsync(kernel, new() { [\"input\"] = text });"
    )]
    [InlineData(
        "var ask = kernel.CreateFunctionFromPrompt(new PromptTemplateConfig(\"{{$input}} RULES\") { TemplateFormat = \"handlebars\" }); "
            + "await ask.InvokeAsync(kernel, new() { [\"input\"] = text });"
    )]
    [InlineData("await kernel.InvokePromptAsync($\"{{|LLMH4006:text|}} RULES\");")]
    // The input is after the fixed text, the same in each call, not visible, the result of a function, or in another template language.
    [InlineData("await kernel.InvokePromptAsync(\"RULES {{$input}}\", new() { [\"input\"] = text });")]
    [InlineData("await kernel.InvokePromptAsync(\"{{$input}} RULES\", new() { [\"input\"] = \"a\" });")]
    [InlineData("await kernel.InvokePromptAsync(\"{{$input}} RULES\", new() { [\"other\"] = text });")]
    [InlineData("await kernel.InvokePromptAsync(\"{{$input}} RULES\", given);")]
    [InlineData("await kernel.InvokePromptAsync(\"{{$input}} RULES\");")]
    [InlineData("await kernel.InvokePromptAsync(\"{{time.now}} RULES\", new() { [\"input\"] = text });")]
    [InlineData(
        "var all = new KernelArguments { [\"input\"] = \"a\" }; if (text != \"\") all[\"input\"] = text; "
            + "await kernel.InvokePromptAsync(\"{{$input}} RULES\", all);"
    )]
    [InlineData(
        "await kernel.InvokePromptAsync(\"{{input}} RULES\", new() { [\"input\"] = text }, templateFormat: \"handlebars\", "
            + "promptTemplateFactory: factory);"
    )]
    [InlineData(
        "await kernel.InvokePromptAsync(\"{{$input}} RULES\", new() { [\"input\"] = text }, templateFormat: \"handlebars\", "
            + "promptTemplateFactory: factory);"
    )]
    public Task A_template_of_Semantic_Kernel_is_judged(string body) =>
        RuleTest.VerifyAsync(
            $$"""
            using Microsoft.SemanticKernel;
            class Desk(IPromptTemplateFactory factory)
            {
                private readonly Kernel kernel = Kernel.CreateBuilder().AddOpenAIChatCompletion("gpt-5-mini", "k").Build();
                public async Task Ask(string text, KernelArguments given)
                {
                    {{body.Replace("RULES", s_rules, StringComparison.Ordinal)}}
                }
            }
            """,
            only: Rule
        );
}
