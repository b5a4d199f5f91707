using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Fixes;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Fixes;

/// <summary>LLMH4006: the section with the input moves to the end of its message.</summary>
public sealed class InputBeforeTextFixTests
{
    private const string Rule = "LLMH4006";

    private static readonly string s_rules = string.Concat(Enumerable.Repeat("rule ", 1100)).Trim();

    [Theory]
    // A heading, a label, a paragraph, what encloses the input.
    [InlineData("# Ticket\n\n{{ticket}}\n\n# Rules\n\nBe kind.", "# Rules\n\nBe kind.\n\n# Ticket\n\n{{ticket}}")]
    [InlineData("# Ticket\n{{ticket}}\n# Rules\nBe kind.", "# Rules\nBe kind.\n\n# Ticket\n{{ticket}}")]
    [InlineData("Hello.\n\nTicket: {{ticket}}\n\nBe kind.", "Hello.\n\nBe kind.\n\nTicket: {{ticket}}")]
    [InlineData("{{ticket}}\n\nBe kind.\n", "Be kind.\n\n{{ticket}}\n")]
    [InlineData("<ticket>\n{{ticket}}\n</ticket>\n\n# Rules\nBe kind.", "# Rules\nBe kind.\n\n<ticket>\n{{ticket}}\n</ticket>")]
    [InlineData("<ticket>{{ticket}}</ticket>\n\nBe kind.", "Be kind.\n\n<ticket>{{ticket}}</ticket>")]
    [InlineData("This is the ticket:\n```\n{{ticket}}\n```\n\nBe kind.", "Be kind.\n\nThis is the ticket:\n```\n{{ticket}}\n```")]
    [InlineData("This is the ticket:\n\n{{ticket}}\n\nBe kind.", "Be kind.\n\nThis is the ticket:\n\n{{ticket}}")]
    // Inside a sentence, a paragraph or a condition.
    [InlineData("You help {{ticket}} today.\n\nBe kind.", null)]
    [InlineData("Hello.\n{{ticket}}\n\nBe kind.", null)]
    [InlineData("{{ticket}}\nBe kind.", null)]
    [InlineData("{{#if a}}\n\n{{ticket}}\n\n{{/if}}\n\nBe kind.", null)]
    [InlineData("{% if a %}\n\n{{ticket}}\n\n{% endif %}\n\nBe kind.", null)]
    // The text refers to the place of the input, or the input stands twice.
    [InlineData("{{ticket}}\n\nRead the ticket above.", null)]
    [InlineData("Read the following ticket.\n\n{{ticket}}\n\nBe kind.", null)]
    [InlineData("{{ticket}}\n\nBe kind to {{ticket}}.", null)]
    // What follows would become part of another section, or the input part of the last one.
    [InlineData("# Ticket\n\n{{ticket}}\n\nBe kind.", null)]
    [InlineData("# Ticket\n\n{{ticket}}\n\n## Rules\n\nBe kind.", null)]
    [InlineData("{{ticket}}\n\n# Rules\n\nBe kind.", null)]
    // It is last already.
    [InlineData("Be kind.\n\n{{ticket}}\n", null)]
    public void A_section_of_its_own_is_moved(string before, string? after)
    {
        var text = SourceText.From(before);
        var tag = new TextSpan(before.IndexOf("{{ticket}}", StringComparison.Ordinal), "{{ticket}}".Length);
        var edit = SectionMove.ToEnd(text, 0, text.Lines.Count - 1, tag);
        Assert.Equal(after, edit is { } change ? text.WithChanges(change).ToString() : null);
    }

    [Fact]
    public async Task A_prompt_file_is_rewritten()
    {
        var head =
            "name: triage\nversion: 1.0.0\nmodel: gpt-5-mini\ninputs: { ticket: string }\nmessages:\n"
            + "  - role: system\n    content: Be kind.\n  - role: user\n    content: |\n";
        var tail = "  - role: user\n    content: Go.\n";
        var result = await LiveProject
            .Open(
                ("Prompts/triage.prompt.yml", $"{head}      # Ticket\n\n      {{{{ticket}}}}\n\n      # Rules\n\n      {s_rules}\n{tail}")
            )
            .Reporting(Rule)
            .FixAsync<InputBeforeTextFix>(Rule, "Move 'ticket' after the fixed text");
        Assert.Equal(
            $"{head}      # Rules\n\n      {s_rules}\n\n      # Ticket\n\n      {{{{ticket}}}}\n{tail}",
            await result.TextAsync("Prompts/triage.prompt.yml")
        );
    }

    [Fact]
    public async Task A_prompty_file_is_rewritten()
    {
        const string Head =
            "---\nname: triage\nversion: 1.0.0\nmodel:\n  configuration:\n    type: openai\n    name: gpt-5-mini\n"
            + "inputs:\n  ticket:\n    type: string\n---\nsystem:\n";
        var result = await LiveProject
            .Open(("Prompts/triage.prompty", $"{Head}Ticket: {{{{ticket}}}}\n\n{s_rules}\n\nuser:\nGo.\n"))
            .Reporting(Rule)
            .FixAsync<InputBeforeTextFix>(Rule, "Move 'ticket' after the fixed text");
        Assert.Equal($"{Head}{s_rules}\n\nTicket: {{{{ticket}}}}\n\nuser:\nGo.\n", await result.TextAsync("Prompts/triage.prompty"));
    }

    [Fact]
    public Task A_raw_string_is_rewritten() =>
        FixTest.VerifyAsync<InputBeforeTextFix>(
            Rule,
            Source($"Ticket: {{{{|LLMH4006:ticket|}}}}\n\n        {s_rules}"),
            Source($"{s_rules}\n\n        Ticket: {{ticket}}")
        );

    [Theory]
    [InlineData("reasoning: { effort: none }\n", "reasoning: { effort: low }\n", "low")]
    [InlineData("reasoning: { effort: none, output: full }\n", "reasoning: { effort: low, output: full }\n", "low")]
    [InlineData("reasoning:\n  effort: xhigh\n", "reasoning:\n  effort: high\n", "high")]
    public async Task The_effort_of_a_prompt_file_is_one_that_the_model_takes(string before, string after, string effort)
    {
        const string Head = "name: greet\nversion: 1.0.0\nmodel: gpt-5-mini\n";
        const string Messages = "messages:\n  - role: user\n    content: Hello\n";
        var project = LiveProject.Open(("Prompts/greet.prompt.yml", Head + before + Messages)).Reporting("LLMH1007");
        // The nearest one comes first; a file has no word for the effort minimal.
        var fixes = await project.FixesAsync<ModelRefusesFix>("LLMH1007");
        Assert.Equal($"Set the reasoning effort to {effort}", fixes[0].Title);
        Assert.DoesNotContain(fixes, static fix => fix.Title.EndsWith("minimal", StringComparison.Ordinal));
        var result = await project.FixAsync<ModelRefusesFix>("LLMH1007");
        Assert.Equal(Head + after + Messages, await result.TextAsync("Prompts/greet.prompt.yml"));
    }

    [Theory]
    [InlineData("reasoning: { effort: low }\n", "")]
    [InlineData("reasoning: { effort: low, output: full }\n", "reasoning: { output: full }\n")]
    public async Task The_effort_of_a_prompt_file_is_removed_for_a_model_that_takes_none(string before, string after)
    {
        const string Head = "name: greet\nversion: 1.0.0\nmodel: gpt-4o\n";
        const string Messages = "messages:\n  - role: user\n    content: Hello\n";
        var result = await LiveProject
            .Open(("Prompts/greet.prompt.yml", Head + before + Messages))
            .Reporting("LLMH1007")
            .FixAsync<ModelRefusesFix>("LLMH1007", "Remove reasoning effort");
        Assert.Equal(Head + after + Messages, await result.TextAsync("Prompts/greet.prompt.yml"));
    }

    [Theory]
    [InlineData("reasoning: { effort: low }\n", 2000)]
    [InlineData("reasoning: { effort: high }\n", 3500)]
    [InlineData("", 2500)]
    public async Task The_limit_of_a_prompt_file_leaves_room_for_its_effort(string reasoning, int limit)
    {
        var head = $"name: greet\nversion: 1.0.0\nmodel: gpt-6-luna\n{reasoning}";
        const string Messages = "messages:\n  - role: user\n    content: Hello\n";
        var result = await LiveProject
            .Open(("Prompts/greet.prompt.yml", head + Messages))
            .Reporting("LLMH4001")
            .FixAsync<OutputNotLimitedFix>("LLMH4001", $"Limit the output to {limit} tokens");
        Assert.Equal(
            $"{head}modelParameters:\n  maxCompletionTokens: {limit}\n{Messages}",
            await result.TextAsync("Prompts/greet.prompt.yml")
        );
    }

    [Theory]
    [InlineData("Low", 2000)]
    [InlineData("High", 3500)]
    [InlineData("None", 1000)]
    public Task The_limit_of_a_call_leaves_room_for_its_effort(string effort, int limit)
    {
        var options = $"ModelId = \"gpt-6-luna\", Reasoning = new() {{ Effort = ReasoningEffort.{effort} }}";
        return FixTest.VerifyAsync<OutputNotLimitedFix>(
            "LLMH4001",
            Call($"chat.{{|LLMH4001:GetResponseAsync|}}(text, new ChatOptions {{ {options} }}, stop)"),
            Call($"chat.GetResponseAsync(text, new ChatOptions {{ {options}, MaxOutputTokens = {limit} }}, stop)")
        );
    }

    private static string Call(string call) =>
        $$"""
            class Desk
            {
                private readonly IChatClient chat = new OpenAI.Chat.ChatClient("gpt-6-luna", "k").AsIChatClient();
                public Task Ask(string text, CancellationToken stop) => {{call}};
            }
            """;

    private static string Source(string text) =>
        $$""""
            class Desk(IChatClient chat)
            {
                public Task Ask(string ticket, CancellationToken stop) => chat.GetResponseAsync(
                    $"""
                    {{text}}
                    """,
                    new ChatOptions { ModelId = "gpt-5-mini", MaxOutputTokens = 9000 },
                    stop
                );
            }
            """".Replace("\n                    ", "\n                ", StringComparison.Ordinal);
}
