using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>A method that passes its own parameter on as the prompt: LLMH2001 is reported at the callers that write it.</summary>
public class PassThroughCallTests
{
    private const string PassThrough =
        "class Llm(OpenAI.Chat.ChatClient client) { public Task<int> AskAsync(string prompt, int n = "
        + "0) { client.CompleteChat(prompt); return Task.FromResult(n); } }\n";

    [Fact]
    public Task Fires_at_a_caller_that_writes_the_text() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                class Desk(Llm llm)
                {
                    public Task A(string ticket) => llm.{|LLMH2001:AskAsync|}($"Is this ticket spam? {ticket}");
                    public Task B(string ticket) => llm.AskAsync(ticket);
                }
                """
        );

    [Fact]
    public Task Fires_at_the_end_of_a_chain_of_pass_through_methods() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                interface IMiddle { Task Two(string text); }
                class Middle(Llm llm) : IMiddle
                {
                    public Task Two(string text) => One(text + "\n");
                    private Task One(string text) => llm.AskAsync(text.Trim(), 2);
                }
                class Desk(IMiddle middle)
                {
                    private const string Prompt = "List the open tickets.";
                    public Task A() => middle.{|LLMH2001:Two|}(Prompt);
                }
                """
        );

    [Fact]
    public Task Fires_at_callers_of_a_local_function() =>
        RuleTest.VerifyAsync(
            """
            class Desk(OpenAI.Chat.ChatClient client)
            {
                public void A()
                {
                    {|LLMH2001:Ask|}("List the open tickets.");
                    void Ask(string text) => client.CompleteChat(text);
                }
            }
            """
        );

    [Fact]
    public Task Fires_once_where_pass_through_method_and_caller_both_write() =>
        RuleTest.VerifyAsync(
            """
            class Desk(OpenAI.Chat.ChatClient client)
            {
                public void A() => Ask("List the open tickets.");
                private void Ask(string text) => client.{|LLMH2001:CompleteChat|}("You are terse. " + text);
            }
            """
        );

    [Theory]
    [InlineData(
        "public Task A() { using var scope = LlmHygiene.PromptScope.Begin(\"spam\", \"1.0.0\"); return llm.AskAsync(\"Is this spam?\"); }"
    )]
    [InlineData(
        """
            public Task A() { System.Diagnostics.Activity.Current?.SetTag("prompt.version", "2"); return llm.AskAsync("Is this spam?"); }
            """
    )]
    [InlineData("public Task A() => llm.AskAsync(Console.ReadLine()!);")]
    [InlineData("public void A(Mock<Llm> mock) => mock.Setup(l => l.AskAsync(\"Is this spam?\", 0));")]
    public Task Stays_silent_at_callers_that_need_no_tag(string member) =>
        RuleTest.VerifyAsync(
            PassThrough
                + "class Mock<T> { public void Setup<R>(System.Linq.Expressions.Expression<Func<T, R>> call) { } }\nclass Desk(Llm llm) { "
                + member
                + " }"
        );

    [Fact]
    public Task Stays_silent_where_the_text_is_that_of_a_typed_prompt() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                class Desk(Llm llm)
                {
                    public Task A(LlmHygiene.IPrompt prompt)
                    {
                        using var scope = LlmHygiene.PromptScope.Begin(prompt);
                        return llm.AskAsync(LlmHygiene.PromptTextExtensions.ToText(prompt));
                    }
                }
                """
        );

    [Fact]
    public Task The_projects_own_tag_keys_apply_at_callers() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                class Desk(Llm llm)
                {
                    public Task A()
                    {
                        System.Diagnostics.Activity.Current?.SetTag("acme.revision", "2");
                        return llm.AskAsync("Is this spam?");
                    }
                }
                """,
            "llmhygiene.prompt_tag_keys = acme.revision"
        );

    [Fact]
    public Task Stays_silent_when_the_pass_through_method_names_the_prompt() =>
        RuleTest.VerifyAsync(
            """
            class Llm(OpenAI.Chat.ChatClient client)
            {
                public void Ask(string prompt, string version) =>
                    client.CompleteChat([prompt], new OpenAI.Chat.ChatCompletionOptions { Metadata = { ["prompt_version"] = version } });
            }
            class Desk(Llm llm) { public void A() => llm.Ask("Is this spam?", "3"); }
            """
        );

    [Fact]
    public Task Stays_silent_at_other_arguments_and_at_methods_of_the_same_name() =>
        RuleTest.VerifyAsync(
            PassThrough
                + """
                class Other { public void AskAsync(string question) { } }
                class Desk(Llm llm, Other other)
                {
                    public void A(string ticket)
                    {
                        other.AskAsync("Is this spam?");
                        llm.AskAsync(ticket, "some words".Length);
                    }
                }
                """
        );
}
