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
    [InlineData("readonly string[] s_words = [\"brief\", \"thorough\"];")]
    [InlineData("readonly string[] s_words = { \"brief\", \"thorough\" };")]
    [InlineData("readonly string[] s_words = new[] { Brief, \"thorough\" }; const string Brief = \"brief\";")]
    [InlineData("readonly List<string> s_words = [\"brief\", \"thorough\"];")]
    [InlineData("readonly List<string> s_words = new() { \"brief\", \"thorough\" };")]
    [InlineData("readonly IReadOnlyList<string> s_words = [\"brief\", \"thorough\"];")]
    [InlineData("readonly ImmutableArray<string> s_words = [\"brief\", \"thorough\"];")]
    [InlineData("readonly ImmutableArray<string> s_words = ImmutableArray.Create(\"brief\", \"thorough\");")]
    [InlineData("readonly ImmutableList<string> s_words = new[] { \"brief\", \"thorough\" }.ToImmutableList();")]
    public async Task An_element_of_constants_is_trusted(string words)
    {
        foreach (var (statement, word) in s_elements)
            Assert.Contains("trusted: true", await PromptOfAsync(words, statement, word), StringComparison.Ordinal);
    }

    private static readonly (string Statement, string Word)[] s_elements =
    [
        ("var word = s_words[(int)count];", "word"),
        ("", "s_words[0]"),
        ("var word = s_words[Random.Shared.Next(2)];", "word"),
        ("var word = \"\"; foreach (var one in s_words) if (one == topic) word = one;", "word"),
        ("var word = s_words.First(one => one == topic);", "word"),
    ];

    [Theory]
    [InlineData("readonly FrozenSet<string> s_words = new[] { \"brief\", \"thorough\" }.ToFrozenSet();")]
    [InlineData("readonly FrozenSet<string> s_words = FrozenSet.ToFrozenSet([\"brief\", \"thorough\"], StringComparer.Ordinal);")]
    public async Task An_element_of_a_set_is_trusted(string words) =>
        Assert.Contains(
            "trusted: true",
            await PromptOfAsync(words, "if (!s_words.TryGetValue(topic, out var word)) throw new Exception();", "word"),
            StringComparison.Ordinal
        );

    [Theory]
    // Some code may put other text into the collection, or other text is already in it.
    [InlineData("readonly string[] s_words = [\"a\", \"b\"];", "s_words[0] = topic;", "s_words[1]")]
    [InlineData("readonly string[] s_words = [\"a\", \"b\"];", "ref var first = ref s_words[0]; first = topic;", "s_words[1]")]
    [InlineData("readonly string[] s_words = [\"a\", \"b\"];", "var same = s_words; same[0] = topic;", "s_words[1]")]
    [InlineData("readonly string[] s_words = [\"a\", \"b\"];", "Array.Fill(s_words, topic);", "s_words[1]")]
    [InlineData("readonly string[] s_words = [\"a\", \"b\"];", "s_words.AsSpan()[0] = topic;", "s_words[1]")]
    [InlineData("readonly List<string> s_words = [\"a\", \"b\"];", "s_words.Add(topic);", "s_words[1]")]
    [InlineData("readonly string[] s_words = [\"a\", Environment.MachineName];", "", "s_words[1]")]
    // If there is no such element, the variable gets the text that was looked for.
    [InlineData(
        "readonly ImmutableHashSet<string> s_words = ImmutableHashSet.Create(\"a\", \"b\");",
        "if (!s_words.TryGetValue(topic, out var word)) Console.WriteLine();",
        "word"
    )]
    [InlineData(
        "readonly FrozenSet<string> s_words = new[] { \"a\", \"b\" }.ToFrozenSet();",
        "if (!s_words.TryGetValue(topic, out var word)) word = topic;",
        "word"
    )]
    [InlineData("string[] s_words = [\"a\", \"b\"];", "s_words = [topic];", "s_words[0]")]
    [InlineData("readonly string[] s_words = [\"a\", \"b\"];", "", "s_words.Aggregate(topic, (all, one) => all + one)")]
    [InlineData("readonly string[] s_words = [\"a\", \"b\"];", "", "s_words.FirstOrDefault(one => one == topic, topic)")]
    [InlineData("readonly string[] s_words = [\"a\", \"b\"];", "", "s_words.Select(one => topic).First()")]
    public async Task Other_elements_are_left_to_the_user(string words, string statement, string word) =>
        Assert.DoesNotContain("trusted: true", await PromptOfAsync(words, statement, word), StringComparison.Ordinal);

    [Theory]
    [InlineData("public", "static readonly string[] s_words = [\"a\", \"b\"];", false)]
    [InlineData("public", "static readonly System.Collections.Immutable.ImmutableArray<string> s_words = [\"a\", \"b\"];", true)]
    public async Task Another_project_can_write_to_an_array(string access, string words, bool isTrusted)
    {
        var project = LiveProject.Open(
            ("Desk.cs", Source("{Words.s_words[(int)count]}", "{question}") + $"public static class Words {{ {access} {words} }}")
        );
        var after = await project.FixAsync<PromptNotVersionedFix>(Rule, null);
        Assert.Equal(isTrusted, (await PromptAsync(after)).Contains("trusted: true", StringComparison.Ordinal));
    }

    private static async Task<string> PromptOfAsync(string words, string statement, string word)
    {
        var source = "using System.Collections.Frozen; using System.Collections.Immutable;\n" + Source($"{{{word}}}", "{question}");
        source = source
            .Replace("    public object Used", $"    private static {words}\n    public object Used", StringComparison.Ordinal)
            .Replace("    return chat", $"    {statement}\n        return chat", StringComparison.Ordinal);
        return await PromptAsync(await LiveProject.Open(("Desk.cs", source)).FixAsync<PromptNotVersionedFix>(Rule, null));
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
