using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

public sealed class PromptFileFixTests
{
    private const string File = "Prompts/greet.prompt.yml";

    [Theory]
    [InlineData("LLMH2104", "modle: gpt-5.4-mini", "model: gpt-5.4-mini")]
    [InlineData("LLMH2104", "parameters: { temperature: 0 }", "modelParameters: { temperature: 0 }")]
    [InlineData("LLMH2104", "modelParameters: { max_tokens: 3 }", "modelParameters: { maxTokens: 3 }")]
    [InlineData("LLMH2105", "tier: smal # enough", "tier: small # enough")]
    [InlineData("LLMH2105", "tier: \"smal\"", "tier: \"small\"")]
    [InlineData("LLMH2105", "tier: 'smal'", "tier: 'small'")]
    [InlineData("LLMH2119", "responseFormat: json_objct", "responseFormat: json_object")]
    [InlineData("LLMH2119", "output: { title: strng }", "output: { title: string }")]
    [InlineData("LLMH2119", "output: Greetng", "output: Shop.Greeting")]
    public Task A_suggestion_is_written(string rule, string before, string after) =>
        VerifyAsync<PromptSuggestionFix>(rule, Prompt(before + "\n"), Prompt(after + "\n"));

    [Theory]
    [InlineData("LLMH2108", "{{ nme }}", "{{ name }}")]
    [InlineData("LLMH2107", "{{#iff name}}{{name}}{{/iff}}", null)]
    [InlineData("LLMH2120", "{{name}} {{> shared/tnoe}}", "{{name}} {{> shared/tone}}")]
    public async Task A_suggestion_is_written_in_a_template(string rule, string before, string? after)
    {
        var project = Open(Prompt("inputs: { name: string }\n", before));
        if (after is null)
            Assert.Empty(await project.FixesAsync<PromptSuggestionFix>(rule));
        else
            Assert.Equal(
                Prompt("inputs: { name: string }\n", after),
                await (await project.FixAsync<PromptSuggestionFix>(rule)).TextAsync(File)
            );
    }

    [Theory]
    [InlineData("LLMH2106", "inputs: { name: strng }", "inputs: { name: string }")]
    [InlineData(
        "LLMH2106",
        "inputs: { name: { enum: [low, high], default: hihg } }",
        "inputs: { name: { enum: [low, high], default: high } }"
    )]
    public Task A_suggestion_is_written_for_an_input(string rule, string before, string after) =>
        VerifyAsync<PromptSuggestionFix>(rule, Prompt(before + "\n", "{{name}}"), Prompt(after + "\n", "{{name}}"));

    [Fact]
    public async Task A_suggestion_is_written_in_a_partial()
    {
        var project = Open(Prompt("", "{{> shared/tone}}"))
            .With("Prompts/shared/tone.partial.md", "{{> shared/rulse}}")
            .With("Prompts/shared/rules.partial.md", "Be kind.");
        Assert.Equal(
            "{{> shared/rules}}",
            await (await project.FixAsync<PromptSuggestionFix>("LLMH2120")).TextAsync("Prompts/shared/tone.partial.md")
        );
    }

    [Fact]
    public async Task What_is_wrong_in_a_partial_is_not_fixed_at_its_tag()
    {
        var project = Open(Prompt("inputs: { name: string }\n", "{{name}} {{> shared/hello}}"))
            .With("Prompts/shared/hello.partial.md", "Hello {{nam}}");
        Assert.Empty(await project.FixesAsync<PromptSuggestionFix>("LLMH2108"));
    }

    [Fact]
    public async Task A_suggestion_is_written_in_a_prompty_file()
    {
        const string Text = "---\nname: greet\nversion: 1.0.0\ninputs:\n  name: string\n---\nuser:\nHello {{nme}}\n";
        var project = LiveProject.Open(("Prompts/greet.prompty", Text));
        Assert.Equal(
            Text.Replace("nme", "name", StringComparison.Ordinal),
            await (await project.FixAsync<PromptSuggestionFix>("LLMH2108")).TextAsync("Prompts/greet.prompty")
        );
    }

    [Theory]
    [InlineData("inputs:\n", "inputs:\n  who: string\n")]
    [InlineData("inputs: {}\n", "inputs: { who: string }\n")]
    [InlineData("inputs: { tone: string }\n", "inputs: { tone: string, who: string }\n")]
    [InlineData("inputs:\n    tone: string # of voice\n", "inputs:\n    tone: string # of voice\n    who: string\n")]
    [InlineData("inputs:\n  tone:\n    enum: [low, high]\n\n", "inputs:\n  tone:\n    enum: [low, high]\n  who: string\n\n")]
    public async Task An_unknown_variable_becomes_an_input(string before, string after)
    {
        var text = before.Contains("tone", StringComparison.Ordinal) ? "{{tone}} {{who}}" : "{{who}}";
        var result = await Open(Prompt(before, text)).FixAsync<PromptSuggestionFix>("LLMH2108", "Add 'who' to the inputs");
        Assert.Equal(Prompt(after, text), await result.TextAsync(File));
        Assert.DoesNotContain("LLMH2108", (await result.DiagnosticsAsync()).Select(one => one.Id));
    }

    [Fact]
    public async Task Fix_all_adds_each_input_once()
    {
        var result = await Open(Prompt("inputs:\n", "{{who}} {{what}} {{who}}").Replace("\n", "\r\n", StringComparison.Ordinal))
            .FixAllAsync<PromptSuggestionFix>("LLMH2108");
        Assert.Equal(["LLMH2111"], (await result.DiagnosticsAsync()).Select(one => one.Id));
        Assert.DoesNotContain("\n", (await result.TextAsync(File)).Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("inputs:\n  name: string\n", "")]
    [InlineData("inputs: { name: string }\n", "")]
    [InlineData("inputs: { name: string, tone: string }\n", "inputs: { tone: string }\n")]
    [InlineData("inputs: { tone: string, name: string }\n", "inputs: { tone: string }\n")]
    [InlineData("inputs:\n  # who is greeted\n  name: string\n  tone: string\n", "inputs:\n  # who is greeted\n  tone: string\n")]
    [InlineData(
        "inputs:\n  tone: string # of voice\n  # who is greeted\n  name: { type: string, default: you } # in full\nmodel: m\n",
        "inputs:\n  tone: string # of voice\nmodel: m\n"
    )]
    [InlineData("inputs:\n  name:\n    enum: [low, high]\n    default: low\n  tone: string\n", "inputs:\n  tone: string\n")]
    public Task An_unused_input_is_removed(string before, string after)
    {
        var text = before.Contains("tone", StringComparison.Ordinal) ? "Hello {{tone}}" : "Hello";
        return VerifyAsync<PromptUnusedInputFix>("LLMH2109", Prompt(before, text), Prompt(after, text));
    }

    [Theory]
    [InlineData("inputs:\n  a: string\n  b: string\n  c: string\n", "inputs:\n  c: string\n")]
    [InlineData("inputs: { a: string, b: string, c: string }\n", "inputs: { c: string }\n")]
    [InlineData("inputs: { c: string, a: string, b: string }\n", "inputs: { c: string }\n")]
    public async Task Fix_all_removes_every_unused_input(string before, string after) =>
        Assert.Equal(
            Prompt(after, "{{c}}"),
            await (await Open(Prompt(before, "{{c}}")).FixAllAsync<PromptUnusedInputFix>("LLMH2109")).TextAsync(File)
        );

    [Theory]
    [InlineData("LLMH2103", "name: greet # ours\n", "name: greet # ours\nversion: 1.0.0\n")]
    [InlineData("LLMH2103", "name: greet\nversion: 1.2\n", "name: greet\nversion: 1.2.0\n")]
    [InlineData("LLMH2103", "name: greet\nversion: \"v2\"\n", "name: greet\nversion: \"2.0.0\"\n")]
    [InlineData("LLMH2103", "name: greet\nversion: latest\n", "name: greet\nversion: 1.0.0\n")]
    [InlineData("LLMH2103", "name: greet\nversion:\n", "name: greet\nversion: 1.0.0\n")]
    [InlineData("LLMH2102", "version: 1.0.0\n", "name: greet\nversion: 1.0.0\n")]
    [InlineData("LLMH2102", "# Ours.\nversion: 1.0.0\n", "# Ours.\nname: greet\nversion: 1.0.0\n")]
    [InlineData("LLMH2103", "name: greet\r\n", "name: greet\r\nversion: 1.0.0\r\n")]
    public Task A_name_and_a_version_are_written(string rule, string before, string after)
    {
        var newLine = before.Contains('\r', StringComparison.Ordinal) ? "\r\n" : "\n";
        var rest = "messages:\n  - role: user\n    content: Hello\n".Replace("\n", newLine, StringComparison.Ordinal);
        return VerifyAsync<PromptIdentityFix>(rule, before + rest, after + rest);
    }

    [Theory]
    [InlineData("name: 2nd/greet\nversion: 1.0.0\n", "LLMH2102")]
    public async Task A_name_that_is_wrong_is_left_to_its_author(string head, string rule) =>
        Assert.Empty(await Open(head + "messages:\n  - role: user\n    content: Hello\n").FixesAsync<PromptIdentityFix>(rule));

    private static async Task VerifyAsync<TFix>(string rule, string before, string after)
        where TFix : LlmCodeFixProvider, new()
    {
        var result = await Open(before).FixAsync<TFix>(rule);
        Assert.Equal(after, await result.TextAsync(File));
        Assert.DoesNotContain(rule, (await result.DiagnosticsAsync()).Select(one => one.Id));
        Assert.Equal(after, await (await Open(before).FixAllAsync<TFix>(rule)).TextAsync(File));
    }

    private static LiveProject Open(string prompt) =>
        LiveProject.Open(
            (File, prompt),
            ("Prompts/shared/tone.partial.md", "Be brief."),
            ("Greeting.cs", "namespace Shop { public record Greeting(string Text); }")
        );

    private static string Prompt(string keys, string text = "Hello") =>
        $"name: greet\nversion: 1.0.0\n{keys}messages:\n  - role: user\n    content: \"{text}\"\n";
}
