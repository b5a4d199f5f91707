using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Prompty;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Parsing;

/// <summary>
/// Reads a prompt file. The parser never throws: each mistake is a problem with its position, and all of them are reported at once.
/// </summary>
internal static class PromptParser
{
    // testData and evaluators come from GitHub Models: they are for testing a prompt and never reach the model.
    private static readonly string[] s_known =
    [
        "name",
        "version",
        "description",
        "model",
        ParametersSection.Key,
        ReasoningSection.Key,
        "tier",
        BudgetSection.Key,
        InputsSection.Key,
        .. OutputSection.Keys,
        "messages",
        "namespace",
        "deprecated",
        "testData",
        "evaluators",
    ];

    /// <summary>Every key of a <c>.prompt.yml</c> file; the JSON schema has the same keys.</summary>
    public static IReadOnlyCollection<string> KnownKeys => s_known;

    private static readonly Dictionary<string, string> s_fixes = new(StringComparer.Ordinal)
    {
        ["parameters"] = "'parameters' is not a key of a prompt file. Did you mean 'modelParameters'?",
        ["variables"] = "'variables' is not a key of a prompt file. Did you mean 'inputs'?",
    };

    /// <summary>Parses a prompt whose project has no partials.</summary>
    public static PromptParseResult Parse(SourceText source) => Parse(source, PromptPartials.None);

    public static PromptParseResult Parse(
        SourceText source,
        PromptPartials partials,
        PromptFormat format = PromptFormat.PromptYaml,
        HygieneLevel level = HygieneLevel.Latest
    ) => format == PromptFormat.Prompty ? PromptyParser.Parse(source, level) : ParseYaml(source, partials, level);

    private static PromptParseResult ParseYaml(SourceText source, PromptPartials partials, HygieneLevel level)
    {
        var text = source.ToString();
        var problems = new ProblemList(source, level);
        problems.AddEncoding(EncodingProblem.Of(source));
        var root = YamlReader.Read(text, problems);
        if (root is YamlMapping mapping)
            return ReadPrompt(mapping, partials, problems);

        if (problems.IsEmpty)
        {
            var isEmpty = root is null or YamlScalar { IsNull: true };
            problems.Add(
                RuleIds.PromptSyntax,
                root?.Span ?? default,
                isEmpty
                    ? "The prompt file is empty. Write 'name:', 'version:' and 'messages:'."
                    : "A prompt file is a mapping. Write 'name:', 'version:' and 'messages:'."
            );
        }

        return new PromptParseResult(null, problems.ToSorted());
    }

    private static PromptParseResult ReadPrompt(YamlMapping root, PromptPartials partials, ProblemList problems)
    {
        var text = problems.Text;
        var section = new Section(root, problems, RuleIds.PromptBadValue);
        section.ReportUnknownKeys("a prompt file", s_known, s_fixes);

        var top = root.FirstKeySpan;
        var name = HeaderSection.ReadName(root, top, problems);
        var version = HeaderSection.ReadVersion(root, top, problems);
        var description = section.Text("description", "Describe what the prompt does.");
        var model = section.Text("model", "Write a model ID, or remove the key to leave the model to the client.");
        var parameters = ParametersSection.Read(root, problems) with { Reasoning = ReasoningSection.Read(root, problems) };
        var tier = HeaderSection.ReadTier(section);
        var (inputBudget, budget) = BudgetSection.Read(root, problems);
        var targetNamespace = HeaderSection.ReadNamespace(section);
        var deprecated = HeaderSection.ReadDeprecated(section);

        // Without inputs the messages declare them, and are read again with them. A file without variables is read once.
        MessagesResult? read = null;
        var found = problems.ForAnotherReading();
        var declared = InputsSection.WithUndeclared(root, scope => read = ReadMessages(text, root, partials, scope, found));
        var inputs = InputsSection.Read(declared, version, problems);
        var output = OutputSection.Read(root, problems);
        if (read is not null && declared == root)
            problems.AddAll(found);
        else
            read = ReadMessages(text, root, partials, new TemplateScope(inputs), problems);
        var (messages, isReadable, scope, inclusion) = read;
        if (isReadable)
            ReportUnused(root, scope, problems);

        var sorted = problems.ToSorted();
        if (name is null || version is null)
            return new PromptParseResult(null, sorted) { UsesPartials = inclusion.IsUsed };

        var isBroken = sorted.Count > 0 || inclusion.IsBroken;
        var usable = inputs.Values.OfType<PromptInput>().ToEquatableArray();
        var prompt = new PromptModel(
            name,
            PromptNames.Family(name)!,
            version,
            isBroken,
            description,
            model,
            parameters,
            tier,
            inputBudget,
            usable,
            isBroken ? default : messages,
            targetNamespace,
            deprecated,
            "",
            output
        )
        {
            Budget = budget,
        };
        return new PromptParseResult(prompt with { ContentHash = PromptContentHash.Of(prompt) }, sorted)
        {
            UsesPartials = inclusion.IsUsed,
            Spans = new PromptSpans
            {
                Name = root.Find("name")!.ValueSpan,
                Version = root.Find("version")!.ValueSpan,
                Model = root.Find("model")?.ValueSpan ?? default,
                Budget = BudgetSection.Span(root),
                Output = (root.Find(OutputSection.Key) ?? root.Find("jsonSchema") ?? root.Find("responseFormat"))?.Key.Span ?? default,
                OutputType = output?.TypeName is null ? default : root.Find(OutputSection.Key)!.ValueSpan,
                JsonContext = output?.JsonContext is null ? default : root.Find(OutputSection.ContextKey)!.ValueSpan,
                Parameters = ParameterSpan
                    .All(root.Find(ParametersSection.Key))
                    .Concat(ReasoningSection.EffortSpans(root))
                    .ToEquatableArray(),
                Inputs = InputSpans.All(declared),
            },
        };
    }

    private static MessagesResult ReadMessages(
        string text,
        YamlMapping root,
        PromptPartials partials,
        TemplateScope scope,
        ProblemList problems
    )
    {
        var inclusion = new PartialInclusion(partials);
        var contents = new ContentReader(text, scope, inclusion, problems);
        var messages = MessagesSection.Read(root, root.FirstKeySpan, contents, problems, out var isReadable);
        return new MessagesResult(messages, isReadable, scope, inclusion);
    }

    private static void ReportUnused(YamlMapping root, TemplateScope scope, ProblemList problems)
    {
        if (root.Find(InputsSection.Key)?.Value is not YamlMapping inputs)
            return;
        foreach (var entry in inputs.Entries)
        {
            // A name that templates cannot use has already been reported.
            var canBeUsed = TemplateParser.IsName(entry.Name) && !TemplateScope.IsReserved(entry.Name);
            if (canBeUsed && !scope.IsUsed(entry.Name))
                problems.Add(
                    RuleIds.PromptUnusedInput,
                    entry.Key.Span,
                    $"No message uses the input '{entry.Name}'. Write {{{{{entry.Name}}}}} in one of them, or remove the input."
                );
        }
    }

    private sealed record MessagesResult(
        EquatableArray<PromptMessage> Messages,
        bool IsReadable,
        TemplateScope Scope,
        PartialInclusion Inclusion
    );
}
