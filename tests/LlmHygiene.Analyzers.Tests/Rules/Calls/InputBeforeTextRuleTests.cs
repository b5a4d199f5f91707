using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Rules.PromptMethods;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

public partial class InputBeforeTextRuleTests
{
    private const string Rule = "LLMH4006";

    // As many words as the number says, each of at least one token.
    private static string Words(int count) => string.Concat(Enumerable.Repeat("rule ", count));

    private static readonly string s_rules = Words(1100);

    [Theory]
    [InlineData("await chat.GetResponseAsync($\"{{|LLMH4006:text|}} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync({|LLMH4006:text|} + \" RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"You help {{|LLMH4006:text|}}. RULES {count}\", model);")]
    [InlineData("await chat.GetResponseAsync($\"It is {{|LLMH4006:DateTime.Now|}}. RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"It is {{|LLMH4006:DateTime.UtcNow|}:HH:mm}. RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"Session {{|LLMH4006:Guid.NewGuid()|}} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{{|LLMH4006:text|}.Trim()} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{{|LLMH4006:string.Join(\", \", items)|}} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{{|LLMH4006:ticket.Text|}} RULES\", model);")]
    [InlineData("foreach (var item in items) await chat.GetResponseAsync($\"{{|LLMH4006:item|}} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync([new(ChatRole.System, $\"{{|LLMH4006:text|}} RULES\"), new(ChatRole.User, \"Go\")], model);")]
    [InlineData(
        "await chat.GetResponseAsync([new(ChatRole.System, \"Be kind.\"), new(ChatRole.User, $\"{{|LLMH4006:text|}} RULES\")], model);"
    )]
    [InlineData("await chat.GetResponseAsync([new(ChatRole.User, {|LLMH4006:text|}), new(ChatRole.User, \"RULES\")], model);")]
    [InlineData("await chat.GetResponseAsync(\"Go\", new() { ModelId = \"gpt-5-mini\", Instructions = $\"{{|LLMH4006:text|}} RULES\" });")]
    [InlineData(
        "var all = new List<ChatMessage> { new(ChatRole.System, $\"{text} RULES\") }; await chat.{|LLMH4006:GetResponseAsync|}(all, model);"
    )]
    [InlineData(
        "var all = new List<ChatMessage>(); all.Add(new(ChatRole.System, $\"{text} RULES\")); "
            + "await chat.{|LLMH4006:GetResponseAsync|}(all, model);"
    )]
    [InlineData("var whole = $\"{text} RULES\"; await chat.{|LLMH4006:GetResponseAsync|}(whole, model);")]
    [InlineData(
        "var b = new System.Text.StringBuilder(); b.Append(\"For \").AppendLine(text); b.AppendLine(\"RULES\"); "
            + "await chat.{|LLMH4006:GetResponseAsync|}(b.ToString(), model);"
    )]
    [InlineData("await chat.{|LLMH4006:GetResponseAsync|}(Build(text), model); static string Build(string who) => $\"{who} RULES\";")]
    public Task A_value_of_the_call_before_much_fixed_text_is_reported(string body) => VerifyAsync(body);

    [Theory]
    // Nothing to gain: the text is first, or too short.
    [InlineData("await chat.GetResponseAsync($\"RULES {text}\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{text} Be kind.\", model);")]
    [InlineData("await chat.GetResponseAsync([new(ChatRole.System, \"RULES\"), new(ChatRole.User, text)], model);")]
    // The same in each call, or one of few.
    [InlineData("const string Who = \"a\"; await chat.GetResponseAsync($\"{Who} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{isCold} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{kind} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{Company} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{_company} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{DateTime.Now:yyyy-MM-dd} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{DateTime.Today} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{Environment.NewLine} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync($\"{(isCold ? \"a\" : \"b\")} RULES\", model);")]
    [InlineData("await Send(\"fixed\"); Task Send(string style) => chat.GetResponseAsync($\"{style} RULES\", model);")]
    // Not known: what a method returns, a list that other code fills.
    [InlineData("await chat.GetResponseAsync($\"{await Load()} RULES\", model);")]
    [InlineData("await chat.GetResponseAsync([.. history, new(ChatRole.User, $\"{text} RULES\")], model);")]
    [InlineData("await chat.GetResponseAsync(history, model);")]
    [InlineData(
        "var b = new System.Text.StringBuilder(text); if (isCold) b.Append(\"RULES\"); await chat.GetResponseAsync(b.ToString(), model);"
    )]
    // A condition decides about the text.
    [InlineData("await chat.GetResponseAsync($\"{text} {(isCold ? \"RULES\" : \"\")}\", model);")]
    public Task What_gains_nothing_or_is_not_known_is_silent(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("await chat.GetResponseAsync(string.Format(\"{|LLMH4006:{0}|} RULES\", text), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(\"For {|LLMH4006:{1}|}, {0}. {{a}} RULES\", Company, text), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(null, \"{|LLMH4006:{0}|} RULES {1}{2}{3}\", text, 1, 2, 3), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(\"{|LLMH4006:{0}|} RULES\", new object[] { text }), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(\"{|LLMH4006:{0,10}|} RULES\", text), model);")]
    [InlineData("var whole = string.Format(\"{0} RULES\", text); await chat.{|LLMH4006:GetResponseAsync|}(whole, model);")]
    [InlineData("const string All = \"{0} RULES\"; await chat.{|LLMH4006:GetResponseAsync|}(string.Format(All, text), model);")]
    [InlineData("await chat.GetResponseAsync(\"{|LLMH4006:[T]|} RULES\".Replace(\"[T]\", text), model);")]
    [InlineData("await chat.GetResponseAsync(\"{|LLMH4006:[T]|} RULES\".Replace(\"[T]\", text, StringComparison.Ordinal), model);")]
    [InlineData("await chat.GetResponseAsync(\"[C] {|LLMH4006:[T]|} RULES\".Replace(\"[T]\", text).Replace(\"[C]\", Company), model);")]
    [InlineData("await chat.{|LLMH4006:GetResponseAsync|}(Template.Replace(\"[T]\", text), model);")]
    [InlineData("await chat.GetResponseAsync(string.Concat({|LLMH4006:text|}, \" RULES\"), model);")]
    public Task A_placeholder_before_much_fixed_text_is_reported(string body) => VerifyAsync(body);

    [Theory]
    [InlineData("await chat.GetResponseAsync(string.Format(\"RULES {0}\", text), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(\"{0} RULES\", Company), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(\"{{0}} RULES\", text), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(\"{1} RULES\", text), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(\"{0} RULES {\", text), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(\"{0} RULES\", _values), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(isCold ? \"{0} RULES\" : \"{0} RULES.\", text), model);")]
    [InlineData("await chat.GetResponseAsync(string.Format(await Load(), text), model);")]
    [InlineData("await chat.GetResponseAsync(\"RULES [T]\".Replace(\"[T]\", text), model);")]
    [InlineData("await chat.GetResponseAsync(\"[U] RULES\".Replace(\"[T]\", text), model);")]
    [InlineData("await chat.GetResponseAsync(\"[T] RULES\".Replace(\"[T]\", Company), model);")]
    [InlineData("await chat.GetResponseAsync(\"[T] RULES\".Replace(items[0], text), model);")]
    [InlineData("await chat.GetResponseAsync(\"[T] RULES\".Replace(\"[t]\", text, StringComparison.OrdinalIgnoreCase), model);")]
    [InlineData("await chat.GetResponseAsync(Changeable.Replace(\"[T]\", text), model);")]
    [InlineData("await chat.GetResponseAsync(string.Concat(\"RULES\", text), model);")]
    public Task A_placeholder_that_costs_nothing_or_is_not_known_is_silent(string body) => VerifyAsync(body);

    // The order of all messages counts, however they are put together.
    [Theory]
    [InlineData(
        "await chat.GetResponseAsync([new(ChatRole.System, $\"For {{|LLMH4006:text|}}.\"), new(ChatRole.User, \"RULES\"), "
            + "new(ChatRole.User, \"Go\")], model);"
    )]
    [InlineData(
        "var all = new List<ChatMessage> { new(ChatRole.System, $\"For {text}.\") }; all.Add(new(ChatRole.User, \"RULES\")); "
            + "await chat.{|LLMH4006:GetResponseAsync|}(all, model);"
    )]
    [InlineData(
        "var all = new ChatHistory($\"For {text}.\"); all.AddUserMessage(\"RULES\"); "
            + "await kernel.{|LLMH4006:GetChatMessageContentsAsync|}(all);"
    )]
    [InlineData(
        "var all = new ChatHistory(); all.AddSystemMessage($\"For {text}.\"); all.AddUserMessage(\"RULES\"); "
            + "await kernel.{|LLMH4006:GetChatMessageContentsAsync|}(all);"
    )]
    [InlineData(
        "var all = new ChatHistory(\"RULES\"); all.AddUserMessage(text); all.AddUserMessage(\"Go\"); "
            + "await kernel.GetChatMessageContentsAsync(all);"
    )]
    [InlineData(
        "var all = new ChatHistory(); all.AddSystemMessage($\"For {text}.\"); if (isCold) all.AddUserMessage(\"RULES\"); "
            + "await kernel.GetChatMessageContentsAsync(all);"
    )]
    [InlineData(
        "var all = new ChatHistory(); all.AddSystemMessage($\"For {text}.\"); all.AddAssistantMessage(\"a\"); "
            + "all.AddUserMessage(\"RULES\"); await kernel.GetChatMessageContentsAsync(all);"
    )]
    [InlineData(
        "var all = new ChatHistory(); Fill(all); all.AddSystemMessage($\"For {text}.\"); all.AddUserMessage(\"RULES\"); "
            + "await kernel.GetChatMessageContentsAsync(all); void Fill(ChatHistory one) => one.AddRange(old);"
    )]
    public Task The_order_of_the_messages_counts(string body) =>
        RuleTest.VerifyAsync(
            $$"""
            using Microsoft.SemanticKernel;
            using Microsoft.SemanticKernel.ChatCompletion;
            class Desk(IChatClient chat)
            {
                private readonly ChatOptions model = new() { ModelId = "gpt-5-mini" };
                private readonly IChatCompletionService kernel =
                    new Microsoft.SemanticKernel.Connectors.OpenAI.OpenAIChatCompletionService("gpt-5-mini", "k");
                public async Task Ask(string text, bool isCold, ChatHistory old)
                {
                    {{body.Replace("RULES", s_rules, StringComparison.Ordinal)}}
                }
            }
            """,
            only: Rule
        );

    [Theory]
    [InlineData("gpt-5-mini", 1100, true)]
    [InlineData("gpt-5-mini", 900, false)]
    [InlineData("claude-opus-5", 900, true)]
    [InlineData("claude-opus-4-8", 900, false)]
    [InlineData("claude-haiku-4-5", 2000, false)]
    [InlineData("claude-haiku-4-5", 4200, true)]
    [InlineData("gemini-2.5-pro", 1100, false)]
    [InlineData("gemini-2.5-pro", 2100, true)]
    [InlineData("deepseek-v4-pro", 600, true)]
    [InlineData("deepseek-v4-pro", 400, false)]
    // Without a price for what is cached, nothing is.
    [InlineData("gpt-4-turbo", 9000, false)]
    [InlineData("no-such-model", 9000, false)]
    public Task The_minimum_is_that_of_the_model(string model, int words, bool isReported)
    {
        var hole = isReported ? "{|LLMH4006:text|}" : "text";
        return RuleTest.VerifyAsync(
            "class Desk(IChatClient chat) { public Task Ask(string text) => "
                + $"chat.GetResponseAsync($\"{{{hole}}} {Words(words)}\", new() {{ ModelId = \"{model}\" }}); }}",
            only: Rule
        );
    }

    [Theory]
    [InlineData(4200, true)]
    [InlineData(2000, false)]
    public Task Where_the_model_is_not_known_the_largest_minimum_counts(int words, bool isReported)
    {
        var hole = isReported ? "{|LLMH4006:text|}" : "text";
        return RuleTest.VerifyAsync(
            $"class Desk(IChatClient chat) {{ public Task Ask(string text) => chat.GetResponseAsync($\"{{{hole}}} {Words(words)}\"); }}",
            only: Rule
        );
    }

    [Theory]
    [InlineData("llmhygiene.cache_minimum_tokens = 9000", 2000, false)]
    [InlineData("llmhygiene.cache_minimum_tokens = 0", 600, true)]
    [InlineData("llmhygiene.cache_minimum_tokens = 0\nllmhygiene.cache_freed_min_tokens = 50", 60, true)]
    [InlineData("llmhygiene.cache_freed_min_tokens = 3000", 2000, false)]
    [InlineData("llmhygiene.cache_freed_min_tokens = no", 2000, true)]
    public Task The_options_set_the_numbers(string options, int words, bool isReported)
    {
        var hole = isReported ? "{|LLMH4006:text|}" : "text";
        return RuleTest.VerifyAsync(
            "class Desk(IChatClient chat) { public Task Ask(string text) => "
                + $"chat.GetResponseAsync($\"{{{hole}}} {Words(words)}\", new() {{ ModelId = \"gpt-5-mini\" }}); }}",
            options,
            only: Rule
        );
    }

    [Theory]
    [InlineData(
        "new Microsoft.Agents.AI.ChatClientAgent(new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient(), "
            + "$\"{{|LLMH4006:text|}} RULES\").RunAsync(\"Go\")"
    )]
    [InlineData(
        "new Microsoft.Agents.AI.ChatClientAgent(new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient(), "
            + "new Microsoft.Agents.AI.ChatClientAgentOptions { ChatOptions = new() { Instructions = $\"{{|LLMH4006:text|}} RULES\" } })"
            + ".RunAsync(\"Go\")"
    )]
    [InlineData(
        "new Microsoft.Agents.AI.ChatClientAgent(new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient(), \"RULES\")"
            + ".RunAsync(text)"
    )]
    public Task The_instructions_of_an_agent_are_judged(string call) =>
        RuleTest.VerifyAsync(
            $"class Desk {{ public object Ask(string text) => {call.Replace("RULES", s_rules, StringComparison.Ordinal)}; }}",
            only: Rule,
            references: TestReferences.All.Append(TestReferences.Agents)
        );

    [Fact]
    public async Task The_message_has_the_tokens_and_the_model() =>
        Assert.Equal(
            "'text' changes with each call and stands before at least 1100 tokens of fixed text, which 'gpt-5-mini' could reuse from its "
                + "cache: move it after that text",
            await RuleTest.MessageAsync(
                Rule,
                "class Desk(IChatClient chat) { public Task Ask(string text) => "
                    + $"chat.GetResponseAsync($\"{{text}} {s_rules}\", new() {{ ModelId = \"gpt-5-mini\" }}); }}"
            )
        );

    [Theory]
    [InlineData("inputs: { ticket: string }\n", "{{ticket}} RULES", "{{ticket}}")]
    [InlineData("inputs: { lines: { list: string } }\n", "{{#each lines}}{{this}}{{/each}} RULES", "{{#each lines}}")]
    [InlineData("inputs: { when: date, n: int }\n", "On {{when}} RULES {{n}} RULES", "{{when}}")]
    [InlineData("inputs: { who: { fields: { name: string } } }\n", "{{who.name}} RULES", "{{who.name}}")]
    [InlineData("inputs: { tone: { enum: [a, b] }, ticket: string }\n", "{{tone}} {{ticket}} RULES", "{{ticket}}")]
    [InlineData("inputs: { ticket: string }\n", "RULES {{ticket}}", null)]
    [InlineData("inputs: { tone: { enum: [a, b] } }\n", "{{tone}} RULES", null)]
    [InlineData("inputs: { isCold: bool }\n", "{{#if isCold}}a{{/if}} RULES", null)]
    [InlineData("inputs: { ticket: string? }\n", "{{ticket}} RULES", null)]
    [InlineData("inputs: { ticket: { type: string, default: a } }\n", "{{ticket}} RULES", null)]
    [InlineData("inputs: { ticket: string, isCold: bool }\n", "{{ticket}} {{#if isCold}}RULES{{/if}}", null)]
    [InlineData("inputs: { ticket: string, isCold: bool }\n", "{{#if isCold}}{{ticket}}{{/if}} RULES", null)]
    [InlineData("inputs: { ticket: string }\n", "{{ticket}} Be kind.", null)]
    public void An_input_of_a_prompt_file_is_reported_where_it_stands(string inputs, string content, string? place)
    {
        var text =
            $"name: greet\nversion: 1.0.0\nmodel: gpt-5-mini\n# {{{{ticket}}}}\n{inputs}messages:\n  - role: user\n"
            + $"    content: \"{content.Replace("RULES", s_rules, StringComparison.Ordinal)}\"\n";
        var found = PromptProject.With(text).Analyze(new PromptCostAnalyzer()).Where(one => one.Id == Rule).ToArray();
        Assert.Equal(
            place is null ? [] : [place],
            found.Select(one => text.Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length))
        );
    }

    [Theory]
    [InlineData("system:\n{{ticket}}\nRULES\n\nuser:\nGo\n", true)]
    [InlineData("system:\nRULES\n\nuser:\n{{ticket}}\n", false)]
    [InlineData("system:\nFor {{ticket}}.\n\nuser:\nRULES\n", true)]
    public void A_prompty_file_is_judged(string body, bool isReported)
    {
        var text =
            "---\nname: greet\nversion: 1.0.0\nmodel:\n  configuration:\n    type: openai\n    name: gpt-5-mini\n"
            + "inputs:\n  ticket:\n    type: string\n---\n"
            + body.Replace("RULES", s_rules, StringComparison.Ordinal);
        var project = new PromptProject { Files = [new PromptText(PromptProject.Folder + "Prompts/p.prompty", text)] };
        var found = project.Analyze(new PromptCostAnalyzer()).Where(one => one.Id == Rule).ToArray();
        Assert.Equal(
            isReported ? ["{{ticket}}"] : [],
            found.Select(one => text.Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length))
        );
    }

    [Theory]
    [InlineData("System = \"{{ticket}} RULES\"", true)]
    [InlineData("System = \"Be kind.\", User = \"{{ticket}} RULES\"", true)]
    [InlineData("System = \"RULES\", User = \"{{ticket}}\"", false)]
    public void A_prompt_method_is_judged(string messages, bool isReported)
    {
        var source = $$"""
            using Microsoft.Extensions.AI;
            static partial class Prompts
            {
                [LlmHygiene.Prompt("greet", "1.0.0", Model = "gpt-5-mini", {{messages.Replace(
                "RULES",
                s_rules,
                StringComparison.Ordinal
            )}})]
                public static partial System.Threading.Tasks.Task<string> GreetAsync(IChatClient client, string ticket);
            }
            """;
        var found = new PromptProject { Source = source }
            .Analyze(new PromptMethodAnalyzer())
            .Where(one => one.Id == Rule)
            .ToArray();
        Assert.Equal(
            isReported ? ["{{ticket}}"] : [],
            found.Select(one => source.Substring(one.Location.SourceSpan.Start, one.Location.SourceSpan.Length))
        );
    }

    private static Task VerifyAsync(string body) =>
        RuleTest.VerifyAsync(
            $$"""
            enum Kind { A, B }
            record Ticket(string Text);
            class Desk(IChatClient chat, string company)
            {
                private const string Company = "Shop";
                private static readonly object[] _values = new object[1];
                private static readonly string Template = "[T] {{s_rules}}";
                private static string Changeable = "[T] {{s_rules}}";
                public void Change(string other) => Changeable = other;
                private readonly string _company = company;
                private readonly ChatOptions model = new() { ModelId = "gpt-5-mini" };
                private static Task<string> Load() => Task.FromResult("");
                public async Task Ask(string text, int count, bool isCold, Kind kind, string[] items, Ticket ticket,
                    List<ChatMessage> history)
                {
                    {{body.Replace("RULES", s_rules, StringComparison.Ordinal)}}
                }
            }
            """,
            only: Rule
        );
}
