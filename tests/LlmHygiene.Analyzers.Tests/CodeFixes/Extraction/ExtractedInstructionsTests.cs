using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>What the rules say about a prompt file with inputs in a system message, right after the extraction.</summary>
public sealed class ExtractedInstructionsTests
{
    private const string Rule = "LLMH2001";
    private const string Trust = "LLMH6002";

    [Theory]
    [InlineData("{count:N0}", "Count", "count.ToString(\"N0\")")]
    [InlineData("{count}", "Count", "count.ToString()")]
    [InlineData("{day:yyyy-MM-dd}", "Day", "day.ToString(\"yyyy-MM-dd\")")]
    [InlineData("{day.ToString(\"D\")}", "Day", "day.ToString(\"D\")")]
    [InlineData("{level}", "Level", "level.ToString()")]
    [InlineData("{(isShort ? \"brief\" : \"thorough\")}", null, "isShort ? \"brief\" : \"thorough\"")]
    [InlineData("{manner}", "Manner", "manner")]
    [InlineData("{Describe(level)}", null, "Describe(level)")]
    public async Task What_only_the_application_can_write_is_trusted(string hole, string? property, string code)
    {
        var project = await ExtractAsync(hole, "Extract to a typed prompt");
        var source = await project.TextAsync("Desk.cs");
        Assert.Contains($"{(property is null ? "" : property + " = ")}TrustedText.From({code})", source, StringComparison.Ordinal);
        Assert.Contains("using LlmHygiene;", source, StringComparison.Ordinal);
        Assert.Contains("type: string, trusted: true", await PromptAsync(project), StringComparison.Ordinal);
        Assert.DoesNotContain(Trust, await FoundAsync(project));
    }

    [Theory]
    [InlineData("{topic}", "topic")]
    [InlineData("{topic.Trim()}", "topic")]
    [InlineData("{letter}", "letter")]
    [InlineData("{(isShort ? \"brief\" : topic)}", null)]
    public async Task What_anybody_may_have_written_stays_a_question(string hole, string? input)
    {
        var project = await ExtractAsync(hole, input is null ? null : Title(input));
        var source = await project.TextAsync("Desk.cs");
        Assert.DoesNotContain("TrustedText", source, StringComparison.Ordinal);
        Assert.Single(await FoundAsync(project), Trust);
        // The rule says what is missing, and its fix states the decision.
        var decided = await project.FixAsync<UntrustedInstructionsFix>(Trust);
        Assert.Contains("trusted: true", await PromptAsync(decided), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{counts.Count}")]
    [InlineData("")]
    public async Task Other_inputs_are_no_question(string hole)
    {
        var project = await ExtractAsync(hole, "Extract to a typed prompt");
        Assert.DoesNotContain("TrustedText", await project.TextAsync("Desk.cs"), StringComparison.Ordinal);
        Assert.DoesNotContain(Trust, await FoundAsync(project));
    }

    [Fact]
    public async Task An_own_value_in_a_user_message_is_a_plain_string()
    {
        var project = await ExtractAsync("", "Extract to a typed prompt", "{day:yyyy-MM-dd} {question}");
        Assert.DoesNotContain("trusted", await PromptAsync(project), StringComparison.Ordinal);
    }

    private static string Title(string input) =>
        $"Extract to a typed prompt; then decide whether '{input}' may be in the system message (LLMH6002)";

    private static async Task<LiveProject> ExtractAsync(string system, string? title, string user = "{question}")
    {
        var project = LiveProject.Open(("Desk.cs", Source(system, user)));
        var after = await project.FixAsync<PromptNotVersionedFix>(Rule, title);
        var compilation = (await after.Project.GetCompilationAsync(TestContext.Current.CancellationToken))!;
        Assert.Empty(
            compilation
                .GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(one => one.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)
                .Select(one => one.ToString())
        );
        return after;
    }

    private static async Task<string> PromptAsync(LiveProject project) =>
        (
            await project
                .Project.AdditionalDocuments.Single(one => one.Name.EndsWith(".prompt.yml", StringComparison.Ordinal))
                .GetTextAsync(TestContext.Current.CancellationToken)
        ).ToString();

    private static async Task<IReadOnlyList<string>> FoundAsync(LiveProject project) =>
        [.. (await project.DiagnosticsAsync()).Where(one => one.Id.StartsWith("LLMH6", StringComparison.Ordinal)).Select(one => one.Id)];

    private static string Source(string system, string user) =>
        $$"""
            #nullable enable
            internal enum Level { Low, High }

            internal sealed class Desk(IChatClient chat)
            {
                public Task<ChatResponse> AskAsync(
                    string question, string topic, char letter, long count, DateTime day, Level level, bool isShort, List<int> counts)
                {
                    var manner = isShort ? "in one word" : "at length";
                    return chat.GetResponseAsync(
                    [
                        new ChatMessage(ChatRole.System, $"You answer questions of customers of the shop, briefly. {{system}}"),
                        new ChatMessage(ChatRole.User, $"The question is: {{user}}"),
                    ],
                    new ChatOptions { MaxOutputTokens = 200 });
                }

                private static string Describe(Level level) => level == Level.Low ? "easily" : "exactly";

                public object Used => Describe(Level.Low);
            }
            """;
}
