using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Rules.PromptMethods;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>
/// What another generator makes is seen by the compiler and the rules, and not by the generator of prompt methods. It writes no body
/// then: one that throws would hide the mistake until the program runs.
/// </summary>
public class OtherGeneratorTests
{
    private const string Head =
        "#nullable enable\nusing System.Collections.Generic; using System.Threading.Tasks; using LlmHygiene; "
        + "using Microsoft.Extensions.AI;\n";

    [Theory]
    [InlineData(
        "A property of a partial parameter type",
        "public partial record Ticket(string Id);",
        "public partial record Ticket { public string Text => Id; }",
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{t.Text}}\")] public static partial "
            + "Task<string> Ask(IChatClient c, Ticket t); }"
    )]
    [InlineData(
        "A type in a property of a parameter type",
        "public record Ticket(string Id, Customer Customer);",
        "public record Customer(string Name);",
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{t.Customer.Name}}\")] public static partial Task<string> "
            + "Ask(IChatClient c, Ticket t); }"
    )]
    [InlineData(
        "The base of a parameter type",
        "public class Ticket : TicketBase { public string Id => \"\"; }",
        "public class TicketBase { public string Text => \"\"; }",
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{t.Text}}\")] public static partial "
            + "Task<string> Ask(IChatClient c, Ticket t); }"
    )]
    [InlineData(
        "The items of a list",
        "public partial class Line { public string Id => \"\"; }",
        "public partial class Line { public string Text => \"\"; }",
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{#each t}}{{Text}}{{/each}}\")] public static partial Task<string> "
            + "Ask(IChatClient c, List<Line> t); }"
    )]
    [InlineData(
        "An enum that is a parameter's type",
        "",
        "public enum Tone { Formal, Friendly }",
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{t}}\")] public static partial "
            + "Task<string> Ask(IChatClient c, Tone t); }"
    )]
    [InlineData(
        "The client of the class",
        "",
        "partial class P { private readonly IChatClient _client = null!; }",
        "partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{t}}\")] public partial Task<string> Ask(string t); }"
    )]
    [InlineData(
        "A constant of the attribute",
        "",
        "static class Texts { public const string Ask = \"{{t}}\"; }",
        "static partial class P { [Prompt(\"a\", \"1.0.0\", User = Texts.Ask)] public static partial "
            + "Task<string> Ask(IChatClient c, string t); }"
    )]
    [InlineData(
        "The version of the attribute",
        "",
        "static class Versions { public const string Ask = \"1.0.0\"; }",
        "static partial class P { [Prompt(\"a\", Versions.Ask, User = \"{{t}}\")] public static partial "
            + "Task<string> Ask(IChatClient c, string t); }"
    )]
    public void The_compiler_complains_and_nothing_throws(string what, string types, string generated, string method)
    {
        var project = new PromptProject { Generator = new PromptMethodGenerator(), Source = Head + types + "\n" + method };
        Assert.True(project.Generate().Count == 0, what);

        var whole = project with { Source = Head + types + "\n" + method + "\n" + generated };
        Assert.Equal(["CS8795"], Errors(whole.Compilation()));
        Assert.DoesNotContain(whole.Analyze(new PromptMethodAnalyzer()), problem => problem.Severity == DiagnosticSeverity.Error);

        // With all of it in sight there is a body.
        Assert.Single(whole.Generate());
    }

    [Theory]
    [InlineData(
        "static partial class P { [Prompt(\"a\", \"1\", User = \"{{t}}\")] public static partial Task<string> "
            + "Ask(IChatClient c, string t); }"
    )]
    [InlineData(
        "record Ticket(string Id);\nstatic partial class P { [Prompt(\"a\", \"1.0.0\", User = \"{{t.Text}}\")] static partial Task<string> "
            + "Ask(IChatClient c, Ticket t); }"
    )]
    public void A_mistake_that_no_generator_can_repair_is_reported_once(string source)
    {
        var project = new PromptProject { Generator = new PromptMethodGenerator(), Source = Head + source };
        Assert.Single(project.Generate());
        Assert.Single(project.Analyze(new PromptMethodAnalyzer()), problem => problem.Severity == DiagnosticSeverity.Error);
    }

    private static string[] Errors(CSharpCompilation compilation) =>
        [
            .. compilation
                .GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(problem => problem.DefaultSeverity == DiagnosticSeverity.Error)
                .Select(problem => problem.Id),
        ];
}
