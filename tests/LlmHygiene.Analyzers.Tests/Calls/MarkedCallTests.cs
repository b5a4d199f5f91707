using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Calls;

/// <summary>Methods marked <c>[LlmCall]</c>, in another assembly and in this one.</summary>
public class MarkedCallTests
{
    private const string Library = """
        using LlmHygiene;
        namespace Contoso.Ai;
        public interface IGateway
        {
            [LlmCall] Task<string> AskAsync(string prompt, string? model = null, string? promptVersion = null, string? promptName = null,
                int? maxTokens = null, CancellationToken cancellationToken = default);
            [LlmCall(Model = "gpt-4o-2024-08-06", Sdk = "Contoso")] string Fixed(string prompt, string? model = null);
            [LlmCall] string NoModel(string question);
            [LlmCall] string WithDefault(string prompt, string model = "gpt-5.4-mini-2026-03-17");
            [LlmCall] string Deployed(string prompt, string deployment);
            [LlmCall(Operation = LlmCallOperation.Embeddings)] float[] Embed(string input, string model);
            [LlmCall] string Roles([LlmCallParameter(LlmCallRole.Prompt)] string text, [LlmCallParameter(LlmCallRole.Model)] string engine,
                [LlmCallParameter(LlmCallRole.None)] string prompt = "");
            [LlmCall] string WithOptions(string prompt, ChatOptions? options = null);
            [LlmCall] string ModelAndOptions(string prompt, string? model, ChatOptions? options);
            string NotMarked(string prompt);
        }
        public class Gateway : IGateway
        {
            public virtual Task<string> AskAsync(string text, string? m = null, string? v = null, string? n = null, int? limit = null,
                CancellationToken cancellationToken = default) => Task.FromResult("");
            public string Fixed(string prompt, string? model = null) => "";
            public string NoModel(string question) => "";
            public string WithDefault(string prompt, string model = "gpt-5.4-mini-2026-03-17") => "";
            public string Deployed(string prompt, string deployment) => "";
            public float[] Embed(string input, string model) => [];
            public string Roles(string text, string engine, string prompt = "") => "";
            public string WithOptions(string prompt, ChatOptions? options = null) => "";
            public string ModelAndOptions(string prompt, string? model, ChatOptions? options) => "";
            public string NotMarked(string prompt) => "";
        }
        public static class GatewayExtensions
        {
            [LlmCall] public static string Shout(this IGateway gateway, string prompt, string model) => "";
        }
        """;

    /// <summary>Copies of the runtime's attributes that a library declares itself.</summary>
    private const string Copies = """

        namespace LlmHygiene
        {
            [System.AttributeUsage(System.AttributeTargets.Method)]
            internal sealed class LlmCallAttribute : System.Attribute
            {
                public string? Model { get; set; }
                public string? Sdk { get; set; }
                public LlmCallOperation Operation { get; set; }
            }
            [System.AttributeUsage(System.AttributeTargets.Parameter)]
            internal sealed class LlmCallParameterAttribute(LlmCallRole role) : System.Attribute
            {
                public LlmCallRole Role { get; } = role;
            }
            internal enum LlmCallRole { Model, Prompt, None }
            internal enum LlmCallOperation { Chat, Embeddings }
        }
        """;

    private static MetadataReference Compiled(string source, params MetadataReference[] without)
    {
        var compilation = TestCode.Compile([source], TestReferences.All.Except(without)).WithAssemblyName("Contoso.Ai");
        using var image = new MemoryStream();
        var result = compilation.Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(result.Success, string.Join("\n", result.Diagnostics));
        return MetadataReference.CreateFromImage(image.ToArray());
    }

    private static MetadataReference InSource() =>
        TestCode.Compile([Library], TestReferences.All).WithAssemblyName("Contoso.Ai").ToMetadataReference();

    private static async Task<string> EntryAsync(
        string call,
        MetadataReference? library = null,
        IEnumerable<MetadataReference>? others = null
    )
    {
        var source =
            "using Contoso.Ai; class Desk(IGateway gateway, Gateway concrete) { public object A(string ticket, ChatOptions handed) => "
            + call
            + "; }";
        var diagnostics = await RuleTest.DiagnosticsAsync(
            [source],
            inventory: true,
            references: [.. others ?? TestReferences.All, library ?? Compiled(Library)]
        );
        return string.Join(" | ", diagnostics.Select(d => d.Id == "LLMH0001" ? d.GetMessage(null) : d.Id));
    }

    [Theory]
    [InlineData(
        "gateway.AskAsync(\"Is this spam?\", \"gpt-5.4-mini-2026-03-17\")",
        "sdk=Contoso.Ai; operation=chat; model=Constant(gpt-5.4-mini-2026-03-17); prompt=Untagged; limit=FlowsIn; "
            + "cancellation=NotPassed; via=UserMethod | LLMH2001"
    )]
    [InlineData(
        "gateway.AskAsync(\"Is this spam?\")",
        "sdk=Contoso.Ai; operation=chat; model=Absent; prompt=Untagged; limit=FlowsIn; cancellation=NotPassed; "
            + "via=UserMethod | LLMH1001 | LLMH2001"
    )]
    [InlineData(
        "gateway.AskAsync(ticket, ticket, \"3\", \"spam\", 200, CancellationToken.None)",
        "sdk=Contoso.Ai; operation=chat; model=Configured; prompt=Tagged(spam@3); limit=Set(200); cancellation=NotPassed; via=UserMethod"
    )]
    [InlineData(
        "concrete.AskAsync(\"Is this spam?\", \"gpt-5.4-mini-2026-03-17\", v: \"2\", limit: 9)",
        "sdk=Contoso.Ai; operation=chat; model=Constant(gpt-5.4-mini-2026-03-17); prompt=Tagged(*@2); "
            + "limit=Set(9); cancellation=NotPassed; via=UserMethod"
    )]
    [InlineData(
        "gateway.AskAsync(ticket, ticket, maxTokens: 0)",
        "sdk=Contoso.Ai; operation=chat; model=Configured; prompt=FlowsIn; limit=FlowsIn; cancellation=NotPassed; via=UserMethod"
    )]
    [InlineData(
        "gateway.Fixed(ticket)",
        "sdk=Contoso; operation=chat; model=AtClient(gpt-4o-2024-08-06); prompt=FlowsIn; limit=FlowsIn; "
            + "cancellation=Impossible; via=UserMethod | LLMH1004"
    )]
    [InlineData(
        "gateway.NoModel(\"Is this spam?\")",
        "sdk=Contoso.Ai; operation=chat; model=AtClient; prompt=Untagged; limit=FlowsIn; cancellation=Impossible; via=UserMethod | LLMH2001"
    )]
    [InlineData(
        "gateway.WithDefault(ticket)",
        "sdk=Contoso.Ai; operation=chat; model=AtClient(gpt-5.4-mini-2026-03-17); prompt=FlowsIn; limit=FlowsIn; "
            + "cancellation=Impossible; via=UserMethod"
    )]
    [InlineData(
        "gateway.Deployed(ticket, \"gpt-3.5-turbo\")",
        "sdk=Contoso.Ai; operation=chat; model=Constant(gpt-3.5-turbo); prompt=FlowsIn; limit=FlowsIn; "
            + "cancellation=Impossible; via=UserMethod"
    )]
    [InlineData(
        "gateway.Embed(\"Some words.\", \"m\")",
        "sdk=Contoso.Ai; operation=embeddings; model=Constant(m); prompt=None; limit=FlowsIn; cancellation=Impossible; via=UserMethod"
    )]
    [InlineData(
        "gateway.Roles(\"Is this spam?\", \"m\", \"Some words.\")",
        "sdk=Contoso.Ai; operation=chat; model=Constant(m); prompt=Untagged; limit=FlowsIn; cancellation=Impossible; "
            + "via=UserMethod | LLMH2001"
    )]
    [InlineData(
        "gateway.Roles(ticket, \"m\", \"Some words.\")",
        "sdk=Contoso.Ai; operation=chat; model=Constant(m); prompt=FlowsIn; limit=FlowsIn; cancellation=Impossible; via=UserMethod"
    )]
    [InlineData(
        "gateway.WithOptions(ticket, handed)",
        "sdk=Contoso.Ai; operation=chat; model=AtClient; prompt=FlowsIn; limit=FlowsIn; cancellation=Impossible; via=UserMethod"
    )]
    [InlineData(
        """
            gateway.WithOptions("Is it?",
                new() { ModelId = "m", AdditionalProperties = new() { ["prompt.version"] = "1" }, MaxOutputTokens = 7 })
            """,
        "sdk=Contoso.Ai; operation=chat; model=Constant(m); prompt=Tagged(*@1); limit=Set(7); cancellation=Impossible; via=UserMethod"
    )]
    [InlineData(
        "gateway.ModelAndOptions(ticket, null, handed)",
        "sdk=Contoso.Ai; operation=chat; model=FlowsIn; prompt=FlowsIn; limit=FlowsIn; cancellation=Impossible; via=UserMethod | LLMH1002"
    )]
    [InlineData(
        "gateway.ModelAndOptions(ticket, null, null)",
        "sdk=Contoso.Ai; operation=chat; model=Absent; prompt=FlowsIn; limit=FlowsIn; cancellation=Impossible; via=UserMethod | LLMH1001"
    )]
    [InlineData(
        "gateway.Shout(\"Is this spam?\", \"m\")",
        "sdk=Contoso.Ai; operation=chat; model=Constant(m); prompt=Untagged; limit=FlowsIn; cancellation=Impossible; "
            + "via=UserMethod | LLMH2001"
    )]
    [InlineData("gateway.NotMarked(\"Is this spam?\")", "")]
    [InlineData("(System.Linq.Expressions.Expression<Func<IGateway, string>>)(g => g.NoModel(\"Is this spam?\"))", "")]
    public async Task A_call_of_a_marked_method_is_judged(string call, string expected) => Assert.Equal(expected, await EntryAsync(call));

    [Fact]
    public async Task The_mark_is_seen_in_a_project_of_the_same_solution() =>
        Assert.EndsWith(
            "via=UserMethod | LLMH2001",
            await EntryAsync("gateway.NoModel(\"Is this spam?\")", InSource()),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task A_library_may_have_its_own_copy_of_the_attributes_and_the_caller_no_SDK()
    {
        var library =
            Library
                .Replace("ChatOptions", "object", StringComparison.Ordinal)
                .Replace(
                    "using LlmHygiene;\nnamespace Contoso.Ai;\n",
                    "namespace Contoso.Ai {\nusing LlmHygiene;\n",
                    StringComparison.Ordinal
                )
            + "}"
            + Copies;
        var reference = Compiled(library, TestReferences.Runtime);
        var source = """
            class Desk(Contoso.Ai.IGateway gateway)
            {
                public string A() => gateway.Roles("Is this spam?", "m");
                public object B() => gateway.Embed("Some words.", "m");
            }
            """;
        var compilation = TestCode.Compile([source], [.. TestReferences.Framework, reference]).RemoveSyntaxTrees();
        compilation = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Last());
        Assert.Empty(compilation.GetDiagnostics(TestContext.Current.CancellationToken).Where(d => d.Severity == DiagnosticSeverity.Error));
        Assert.Equal(
            [
                "sdk=Contoso.Ai; operation=chat; model=Constant(m); prompt=Untagged; limit=FlowsIn; cancellation=Impossible; "
                    + "via=UserMethod",
                "sdk=Contoso.Ai; operation=embeddings; model=Constant(m); prompt=None; limit=FlowsIn; "
                    + "cancellation=Impossible; via=UserMethod",
            ],
            FactTest.Inventory(compilation).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task The_mark_counts_where_the_caller_lacks_the_runtime_library() =>
        Assert.EndsWith(
            "via=UserMethod | LLMH2001",
            await EntryAsync("gateway.NoModel(\"Is this spam?\")", others: TestReferences.All.Remove(TestReferences.Runtime)),
            StringComparison.Ordinal
        );

    [Fact]
    public async Task Pass_through_methods_around_marked_methods_are_followed_to_their_callers()
    {
        var source = """
            using Contoso.Ai;
            class Middle(IGateway gateway) { public string Two(string text) => gateway.NoModel(text); }
            class Desk(Middle middle) { public string A() => middle.Two("Is this spam?"); }
            """;
        var diagnostics = await RuleTest.DiagnosticsAsync([source], references: [.. TestReferences.All, Compiled(Library)]);
        Assert.Equal(["LLMH2001 2"], diagnostics.Select(d => $"{d.Id} {d.Location.GetLineSpan().StartLinePosition.Line}"));
    }

    private const string Here = """
        using LlmHygiene;
        class Llm(OpenAI.Chat.ChatClient client) { [LlmCall] public void Ask(string prompt) => client.CompleteChat(prompt); }

        """;

    [Fact]
    public Task A_marked_method_of_this_project_is_reported_once() =>
        RuleTest.VerifyAsync(
            Here
                + """
                class Desk(Llm llm) { public void A() => llm.{|LLMH2001:Ask|}("Is this spam?"); public void B(string t) => llm.Ask(t); }
                """
        );

    [Fact]
    public async Task Its_own_SDK_call_stays_an_entry_and_a_pass_through_method_has_none()
    {
        var source =
            Here
            + """
                class Desk(Llm llm)
                {
                    public void A() => llm.Ask("Is this spam?");
                    public void B(string t) => llm.Ask(t);
                    public void C() => B("Is it?");
                }
                """;
        Assert.Equal(
            ["Sdk", "UserMethod", "UserMethod"],
            (await FactTest.InventoryAsync(source)).Select(entry => entry[(entry.LastIndexOf('=') + 1)..])
        );
    }

    [Fact]
    public Task What_callers_decide_is_reported_at_the_callers_only() =>
        RuleTest.VerifyAsync(
            """
            using LlmHygiene;
            class Llm(IChatClient client)
            {
                [LlmCall] public void Ask(string prompt, string? model) =>
                    client.GetResponseAsync(prompt, new ChatOptions { ModelId = model });
                [LlmCall] public void Run(string prompt, ChatOptions? options) => client.GetResponseAsync(prompt, options);
            }
            class Desk(Llm llm)
            {
                public void A(string t) => llm.Ask(t, {|LLMH1004:"gpt-3.5-turbo-0613"|});
                public void B(string t) => llm.{|LLMH1001:Ask|}(t, null);
                public void C(string t) => llm.Run(t, new ChatOptions { ModelId = "gpt-5.4-mini-2026-03-17" });
            }
            """
        );

    [Fact]
    public Task A_decorator_and_an_overload_pass_the_call_on() =>
        RuleTest.VerifyAsync(
            """
            using LlmHygiene;
            interface ILlm { [LlmCall] string Ask(string prompt, string? model); }
            class Logged(ILlm inner) : ILlm
            {
                public string Ask(string prompt, string? model) => inner.Ask("You are terse. " + prompt, model);
                [LlmCall] public string Ask(string prompt) => Ask(prompt, null);
            }
            """
        );

    [Fact]
    public Task Marks_on_local_functions_and_broken_marks_do_no_harm() =>
        RuleTest.VerifyAsync(
            """
            using LlmHygiene;
            class Desk
            {
                void A()
                {
                    {|LLMH2001:Ask|}("Is this spam?");
                    [LlmCall(Model = "")] string Ask(string prompt) => prompt;
                }
                [LlmCall] void Empty() => Empty();
                [LlmCall] void Odd(params object[] prompt) => Odd();
            }
            """
        );
}
