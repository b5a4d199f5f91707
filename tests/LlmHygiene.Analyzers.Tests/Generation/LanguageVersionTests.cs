using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Generated code compiles with warnings as errors in every supported project.</summary>
public class LanguageVersionTests
{
    private const string Everything = """"
        name: everything
        version: 1.0.0
        description: "Odd <text> & \u2028 such"
        model: "a\"b"
        deprecated: "Use \\2"
        modelParameters: { temperature: 1e-5 }
        inputs:
          class: string
          event: { type: string, default: "a\\b" }
          count: int
          rate: { type: number, default: 0.5 }
          ok: bool
          day: { type: date, default: 2026-01-31 }
          until: { type: date, optional: true }
          tone: { enum: [new, 3d], default: new }
          mood: { enum: [new, 3d], optional: true }
          tags: { list: { enum: [x, y] }, default: [x] }
          lines: { list: string }
          notes: { list: string, optional: true }
          empty: { list: int, default: [] }
          maybe: { type: bool, optional: true }
          name: { type: string, optional: true }
          photo: image
          photos: { list: image, optional: true }
          who:
            optional: true
            fields:
              class: string
              who: { type: string, default: you }
              born: { type: date, optional: true }
              since: { type: date, default: 2026-01-31 }
              tone: { enum: [new, 3d] }
              mood: { enum: [new, 3d], optional: true }
              age: int
              rate: { type: number, optional: true }
              ok: bool
              maybe: { type: bool, optional: true }
              home: { optional: true, fields: { city: string, kind: { enum: [a, b] }, rooms: { list: { fields: { name: string,
                  size: { type: number, default: 1 } } } } } }
              face: { type: image, optional: true }
          orders: { list: { fields: { number: int, lines: { list: { fields: { product: string, sizes: { list: int, default: [1] } } },
              optional: true } } }, optional: true }
        messages:
          - role: system
            content: "{{class}} {{event}} {{count}} {{rate}} {{ok}} {{day}} {{until}} {{tone}} {{mood}} {{maybe}} {{name}}"
          - role: assistant
            content: "\u2028 \0 \ud83d\ude00 \"quoted\" \\ {not} \"\"\" end"
          - role: user
            content: |
              {{#each tags}}{{this}}{{@index}}{{/each}}{{#each lines}}{{#if this}}{{this}}{{/if}}{{/each}}
              {{#each notes}}{{this}}{{/each}}{{#each empty}}{{this}}{{/each}}
              {{#if until}}{{until}}{{/if}}{{#unless mood}}{{/unless}}{{#if maybe}}x{{/if}}{{#if name}}{{name}}{{/if}}
          - role: user
            content: "{{who.class}} {{who.who}} {{who.born}} {{who.since}} {{who.tone}} {{who.mood}}
              {{who.age}} {{who.rate}} {{who.ok}} {{who.maybe}} {{who.home.city}} {{who.home.kind}}"
          - role: user
            content: |
              {{#if who}}a{{/if}}{{#unless who}}b{{/unless}}{{#if who.class}}c{{/if}}{{#if who.born}}{{who.born}}{{/if}}
              {{#if who.tone}}d{{/if}}
              {{#unless who.ok}}e{{/unless}}{{#if who.home.rooms}}f{{/if}}{{#unless who.home.rooms}}g{{/unless}}
              {{#each who.home.rooms}}{{this.name}}{{size}}{{#if @last}}.{{else}},{{/if}}{{#unless @first}}x{{/unless}}{{@first}}{{/each}}
              {{#each orders}}{{#each this.lines}}{{#each sizes}}{{this}}{{number}}{{product}}{{/each}}{{/each}}{{/each}}
          - role: user
            content:
              - text: Look at {{class}}. {{#if photos}}More.{{/if}}
              - image: "{{photo}}"
              - image: "{{photos}}"
              - image: "{{who.face}}"
              - image: https://example.com/{{class}}.png
              - image: "https://example.com/{{#if name}}{{name}}{{/if}}"
                mediaType: image/png
        """";

    [Theory]
    [InlineData(LanguageVersion.CSharp9)]
    [InlineData(LanguageVersion.CSharp10)]
    [InlineData(LanguageVersion.CSharp11)]
    [InlineData(LanguageVersion.CSharp12)]
    [InlineData(LanguageVersion.Latest)]
    public void Everything_compiles_without_a_warning(LanguageVersion language)
    {
        Assert.Empty(PromptParser.Parse(SourceText.From(Everything)).Problems);
        (PromptProject.With(Everything) with { Language = language }).Build();
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9, true)]
    [InlineData(LanguageVersion.CSharp9, false)]
    [InlineData(LanguageVersion.Latest, false)]
    public void Everything_compiles_where_init_or_required_is_missing(LanguageVersion language, bool hasInit)
    {
        var model = PromptParser.Parse(SourceText.From(Everything)).Model!;
        var family = Assert.Single(PromptFamily.Group([new LocatedPrompt("Shop", model)]));
        var code = PromptEmitter.Emit(
            family,
            new TargetFacts(HasRuntime: true, HasRecords: true, hasInit, HasRequired: false, HasFileScopedNamespaces: false)
        );

        Assert.DoesNotContain("required ", code, StringComparison.Ordinal);
        Assert.Equal(hasInit, code.Contains("init;", StringComparison.Ordinal));
        (new PromptProject { Source = code, Language = language }).Build();
    }

    [Fact]
    public void Without_required_properties_required_inputs_are_constructor_parameters()
    {
        var text = (
            PromptProject.With(
                "name: greet\nversion: 1.0.0\ninputs: { who: string, tone: { enum: [a, b], default: b }, class: int }\n"
                    + "messages:\n  - role: user\n    content: \"{{who}} {{tone}} {{class}}\"\n"
            ) with
            {
                Language = LanguageVersion.CSharp10,
                Source = """
                    public static class Test
                    {
                        public static string Run()
                        {
                            var text = new Shop.Prompts.GreetPrompt.V1("Ada", 3) {
                                Tone = Shop.Prompts.GreetPrompt.V1.ToneOption.A }.ToMessages()[0].Text;
                            try { _ = new Shop.Prompts.GreetPrompt.V1(null!, 3); }
                            catch (System.ArgumentNullException error) { text += "|" + error.ParamName; }
                            return text;
                        }
                    }
                    """,
            }
        ).Run<string>();
        Assert.Equal("Ada a 3|who", text);
    }

    [Fact]
    public void Nothing_is_generated_below_CSharp_9() =>
        Assert.Empty((PromptProject.With(Everything) with { Language = LanguageVersion.CSharp8 }).Generate());

    [Fact]
    public void Nothing_is_generated_without_the_runtime_package() =>
        Assert.Empty(
            (PromptProject.With(Everything) with { References = [.. TestReferences.Framework, .. TestReferences.Sdks] }).Generate()
        );

    [Fact]
    public void A_library_with_its_own_internal_types_does_not_make_them_usable_here()
    {
        // A project without the types, and a library with its own copies, as PolySharp generates them.
        const string Polyfills = """
            namespace System { public class Object { } public struct Void { } public class ValueType { } public class Attribute { }
                public class String { } public struct Int32 { } public struct Boolean { } public class Enum { } }
            namespace System.Runtime.CompilerServices { internal static class IsExternalInit { }
                internal class RequiredMemberAttribute : Attribute { } }
            """;
        var library = CSharpCompilation.Create(
            "Core",
            [CSharpSyntaxTree.ParseText(Polyfills, cancellationToken: TestContext.Current.CancellationToken)],
            options: new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
        );
        var facts = TargetFacts.From(CSharpCompilation.Create("Old", references: [library.ToMetadataReference()]), LanguageVersion.Latest);
        Assert.False(facts.HasInit);
        Assert.False(facts.HasRequired);
        Assert.True(
            TargetFacts.From(new PromptProject().Compilation(), LanguageVersion.CSharp11)
                is { HasInit: true, HasRequired: true, HasRuntime: true }
        );
    }
}
