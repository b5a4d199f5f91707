using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Rules.Reporting.Baseline;

/// <summary>Violations in the baseline are not reported, and new ones are.</summary>
public class BaselineTests
{
    private const string Asks = """
        namespace Shop;
        public class Asks(OpenAI.Chat.ChatClient client)
        {
            public Task AskAsync(string text) => client.CompleteChatAsync("Answer it.");
            public Task TellAsync()
            {
                client.CompleteChatAsync("One.");
                return client.CompleteChatAsync("Two.");
            }
        }
        """;

    private static readonly string[] s_lines =
    [
        "Shop.Asks.AskAsync LLMH2001 call CompleteChatAsync",
        "Shop.Asks.TellAsync LLMH2001 call CompleteChatAsync",
        "Shop.Asks.TellAsync LLMH2001 call CompleteChatAsync #2",
    ];

    [Fact]
    public void Every_violation_has_a_line_and_with_all_lines_nothing_is_reported()
    {
        Assert.Equal(["Source0.cs(4): LLMH2001", "Source0.cs(7): LLMH2001", "Source0.cs(8): LLMH2001"], Warnings(BaselineRun.Of(Asks)));
        Assert.Equal(s_lines, WarningLines(BaselineRun.Of(Asks)));
        Assert.Empty(Warnings(BaselineRun.Of(Asks), s_lines));
        Assert.Empty(Warnings(BaselineRun.Of(Asks), [.. s_lines.Reverse(), .. s_lines, "# comment", "", "  " + s_lines[0] + " \r"]));
    }

    [Fact]
    public void Violations_without_a_line_are_reported()
    {
        Assert.Equal(["Source0.cs(8): LLMH2001"], Warnings(BaselineRun.Of(Asks), s_lines[..2]));
        Assert.Equal(["Source0.cs(4): LLMH2001"], Warnings(BaselineRun.Of(Asks), s_lines[1..]));
        Assert.Equal(
            ["Source0.cs(9): LLMH2001"],
            Warnings(
                BaselineRun.Of(Asks.Replace("return ", "client.CompleteChatAsync(\"New.\");\n        return ", StringComparison.Ordinal)),
                s_lines
            )
        );
    }

    [Theory]
    [InlineData("namespace Shop;", "// One more line.\n\nnamespace Shop;")]
    [InlineData("client.CompleteChatAsync(\"Two.\")", "client // Why.\n            .CompleteChatAsync(\n                \"Two.\")")]
    [InlineData("string text)", "string text, CancellationToken token = default)")]
    [InlineData("\"Two.\"", "\"Another text.\"")]
    [InlineData("client.CompleteChatAsync(\"Two.\");", "Later(); Task Later() => client.CompleteChatAsync(\"Two.\");")]
    [InlineData("client.CompleteChatAsync(\"Two.\");", "new Func<Task>(() => client.CompleteChatAsync(\"Two.\"))();")]
    [InlineData("public Task TellAsync", "internal System.Int32 Count => 3; protected virtual Task TellAsync")]
    [InlineData(
        "public class Asks(OpenAI.Chat.ChatClient client)\n{",
        "public class Asks\n{ private readonly OpenAI.Chat.ChatClient client; public Asks(OpenAI.Chat.ChatClient "
            + "client) => this.client = client;"
    )]
    [InlineData("namespace Shop;\n", "namespace Shop {\n", "}")]
    public void Edits_around_a_violation_change_nothing(string old, string edited, string end = "")
    {
        Assert.Contains(old, Asks.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var run = BaselineRun.Of(Asks.ReplaceLineEndings("\n").Replace(old, edited, StringComparison.Ordinal) + end);
        Assert.NotEmpty(Warnings(run));
        Assert.Empty(Warnings(run, s_lines));
    }

    [Fact]
    public void Files_may_be_renamed_and_a_type_be_spread_over_several()
    {
        Assert.Empty(Warnings(new BaselineRun { Sources = [("Elsewhere/Questions.cs", Asks)] }, s_lines));

        const string First = """
            namespace Shop;
            partial class Asks(OpenAI.Chat.ChatClient client)
            {
                public Task AskAsync(string text) => client.CompleteChatAsync("Answer it.");
            }
            """;
        const string Second = """
            namespace Shop;
            partial class Asks { public Task TellAsync() { client.CompleteChatAsync("One."); return client.CompleteChatAsync("Two."); } }
            """;
        Assert.Empty(Warnings(BaselineRun.Of(First, Second), s_lines));
        Assert.Empty(Warnings(BaselineRun.Of(Second, First), s_lines));
    }

    [Fact]
    public void Overloads_are_counted_together()
    {
        var run = BaselineRun.Of(
            "partial class A(OpenAI.Chat.ChatClient client) { Task Ask() => client.CompleteChatAsync(\"One.\"); }",
            "partial class A { Task Ask(int n) => client.CompleteChatAsync(\"Two.\" + n); }"
        );
        Assert.Equal(["A.Ask LLMH2001 call CompleteChatAsync", "A.Ask LLMH2001 call CompleteChatAsync #2"], WarningLines(run));
        Assert.Equal(["Source1.cs(1): LLMH2001"], Warnings(run, "A.Ask LLMH2001 call CompleteChatAsync"));
    }

    [Fact]
    public void Every_kind_of_member_has_a_name()
    {
        const string Source = """
            await Top.Client.CompleteChatAsync("Top.");
            static class Top { public static OpenAI.Chat.ChatClient Client = new("gpt-4o", "key"); }
            namespace Shop
            {
                interface IAsk<T> { Task Ask(T text); }
                class Outer<T>
                {
                    class Inner : IAsk<int>
                    {
                        static Task s_field = Top.Client.CompleteChatAsync("Field.");
                        Task Property { get; } = Top.Client.CompleteChatAsync("Property.");
                        Task Getter { get { return Top.Client.CompleteChatAsync("Getter."); } }
                        Task this[int i] => Top.Client.CompleteChatAsync("Indexer.");
                        Inner() => Top.Client.CompleteChatAsync("Constructor.");
                        static Inner() => Top.Client.CompleteChatAsync("Static.");
                        Task IAsk<int>.Ask(int text) => Top.Client.CompleteChatAsync("Explicit.");
                        Task @class<U>() => Top.Client.CompleteChatAsync("Generic.");
                        public static Inner operator +(Inner inner) { Top.Client.CompleteChatAsync("Operator."); return inner; }
                    }
                }
            }
            """;
        string[] members =
        [
            "#cctor",
            "#ctor",
            "Getter",
            "Item",
            "Property",
            "Shop#IAsk<System#Int32>#Ask",
            "class",
            "op_UnaryPlus",
            "s_field",
        ];
        Assert.Equal(
            [
                "Program.<Main>$ LLMH2001 call CompleteChatAsync",
                .. members.Select(member => $"Shop.Outer`1+Inner.{member} LLMH2001 call CompleteChatAsync"),
            ],
            BaselineRun.Of(Source).Lines().Where(line => line.Contains(" LLMH2001 ", StringComparison.Ordinal))
        );
        Assert.Empty(Warnings(BaselineRun.Of(Source), BaselineRun.Of(Source).Lines()));
    }

    [Fact]
    public void Another_model_is_another_violation()
    {
        const string Source = """
            class A(IChatClient client)
            {
                Task Ask() => client.GetResponseAsync(Console.ReadLine()!, new ChatOptions { ModelId = "gpt-3.5-turbo" });
            }
            """;
        const string Line = "A.Ask LLMH1004 call GetResponseAsync gpt-3.5-turbo";
        Assert.Equal([Line], WarningLines(BaselineRun.Of(Source)).Where(line => line.Contains("LLMH1004", StringComparison.Ordinal)));
        Assert.DoesNotContain(Warnings(BaselineRun.Of(Source), Line), report => report.Contains("LLMH1004", StringComparison.Ordinal));
        Assert.Equal(
            ["Source0.cs(3): LLMH1004", "llmhygiene.baseline(1): LLMH0002"],
            Warnings(BaselineRun.Of(Source.Replace("gpt-3.5-turbo", "gpt-3.5-turbo-0613", StringComparison.Ordinal)), Line)
                .Where(report => !report.Contains("LLMH2", StringComparison.Ordinal))
        );
    }

    [Theory]
    [InlineData()]
    [InlineData("A._client LLMH1004 call gpt-3.5-turbo")]
    [InlineData("A.Ask LLMH1004 call CompleteChat gpt-3.5-turbo")]
    [InlineData("A.Ask LLMH1004 call CompleteChat gpt-3.5-turbo", "A.AskAgain LLMH1004 call CompleteChat gpt-3.5-turbo")]
    public void A_model_that_calls_share_is_one_violation_and_entries_for_the_calls_accept_it(params string[] baseline)
    {
        const string Source = """
            class A
            {
                private readonly OpenAI.Chat.ChatClient _client = new("gpt-3.5-turbo", "k");
                public void Ask(string text) => _client.CompleteChat(text);
                public void AskAgain(string text) => _client.CompleteChat(text);
            }
            """;
        Assert.Equal(
            ["A._client LLMH1004 call gpt-3.5-turbo"],
            BaselineRun.Of(Source).Lines().Where(line => line.Contains("LLMH1004", StringComparison.Ordinal))
        );
        Assert.Equal(
            baseline.Length == 0 ? ["Source0.cs(3): LLMH1004"] : [],
            Warnings(BaselineRun.Of(Source), baseline)
                .Where(report =>
                    report.Contains("LLMH1004", StringComparison.Ordinal) || report.Contains("LLMH0002", StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void Requests_telemetry_and_prompt_methods_have_lines()
    {
        const string Source = """
            using LlmHygiene;
            partial class A(System.Net.Http.HttpClient http)
            {
                Task Send(System.Net.Http.HttpContent content) => http.PostAsync("https://api.openai.com/v1/chat/completions", content);
                object Build() => new OpenAI.OpenAIClient("k").GetChatClient("m").AsIChatClient().AsBuilder().UseLogging().Build();
                void Set(OpenTelemetryChatClient client) { client.EnableSensitiveData = true; }
                [Prompt("ask it", "1.0.0", Model = "gpt-3.5-turbo", User = "Hello")]
                public static partial Task<ChatResponse> AskAsync(IChatClient client);
                public static partial Task<ChatResponse> AskAsync(IChatClient client) => null!;
            }
            """;
        string[] expected =
        [
            "A.Build LLMH3002 telemetry Build",
            "A.Send LLMH3001 http PostAsync",
            "A.Set LLMH3004 telemetry EnableSensitiveData",
            "ask%20it@1.0.0 LLMH1004 method gpt-3.5-turbo",
            "ask%20it@1.0.0 LLMH2111 method",
        ];
        var run = BaselineRun.Of(Source);
        Assert.Equal(expected, run.Lines());
        Assert.Equal(5, run.Reports().Distinct().Count(IsHeld));
        Assert.DoesNotContain(run.Reports(expected), IsHeld);

        static bool IsHeld(string report) =>
            report[^8..] is "LLMH3001" or "LLMH3002" or "LLMH3004" or "LLMH1004" or "LLMH2111" or "LLMH0002";
    }

    [Fact]
    public void A_prompt_file_is_identified_by_its_name_and_version_wherever_it_is()
    {
        const string First =
            "name: greet\nversion: 1.0.0\nmodel: gpt-3.5-turbo\ninputs: { who: string }\nmessages: [{ "
            + "role: user, content: \"Hello {{who}}\" }]\n";
        const string Second = "name: greet\nversion: 1.1.0\nmessages: [{ role: user, content: Hello }]\n";
        var run = new BaselineRun
        {
            Files =
            [
                new PromptText(PromptProject.Folder + "Prompts/a.prompt.yml", First),
                new PromptText(PromptProject.Folder + "Prompts/b.prompt.yml", Second),
            ],
        };
        string[] expected =
        [
            "greet@1.0.0 LLMH1004 prompt gpt-3.5-turbo",
            "greet@1.0.0 LLMH2111 prompt",
            "greet@1.1.0 LLMH2111 prompt",
            "greet@1.1.0 LLMH2112 prompt inputs.who",
        ];
        Assert.Equal(expected, run.Lines());
        Assert.Equal(4, run.Reports().Length);
        Assert.Empty(run.Reports(expected));

        var moved = run with
        {
            Files =
            [
                new PromptText(PromptProject.Folder + "Prompts/x/c.prompt.yml", "# A line.\n" + First),
                new PromptText(PromptProject.Folder + "Prompts/x/d.prompt.yml", Second),
            ],
        };
        Assert.Empty(moved.Reports(expected));
        Assert.Equal(
            ["a.prompt.yml(2): LLMH2111", "llmhygiene.baseline(1): LLMH0002"],
            (
                run with
                {
                    Files = [new PromptText(run.Files[0].Path, First.Replace("1.0.0", "1.0.1", StringComparison.Ordinal)), run.Files[1]],
                }
            )
                .Reports([.. expected.Where(line => !line.Contains("LLMH1004", StringComparison.Ordinal))])
                .Where(report => !report.Contains("LLMH1004", StringComparison.Ordinal))
        );
    }

    [Fact]
    public void A_call_in_a_component_has_a_line_of_the_kind_razor()
    {
        const string Component = """
            // <auto-generated/>
            partial class Chat(IChatClient client)
            {
            #line (3,20)-(3,60) 16 "/src/Chat.razor"
                Task Ask() => client.GetResponseAsync("Is this spam?");
            #line default
            }
            """;
        var run = new BaselineRun { Sources = [("obj/Chat_razor.g.cs", Component)] };
        string[] lines = ["Chat.Ask LLMH1002 razor GetResponseAsync", "Chat.Ask LLMH2001 razor GetResponseAsync"];
        Assert.Equal(lines, run.Lines());
        Assert.Equal(2, run.Reports().Length);
        Assert.Empty(run.Reports(lines));
    }

    [Fact]
    public void Errors_in_prompts_are_never_in_a_baseline()
    {
        var run = new BaselineRun
        {
            Files =
            [
                new PromptText(
                    PromptProject.Folder + "Prompts/a.prompt.yml",
                    "name: greet\nversion: 1.0\nmessages: [{ role: user, content: Hello }]\n"
                ),
            ],
        };
        Assert.Equal(["a.prompt.yml(2): LLMH2103"], run.Reports());
        Assert.Empty(run.Lines());
    }

    [Fact]
    public void A_rule_that_is_an_error_can_be_in_the_baseline_too()
    {
        var run = BaselineRun.Of(Asks) with { Severities = BaselineRun.Of().Severities.Add("LLMH2001", ReportDiagnostic.Error) };
        Assert.Equal(
            Enumerable.Repeat(DiagnosticSeverity.Error, s_lines.Length),
            run.Diagnostics().Select(diagnostic => diagnostic.Severity)
        );
        Assert.Empty(run.Reports(s_lines));
    }

    [Fact]
    public async Task An_IDE_that_analyzes_one_file_does_not_show_what_the_baseline_accepts()
    {
        var run = BaselineRun.Of(Asks);
        var compilation = run.Compile();
        var analysis = compilation.WithAnalyzers(
            BaselineRun.Analyzers,
            run.Options(new PromptText(BaselineRun.Path, s_lines[1] + "\nShop.Asks.Gone LLMH2001 call Gone\n"))
        );
        var found = await analysis.GetAnalyzerSemanticDiagnosticsAsync(
            compilation.GetSemanticModel(compilation.SyntaxTrees.Single(tree => tree.FilePath == "Source0.cs")),
            null,
            TestContext.Current.CancellationToken
        );
        Assert.Equal(
            [3, 7],
            found
                .Where(diagnostic => diagnostic.Id == "LLMH2001")
                .Select(diagnostic => diagnostic.Location.GetLineSpan().StartLinePosition.Line)
                .Order()
        );
        Assert.DoesNotContain(found, diagnostic => diagnostic.Id == BaselineReporter.Stale.Id);
    }

    [Fact]
    public void Errors_by_default_and_the_rules_of_LlmHygiene_itself_are_never_in_a_baseline() =>
        Assert.Equal(
            RuleDocs
                .Rules.Where(rule =>
                    rule.DefaultSeverity == DiagnosticSeverity.Error
                    || rule.Category == "LlmHygiene.Inventory"
                    || rule.Id is "LLMH1006" or "LLMH2117"
                )
                .Select(rule => rule.Id),
            RuleDocs.Rules.Where(rule => !BaselineRules.CanHold(rule.Id)).Select(rule => rule.Id)
        );

    [Fact]
    public void Every_analyzer_with_rules_in_a_baseline_reports_stale_entries() =>
        Assert.Empty(
            BaselineRun
                .Analyzers.Where(analyzer =>
                    analyzer.SupportedDiagnostics.Any(rule => BaselineRules.CanHold(rule.Id))
                    && !analyzer.SupportedDiagnostics.Contains(BaselineReporter.Stale)
                )
                .Select(analyzer => analyzer.GetType().Name)
        );

    // Suggestions are enabled too; the tests are about warnings.
    private static string[] Warnings(BaselineRun run, params string[] baseline) =>
        [.. run.Reports(baseline).Where(report => !report.EndsWith("LLMH1003", StringComparison.Ordinal))];

    private static string[] WarningLines(BaselineRun run) =>
        [
            .. run.Lines()
                .Where(line =>
                    !line.Contains(" LLMH1003 ", StringComparison.Ordinal) && !line.Contains(" LLMH1002 ", StringComparison.Ordinal)
                ),
        ];
}
