using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>A type from another generator is unknown to this generator; the compiler then reports that the method has no body.</summary>
public class PromptMethodUnknownTypeTests
{
    [Theory]
    [InlineData("Task<string>", "Ticket ticket")]
    [InlineData("Task<string>", "Ticket? ticket")]
    [InlineData("Task<string>", "Ticket[] ticket")]
    [InlineData("Task<string>", "IReadOnlyList<Ticket> ticket")]
    [InlineData("Task<Ticket>", "string ticket")]
    [InlineData("Task<ChatResponse<Ticket>>", "string ticket")]
    [InlineData("Ticket", "string ticket")]
    public void No_body_is_written_that_would_throw(string result, string parameter)
    {
        var project = Project(result, parameter);
        Assert.Empty(project.Generate());

        // What the compiler sees once the other generator has emitted the type.
        var whole = project
            .Compilation()
            .AddSyntaxTrees(
                Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
                    "public sealed record Ticket(string Text);",
                    new Microsoft.CodeAnalysis.CSharp.CSharpParseOptions(project.Language),
                    cancellationToken: TestContext.Current.CancellationToken
                )
            );
        Assert.Equal(
            ["CS8795"],
            whole
                .GetDiagnostics(TestContext.Current.CancellationToken)
                .Where(diagnostic => diagnostic.DefaultSeverity == DiagnosticSeverity.Error)
                .Select(diagnostic => diagnostic.Id)
        );
    }

    [Fact]
    public void A_method_next_to_it_has_its_body() => Assert.Single(Project("Task<string>", "string ticket").Generate());

    private static PromptProject Project(string result, string parameter) =>
        new()
        {
            Generator = new PromptMethodGenerator(),
            Source = $$"""
                #nullable enable
                using System.Collections.Generic; using System.Threading.Tasks; using LlmHygiene; using Microsoft.Extensions.AI;
                public static partial class Asks
                {
                    [Prompt("ask", "1.0.0", User = "{{(
                    parameter.StartsWith("string", StringComparison.Ordinal) ? "{{ticket}}"
                    : parameter.Contains('[') || parameter.Contains('<') ? "{{#each ticket}}{{this}}{{/each}}"
                    : "{{ticket.Text}}"
                )}}")]
                    public static partial {{result}} AskAsync(IChatClient client, {{parameter}});
                }
                """,
        };
}
