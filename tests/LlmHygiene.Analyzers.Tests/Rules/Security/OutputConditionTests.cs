using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>Conditions inside one expression, and conditions that are kept in a variable, count like those of statements.</summary>
public class OutputConditionTests
{
    [Theory]
    [InlineData("Start(answer is \"ls\" or \"pwd\" ? answer : \"ls\");")]
    [InlineData("Start(answer is not (\"ls\" or \"pwd\") ? \"ls\" : answer);")]
    [InlineData("Start(answer != \"ls\" && answer != \"pwd\" ? \"ls\" : answer);")]
    [InlineData("_ = answer != \"ls\" || null != Start(answer);")]
    [InlineData("_ = answer == \"ls\" && null != Start(answer);")]
    [InlineData("Start(answer == Commands.List ? answer : \"ls\");")]
    [InlineData("Start(List.Equals(answer) || answer.Equals(\"pwd\") ? answer : \"ls\");")]
    [InlineData("Start(string.Equals(answer, \"ls\", StringComparison.OrdinalIgnoreCase) ? answer : \"ls\");")]
    [InlineData("Start(answer switch { \"ls\" or \"pwd\" => answer, _ => \"ls\" });")]
    [InlineData("Start(answer switch { not (\"ls\" or \"pwd\") => \"ls\", _ => answer });")]
    [InlineData("Start(answer switch { _ when answer == \"ls\" => answer, _ => \"ls\" });")]
    [InlineData("Start(answer switch { _ when s_commands.Contains(answer) => answer, _ => \"ls\" });")]
    [InlineData("Start(answer?.Trim() is \"ls\" ? answer : \"ls\");")]
    [InlineData("Start(response?.Text is \"ls\" ? response?.Text! : \"ls\");")]
    [InlineData("Start(response is { Text: \"ls\" or \"pwd\" } ? response.Text : \"ls\");")]
    [InlineData("if (response is not { Text: \"ls\" }) return; Start(response.Text);")]
    [InlineData("switch (answer) { case \"ls\" or \"pwd\": Start(answer); break; }")]
    [InlineData("switch (answer) { case var _ when answer == \"ls\": Start(answer); break; }")]
    [InlineData("var isKnown = answer is \"ls\" or \"pwd\"; Start(isKnown ? answer : \"ls\");")]
    [InlineData("var isKnown = answer == \"ls\"; if (!isKnown) return; Start(answer);")]
    [InlineData("var isUnknown = answer is not (\"ls\" or \"pwd\"); if (isUnknown) return; Start(answer);")]
    [InlineData("Start((answer == \"ls\") is true ? answer : \"ls\");")]
    [InlineData("Start((answer == \"ls\") == false ? \"ls\" : answer);")]
    [InlineData("Start(s_commands.Contains(answer) ? answer : \"ls\");")]
    [InlineData("_ = !s_commands.Contains(answer) || null != Start(answer);")]
    [InlineData("Start(int.TryParse(answer, out _) is false ? \"1\" : answer);")]
    [InlineData("_ = !int.TryParse(answer, out _) || null != Start(answer);")]
    [InlineData("var pair = (answer, 1); if (!s_commands.Contains(pair.answer)) return; Start(pair.answer);")]
    public Task A_check_counts_wherever_it_stands(string statements) => VerifyAsync(statements);

    [Theory]
    [InlineData("Start({|LLMH6003:answer is \"ls\" ? \"pwd\" : answer|});")]
    [InlineData("Start({|LLMH6003:answer is not \"\" and not \"none\" ? answer : \"ls\"|});")]
    [InlineData("_ = answer == \"ls\" || null != Start({|LLMH6003:answer|});")]
    [InlineData("_ = answer != \"none\" && null != Start({|LLMH6003:answer|});")]
    [InlineData("Start({|LLMH6003:answer != Commands.List ? answer : \"ls\"|});")]
    [InlineData("Start({|LLMH6003:answer == question ? answer : \"ls\"|});")]
    [InlineData("Start({|LLMH6003:string.Equals(answer, question, StringComparison.Ordinal) ? answer : \"ls\"|});")]
    [InlineData("Start(answer switch { \"none\" => \"ls\", _ => {|LLMH6003:answer|} });")]
    [InlineData("Start(answer switch { null or \"\" => \"ls\", _ when answer != \"none\" => {|LLMH6003:answer|}, _ => \"ls\" });")]
    [InlineData("switch (answer) { case \"none\": break; default: Start({|LLMH6003:answer|}); break; }")]
    [InlineData("if (response is { Text: not null }) Start({|LLMH6003:response.Text|});")]
    [InlineData("if (response is { }) Start({|LLMH6003:response.Text|});")]
    [InlineData("if (response is not { Text.Length: > 0 }) return; Start({|LLMH6003:response.Text|});")]
    [InlineData("var isKnown = answer == \"ls\"; isKnown = true; if (isKnown) Start({|LLMH6003:answer|});")]
    [InlineData("var isKnown = answer == \"ls\"; if (!isKnown) Start({|LLMH6003:answer|});")]
    [InlineData("var isKnown = question == \"ls\"; if (isKnown) Start({|LLMH6003:answer|});")]
    [InlineData("var isGiven = answer is not null; if (isGiven) Start({|LLMH6003:answer|});")]
    public Task A_condition_that_allows_anything_is_no_check(string statements) => VerifyAsync(statements);

    private static Task VerifyAsync(string statements) =>
        RuleTest.VerifyAsync<TextFlowAnalyzer>(
            $$"""
            using System.Linq;
            using static System.Diagnostics.Process;

            static class Commands { public const string List = "ls"; }

            class Desk(IChatClient client)
            {
                const string List = "ls";
                static readonly string[] s_commands = ["ls", "pwd"];
            public async Task RunAsync(string question)
                {
                    var response = await client.GetResponseAsync(question);
                    var answer = response.Text;
                    {{statements}}
                }
            }
            """
        );
}
