using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;
using YamlDotNet.Core;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>Reads a <c>.prompty</c> file into the same model as a <c>.prompt.yml</c> file. Never throws.</summary>
internal static class PromptyParser
{
    private const string Metadata = "metadata";
    private const string Sample = "sample";
    private const string Template = "template";
    private const string InputSchema = "inputSchema";
    private const string Outputs = "outputs";
    private const string OutputSchema = "outputSchema";

    // Keys for tests, authors and editors: they never reach the model.
    private static readonly string[] s_ignored = ["$schema", "authors", "tags", Sample, Metadata, "kind", "displayName"];

    private static readonly string[] s_known =
    [
        "name",
        "version",
        "description",
        PromptyModelSection.Key,
        InputsSection.Key,
        Outputs,
        Template,
        "tier",
        BudgetSection.Key,
        "namespace",
        "deprecated",
        .. s_ignored,
    ];

    // These keys are ignored when they are empty.
    private static readonly Dictionary<string, string> s_notMapped = new(StringComparer.Ordinal)
    {
        ["tools"] = "A prompt file declares no tools. Remove them, and give the client its functions in code.",
        ["base"] = "A prompt is one file. Copy the content of the other file here.",
        ["instructions"] = "Write the messages below the front matter.",
        ["messages"] = "Write the messages below the front matter, each after a line 'system:', 'user:' or 'assistant:'.",
    };

    public static PromptParseResult Parse(SourceText source, HygieneLevel level = HygieneLevel.Latest)
    {
        var text = source.ToString();
        var problems = new ProblemList(source, level);
        problems.AddEncoding(EncodingProblem.Of(source));
        if (PromptyFile.Split(text, problems) is not { } file)
            return new PromptParseResult(null, problems.ToSorted());

        var root = YamlReader.Read(file.FrontMatter, problems);
        if (root is YamlMapping mapping)
            return ReadPrompt(file, mapping, problems);
        if (problems.IsEmpty)
            problems.Add(RuleIds.PromptSyntax, root?.Span ?? default, "The front matter is a mapping. Write 'name:' and 'version:'.");
        return new PromptParseResult(null, problems.ToSorted());
    }

    private static PromptParseResult ReadPrompt(PromptyFile file, YamlMapping root, ProblemList problems)
    {
        ReportKeys(root, problems);
        var section = new Section(root, problems, RuleIds.PromptBadValue);
        var top = root.FirstKeySpan;

        // The second version of the format moved the version.
        var versioned =
            root.Find("version") is null && root.Find(Metadata)?.Value is YamlMapping metadata && metadata.Find("version") is not null
                ? metadata
                : root;
        var name = HeaderSection.ReadName(root, top, problems);
        var version = HeaderSection.ReadVersion(versioned, top, problems);
        var description = section.Text("description", "Describe what the prompt does.");
        var model = PromptyModelSection.Read(root, problems);
        var tier = HeaderSection.ReadTier(section);
        var (inputBudget, budget) = BudgetSection.Read(root, problems);
        var targetNamespace = HeaderSection.ReadNamespace(section);
        var deprecated = HeaderSection.ReadDeprecated(section);

        // Without inputs the messages declare them, and are read again with them. A file without variables is read once.
        BodyResult? read = null;
        var found = problems.ForAnotherReading();
        var fields = PromptyFields.Find(root, InputsSection.Key, InputSchema) is { } declared
            ? ReadInputs(declared, problems)
            : (Undeclared(root, collecting => read = ReadBody(file, root, collecting, found)), []);
        var inputs = new FieldsReader(FieldKind.Input, taken => PromptNames.IsTaken(taken, version), problems, depth: 0).Read(
            (YamlMapping)fields.Entry.Value
        );
        foreach (var unreadable in fields.Unreadable)
            inputs[unreadable] = null;
        var output = ReadOutput(root, model, problems);
        if (read is not null && inputs.Count == 0)
            problems.AddAll(found);
        else
            read = ReadBody(file, root, new TemplateScope(inputs), problems);
        var messages = read.Messages;
        if (messages is not null)
            ReportUnused(fields.Entry, inputs, read.Scope, problems);

        var sorted = problems.ToSorted();
        if (name is null || version is null)
            return new PromptParseResult(null, sorted);

        var isBroken = sorted.Count > 0;
        var prompt = new PromptModel(
            name,
            PromptNames.Family(name)!,
            version,
            isBroken,
            description,
            model.Id,
            model.Parameters,
            tier,
            inputBudget,
            inputs.Values.OfType<PromptInput>().ToEquatableArray(),
            isBroken ? default : messages!.Value,
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
            Spans = new PromptSpans
            {
                Name = root.Find("name")!.ValueSpan,
                Version = versioned.Find("version")!.ValueSpan,
                Model = model.IdSpan,
                Budget = BudgetSection.Span(root),
                Output = (OutputsOf(root) ?? model.ResponseFormat)?.Key.Span ?? default,
                Parameters = model.ParameterSpans,
                Inputs = InputSpans.All(new YamlMapping(root.Span, [fields.Entry])),
            },
        };
    }

    private static void ReportKeys(YamlMapping root, ProblemList problems)
    {
        var unknown = new List<YamlEntry>();
        foreach (var entry in root.Entries)
        {
            if (
                (entry.Name == InputSchema && root.Find(InputsSection.Key) is null)
                || (entry.Name == OutputSchema && root.Find(Outputs) is null)
            )
                continue;
            if (!s_notMapped.TryGetValue(entry.Name, out var fix))
                unknown.Add(entry);
            else if (
                entry.Value is not (YamlScalar { IsNull: true } or YamlSequence { Items.Count: 0 } or YamlMapping { Entries.Count: 0 })
            )
                problems.Add(RuleIds.PromptNotMapped, entry.Key.Span, fix);
        }

        new Section(new YamlMapping(root.Span, unknown), problems, RuleIds.PromptBadValue).ReportUnknownKeys("a .prompty file", s_known);
    }

    private static BodyResult ReadBody(PromptyFile file, YamlMapping root, TemplateScope scope, ProblemList problems) =>
        new(ReadMessages(file, root, scope, problems), scope);

    /// <returns>Null when what the messages use is not known.</returns>
    private static EquatableArray<PromptMessage>? ReadMessages(
        PromptyFile file,
        YamlMapping root,
        TemplateScope scope,
        ProblemList problems
    )
    {
        var language = ReadLanguage(root, problems);
        if (language is null)
            return null;

        var isReadable = true;
        var map = ScalarMap.Of(file.BodySpan, file.Places);
        var template = new TemplateProblems(
            (ruleId, start, end, message) =>
            {
                isReadable &= ruleId == RuleIds.PromptUnknownVariable;
                problems.Add(ruleId, map.Map(start, end), message);
            }
        );
        var messages =
            language == "jinja2" ? JinjaTemplate.Read(file.Body, scope, template) : MustacheTemplate.Read(file.Body, scope, template);
        if (!isReadable)
            return null;

        // A body that contains only mistakes has been reported.
        if (messages.Count > 0 || (!problems.IsEmpty && file.Body.Trim().Length > 0))
            return messages;

        problems.Add(
            RuleIds.PromptWithoutMessages,
            root.FirstKeySpan,
            "The prompt has no messages. Write 'user:' below the front matter and, below it, the message."
        );
        return null;
    }

    // template: jinja2, { type: jinja2, parser: prompty } or { format: { kind: jinja2 }, parser: { kind: prompty } }
    private static string? ReadLanguage(YamlMapping root, ProblemList problems)
    {
        if (root.Find(Template) is not { } entry)
            return "jinja2";
        var format = entry.Value is YamlMapping form ? Kind(form.Find("format")) ?? Kind(form.Find("type")) : entry.Value as YamlScalar;
        if (entry.Value is YamlMapping mapping)
        {
            new Section(mapping, problems, RuleIds.PromptBadValue).ReportUnknownKeys(
                Template,
                ["format", "type", "parser", "strict", "options"]
            );
            if (Kind(mapping.Find("parser")) is { Value: not "prompty" } parser)
                problems.Add(
                    RuleIds.PromptNotMapped,
                    parser.Span,
                    "The messages are read with Prompty's own parser. Write 'prompty', or remove 'parser'."
                );
        }

        if (format is null && entry.Value is YamlMapping)
            return "jinja2";

        // Nunjucks is Jinja2 for JavaScript: recent files name it where they mean either.
        if (format?.Value is "jinja2" or "nunjucks")
            return "jinja2";
        if (format?.Value is "mustache")
            return format.Value;
        problems.Add(
            RuleIds.PromptNotMapped,
            format is null || format.Span.IsEmpty ? entry.ValueSpan : format.Span,
            "This template language is not supported. Write jinja2 or mustache."
        );
        return null;
    }

    private static YamlScalar? Kind(YamlEntry? entry) =>
        entry?.Value is YamlMapping mapping
            ? (mapping.Find("kind") ?? mapping.Find("type"))?.Value as YamlScalar
            : entry?.Value as YamlScalar;

    private static (YamlEntry Entry, IReadOnlyList<string> Unreadable) ReadInputs(YamlEntry entry, ProblemList problems)
    {
        var (fields, unreadable) = PromptyFields.Read(entry, problems);
        return (new YamlEntry(new YamlScalar(entry.Key.Span, InputsSection.Key, ScalarStyle.Plain), fields), unreadable);
    }

    // The variables of the messages. The sample shows the types of those that it has.
    private static YamlEntry Undeclared(YamlMapping root, Action<TemplateScope> collect)
    {
        var ignored = new ProblemList(SourceText.From(""));
        var sample = PromptySample.Read(root.Find(Sample)?.Value);
        var known = new FieldsReader(FieldKind.Input, static _ => false, ignored, depth: 0).Read(new YamlMapping(default, sample));
        var names = new List<string>();
        collect(TemplateScope.Collecting(known, names));
        var inputs = names.Select(name => (name, sample.FirstOrDefault(one => one.Name == name)?.Value ?? InputsSection.Word("string")));
        return InputsSection.With(root, inputs, root.FirstKeySpan).Find(InputsSection.Key)!;
    }

    private static PromptOutput? ReadOutput(YamlMapping root, PromptyModelSection model, ProblemList problems)
    {
        if (OutputsOf(root) is not { } entry)
            return model.ReadResponseFormat(problems);

        if (model.ResponseFormat is { } other)
            problems.Add(
                RuleIds.PromptOutput,
                other.Key.Span,
                $"'{other.Name}' and '{entry.Name}' both describe the response. Keep one of them."
            );
        var (fields, _) = PromptyFields.Read(entry, problems);
        return OutputSection.OfFields(new FieldsReader(FieldKind.Output, OutputSection.IsTaken, problems, depth: 0).Read(fields));
    }

    private static YamlEntry? OutputsOf(YamlMapping root) =>
        PromptyFields.Find(root, Outputs, OutputSchema)
            is { Value: not (YamlScalar { IsNull: true } or YamlSequence { Items.Count: 0 } or YamlMapping { Entries.Count: 0 }) } entry
            ? entry
            : null;

    private static void ReportUnused(YamlEntry fields, Dictionary<string, PromptInput?> inputs, TemplateScope scope, ProblemList problems)
    {
        foreach (var entry in ((YamlMapping)fields.Value).Entries)
        {
            if (inputs[entry.Name] is not null && !scope.IsUsed(entry.Name))
                problems.Add(
                    RuleIds.PromptUnusedInput,
                    entry.Key.Span,
                    $"No message uses the input '{entry.Name}'. Write {{{{{entry.Name}}}}} in one of them, or remove the input."
                );
        }
    }

    /// <param name="Messages">Null when what the messages use is not known.</param>
    private sealed record BodyResult(EquatableArray<PromptMessage>? Messages, TemplateScope Scope);
}
