using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

public class PromptParserTests
{
    [Fact]
    public void A_complete_prompt_is_read_without_a_problem()
    {
        var prompt = PromptMarkup
            .Verify(
                """
                name: summarize-ticket
                version: 1.2.0
                description: Summarises one support ticket.
                model: gpt-5.4-mini
                modelParameters: { maxCompletionTokens: 300, temperature: 0.2, stop: [END, "\n\n"] }
                tier: small
                budget: { inputTokens: 2000 }
                namespace: Shop.Texts
                deprecated: Use 2.0.0.
                inputs:
                  ticket: string
                  tone: { enum: [formal, friendly], default: friendly, description: How it sounds. }
                  comments: { list: string }
                  limit: { type: int, optional: true }
                messages:
                  - role: system
                    content: You summarise support tickets in a {{tone}} tone.
                  - role: user
                    content: |
                      {{ticket}}
                      {{#each comments}}- {{this}}
                      {{/each}}{{#if limit}}At most {{limit}} words.{{else}}Be short.{{/if}}
                testData: []
                evaluators: []
                """
            )
            .Model!;

        Assert.Equal("summarize-ticket", prompt.Name);
        Assert.Equal("SummarizeTicketPrompt", prompt.FamilyName);
        Assert.Equal("1.2.0", prompt.Version.ToString());
        Assert.Equal("gpt-5.4-mini", prompt.ModelId);
        Assert.Equal(300, prompt.Parameters.MaxOutputTokens);
        Assert.Equal(0.2f, prompt.Parameters.Temperature);
        Assert.Equal(["END", "\n\n"], prompt.Parameters.StopSequences);
        Assert.Equal(Tier.Small, prompt.Tier);
        Assert.Equal(2000, prompt.InputTokenBudget);
        Assert.Equal("Shop.Texts", prompt.Namespace);
        Assert.Equal("Use 2.0.0.", prompt.DeprecationReason);
        Assert.Equal(["ticket", "tone", "comments", "limit"], prompt.Inputs.Select(input => input.Name));
        Assert.Equal([PromptRole.System, PromptRole.User], prompt.Messages.Select(message => message.Role));
        Assert.False(prompt.IsBroken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n\n")]
    [InlineData("# only a comment\n")]
    public void An_empty_file_is_one_problem(string text)
    {
        var problem = Assert.Single(PromptParser.Parse(SourceText.From(text)).Problems);
        Assert.Equal(RuleIds.PromptSyntax, problem.RuleId);
        Assert.Contains("empty", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_mistake_of_a_file_is_reported() =>
        PromptMarkup.Verify(
            """
            name: {|LLMH2102:9|}
            version: {|LLMH2103:one|}
            {|LLMH2104:modle|}: gpt-5.4-mini
            tier: {|LLMH2105:tiny|}
            inputs:
              ticket: {|LLMH2106:strin|}
            messages:
              - role: {|LLMH2105:usr|}
                content: |
                  {|LLMH2107:{{#if ticket}}|} {{ticket}}
                  {|LLMH2107:{{#iff x}}|}
            """
        );

    [Theory]
    [InlineData("1", "1.0.0")]
    [InlineData("v2.3", "2.3.0")]
    [InlineData("latest", null)]
    public void An_almost_valid_version_is_enough_for_the_skeleton(string written, string? meant)
    {
        var model = PromptMarkup.Verify($"name: a\nversion: {{|LLMH2103:{written}|}}\nmessages:\n  - {{ role: user, content: x }}\n").Model;
        Assert.Equal(meant, model?.Version.ToString());
        Assert.NotEqual(false, model?.IsBroken);
    }

    [Fact]
    public void A_block_of_a_misspelled_kind_is_reported_once() =>
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\ninputs: { xs: { list: string } }\nmessages:\n  - role: user\n    content: "
                + "\"{|LLMH2107:{{#ech xs}}|}x{{/each}} {{#each xs}}{|LLMH2107:{{#fi y}}|}z{{/if}}{{this}}{{/each}}\"\n"
        );

    [Fact]
    public void A_file_with_a_name_and_a_version_has_a_skeleton_despite_mistakes()
    {
        var prompt = PromptMarkup
            .Verify(
                """
                name: greet
                version: 1.0.0
                {|LLMH2104:modle|}: gpt
                inputs: { who: string }
                messages:
                  - role: user
                    content: Hello {{who}}
                """
            )
            .Model!;
        Assert.True(prompt.IsBroken);
        Assert.Equal("who", Assert.Single(prompt.Inputs).Name);
    }

    [Theory]
    [InlineData("summarize-ticket", "SummarizeTicketPrompt")]
    [InlineData("summarize_ticket", "SummarizeTicketPrompt")]
    [InlineData("Summarize Ticket", "SummarizeTicketPrompt")]
    [InlineData("summarizeTicket", "SummarizeTicketPrompt")]
    [InlineData("greeting-prompt", "GreetingPrompt")]
    [InlineData("v2.summary", "V2SummaryPrompt")]
    public void A_name_becomes_a_class_name(string name, string expected) => Assert.Equal(expected, PromptNames.Family(name));

    [Theory]
    [InlineData("{|LLMH2104:modl|}: x", "Did you mean 'model'?")]
    [InlineData("{|LLMH2104:Model|}: x", "Did you mean 'model'?")]
    [InlineData("{|LLMH2104:zzzzzz|}: x", "Known keys are name, version,")]
    [InlineData("modelParameters: { {|LLMH2104:max_tokens|}: 3 }", "Did you mean 'maxTokens'?")]
    [InlineData("budget: { {|LLMH2104:tokens|}: 3 }", "inputTokens")]
    [InlineData("budget: { {|LLMH2104:usdd|}: 3 }", "Did you mean 'usd'?")]
    [InlineData("budget: { {|LLMH2104:call|}: 3 }", "Did you mean 'calls'?")]
    [InlineData("reasoning: { {|LLMH2104:efort|}: low }", "Did you mean 'effort'?")]
    [InlineData("reasoning: { {|LLMH2104:zzzzz|}: low }", "Known keys are effort, output.")]
    [InlineData("{|LLMH2104:resoning|}: { effort: low }", "Did you mean 'reasoning'?")]
    [InlineData("{|LLMH2104:parameters|}: { temperature: 1 }", "Did you mean 'modelParameters'?")]
    public void An_unknown_key_is_reported_with_the_nearest_known_one(string lines, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Prompt(lines)), StringComparison.Ordinal);

    [Theory]
    [InlineData("tier: {|LLMH2105:smal|}", "Did you mean 'small'?")]
    [InlineData("modelParameters: { temperature: {|LLMH2105:hot|} }", "a number from 0 to 2")]
    [InlineData("modelParameters: { temperature: {|LLMH2105:3|} }", "a number from 0 to 2")]
    [InlineData("modelParameters: { temperature: {|LLMH2105:\"0.2\"|} }", "without quotes")]
    [InlineData("modelParameters: { maxTokens: {|LLMH2105:0|} }", "1 or more")]
    [InlineData("modelParameters: { maxTokens: {|LLMH2105:99999999999|} }", "whole number")]
    [InlineData("modelParameters: { topK: {|LLMH2105:1.5|} }", "whole number")]
    [InlineData("modelParameters: { maxTokens: 5, {|LLMH2105:maxCompletionTokens|}: 5 }", "Keep one")]
    [InlineData("modelParameters: { stop: [a, {|LLMH2105:\"\"|}] }", "none of them empty")]
    [InlineData("modelParameters: {|LLMH2105:[1]|}", "must be a mapping")]
    [InlineData("budget: { inputTokens: {|LLMH2105:many|} }", "whole number")]
    [InlineData("budget: { calls: {|LLMH2105:0|} }", "1 or more")]
    [InlineData("budget: { calls: {|LLMH2105:-3|} }", "a whole number of model calls")]
    [InlineData("budget: { calls: {|LLMH2105:2.5|} }", "a whole number of model calls")]
    [InlineData("budget: { calls: {|LLMH2105:\"5\"|} }", "without quotes")]
    [InlineData("budget: { calls: {|LLMH2105:99999999999|} }", "whole number")]
    [InlineData("budget: { {|LLMH2105:calls|}: }", "1 or more")]
    [InlineData("budget: { usd: {|LLMH2105:-0.01|} }", "an amount in US dollars, more than 0")]
    [InlineData("budget: { usd: {|LLMH2105:0|} }", "more than 0")]
    [InlineData("budget: { usd: {|LLMH2105:0.00|} }", "more than 0")]
    [InlineData("budget: { usd: {|LLMH2105:$0.01|} }", "currency signs")]
    [InlineData("budget:\n  usd: {|LLMH2105:0,01|}", "as in 0.05")]
    [InlineData("budget: { usd: {|LLMH2105:'0.01'|} }", "without quotes")]
    [InlineData("budget: { usd: {|LLMH2105:.nan|} }", "an amount in US dollars")]
    [InlineData("budget: { usd: {|LLMH2105:1e40|} }", "an amount in US dollars")]
    [InlineData("budget: { usd: {|LLMH2105:[0.01]|} }", "an amount in US dollars")]
    [InlineData("budget: {|LLMH2105:5|}", "'budget' must be a mapping. For example: { inputTokens: 2000, usd: 0.01, calls: 5 }.")]
    [InlineData("reasoning: {|LLMH2105:low|}", "'reasoning' must be a mapping. For example: { effort: low }.")]
    [InlineData("reasoning: { effort: {|LLMH2105:minimal|} }", "Write none, low, medium, high or xhigh.")]
    [InlineData("reasoning: { effort: {|LLMH2105:hihg|} }", "Write none, low, medium, high or xhigh. Did you mean 'high'?")]
    [InlineData("reasoning: { effort: {|LLMH2105:2|} }", "This is not a reasoning effort.")]
    [InlineData("reasoning: { {|LLMH2105:effort|}: }", "This is not a reasoning effort.")]
    [InlineData("reasoning: { effort: {|LLMH2105:[low]|} }", "This is not a reasoning effort.")]
    [InlineData("reasoning: { output: {|LLMH2105:detailed|} }", "This is not a reasoning output. Write none, summary or full.")]
    [InlineData("{|LLMH2105:model|}:", "leave the model to the client")]
    [InlineData("description: {|LLMH2105:[a]|}", "must be text")]
    [InlineData("namespace: {|LLMH2105:Shop..Texts|}", "not a C# namespace")]
    [InlineData("{|LLMH2105:deprecated|}:", "State why")]
    public void A_wrong_value_is_reported_with_the_allowed_ones(string lines, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Prompt(lines)), StringComparison.Ordinal);

    [Theory]
    [InlineData("{|LLMH2103:1.2|}", "Write '1.2.0'.")]
    [InlineData("{|LLMH2103:v1.2.3|}", "Write '1.2.3'.")]
    [InlineData("{|LLMH2103:latest|}", "three numbers")]
    [InlineData("{|LLMH2103:1.02.3|}", "three numbers")]
    [InlineData("{|LLMH2103:[1, 2]|}", "three numbers")]
    public void A_version_is_semantic(string version, string fix) =>
        Assert.Contains(
            fix,
            PromptMarkup.Message($"name: a\nversion: {version}\nmessages:\n  - role: user\n    content: Hi\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public void Name_version_and_messages_are_needed()
    {
        var problems = PromptParser.Parse(SourceText.From("# mine\nmodel: x\n")).Problems;
        Assert.Equal(
            [RuleIds.PromptName, RuleIds.PromptVersion, RuleIds.PromptWithoutMessages],
            problems.Select(problem => problem.RuleId)
        );
        Assert.All(problems, problem => Assert.Equal("(1,0)-(1,5)", problem.LineSpan.ToString()));
    }

    [Theory]
    [InlineData("{|LLMH2113:messages|}:\n")]
    [InlineData("{|LLMH2113:messages|}: []\n")]
    [InlineData("messages: {|LLMH2105:hello|}\n")]
    [InlineData("messages:\n  - {|LLMH2105:hello|}\n")]
    [InlineData("messages:\n  - {|LLMH2105:role|}: user\n")]
    [InlineData("messages:\n  - {|LLMH2105:content|}: Hi\n")]
    [InlineData("messages:\n  - role: user\n    {|LLMH2105:content|}:\n")]
    [InlineData("messages:\n  - role: user\n    content: [{|LLMH2105:a|}]\n")]
    [InlineData("messages:\n  - role: user\n    content: {|LLMH2101:{{x}}|}\n")]
    [InlineData("messages:\n  - role: user\n    content: {|LLMH2105:{x: 1}|}\n")]
    [InlineData("messages:\n  - role: user\n    content: {|LLMH2101:{{x}}|} and more\n")]
    [InlineData("messages:\n  - role: user\n    content: {|LLMH2101:{{|}#if x}} and more\n")]
    [InlineData("messages:\n  - role: {|LLMH2105:developer|}\n    content: Hi\n")]
    [InlineData("messages:\n  - role: user\n    content: Hi\n    {|LLMH2104:nme|}: x\n")]
    public void Messages_have_a_role_and_a_content(string messages) => PromptMarkup.Verify("name: a\nversion: 1.0.0\n" + messages);

    [Fact]
    public void A_value_of_the_wrong_kind_at_the_root_is_one_problem() => PromptMarkup.Verify("{|LLMH2101:- a|}\n");

    private static string Prompt(string lines) => $"name: a\nversion: 1.0.0\n{lines}\nmessages:\n  - role: user\n    content: Hi\n";
}
