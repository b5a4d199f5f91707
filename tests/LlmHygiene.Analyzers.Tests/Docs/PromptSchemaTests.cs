using System.Globalization;
using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Yaml;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Prompts.Reading;
using Microsoft.CodeAnalysis.Text;
using Newtonsoft.Json.Linq;
using NJsonSchema;

namespace LlmHygiene.Analyzers.Tests.Docs;

/// <summary>The JSON schema for editors has the keys of the parser, and accepts and rejects the same files.</summary>
public class PromptSchemaTests
{
    private const string Head = "name: a\nversion: 1.0.0\n";
    private const string Tail = "messages: [{ role: user, content: Hello }]\n";

    private static readonly JObject s_json = JObject.Parse(
        File.ReadAllText(Path.Combine(TestReferences.RepositoryRoot, "docs", "schemas", "prompt.schema.json"))
    );

    [Fact]
    public void It_has_the_keys_of_the_parser()
    {
        Assert.Equal(PromptParser.KnownKeys.Order(), Keys("properties"));
        Assert.Equal(ParametersSection.KnownKeys.Order(), Keys("properties.modelParameters.properties"));
        Assert.Equal(BudgetSection.KnownKeys.Order(), Keys("properties.budget.properties"));
        Assert.Equal(ReasoningSection.KnownKeys.Order(), Keys("properties.reasoning.properties"));
        Assert.Equal(FieldTypeReader.KnownKeys.Order(), Keys("definitions.fieldType.properties"));
        Assert.Equal(FieldTypeReader.KnownKeys.Except(["default", "trusted"]).Order(), Keys("definitions.outputFieldType.properties"));
        Assert.Equal(MessagesSection.KnownKeys.Order(), Keys("definitions.message.properties"));
        Assert.Equal(ContentReader.KnownKeys.Order(), Keys("definitions.part.properties"));
    }

    [Fact]
    public void It_has_the_words_of_the_parser()
    {
        Assert.Equal(FieldTypeReader.Kinds.Order(), Words("definitions.kind"));
        Assert.Equal(FieldTypeReader.Kinds.Except(["image"]).Order(), Words("definitions.outputKind"));
        Assert.Equal(MessagesSection.Roles.Order(), Words("definitions.message.properties.role"));
        Assert.Equal(OutputSection.Formats.Order(), Words("properties.responseFormat"));
        Assert.Equal(ReasoningSection.Efforts.Order(), Words("properties.reasoning.properties.effort"));
        Assert.Equal(ReasoningSection.Outputs.Order(), Words("properties.reasoning.properties.output"));
        Assert.Equal(Enum.GetNames<Tier>().Select(name => name.ToLowerInvariant()).Order(), Words("properties.tier"));
    }

    [Fact]
    public void Every_key_has_a_description() =>
        Assert.All(
            s_json
                .Descendants()
                .OfType<JProperty>()
                .Where(property => property.Name == "properties")
                .SelectMany(property => ((JObject)property.Value).Properties()),
            property =>
                Assert.True(
                    ((string?)property.Value["description"])?.EndsWith('.') ?? property.Value["description"] is not null,
                    property.Path
                )
        );

    [Fact]
    public async Task It_accepts_every_file_that_the_docs_show_and_GitHub_Models_has()
    {
        var page = (
            await File.ReadAllTextAsync(
                Path.Combine(TestReferences.RepositoryRoot, "docs", "prompt-files.md"),
                TestContext.Current.CancellationToken
            )
        ).ReplaceLineEndings("\n");
        var files = Regex
            .Matches(page, "^```yaml\n(?<text>.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)
            .Select(match => match.Groups["text"].Value)
            .ToList();
        files.AddRange(Directory.GetFiles(GitHubModelsTests.Folder, "*.prompt.yml").Select(File.ReadAllText));
        Assert.InRange(files.Count, 7, 100);
        foreach (var file in files)
            Assert.Equal([], await ValidateAsync(file));
    }

    [Theory]
    [InlineData("")]
    [InlineData("inputs:\n")]
    [InlineData("inputs: { x: { enum: [a, b], default: a }, y: { list: { fields: { z: { type: int, optional: true } } } } }\n")]
    [InlineData("modelParameters: { temperature: 0.2, stop: END, seed: -1 }\n")]
    [InlineData("modelParameters: { stopSequences: [a, b] }\n")]
    [InlineData("output: Shop.Triage\n")]
    [InlineData("output: { title: string, words: { list: string } }\n")]
    [InlineData("budget: { usd: 0.01, calls: 5 }\n")]
    [InlineData("budget: { usd: 3, inputTokens: 2000 }\n")]
    [InlineData("reasoning: { effort: xhigh, output: summary }\n")]
    [InlineData("reasoning: { effort: none }\n")]
    [InlineData("tier: small\nbudget: { inputTokens: 2000 }\nnamespace: A.B\ndeprecated: Old.\n")]
    public async Task What_the_parser_accepts_is_accepted(string lines)
    {
        Assert.DoesNotContain(Parse(Head + lines + Tail), problem => problem.RuleId != "LLMH2109");
        Assert.Equal([], await ValidateAsync(Head + lines + Tail));
    }

    [Theory]
    [InlineData("nam: b\n")]
    [InlineData("tier: huge\n")]
    [InlineData("budget: { tokens: 3 }\n")]
    [InlineData("budget: { inputTokens: 0 }\n")]
    [InlineData("budget: { calls: 0 }\n")]
    [InlineData("budget: { usd: 0 }\n")]
    [InlineData("budget: { usd: -1 }\n")]
    [InlineData("budget: { usd: cheap }\n")]
    [InlineData("reasoning: low\n")]
    [InlineData("reasoning: { effort: minimal }\n")]
    [InlineData("reasoning: { output: auto }\n")]
    [InlineData("reasoning: { summary: full }\n")]
    [InlineData("modelParameters: { temperature: 3 }\n")]
    [InlineData("modelParameters: { temperature: \"0.2\" }\n")]
    [InlineData("modelParameters: { maxTokens: 1.5 }\n")]
    [InlineData("modelParameters: { max_tokens: 3 }\n")]
    [InlineData("inputs: { x: strin }\n")]
    [InlineData("inputs: { x: { description: no type } }\n")]
    [InlineData("inputs: { x: { type: string, list: int } }\n")]
    [InlineData("inputs: { x: { type: string, optinal: true } }\n")]
    [InlineData("inputs: { x: { list: { list: string } } }\n")]
    [InlineData("inputs: { x: { enum: [] } }\n")]
    [InlineData("output: { x: image }\n")]
    [InlineData("output: { x: { type: string, default: a } }\n")]
    [InlineData("output: {}\n")]
    [InlineData("responseFormat: xml\n")]
    public async Task What_the_parser_rejects_is_rejected(string lines)
    {
        Assert.Contains(Parse(Head + lines + Tail), problem => problem.RuleId != "LLMH2109");
        Assert.NotEmpty(await ValidateAsync(Head + lines + Tail));
    }

    [Theory]
    [InlineData("version: 1.0.0\n" + Tail)]
    [InlineData("name: a\n" + Tail)]
    [InlineData("name: a\nversion: 1.0\n" + Tail)]
    [InlineData(Head)]
    [InlineData(Head + "messages: []\n")]
    [InlineData(Head + "messages: [{ role: tool, content: a }]\n")]
    [InlineData(Head + "messages: [{ role: user }]\n")]
    [InlineData(Head + "messages: [{ role: user, content: [{ text: a, image: b }] }]\n")]
    [InlineData(Head + "messages: [{ role: user, content: [{ img: b }] }]\n")]
    public async Task Required_values_must_be_present(string file)
    {
        Assert.NotEmpty(Parse(file));
        Assert.NotEmpty(await ValidateAsync(file));
    }

    private static IEnumerable<PromptProblem> Parse(string text) => PromptParser.Parse(SourceText.From(text)).Problems;

    private static IEnumerable<string> Keys(string path) =>
        ((JObject)s_json.SelectToken(path)!).Properties().Select(property => property.Name).Order();

    private static IEnumerable<string> Words(string path) => s_json.SelectToken(path + ".enum")!.Select(word => (string)word!).Order();

    private static async Task<IEnumerable<string>> ValidateAsync(string yaml)
    {
        var problems = new ProblemList(SourceText.From(yaml));
        var root = YamlReader.Read(yaml, problems);
        Assert.True(problems.IsEmpty);
        var schema = await JsonSchema.FromJsonAsync(s_json.ToString(), TestContext.Current.CancellationToken);
        return schema.Validate(ToJson(root!)).Select(error => error.ToString());
    }

    // Converts YAML as editors read it.
    private static JToken ToJson(YamlNode node) =>
        node switch
        {
            YamlMapping mapping => new JObject(mapping.Entries.Select(entry => new JProperty(entry.Name, ToJson(entry.Value)))),
            YamlSequence sequence => new JArray(sequence.Items.Select(ToJson)),
            YamlScalar { IsNull: true } => JValue.CreateNull(),
            YamlScalar { IsPlain: true, Value: "true" or "false" } scalar => new JValue(scalar.Value == "true"),
            YamlScalar { IsPlain: true } scalar
                when long.TryParse(scalar.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole) => new JValue(
                whole
            ),
            YamlScalar { IsPlain: true } scalar
                when double.TryParse(scalar.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => new JValue(number),
            YamlScalar scalar => new JValue(scalar.Value),
            _ => throw new InvalidOperationException(),
        };
}
