using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

// Instructions that a step of the pipeline sets, in front of the messages of the call.
public partial class InputBeforeTextRuleTests
{
    private const string Sdk = "new OpenAI.Chat.ChatClient(\"gpt-5-mini\", \"k\").AsIChatClient()";

    [Theory]
    [InlineData(
        "await CLIENT.AsBuilder().ConfigureOptions(o => o.Instructions = $\"You help {{|LLMH4006:who|}}. RULES\").Build()"
            + ".GetResponseAsync(\"Go\");"
    )]
    [InlineData(
        "await CLIENT.AsBuilder().UseLogging().ConfigureOptions(o => { o.Seed = 1; o.Instructions = $\"{{|LLMH4006:who|}} RULES\"; })"
            + ".Build().GetResponseAsync(\"Go\");"
    )]
    [InlineData(
        "var chat = CLIENT.AsBuilder().ConfigureOptions(o => o.Instructions ??= $\"{who} RULES\").Build(); "
            + "await chat.{|LLMH4006:GetResponseAsync|}(\"Go\", new() { Seed = 4 });"
    )]
    [InlineData(
        "var builder = CLIENT.AsBuilder(); builder.ConfigureOptions(o => o.Instructions = $\"{who} RULES\"); var chat = builder.Build(); "
            + "await chat.{|LLMH4006:GetResponseAsync|}(\"Go\");"
    )]
    [InlineData("await Timed.{|LLMH4006:GetResponseAsync|}(\"Go\");")]
    // What the call states is replaced.
    [InlineData("await Timed.{|LLMH4006:GetResponseAsync|}(\"Go\", given);")]
    [InlineData("await Timed.{|LLMH4006:GetResponseAsync|}(\"Go\", new() { Instructions = \"Be kind.\" });")]
    // The instructions stand in front of the messages.
    [InlineData(
        "var chat = CLIENT.AsBuilder().ConfigureOptions(o => o.Instructions = $\"You help {who}.\").Build(); "
            + "await chat.{|LLMH4006:GetResponseAsync|}(\"RULES\");"
    )]
    [InlineData("await Fixed.GetResponseAsync($\"{{|LLMH4006:who|}} RULES\");")]
    public Task Instructions_of_a_pipeline_are_judged(string body) => VerifyPipelineAsync(body);

    [Theory]
    // Nothing to gain.
    [InlineData("await Fixed.GetResponseAsync(who);")]
    [InlineData("await OfDesk.GetResponseAsync(\"Go\");")]
    [InlineData(
        "var chat = CLIENT.AsBuilder().ConfigureOptions(o => o.Instructions = $\"RULES {who}\").Build(); "
            + "await chat.GetResponseAsync(\"Go\");"
    )]
    // Several steps, a condition, a delegate or a step that is not seen, a client that comes from outside.
    [InlineData(
        "await CLIENT.AsBuilder().ConfigureOptions(o => o.Instructions = $\"{who} RULES\")"
            + ".ConfigureOptions(o => o.Instructions ??= \"Be kind.\").Build().GetResponseAsync(\"Go\");"
    )]
    [InlineData(
        "await CLIENT.AsBuilder().ConfigureOptions(o => { if (isCold) o.Instructions = $\"{who} RULES\"; }).Build()"
            + ".GetResponseAsync(\"Go\");"
    )]
    [InlineData(
        "var builder = CLIENT.AsBuilder(); if (isCold) builder.ConfigureOptions(o => o.Instructions = $\"{who} RULES\"); "
            + "await builder.Build().GetResponseAsync(\"Go\");"
    )]
    [InlineData("await CLIENT.AsBuilder().ConfigureOptions(o => o.Instructions += $\"{who} RULES\").Build().GetResponseAsync(\"Go\");")]
    [InlineData("await CLIENT.AsBuilder().ConfigureOptions(Configure).Build().GetResponseAsync($\"{who} RULES\");")]
    [InlineData("await CLIENT.AsBuilder().ConfigureOptions(o => Configure(o)).Build().GetResponseAsync($\"{who} RULES\");")]
    [InlineData(
        "await CLIENT.AsBuilder().Use((all, o, inner, stop) => inner.GetResponseAsync(all, o, stop), null)"
            + ".ConfigureOptions(o => o.Instructions = $\"{who} RULES\").Build().GetResponseAsync(\"Go\");"
    )]
    [InlineData(
        "await outside.AsBuilder().ConfigureOptions(o => { o.ModelId = \"gpt-5-mini\"; o.Instructions = $\"{who} RULES\"; }).Build()"
            + ".GetResponseAsync(\"Go\");"
    )]
    [InlineData(
        "var chat = isCold ? CLIENT : CLIENT.AsBuilder().ConfigureOptions(o => o.Instructions = $\"{who} RULES\").Build(); "
            + "await chat.GetResponseAsync(\"Go\");"
    )]
    // The call may have instructions of its own, and then they are sent.
    [InlineData(
        "await CLIENT.AsBuilder().ConfigureOptions(o => o.Instructions ??= $\"{who} RULES\").Build().GetResponseAsync(\"Go\", given);"
    )]
    [InlineData(
        "await CLIENT.AsBuilder().ConfigureOptions(o => o.Instructions ??= $\"{who} RULES\").Build()"
            + ".GetResponseAsync(\"Go\", new() { Instructions = \"Be kind.\" });"
    )]
    public Task Instructions_of_a_pipeline_that_are_not_known_are_silent(string body) => VerifyPipelineAsync(body);

    private static Task VerifyPipelineAsync(string body)
    {
        return RuleTest.VerifyAsync(
            $$"""
            class Desk(IChatClient outside, string company)
            {
                private static readonly IChatClient Timed =
                    {{Sdk}}.AsBuilder().ConfigureOptions(o => o.Instructions = $"It is {DateTime.Now}. {{s_rules}}").Build();
                private static readonly IChatClient Fixed =
                    {{Sdk}}.AsBuilder().ConfigureOptions(o => o.Instructions = "Be kind.").Build();
                private readonly IChatClient OfDesk =
                    {{Sdk}}.AsBuilder().ConfigureOptions(o => o.Instructions = $"For {company}. {{s_rules}}").Build();
                private static void Configure(ChatOptions options) => options.Instructions = DateTime.Now.ToString();
                public async Task Ask(string who, bool isCold, ChatOptions given)
                {
                    {{Text(body)}}
                }
            }
            """,
            only: Rule
        );

        static string Text(string code) =>
            code.Replace("RULES", s_rules, StringComparison.Ordinal).Replace("CLIENT", Sdk, StringComparison.Ordinal);
    }
}
