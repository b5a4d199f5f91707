using System.Globalization;
using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Rules.PromptFiles;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;
using LlmHygiene.CodeFixes.Limits;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Limits;

/// <summary>LLMH4005 does not report a limit that the fix of LLMH4001 has written, whatever the model and its effort.</summary>
public class LimitOfEveryModelTests
{
    private static readonly PromptReasoningEffort?[] s_efforts =
    [
        null,
        PromptReasoningEffort.None,
        PromptReasoningEffort.Low,
        PromptReasoningEffort.Medium,
        PromptReasoningEffort.High,
        PromptReasoningEffort.ExtraHigh,
    ];

    private static readonly string[] s_words = [.. s_efforts.OfType<PromptReasoningEffort>().Select(PromptReasoning.Word)];

    [Fact]
    public void Of_every_model_and_effort()
    {
        var options = RuleOptions.OfPrompt(
            TestOptions.None,
            new AnalyzerOptions([], new PromptOptions(System.Collections.Immutable.ImmutableDictionary<string, string>.Empty, []))
        );
        var prompt = new PromptModel(
            "greet",
            "Greet",
            SemanticVersion.TryParse("1.0.0")!,
            IsBroken: false,
            Description: null,
            ModelId: null,
            new PromptParameters(),
            Tier: null,
            InputTokenBudget: null,
            Inputs: default,
            Messages: default,
            Namespace: null,
            DeprecationReason: null,
            ContentHash: ""
        );
        var (count, reasoning, wrong) = (0, 0, new List<string>());
        foreach (var id in ModelCatalog.Default.Entries.Select(entry => entry.Id).Distinct())
        foreach (var effort in s_efforts)
        {
            var parameters = new PromptParameters { Reasoning = effort is null ? null : new PromptReasoning(effort, null) };
            var stated = prompt with { ModelId = id, Parameters = parameters };
            var limit = SuggestedLimit.Of(options, stated).Tokens;
            var limited = stated with { Parameters = parameters with { MaxOutputTokens = limit } };
            count++;
            if (PromptModelAnalyzer.LimitTooLow(limited, Location.None, ModelCatalog.Default) is { } low)
                wrong.Add($"{id} {effort}: {low.GetMessage(CultureInfo.InvariantCulture)}");
            // The same prompt with a limit that no reasoning fits in: the rule looks at this model.
            if (
                PromptModelAnalyzer.LimitTooLow(
                    stated with
                    {
                        Parameters = parameters with { MaxOutputTokens = 1 },
                    },
                    Location.None,
                    ModelCatalog.Default
                )
                is not null
            )
                reasoning++;
        }

        Assert.Empty(wrong);
        Assert.True(count > 3000 && reasoning > 300, $"{count} limits, {reasoning} of models that reason");
    }

    [Fact]
    public async Task Of_prompt_files_methods_and_calls()
    {
        var ids = Representatives();
        Assert.True(ids.Count > 8, $"{ids.Count} models");
        var cases = ids.SelectMany(id => s_words.Prepend("").Select(effort => (Id: id, Effort: effort))).ToList();
        var files = cases.Select(
            (one, i) =>
                (
                    $"Prompts/p{i}.prompt.yml",
                    $"name: p{i}\nversion: 1.0.0\nmodel: {one.Id}\n"
                        + (one.Effort.Length == 0 ? "" : $"reasoning: {{ effort: {one.Effort} }}\n")
                        + "messages:\n  - role: user\n    content: Hello\n"
                )
        );
        var methods = string.Concat(
            ids.Select(
                (id, i) =>
                    $"    [LlmHygiene.Prompt(\"m{i}\", \"1.0.0\", Model = \"{id}\", User = \"Hello\")]\n"
                    + $"    public static partial Task<string> M{i}Async(IChatClient client);\n"
            )
        );
        var calls = string.Concat(
            cases.Select(
                (one, i) =>
                    $"    public Task<ChatResponse> C{i}() => new OpenAI.Chat.ChatClient(\"{one.Id}\", \"k\").AsIChatClient()"
                    + $".GetResponseAsync(\"Hello\", new ChatOptions {{ {EffortOf(one.Effort)} }});\n"
            )
        );
        var project = LiveProject
            .Open(
                files
                    .Append(("Methods.cs", $"static partial class Prompts\n{{\n{methods}}}\n"))
                    .Append(("Calls.cs", $"class Desk\n{{\n{calls}}}\n"))
            )
            .Reporting("LLMH4001");

        var before = await project.DiagnosticsAsync();
        var after = await (await project.FixAllAsync<OutputNotLimitedFix>("LLMH4001")).DiagnosticsAsync();

        Assert.Equal((2 * cases.Count) + ids.Count, before.Count(one => one.Id == "LLMH4001"));
        Assert.Empty(after.Where(one => one.Id is "LLMH4001" or "LLMH4005").Select(one => one.ToString()));
    }

    // Each combination of what the catalogue says about the reasoning of OpenAI's models, without those that the API has shut down.
    private static List<string> Representatives() =>
        [
            .. ModelCatalog
                .Default.Entries.Where(entry => entry.Provider == "openai" && entry.Tier is not null && !entry.IsEnding)
                .GroupBy(entry =>
                    (
                        entry.Capabilities.Reasoning,
                        entry.Capabilities.DefaultEffort,
                        Efforts: string.Join(',', entry.Capabilities.Efforts ?? [])
                    )
                )
                .Select(group => group.First().Id),
        ];

    private static string EffortOf(string effort) =>
        effort switch
        {
            "" => "",
            "xhigh" => "Reasoning = new() { Effort = ReasoningEffort.ExtraHigh }",
            _ => $"Reasoning = new() {{ Effort = ReasoningEffort.{char.ToUpperInvariant(effort[0])}{effort[1..]} }}",
        };
}
