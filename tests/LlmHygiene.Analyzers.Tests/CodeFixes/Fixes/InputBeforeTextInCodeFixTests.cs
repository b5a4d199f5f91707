using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH4006 in C#: in methods with <c>[Prompt]</c>, and in texts with placeholders.</summary>
public sealed class InputBeforeTextInCodeFixTests
{
    private const string Rule = "LLMH4006";
    private const string Model = "new ChatOptions { ModelId = \"gpt-5-mini\", MaxOutputTokens = 9000 }";

    private static readonly string s_rules = string.Concat(Enumerable.Repeat("rule ", 1100)).Trim();

    [Theory]
    [InlineData("System = TEXT")]
    [InlineData("System = \"Be kind.\", User = TEXT")]
    [InlineData("Model = \"gpt-5-mini\", User = TEXT, MaxOutputTokens = 9000")]
    public async Task The_text_of_a_prompt_method_is_rewritten(string arguments)
    {
        var result = await Open(Method(arguments, $"# Ticket\n\n{{{{ticket}}}}\n\n# Rules\n\n{s_rules}"))
            .FixAsync<InputBeforeTextFix>(Rule, "Move 'ticket' after the fixed text");
        Assert.Equal(Method(arguments, $"# Rules\n\n{s_rules}\n\n# Ticket\n\n{{{{ticket}}}}"), await result.TextAsync("Prompts.cs"));
        Assert.DoesNotContain(await result.DiagnosticsAsync(), one => one.Id == Rule);
    }

    [Theory]
    // Inside a sentence; the text refers to the place of the input.
    [InlineData("System = TEXT", "For {{ticket}}.\n\nRULES")]
    [InlineData("System = TEXT", "{{ticket}}\n\nRead the text above.\n\nRULES")]
    // The fixed text is in the other message.
    [InlineData("System = TEXT, User = Long", "# Ticket\n\n{{ticket}}\n\n# Tone\n\nBe kind.")]
    public async Task What_a_move_would_change_or_not_help_has_no_fix(string arguments, string text) =>
        Assert.Empty(
            await Open(Method(arguments, text.Replace("RULES", s_rules, StringComparison.Ordinal))).FixesAsync<InputBeforeTextFix>(Rule)
        );

    [Fact]
    public async Task A_text_that_is_not_a_raw_string_of_several_lines_has_no_fix()
    {
        var source = Method("System = Short", "unused").Replace("SHORT", $"{{{{ticket}}}}\\n\\n{s_rules}", StringComparison.Ordinal);
        Assert.Empty(await Open(source).FixesAsync<InputBeforeTextFix>(Rule));
    }

    [Fact]
    public async Task A_locked_version_of_a_method_has_no_fix()
    {
        var source = Method("System = TEXT", $"# Ticket\n\n{{{{ticket}}}}\n\n# Rules\n\n{s_rules}");
        var locked = Open(source, ("prompts.lock", $"triage 1.0.0 sha256:{new string('0', 64)}\n"));
        Assert.Empty(await locked.FixesAsync<InputBeforeTextFix>(Rule));
    }

    [Theory]
    [InlineData("string.Format(TEXT, ticket)", "{0}")]
    [InlineData("TEXT.Replace(\"[TICKET]\", ticket)", "[TICKET]")]
    public Task A_placeholder_is_moved(string call, string placeholder) =>
        FixTest.VerifyAsync<InputBeforeTextFix>(
            Rule,
            Calls(call, $"# Ticket\n\n{{|LLMH4006:{placeholder}|}}\n\n# Rules\n\n{s_rules}"),
            Calls(call, $"# Rules\n\n{s_rules}\n\n# Ticket\n\n{placeholder}")
        );

    [Fact]
    public Task A_variable_of_Semantic_Kernel_is_moved()
    {
        return FixTest.VerifyAsync<InputBeforeTextFix>(
            Rule,
            Source($"# Ticket\n\n{{|LLMH4006:{{{{$ticket}}}}|}}\n\n# Rules\n\n{s_rules}"),
            Source($"# Rules\n\n{s_rules}\n\n# Ticket\n\n{{{{$ticket}}}}")
        );

        static string Source(string text) =>
            Indented(
                "using Microsoft.SemanticKernel;\nclass Desk\n{\n"
                    + "    private readonly Kernel kernel =\n"
                    + "        Kernel.CreateBuilder().AddOpenAIChatCompletion(\"gpt-5-mini\", \"k\").Build();\n"
                    + "    public Task Ask(string ticket, CancellationToken stop) => kernel.InvokePromptAsync(TEXT,\n"
                    + "        new(new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIPromptExecutionSettings { MaxTokens = 9000 }) "
                    + "{ [\"ticket\"] = ticket }, cancellationToken: stop);\n}",
                text
            );
    }

    // The call is reported, and the text is in its pipeline.
    [Fact]
    public async Task The_instructions_of_a_pipeline_are_rewritten()
    {
        var result = await Open(Source($"# Ticket\n\n{{ticket}}\n\n# Rules\n\n{s_rules}"))
            .FixAsync<InputBeforeTextFix>(Rule, "Move 'ticket' after the fixed text");
        Assert.Equal(Source($"# Rules\n\n{s_rules}\n\n# Ticket\n\n{{ticket}}"), await result.TextAsync("Prompts.cs"));

        static string Source(string text) =>
            Indented(
                "class Desk\n{\n    public Task Ask(string ticket, CancellationToken stop)\n    {\n"
                    + "        var chat = new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient().AsBuilder()\n"
                    + "            .ConfigureOptions(o => o.Instructions = $TEXT).Build();\n"
                    + "        return chat.GetResponseAsync(\"Go\", cancellationToken: stop);\n    }\n}",
                text
            );
    }

    // The placeholder is in a constant, and the call is reported.
    [Theory]
    [InlineData("private const string Text", "", true)]
    [InlineData("private const string Text", "public static string[] Parts => Text.Split(\"[TICKET]\");", false)]
    [InlineData("public const string Text", "", false)]
    public async Task A_constant_is_rewritten_where_nothing_else_uses_it(string field, string other, bool isFixed)
    {
        var project = Open(Constant($"# Ticket\n\n[TICKET]\n\n# Rules\n\n{s_rules}"));
        if (!isFixed)
        {
            Assert.Empty(await project.FixesAsync<InputBeforeTextFix>(Rule));
            return;
        }

        var result = await project.FixAsync<InputBeforeTextFix>(Rule, "Move '[TICKET]' after the fixed text");
        Assert.Equal(Constant($"# Rules\n\n{s_rules}\n\n# Ticket\n\n[TICKET]"), await result.TextAsync("Prompts.cs"));

        string Constant(string text) =>
            Indented(
                $"class Desk(IChatClient chat)\n{{\n    {field} = TEXT;\n    {other}\n"
                    + "    public Task Ask(string ticket, CancellationToken stop) => "
                    + $"chat.GetResponseAsync(Text.Replace(\"[TICKET]\", ticket), {Model}, stop);\n}}",
                text
            );
    }

    [Fact]
    public async Task A_title_has_the_braces_of_a_number() =>
        Assert.Equal(
            ["Move '{0}' after the fixed text"],
            (
                await Open(Calls("string.Format(TEXT, ticket)", $"# Ticket\n\n{{0}}\n\n# Rules\n\n{s_rules}"))
                    .FixesAsync<InputBeforeTextFix>(Rule)
            ).Select(fix => fix.Title)
        );

    private static LiveProject Open(string source, params (string, string)[] more) =>
        LiveProject.Open(more.Append(("Prompts.cs", source))).Reporting(Rule);

    private static string Method(string arguments, string text) =>
        Indented(
            $"static partial class Prompts\n{{\n    private const string Long = \"{s_rules}\";\n"
                + "    private const string Short = \"SHORT\";\n"
                + $"    [LlmHygiene.Prompt(\"triage\", \"1.0.0\", {WithModel(arguments)})]\n"
                + "    public static partial Task<string> TriageAsync(IChatClient client, string ticket);\n}",
            text
        );

    private static string WithModel(string arguments) =>
        arguments.Contains("Model =", StringComparison.Ordinal) ? arguments : $"Model = \"gpt-5-mini\", {arguments}";

    private static string Calls(string call, string text) =>
        Indented(
            "class Desk(IChatClient chat)\n{\n    public Task Ask(string ticket, CancellationToken stop) => "
                + $"chat.GetResponseAsync({call}, {Model}, stop);\n}}",
            text
        );

    private static string Indented(string code, string text) =>
        code.Replace(
            "TEXT",
            "\"\"\"\n" + string.Concat(text.Split('\n').Select(line => line.Length == 0 ? "\n" : $"        {line}\n")) + "        \"\"\"",
            StringComparison.Ordinal
        );
}
