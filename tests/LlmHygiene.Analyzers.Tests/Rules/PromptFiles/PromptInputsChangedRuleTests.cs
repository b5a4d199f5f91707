using System.Collections.Immutable;
using System.Globalization;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Rules.PromptFiles;

public class PromptInputsChangedRuleTests
{
    [Theory]
    [InlineData("x: string", "x: int", "x", "The input 'x' is int, and string in 1.2.0; make this version 2.0.0, or keep its type")]
    [InlineData(
        "x: string",
        "x: { list: string }",
        "x",
        "The input 'x' is a list of string, and string in 1.2.0; make this version 2.0.0, or keep its type"
    )]
    [InlineData(
        "x: string",
        "x: { enum: [a, b] }",
        "x",
        "The input 'x' is enum, and string in 1.2.0; make this version 2.0.0, or keep its type"
    )]
    [InlineData(
        "x: string",
        "x: string, y: string",
        "y",
        "The input 'y' is new since 1.2.0, whose callers do not provide it; make this version 2.0.0, or make it optional or "
            + "give it a default"
    )]
    [InlineData("x: string, y: string", "x: string", "inputs", "The input 'y' of 1.2.0 is missing; make this version 2.0.0, or keep it")]
    [InlineData(
        "x: string, y: { type: int, optional: true }",
        "x: string",
        "inputs",
        "The input 'y' of 1.2.0 is missing; make this version 2.0.0, or keep it"
    )]
    [InlineData(
        "x: string",
        "x: { type: string, optional: true }",
        "x",
        "The input 'x' is optional, and is required in 1.2.0; make this version 2.0.0, or keep it as it was"
    )]
    [InlineData(
        "x: { type: string, optional: true }",
        "x: string",
        "x",
        "The input 'x' is required, and is optional in 1.2.0; make this version 2.0.0, or keep it as it was"
    )]
    [InlineData(
        "x: { type: string, default: a }",
        "x: string",
        "x",
        "The input 'x' is required, and has a default in 1.2.0; make this version 2.0.0, or keep it as it was"
    )]
    [InlineData(
        "x: { type: string, optional: true }",
        "x: { type: string, default: a }",
        "x",
        "The input 'x' has a default, and is optional in 1.2.0; make this version 2.0.0, or keep it as it was"
    )]
    [InlineData(
        "x: { enum: [a, b] }",
        "x: { enum: [a, c] }",
        "x",
        "The input 'x' has no option 'b', which it has in 1.2.0; make this version 2.0.0, or keep its options"
    )]
    [InlineData(
        "x: { enum: [a, b] }",
        "x: { enum: [a, b, c] }",
        "x",
        "The input 'x' has the option 'c', which it does not have in 1.2.0; make this version 2.0.0, or keep its options"
    )]
    public void A_change_that_callers_notice_is_reported_at_the_later_input(string earlier, string later, string place, string message)
    {
        var found = Assert.Single(Analyze(Prompt("1.2.0", earlier), Prompt("1.3.0", later)));
        Assert.Equal(RuleIds.PromptInputsChanged, found.Id);
        Assert.Equal(DiagnosticSeverity.Warning, found.DefaultSeverity);
        Assert.Equal("/src/Shop/Prompts/p1.prompt.yml", found.Location.GetLineSpan().Path);
        Assert.Equal(place, Text(Prompt("1.3.0", later), found));
        Assert.Equal(message, found.GetMessage(CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("x: string", "x: string, y: { type: int, optional: true }")]
    [InlineData("x: string", "x: string, y: { type: int, default: 3 }")]
    [InlineData("x: string", "x: { type: string, default: a }")]
    [InlineData("x: { type: string, default: a }", "x: { type: string, default: b }")]
    [InlineData("x: { type: string, description: A }", "x: { type: string, description: B }")]
    [InlineData("x: string, y: int", "y: int, x: string")]
    [InlineData("x: { enum: [a, b] }", "x: { enum: [b, a] }")]
    public void A_change_that_callers_do_not_notice_is_silent(string earlier, string later) =>
        Assert.Empty(Analyze(Prompt("1.2.0", earlier), Prompt("1.3.0", later)));

    [Theory]
    [InlineData("output: { a: string }", "output: { a: int }", "output")]
    [InlineData("output: { a: string }", "output: { a: string, b: string }", "output")]
    [InlineData("output: { a: { enum: [x, y] } }", "output: { a: { enum: [x, z] } }", "output")]
    [InlineData("output: { a: { fields: { b: int } } }", "output: { a: { fields: { b: string } } }", "output")]
    [InlineData("output: { a: string }", "", "1.3.0")]
    [InlineData("", "output: { a: string }", "output")]
    [InlineData("output: { a: string }", "output: { a: { type: string, description: Other words } }", null)]
    [InlineData("output: { a: string, b: int }", "output: { b: int, a: string }", null)]
    public void Another_output_is_reported_and_other_descriptions_are_not(string earlier, string later, string? place)
    {
        static string WithOutput(string version, string output) => Prompt(version, "x: string") + output + "\n";
        var found = Analyze(WithOutput("1.2.0", earlier), WithOutput("1.3.0", later));
        if (place is null)
        {
            Assert.Empty(found);
            return;
        }

        Assert.Equal(
            "The output differs from 1.2.0; make this version 2.0.0, or keep its fields and types",
            Assert.Single(found).GetMessage(CultureInfo.InvariantCulture)
        );
        Assert.Equal(place, Text(WithOutput("1.3.0", later), found[0]));
    }

    [Fact]
    public void A_field_of_a_record_is_reported_at_the_field()
    {
        var later =
            "name: a\nversion: 1.3.0\ninputs:\n  who: { fields: { name: string, age: string }, optional: true }\n  all: { "
            + "list: { fields: { id: int, fields: string } } }\nmessages:\n  - role: user\n    content: \"{{#if "
            + "who}}x{{/if}}{{#each all}}x{{/each}}\"\n";
        var found = Analyze(
            later
                .Replace("1.3.0", "1.2.0", StringComparison.Ordinal)
                .Replace("age: string", "age: int, size: int", StringComparison.Ordinal)
                .Replace("fields: string", "fields: int", StringComparison.Ordinal),
            later
        );
        Assert.Equal(
            [
                "who: The field 'who.size' of 1.2.0 is missing",
                "age: The field 'who.age' is string, and int in 1.2.0",
                "fields: The field 'all.fields' is string, and int in 1.2.0",
            ],
            found.Select(one => Text(later, one) + ": " + one.GetMessage(CultureInfo.InvariantCulture).Split(';')[0])
        );
    }

    [Fact]
    public void Each_version_is_compared_with_the_one_before_it()
    {
        var found = Analyze(
            Prompt("1.0.0", "x: string"),
            Prompt("1.1.0-beta.1", "x: int"),
            Prompt("1.1.0", "x: int"),
            Prompt("1.10.0", "x: int"),
            Prompt("1.9.0", "x: int")
        );
        Assert.Equal("/src/Shop/Prompts/p1.prompt.yml", Assert.Single(found).Location.GetLineSpan().Path);
    }

    [Fact]
    public void The_next_major_version_is_one_that_is_free() =>
        Assert.Contains(
            "make this version 4.0.0,",
            Assert
                .Single(Analyze(Prompt("1.0.0", "x: string"), Prompt("1.1.0", "x: int"), Prompt("3.0.0", "x: bool")))
                .GetMessage(CultureInfo.InvariantCulture),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_version_with_no_inputs_is_reported_at_its_version()
    {
        const string Later = "name: a\nversion: 1.3.0\nmessages:\n  - role: user\n    content: x\n";
        Assert.Equal("1.3.0", Text(Later, Assert.Single(Analyze(Prompt("1.2.0", "x: string"), Later))));
    }

    [Fact]
    public void Majors_prompts_and_namespaces_are_separate() =>
        Assert.Empty(
            Analyze(
                Prompt("1.0.0", "x: string"),
                Prompt("2.0.0", "x: int"),
                Prompt("1.1.0", "x: int").Replace("name: a", "name: b", StringComparison.Ordinal),
                "namespace: Other\n" + Prompt("1.2.0", "x: int")
            )
        );

    [Fact]
    public void A_broken_version_has_its_own_errors_only() =>
        Assert.Equal(
            [RuleIds.PromptUnknownVariable],
            Analyze(Prompt("1.0.0", "x: string"), Prompt("1.1.0", "x: int").Replace("{{x}}", "{{x}}{{z}}", StringComparison.Ordinal))
                .Select(one => one.Id)
        );

    private static ImmutableArray<Diagnostic> Analyze(params string[] prompts) =>
        PromptProject.With(prompts).Analyze(new PromptFileAnalyzer());

    private static string Text(string file, Diagnostic found) =>
        file.Substring(found.Location.SourceSpan.Start, found.Location.SourceSpan.Length);

    private static string Prompt(string version, string inputs)
    {
        var x = inputs.Contains("x: { list", StringComparison.Ordinal) ? "{{#each x}}{{this}}{{/each}}" : "{{x}}";
        var y = inputs.Contains("y: ", StringComparison.Ordinal) ? "{{y}}" : "";
        return $"name: a\nversion: {version}\ninputs: {{ {inputs} }}\nmessages:\n  - role: user\n    content: \"{x}{y}\"\n";
    }
}
