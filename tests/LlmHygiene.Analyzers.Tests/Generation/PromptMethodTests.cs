using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Methods with <c>[Prompt]</c>: their bodies are compiled, loaded and run.</summary>
public class PromptMethodTests
{
    /// <summary>A client that responds with the text of the request, or with a fixed text.</summary>
    private const string Client = """

        internal sealed class Echo : IChatClient
        {
            public string Answer = "";
            public static string Show(IEnumerable<ChatMessage> messages, ChatOptions options) =>
                string.Join("|", messages.Select(message => message.Role + ":" + message.Text)) + "|" + options?.ModelId + "|"
                    + options?.MaxOutputTokens + "|" + options?.Temperature + "|"
                    + options?.AdditionalProperties?["gen_ai.prompt.version"];
            public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions options = null,
                CancellationToken cancellationToken = default)
            {
                cancellationToken.ThrowIfCancellationRequested();
                return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, Answer.Length == 0 ? Show(messages,
                    options) : Answer)));
            }
            public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
                ChatOptions options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken
                = default)
            {
                await Task.Yield();
                foreach (var part in Show(messages, options).Split('|')) yield return new ChatResponseUpdate(ChatRole.Assistant, part);
            }
            public object GetService(System.Type serviceType, object serviceKey = null) => null;
            public void Dispose() { }
        }
        """;

    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.Linq;
        using System.Threading;
        using System.Threading.Tasks;
        using LlmHygiene;
        using Microsoft.Extensions.AI;

        """;

    private static PromptProject Project(string source, LanguageVersion language = LanguageVersion.Latest) =>
        new()
        {
            Generator = new PromptMethodGenerator(),
            Source = Usings + source + "\n#nullable disable" + Client,
            Language = language,
        };

    private static string Run(string prompts, string expression, LanguageVersion language = LanguageVersion.Latest) =>
        Project(
                $$"""
                #nullable enable
                {{prompts}}
                public static class Test { public static string Run() => RunAsync(new Echo()).GetAwaiter().GetResult();
                    static async Task<string> RunAsync(Echo client) { {{(
                    expression.StartsWith("return", StringComparison.Ordinal) || expression.Contains(';')
                        ? expression
                        : "return await " + expression + ";"
                )}} } }
                """,
                language
            )
            .Run<string>();

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.Latest)]
    public void A_text_is_returned(LanguageVersion language) =>
        Assert.Equal(
            "system:Answer with one word.|user:Where is my bell?|gpt-5.4-mini|5|0.5|2.0.0",
            Run(
                """
                public static partial class Prompts
                {
                    [Prompt("classify-intent", "2.0.0", Model = "gpt-5.4-mini", MaxOutputTokens = 5, Temperature = 0.5,
                        System = "Answer with one word.", User = "{{message}}")]
                    public static partial Task<string> ClassifyIntentAsync(IChatClient client, string message,
                        CancellationToken cancellationToken = default);
                }
                """,
                "Prompts.ClassifyIntentAsync(client, \"Where is my bell?\")",
                language
            )
        );

    [Fact]
    public void A_response_a_stream_and_messages_are_returned() =>
        Assert.Equal(
            "user:Hi Ada||||1.0.0 / user:Hi Bob||||1.1.0 / user:Hi Eve 0",
            Run(
                """
                public static partial class Prompts
                {
                    [Prompt("a", "1.0.0", User = "Hi {{who}}")] public static partial Task<ChatResponse> Whole(IChatClient client,
                        string who);
                    [Prompt("b", "1.1.0", User = "Hi {{who}}")] public static partial IAsyncEnumerable<ChatResponseUpdate> Parts(this
                        IChatClient client, string who, CancellationToken token = default);
                    [Prompt("c", "1.0.0", User = "Hi {{who}} {{@class}}")] internal static partial IReadOnlyList<ChatMessage> Only(string
                        who, int @class);
                }
                """.Replace("{{@class}}", "{{class}}", StringComparison.Ordinal),
                """
                var whole = (await Prompts.Whole(client, "Ada")).Text;
                var parts = new List<string>();
                await foreach (var update in client.Parts("Bob")) parts.Add(update.Text);
                return whole + " / " + string.Join("|", parts) + " / " + string.Join("|", Prompts.Only("Eve", 0).Select(message =>
                    message.Role + ":" + message.Text));
                """
            )
        );

    [Fact]
    public void The_client_may_be_a_field_a_property_or_a_primary_constructor_parameter() =>
        Assert.Equal(
            "user:f||||1.0.0 user:p||||1.0.0 user:c||||1.0.0",
            Run(
                """
                public partial class WithField { private readonly IChatClient _client; public WithField(IChatClient client) =>
                    _client = client; [Prompt("f", "1.0.0", User = "{{x}}")] public partial Task<string> Ask(string x); }
                public partial record WithProperty { public required IChatClient Client { get; init; } [Prompt("p", "1.0.0",
                    User = "{{x}}")] public partial Task<string> Ask(string x); }
                public partial class Outer<T> { public partial class WithParameter(IChatClient client) { [Prompt("c", "1.0.0",
                    User = "{{x}}")] public partial Task<string> Ask(string x); } }
                """,
                """return await new WithField(client).Ask("f") + " " + await new WithProperty """
                    + """{ Client = client }.Ask("p") + " " + await new Outer<int>.WithParameter(client).Ask("c");"""
            )
        );

    [Fact]
    public void Every_kind_of_parameter_is_rendered() =>
        Assert.Equal(
            "user:a 1 2.5 3.25 true 2026-01-31 2026-02-01 very low - 0a1b x:7,y:8, Ada none||||1.0.0",
            Run(
                """
                public enum Urgency { [System.Runtime.Serialization.EnumMember(Value = "very low")] VeryLow, High, Top = High }
                public record Item(string Name, int Count);
                public class Customer { public string? Name { get; set; } public string? Email { get; set; } }
                public static partial class Prompts
                {
                    [Prompt("all", "1.0.0", User = @"{{s}} {{i}} {{d}} {{m}} {{b}} {{day}} {{date}} {{urgency}} "
                        + @"{{#if missing}}{{missing}}{{else}}-{{/if}} "
                        + @"{{#each list}}{{@index}}{{this}}{{/each}} {{#each items}}{{this.Name}}:{{this.Count}},{{/each}} "
                        + @"{{customer.Name}} {{#if customer.Email}}{{customer.Email}}{{else}}none{{/if}}")]
                    public static partial Task<string> All(IChatClient client, string s, long i, double d, decimal m, bool b,
                        DateTime day, DateOnly date, Urgency urgency, Urgency? missing, IEnumerable<string> list, List<Item> items,
                        Customer customer);
                }
                """,
                """Prompts.All(client, "a", 1, 2.5, 3.25m, true, new DateTime(2026, 1, 31), new DateOnly(2026, 2, 1), """
                    + """Urgency.VeryLow, null, new[] { "a", "b" }.Where(_ => true), [new("x", 7), new("y", 8)], new() """
                    + """{ Name = "Ada" })"""
            )
        );

    [Fact]
    public void Numbers_and_dates_are_written_by_their_own_type() =>
        Assert.Equal(
            "user:c 0.1 255 -1 18446744073709551615 2026-03-01 d||||1.0.0",
            Run(
                """
                public static partial class Prompts
                {
                    [Prompt("all", "1.0.0", User = "{{c}} {{f}} {{b}} {{s}} {{u}} {{o}}{{none}} {{some}}")]
                    public static partial Task<string> All(IChatClient client, char c, float f, byte b, short s, ulong u,
                        DateTimeOffset o, float? none, char? some);
                }
                """,
                """Prompts.All(client, 'c', 0.1f, 255, -1, ulong.MaxValue, new DateTimeOffset(2026, 3, 1, 0, 0, 0, """
                    + """TimeSpan.Zero), null, 'd')"""
            )
        );

    [Fact]
    public void Overloads_and_equal_names_do_not_collide() =>
        Assert.Equal(
            "user:1||||1.0.0 user:a||||1.0.0 user:A||||1.0.0",
            Run(
                """
                public static partial class Prompts
                {
                    [Prompt("a", "1.0.0", User = "{{x}}")] public static partial Task<string> Ask(IChatClient client, int x);
                    [Prompt("b", "1.0.0", User = "{{x}}")] public static partial Task<string> Ask(IChatClient client, string x);
                    [Prompt("c", "1.0.0", User = "{{x}}")] public static partial Task<string> ASK(IChatClient client, string x);
                }
                """,
                """return await Prompts.Ask(client, 1) + " " + await Prompts.Ask(client, "a") + " " + await Prompts.ASK(client, "A");"""
            )
        );

    [Theory]
    [InlineData("Task<ChatResponse<Answer>>", "(await Prompts.Ask(client, \"x\")).Result.Word")]
    [InlineData("Task<Answer>", "(await Prompts.Ask(client, \"x\")).Word")]
    public void A_response_is_read_as_data(string type, string expression) =>
        Assert.Equal(
            "bug",
            Run(
                $$$"""
                public record Answer(string Word);
                public static partial class Prompts { [Prompt("a", "1.0.0", User = "{{x}}")] public static partial {{{type}}}
                    Ask(IChatClient client, string x); }
                """,
                $$"""client.Answer = "{\"word\":\"bug\"}"; return {{expression}};"""
            )
        );

    [Theory]
    [InlineData("{\\\"data\\\":\\\"Bug\\\"}")]
    [InlineData("\\\"bug\\\"")]
    public void A_response_that_is_not_an_object_is_requested_inside_one(string answer) =>
        Assert.Equal(
            "Bug",
            Run(
                """
                public enum Intent { Billing, Bug, Other }
                public static partial class Prompts { [Prompt("a", "1.0.0",
                    User = "{{x}}")] public static partial Task<ChatResponse<Intent>> Ask(IChatClient client, string x); }
                """,
                $$"""client.Answer = "{{answer}}"; return (await Prompts.Ask(client, "x")).Result.ToString();"""
            )
        );

    [Fact]
    public void The_lock_contains_the_length_of_the_text()
    {
        var project = Project(
            """
            #nullable enable
            public static partial class Prompts { [Prompt("a", "1.0.0",
                User = "{{x}}")] public static partial Task<string> Ask(IChatClient client, string x); }
            """
        );
        var hash = System.Text.RegularExpressions.Regex.Match(Assert.Single(project.Generate()).Value, "sha256:[0-9a-f]{64}").Value;
        var locked = project with { Files = [new PromptText(PromptProject.Folder + "prompts.lock", $"a 1.0.0 {hash} o200k_base:7\n")] };
        Assert.Contains("Tokens = 7", Assert.Single(locked.Generate()).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_with_errors_still_has_a_body() =>
        Assert.Equal(
            "The prompt of this method has errors. The build reports them.",
            Run(
                """
                public static partial class Prompts { [Prompt("a", "1",
                    User = "{{y}}")] public static partial Task<string> Ask(IChatClient client, string x); }
                """,
                """try { return await Prompts.Ask(client, "x"); } catch (InvalidOperationException error) { return error.Message; }"""
            )
        );

    [Fact]
    public void An_edit_elsewhere_generates_no_body_again()
    {
        var project = Project(
            """
            #nullable enable
            public static partial class Prompts { [Prompt("a", "1.0.0",
                User = "{{x}}")] public static partial Task<string> Ask(IChatClient client, string x); }
            """
        );
        var before = project.Compilation();
        var driver = project.Driver().RunGenerators(before, TestContext.Current.CancellationToken);
        var after = before.AddSyntaxTrees(
            CSharpSyntaxTree.ParseText(
                "class Added { }",
                new CSharpParseOptions(project.Language),
                cancellationToken: TestContext.Current.CancellationToken
            )
        );
        var result = driver.RunGenerators(after, TestContext.Current.CancellationToken).GetRunResult().Results.Single();
        Assert.All(
            result.TrackedSteps[PromptMethodGenerator.MethodStep].SelectMany(step => step.Outputs),
            output => Assert.True(output.Reason is IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged)
        );
        Assert.All(
            result.TrackedOutputSteps.SelectMany(step => step.Value).SelectMany(step => step.Outputs),
            output => Assert.Equal(IncrementalStepRunReason.Cached, output.Reason)
        );
    }
}
