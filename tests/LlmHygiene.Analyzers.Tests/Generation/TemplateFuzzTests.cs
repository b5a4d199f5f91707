using System.Collections.Immutable;
using System.Text;
using CsCheck;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Everything that the parser accepts compiles without a warning.</summary>
public class TemplateFuzzTests
{
    private const int PromptsPerProject = 80;

    private static readonly LanguageVersion[] s_languages = [LanguageVersion.CSharp9, LanguageVersion.CSharp11, LanguageVersion.Latest];

    private const string Partial =
        "{{who.name}} {{#each orders}}{{#each this.lines}}{{product}}{{this.number}}{{/each}}{{/each}}{{#if mood}}{{mood}}{{/if}}\n";

    [Fact]
    public void What_parses_compiles() =>
        Gen.Int[0, 1_000_000]
            .Select(Gen.Int[0, 2].Select(i => s_languages[i]))
            .Sample(
                (seed, language) =>
                {
                    var random = new Random(seed);
                    var partials = PromptPartials.From([new PromptPartial("some/part", Partial)]);
                    var files = ImmutableArray.CreateBuilder<PromptText>();
                    // It is random how many of them are valid: if there are few, more are generated.
                    for (var i = 0; i < PromptsPerProject || (files.Count < PromptsPerProject / 10 && i < 10 * PromptsPerProject); i++)
                    {
                        var text = new Writer(random).Prompt("p" + i);
                        var result = PromptParser.Parse(SourceText.From(text), partials);
                        if (result.Problems.Count == 0)
                            files.Add(new PromptText($"{PromptProject.Folder}Prompts/p{i}.prompt.yml", text));
                    }

                    // Otherwise the test has tried nothing.
                    Assert.InRange(files.Count, PromptsPerProject / 10, PromptsPerProject);
                    files.Add(new PromptText(PromptProject.Folder + "Prompts/some/part.partial.md", Partial));
                    var project = new PromptProject { Files = files.ToImmutable(), Language = language };
                    project.Build();
                    Assert.Equal(files.Count - 1, project.Generate().Count);
                },
                iter: 3,
                threads: 1
            );

    /// <summary>Writes prompts with every feature, mostly valid.</summary>
    private sealed class Writer(Random random)
    {
        // All inputs with their fields, by kind; fields of items are known only inside their list.
        private static readonly string[] s_values =
        [
            "text",
            "maybeText",
            "count",
            "maybeCount",
            "rate",
            "yes",
            "maybeYes",
            "day",
            "maybeDay",
            "mood",
            "maybeMood",
            "who.name",
            "who.age",
            "who.mood",
            "who.born",
            "who.home.city",
            "who.home.kind",
            "who.home.rate",
            "place.hall",
            "place.level",
        ];

        private static readonly string[] s_conditions =
        [
            "text",
            "maybeText",
            "maybeCount",
            "yes",
            "maybeYes",
            "maybeDay",
            "maybeMood",
            "who",
            "who.name",
            "who.age",
            "who.mood",
            "who.ok",
            "who.home",
            "who.home.rooms",
            "words",
            "maybeWords",
            "orders",
            "maybePhoto",
            "photos",
        ];

        private static readonly (string List, string[] Values, string[] Lists)[] s_lists =
        [
            ("words", ["this"], []),
            ("maybeWords", ["this"], []),
            ("moods", ["this"], []),
            ("days", ["this"], []),
            ("photos", [], []),
            ("who.home.rooms", ["this.title", "title", "size"], []),
            ("orders", ["number", "this.number", "kind"], ["lines", "this.lines", "notes"]),
        ];

        private static readonly (string List, string[] Values)[] s_inner =
        [
            ("lines", ["product", "this.product", "this.number", "kind", "weight"]),
            ("this.lines", ["product"]),
            ("notes", ["this", "number"]),
        ];

        private const string Inputs = """
            inputs:
              text: string
              maybeText: { type: string, optional: true }
              count: int
              maybeCount: { type: int, optional: true }
              rate: { type: number, default: -0.0 }
              yes: bool
              maybeYes: { type: bool, optional: true }
              day: { type: date, default: 2026-01-31 }
              maybeDay: { type: date, optional: true }
              mood: { enum: [calm, very-angry], default: calm }
              maybeMood: { enum: [calm, very-angry], optional: true }
              words: { list: string }
              maybeWords: { list: string, optional: true }
              moods: { list: { enum: [calm, very-angry] }, default: [calm] }
              days: { list: date, default: [2026-01-31] }
              photo: image
              maybePhoto: { type: image, optional: true }
              photos: { list: image, optional: true }
              who: { optional: true, fields: { name: string, age: { type: int, optional: true }, mood: { enum: [a, b] }, born: date,
                  ok: bool, face: image, home: { optional: true, fields: { city: string, kind: { enum: [a], optional: true },
                  rate: number, rooms: { list: { fields: { title: string, size: { type: int, optional: true } } },
                  optional: true } } } } }
              place: { fields: { hall: string, level: { enum: [low, high], default: low } } }
              orders: { list: { fields: { number: int, kind: { enum: [a, b] }, lines: { list: { fields: { product: string, number: int,
                  weight: { type: number, optional: true } } } }, notes: { list: string, optional: true } } } }

            """;

        private const string UseAll = """
              - role: system
                content: "{{text}}{{maybeText}}{{count}}{{maybeCount}}{{rate}}{{yes}}{{maybeYes}}{{day}}{{maybeDay}}{{mood}}{{maybeMood}}\
                  {{#each words}}{{/each}}{{#each maybeWords}}{{/each}}{{#each moods}}{{/each}}{{#each days}}{{/each}}\
                  {{who.name}}{{place.hall}}{{#each orders}}{{/each}}"
              - role: user
                content: [{ image: "{{photo}}" }, { image: "{{maybePhoto}}" }, { image: "{{photos}}" }]

            """;

        private readonly StringBuilder _text = new();

        public string Prompt(string name)
        {
            _text.Append($"name: {name}\nversion: 1.0.0\n{Inputs}messages:\n{UseAll}");
            for (var i = 0; i < 3; i++)
            {
                if (random.Next(3) > 0)
                    _text.Append("  - role: user\n    content: |2\n      ").Append(Block(depth: 0)).Append('\n');
                else
                    Parts();
            }

            return _text.ToString();
        }

        private void Parts()
        {
            _text.Append("  - role: user\n    content:\n");
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                _text.Append(
                    random.Next(4) switch
                    {
                        0 => "      - image: \"{{" + Any(["photo", "maybePhoto", "photos", "who.face"]) + "}}\"\n",
                        1 => "      - image: https://example.com/{{" + Any(s_values) + "}}.png\n",
                        2 => "      - image: |2\n          https://example.com/"
                            + Block(depth: 2).Replace("\n", "", StringComparison.Ordinal)
                            + "\n        mediaType: image/png\n",
                        _ => "      - text: |2\n          " + Block(depth: 1).Replace("\n", "\n    ", StringComparison.Ordinal) + "\n",
                    }
                );
            }
        }

        private string Block(int depth)
        {
            var text = new StringBuilder();
            for (var i = random.Next(1, 4); i > 0; i--)
                text.Append(Piece(depth));
            return text.ToString();
        }

        private string Piece(int depth)
        {
            if (depth > 2)
                return Value(s_values);
            switch (random.Next(8))
            {
                case 0:
                    return "some \"text\"\\\n      ";
                case 1:
                    var kind = Any(["if", "unless"]);
                    return $"{{{{#{kind} {Any(s_conditions)}}}}}{Block(depth + 1)}"
                        + $"{(random.Next(2) == 0 ? "" : "{{else}}" + Block(depth + 1))}{{{{/{kind}}}}}";
                case 2 or 3 when depth < 2:
                    var (list, values, lists) = s_lists[random.Next(s_lists.Length)];
                    return $"{{{{#each {list}}}}}{Block(depth + 1)}{Steps()}{(values.Length > 0 ? Value(values) : "")}"
                        + $"{(lists.Length > 0 ? Inner() : "")}{{{{/each}}}}";
                case 4:
                    return "{{> some/part}}";
                default:
                    return Value(s_values);
            }
        }

        private string Inner()
        {
            var (list, values) = s_inner[random.Next(s_inner.Length)];
            return $"{{{{#each {list}}}}}{Steps()}{Value(values)}{Value(s_values)}{{{{#unless @last}}}}, {{{{/unless}}}}{{{{/each}}}}";
        }

        private string Steps() =>
            random.Next(4) switch
            {
                0 => "{{@index}}",
                1 => "{{@first}}{{#if @last}}.{{/if}}",
                2 => "{{#if @first}}x{{else}}y{{/if}}{{#unless @first}}z{{/unless}}",
                _ => "",
            };

        private string Value(string[] names) => "{{" + Any(names) + "}}";

        private string Any(string[] words) => words[random.Next(words.Length)];
    }
}
