using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>
/// The emitted code as it appears in a diff. With <c>UPDATE_DOCS=1</c> in the environment, the files in <c>Golden</c> are written instead
/// of compared.
/// </summary>
public partial class GoldenTests
{
    private const string Plain = """
        name: summarize-ticket
        version: 1.2.0
        description: Summarises one support ticket for the agent who picks it up.
        model: gpt-5.4-mini
        modelParameters: { maxCompletionTokens: 300, temperature: 0.2 }
        inputs:
          ticket: { type: string, description: The ticket's text. }
          tone: { enum: [formal, friendly], default: friendly }
        messages:
          - role: system
            content: You summarise support tickets. Write in a {{tone}} tone.
          - role: user
            content: "{{ticket}}"
        """;

    private const string Template = """
        name: answer-customer
        version: 2.0.1
        inputs:
          customer: { fields: { name: string, is_paying: bool } }
          orders: { list: { fields: { number: int, placed: date } } }
          words: { type: int, optional: true }
        messages:
          - role: system
            content: |
              You answer customers.
              {{#if customer.is_paying}}
              Be quick.
              {{else}}
              Be brief.
              {{/if}}
          - role: user
            content: |
              I am {{customer.name}}.
              {{#each orders}}
              {{@index}}. order {{number}} of {{placed}}
              {{/each}}
              {{#if words}}In at most {{words}} words.{{/if}}
        """;

    private const string Output = """
        name: triage-ticket
        version: 1.0.0
        model: gpt-5.4-mini
        inputs:
          ticket: string
        output:
          title: { type: string, description: One line for the list of open tickets. }
          urgency: { enum: [low, normal, high] }
          due: { type: date, optional: true }
          topics: { list: string }
          customer: { fields: { name: string } }
        messages:
          - role: user
            content: "{{ticket}}"
        """;

    private const string Method = """
        using System.Threading;
        using System.Threading.Tasks;
        using LlmHygiene;
        using Microsoft.Extensions.AI;

        namespace Shop;

        /// <summary>Reads what a customer wants.</summary>
        public static partial class Intents
        {
            /// <summary>What the customer wants, in one word.</summary>
            [Prompt("classify-intent", "2.0.0", Model = "gpt-5.4-mini", System = "Answer in one word.", User = "{{message}}",
                MaxOutputTokens = 10)]
            public static partial Task<string> ClassifyAsync(IChatClient client, string message,
                CancellationToken cancellationToken = default);
        }
        """;

    private static readonly Dictionary<string, PromptProject> s_projects = new()
    {
        ["PlainPrompt"] = PromptProject.With(Plain),
        ["TemplateWithBlocks"] = PromptProject.With(Template),
        ["BudgetAndReasoning"] = PromptProject.With(BudgetAndReasoningCodeTests.Prompt),
        ["CacheMarks"] = PromptProject.With(CacheMarkTests.Prompt),
        ["TwoLiveVersions"] = PromptProject.With(LiveVersionTests.Stable, LiveVersionTests.Canary),
        ["OutputRecord"] = PromptProject.With(Output),
        ["CSharp9"] = PromptProject.With(Plain) with { Language = LanguageVersion.CSharp9 },
        ["PromptMethod"] = new() { Generator = new PromptMethodGenerator(), Source = Method },
    };

    public static TheoryData<string> Names => [.. s_projects.Keys];

    private static string Folder =>
        Path.Combine(TestReferences.RepositoryRoot, "tests", "LlmHygiene.Analyzers.Tests", "Generation", "Golden");

    [Theory]
    [MemberData(nameof(Names))]
    public void The_emitted_code_compiles_and_is_as_it_was(string name)
    {
        var project = s_projects[name];
        project.Build();

        // A new release does not change these files.
        var code = ToolVersion().Replace(Assert.Single(project.Generate()).Value, "\"LlmHygiene\", \"VERSION\"");
        var path = Path.Combine(Folder, name + ".g.cs");
        if (Environment.GetEnvironmentVariable("UPDATE_DOCS") == "1")
            File.WriteAllText(path, code);
        else
            Assert.Equal(File.ReadAllText(path).ReplaceLineEndings("\n"), code);
    }

    [Fact]
    public void Every_file_is_compared() =>
        Assert.Equal(
            s_projects.Keys.Order(StringComparer.Ordinal).Select(name => name + ".g.cs"),
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order(StringComparer.Ordinal)
        );

    [GeneratedRegex("\"LlmHygiene\", \"[0-9.]+\"")]
    private static partial Regex ToolVersion();
}
