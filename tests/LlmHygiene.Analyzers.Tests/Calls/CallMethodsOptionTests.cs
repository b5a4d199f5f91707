using CsCheck;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Settings;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Testing;

namespace LlmHygiene.Analyzers.Tests.Calls;

/// <summary><c>llmhygiene.call_methods</c>: LLM calls that cannot be marked.</summary>
public class CallMethodsOptionTests
{
    private const string Library = """
        namespace Contoso.Ai
        {
            public class Gateway
            {
                public string Ask(string question, string? engine = null, string? tag = null) => "";
                public class Nested { public string Ask(string prompt) => ""; }
            }
            public interface IClient<T> { T Send(string prompt); void Close(); string Name { get; } }
            public class Client : IClient<int>
            {
                public int Send(string text) => 1;
                public void Close() { }
                public string Name => "";
                public override string ToString() => "";
            }
        }

        """;

    private static Task VerifyAsync(string member, string option) =>
        RuleTest.VerifyAsync(
            Library
                + "class Desk(Contoso.Ai.Gateway gateway, Contoso.Ai.Client client, Contoso.Ai.IClient<int> "
                + "abstraction, Contoso.Ai.Gateway.Nested nested) { object A(string t) { "
                + member
                + " } }",
            "llmhygiene.call_methods = " + option
        );

    [Theory]
    [InlineData("return gateway.Ask(\"Is this spam?\");", "Contoso.Ai.Gateway.Other")]
    [InlineData("return gateway.{|LLMH2001:Ask|}(\"Is this spam?\");", "Contoso.Ai.Gateway.Ask")]
    [InlineData(
        "return gateway.{|LLMH1001:{|LLMH2001:Ask|}|}(\"Is this spam?\");",
        "Contoso.Ai.Gateway.Ask(prompt: question, model: engine)"
    )]
    [InlineData(
        "return gateway.Ask(\"Is this spam?\", \"m\", \"1.0.0\");",
        "Contoso.Ai.Gateway.Ask( prompt : question , Model:engine, promptVersion: tag )"
    )]
    [InlineData(
        "return gateway.Ask(t, {|LLMH1004:\"gpt-3.5-turbo-0613\"|});",
        "Unknown.Type.Ask, Contoso.Ai.Gateway.Ask(prompt: question, model: engine)"
    )]
    [InlineData("return gateway.Ask(\"Some words.\");", "Contoso.Ai.Gateway.Ask(operation: embeddings)")]
    [InlineData("return nested.{|LLMH2001:Ask|}(\"Is this spam?\");", "Contoso.Ai.Gateway.Nested.Ask")]
    [InlineData("return nested.{|LLMH2001:Ask|}(\"Is this spam?\");", "Contoso.Ai.Gateway+Nested.*")]
    [InlineData(
        """
            client.Close();
            return abstraction.{|LLMH2001:Send|}("Is it?") + client.{|LLMH2001:Send|}("Is this spam?") + client.Name + client;
            """,
        "Contoso.Ai.IClient`1.*"
    )]
    public Task Calls_of_listed_methods_are_judged(string member, string option) => VerifyAsync(member, option);

    [Fact]
    public async Task Only_files_with_the_option_are_judged()
    {
        var test = RuleTest.Create<LlmCallAnalyzer>();
        test.TestState.Sources.Add(("/lib/Library.cs", Library));
        test.TestState.Sources.Add(("/Usings.cs", TestCode.Usings));
        test.TestState.Sources.Add(("/a/A.cs", "class A { string M(Contoso.Ai.Gateway g) => g.{|LLMH2001:Ask|}(\"Is this spam?\"); }"));
        test.TestState.Sources.Add(("/b/B.cs", "class B { string M(Contoso.Ai.Gateway g) => g.Ask(\"Is this spam?\"); }"));
        test.TestState.AnalyzerConfigFiles.Add(
            ("/.editorconfig", "root = true\n[a/*.cs]\nllmhygiene.call_methods = Contoso.Ai.Gateway.Ask\n")
        );
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_inventory_uses_the_name_from_the_option()
    {
        var source = Library + "class Desk(Contoso.Ai.Gateway gateway) { string A(string t) => gateway.Ask(t); }";
        var entries = await RuleTest.DiagnosticsAsync(
            [source],
            inventory: true,
            references: TestReferences.Framework.AddRange(TestReferences.Sdks),
            config: new() { ["llmhygiene.call_methods"] = "Contoso.Ai.Gateway.Ask(sdk: Contoso gateway, operation: text_completion)" }
        );
        Assert.Equal(
            "sdk=Contoso gateway; operation=text_completion; model=AtClient; prompt=FlowsIn; limit=FlowsIn; "
                + "cancellation=Impossible; via=UserMethod",
            Assert.Single(entries).GetMessage(null)
        );
    }

    [Theory]
    [InlineData("", "")]
    [InlineData(" , A.B , ", "")]
    [InlineData("A.B(prompt: c), D.*", "")]
    [InlineData("Ask", "'Ask': write the full name of the type, a dot and the name of the method, as in 'Contoso.Ai.Gateway.AskAsync'")]
    [InlineData("A.*.Ask", "'A.*.Ask': 'A.*' is not the full name of a type; '*' stands for the name of the method only")]
    [InlineData("A.Ask*", "'A.Ask*': 'Ask*' is not the name of a method; '*' stands for all methods of the type that take a prompt")]
    [InlineData("A.B(prompt: c, D.E", "'A.B(prompt: c, D.E': close the parenthesis, and put a comma after it")]
    [InlineData("A.B(prompt: c) D.E", "'A.B(prompt: c) D.E': close the parenthesis, and put a comma after it")]
    [InlineData("A.B)", "'A.B)': a parenthesis is closed that was not opened")]
    [InlineData(
        "A.B(question)",
        "'A.B(question)': 'question' is not understood: write 'prompt: question' for a parameter 'question' that takes the prompt"
    )]
    [InlineData(
        "A.B(text: c)",
        "'A.B(text: c)': 'text' is not known: use prompt, model, options, promptName, promptVersion, maxOutputTokens, operation or sdk"
    )]
    [InlineData("A.B(prompt: 1c)", "'A.B(prompt: 1c)': '1c' is not the name of a parameter")]
    [InlineData(
        "A.B(operation: talk)",
        "'A.B(operation: talk)': 'talk' is not an operation: use one of chat, response, text_completion, "
            + "invoke_agent, realtime, decision, embeddings, image, video, speech, transcription, moderation"
    )]
    [InlineData("A.B(sdk:)", "'A.B(sdk:)': 'sdk' has no value: write the name for the inventory")]
    [InlineData("((((,)", "'((((,)': close the parenthesis, and put a comma after it")]
    public void A_mistake_in_the_option_has_a_message(string option, string problem) =>
        Assert.Equal(problem, string.Join("\n", CallMethodList.Parse(option).Problems));

    [Fact]
    public void Any_text_is_understood_or_has_a_message() =>
        Gen.Char["AB.(),:*+`1 "]
            .Array[0, 14]
            .Sample(text =>
            {
                var list = CallMethodList.Parse(new string(text));
                Assert.All(list.Problems, problem => Assert.Contains("': ", problem, StringComparison.Ordinal));
                Assert.All(list.Entries, entry => Assert.True(entry.Type.Length > 0 && entry.Method.Length > 0));
            });

    [Fact]
    public void The_other_entries_still_apply() =>
        Assert.Equal(["A.B", "C.D"], CallMethodList.Parse("A.B, *, C.D").Entries.Select(entry => entry.Type + "." + entry.Method));

    [Theory]
    [InlineData("Contoso.Ai.Gateway.Ask(prompt: question), Unknown.Type.Ask(prompt: x)", "")]
    [InlineData(
        "Contoso.Ai.Gateway.Asc",
        "llmhygiene.call_methods has 'Contoso.Ai.Gateway.Asc': 'Contoso.Ai.Gateway' has no method 'Asc': did you mean 'Ask'?"
    )]
    [InlineData(
        "Contoso.Ai.Gateway.Ask(prompt: qestion)",
        "llmhygiene.call_methods has 'Contoso.Ai.Gateway.Ask(prompt: qestion)': 'Ask' has no parameter 'qestion': did you mean 'question'?"
    )]
    [InlineData(
        "Ask",
        "llmhygiene.call_methods has 'Ask': write the full name of the type, a dot and the name of the "
            + "method, as in 'Contoso.Ai.Gateway.AskAsync'"
    )]
    public async Task A_mistake_is_reported_once_for_a_compilation(string option, string expected)
    {
        var test = RuleTest.Create<CallMethodsAnalyzer>();
        test.TestState.Sources.Add(Library);
        test.TestState.Sources.Add(TestCode.Usings);
        test.TestState.Sources.Add("class Other;");
        test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\nllmhygiene.call_methods = " + option));
        if (expected.Length > 0)
            test.TestState.ExpectedDiagnostics.Add(new DiagnosticResult("LLMH0003", DiagnosticSeverity.Warning).WithMessage(expected));
        await test.RunAsync(TestContext.Current.CancellationToken);
    }
}
