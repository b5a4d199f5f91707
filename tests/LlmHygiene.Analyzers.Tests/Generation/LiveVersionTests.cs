using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Several live versions of a major version are one type that can send each of them.</summary>
public class LiveVersionTests
{
    internal const string Stable = """
        name: greet
        version: 1.2.0
        description: Greets someone
        model: gpt-5.4-mini
        modelParameters: { maxCompletionTokens: 100 }
        inputs: { who: string, tone: { enum: [formal, warm], default: formal }, lines: { list: string } }
        messages:
          - role: user
            content: "Hello {{who}} ({{tone}}){{#each lines}}, {{this}}{{/each}}"
        """;

    internal const string Canary = """
        name: greet
        version: 1.3.0-beta.1
        model: gpt-5.4
        inputs: { lines: { list: string }, who: string, tone: { enum: [warm, formal], default: formal }, limit: { type: int,
            optional: true } }
        messages:
          - role: system
            content: "Be {{tone}}."
          - role: user
            content: "Hi {{who}}{{#each lines}}; {{this}}{{/each}}{{#if limit}} ({{limit}}){{/if}}"
        """;

    [Fact]
    public void Each_version_sends_its_own_messages_and_options()
    {
        var text = Run(
            """
            var prompt = new GreetPrompt.V1 { Who = "Ada", Lines = new[] { "a", "b" }, Limit = 3 };
            return string.Join("|", new IPrompt[] { prompt, prompt.WithVersion("1.3.0-beta.1"), prompt.WithVersion("1.2.0") }.Select(Show));
            """
        );
        Assert.Equal(
            "1.2.0 gpt-5.4-mini 100 1.2.0: Hello Ada (formal), a, b"
                + "|1.3.0-beta.1 gpt-5.4  1.3.0-beta.1: Be formal. Hi Ada; a; b (3)"
                + "|1.2.0 gpt-5.4-mini 100 1.2.0: Hello Ada (formal), a, b",
            text
        );
    }

    [Fact]
    public void The_type_lists_the_live_versions_and_the_default()
    {
        var text = Run(
            """
            IVersionedPrompt prompt = new GreetPrompt.V1 { Who = "Ada", Lines = new string[0] };
            var chosen = (IVersionedPrompt)prompt.WithVersion("1.3.0-beta.1");
            var mark = (GeneratedPromptAttribute)System.Attribute.GetCustomAttribute(typeof(GreetPrompt.V1),
                typeof(GeneratedPromptAttribute))!;
            string wrong;
            try { prompt.WithVersion("1.9.0"); wrong = ""; } catch (System.ArgumentException error) { wrong = error.Message; }
            return string.Join("|", string.Join(",", GreetPrompt.V1.Versions.Select(info => info.Version)), prompt.Versions.Count,
                GreetPrompt.V1.Info.Version,
                prompt.DefaultVersion.Version, prompt.ChosenVersion is null, chosen.ChosenVersion!.Version, mark.Version,
                    ReferenceEquals(GreetPrompt.V1.Versions[0], GreetPrompt.V1.Info), wrong);
            """
        );
        Assert.StartsWith(
            "1.2.0,1.3.0-beta.1|2|1.2.0|1.2.0|True|1.3.0-beta.1|1.2.0|True|Version '1.9.0' of this prompt is not live. Live versions: "
                + "1.2.0, 1.3.0-beta.1.",
            text,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Each_version_requests_the_output_with_its_own_descriptions()
    {
        static string Prompt(string version, string description, string more = "") =>
            $"name: judge\nversion: {version}\noutput: {{ mood: {{ enum: [good, bad], description: {description} }}{more} }}\n"
            + $"messages:\n  - {{ role: user, content: x }}\n";
        var project = PromptProject.With(
            Prompt("1.0.0", "First"),
            Prompt("1.1.0-a", "Second"),
            Prompt("1.2.0-a", "Third", ", other: int")
        ) with
        {
            Source = """
                using Shop.Prompts;
                public static class Test
                {
                    public static string Run()
                    {
                        var prompt = new JudgePrompt.V1();
                        var second = prompt.WithVersion("1.1.0-a");
                        LlmHygiene.IPrompt<JudgePrompt.V1.Output> typed = second;
                        var answer = new Microsoft.Extensions.AI.ChatResponse(new
                            Microsoft.Extensions.AI.ChatMessage(Microsoft.Extensions.AI.ChatRole.Assistant, "{\"mood\":\"bad\"}"));
                        return JudgePrompt.V1.Versions.Count + Words(prompt) + Words(second) + typed.Output.Read(answer).Result.Mood;
                    }

                    private static string Words(LlmHygiene.IPrompt prompt) =>
                        System.Text.RegularExpressions.Regex.Match(((Microsoft.Extensions.AI.ChatResponseFormatJson)prompt.ToOptions()
                            .ResponseFormat!).Schema.ToString()!, " ?(First|Second)").Value;
                }
                """,
        };
        Assert.Equal("2FirstSecondBad", project.Run<string>());
    }

    [Theory]
    [InlineData("1.3.0-beta.1")]
    [InlineData("1.2.0")]
    public void Callers_that_choose_compile_while_one_version_is_broken(string broken)
    {
        var files = new[] { Stable, Canary }
            .Select(text => text.Contains("version: " + broken, StringComparison.Ordinal) ? text + "\nmesages: []\n" : text)
            .ToArray();
        (
            PromptProject.With(files) with
            {
                Source =
                    "public static class Test { public static object Run(LlmHygiene.PromptInfo info) => "
                    + "(Shop.Prompts.GreetPrompt.V1.Versions, new Shop.Prompts.GreetPrompt.V1 { Who = \"a\", Lines = new string[0] "
                    + "}.WithVersion(info.Version)); }",
            }
        ).Build();
    }

    [Fact]
    public void A_choice_is_copied_and_makes_prompts_different() =>
        Assert.Equal(
            "1.3.0-beta.1 True False",
            Run(
                """
                var prompt = new GreetPrompt.V1 { Who = "Ada", Lines = System.Array.Empty<string>() };
                var chosen = prompt.WithVersion("1.3.0-beta.1");
                return ((IPrompt)(chosen with { Who = "Bob" })).Info.Version + " " + prompt.Equals(prompt with { }) + " "
                    + prompt.Equals(chosen);
                """
            )
        );

    [Theory]
    [InlineData("string", "a", "b", "\"c\"", "a b c c")]
    [InlineData("int", "1", "2", "3", "1 2 3 3")]
    [InlineData("bool", "true", "false", "true", "true false true true")]
    [InlineData("date", "2026-01-31", "2026-02-01", "new System.DateTime(2026, 3, 1)", "2026-01-31 2026-02-01 2026-03-01 2026-03-01")]
    [InlineData("enum", "a", "b", "GreetPrompt.V1.XOption.A", "a b a a")]
    public void Each_version_has_its_own_default_for_what_is_not_given(
        string type,
        string first,
        string second,
        string given,
        string expected
    )
    {
        string Version(string version, string value) =>
            $"name: greet\nversion: {version}\ninputs: {{ x: {{ {(type == "enum" ? "enum: [a, b]" : "type: " + type)}, default: {value} "
            + $"}} }}\nmessages:\n  - role: user\n    content: \"{{{{x}}}}\"\n";

        foreach (var language in new[] { LanguageVersion.Latest, LanguageVersion.CSharp9 })
        {
            Assert.Equal(
                expected,
                (
                    PromptProject.With(Version("1.0.0", first), Version("1.1.0-a", second)) with
                    {
                        Language = language,
                        Source = $$"""
                        using Shop.Prompts;
                        public static class Test
                        {
                            public static string Run()
                            {
                                var open = new GreetPrompt.V1();
                                var given = new GreetPrompt.V1 { X = {{given}} };
                                return open.ToMessages()[0].Text + " " + open.WithVersion("1.1.0-a").ToMessages()[0].Text + " "
                                    + given.ToMessages()[0].Text + " " + given.WithVersion("1.1.0-a").ToMessages()[0].Text;
                            }
                        }
                        """,
                    }
                ).Run<string>()
            );
        }
    }

    [Fact]
    public void Defaults_that_differ_compile_where_there_is_no_init()
    {
        static string Version(string version, string value, string items) =>
            $"name: greet\nversion: {version}\ninputs: {{ x: {{ type: string, default: {value} }}, n: {{ type: int, default: "
            + $"{items.Length} }}, items: {{ list: string, default: {items} }}, chosen: {{ type: string, default: {value} }} }}\n"
            + $"messages:\n  - role: user\n    content: \"{{{{x}}}}{{{{n}}}}{{{{#each "
            + $"items}}}}{{{{this}}}}{{{{/each}}}}{{{{chosen}}}}\"\n";

        var family = Assert.Single(PromptFamily.Group([Located(Version("1.0.0", "a", "[]")), Located(Version("1.1.0-a", "b", "[x, y]"))]));
        var code = PromptEmitter.Emit(
            family,
            new TargetFacts(HasRuntime: true, HasRecords: true, HasInit: false, HasRequired: false, HasFileScopedNamespaces: false)
        );
        Assert.Equal(
            "a2a b6xyb c6xyb",
            (
                new PromptProject
                {
                    Language = LanguageVersion.CSharp9,
                    Source =
                        code
                        + """

                        public static class Test
                        {
                            public static string Run() =>
                                new Shop.GreetPrompt.V1().ToMessages()[0].Text + " "
                                    + new Shop.GreetPrompt.V1().WithVersion("1.1.0-a").ToMessages()[0].Text
                                + " " + new Shop.GreetPrompt.V1(x: "c").WithVersion("1.1.0-a").ToMessages()[0].Text;
                        }
                        """,
                }
            ).Run<string>()
        );
    }

    [Fact]
    public void One_version_is_written_as_if_there_were_no_others()
    {
        var code = Assert.Single(PromptProject.With(Stable).Generate()).Value;
        Assert.DoesNotContain("Version(", code, StringComparison.Ordinal);
        Assert.DoesNotContain("IVersionedPrompt", code, StringComparison.Ordinal);
        Assert.DoesNotContain("Live versions", code, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("1.2.0", "1.2.0", "1.3.0-beta.1", "1.10.0-a", "1.1.9")]
    [InlineData("1.10.0", "1.9.0", "1.10.0", "1.2.0")]
    [InlineData("1.0.0-beta.10", "1.0.0-beta.9", "1.0.0-beta.10", "1.0.0-alpha")]
    public void The_default_is_the_highest_release_or_else_the_highest_pre_release(string expected, params string[] versions)
    {
        var major = Major([.. versions.Select(version => Stable.Replace("1.2.0", version, StringComparison.Ordinal))]);
        Assert.Equal(expected, major.Default.Version.ToString());
        Assert.Equal(
            versions.Select(version => SemanticVersion.TryParse(version)!).Order().Select(version => version.ToString()),
            major.Live.Select(model => model.Version.ToString())
        );
    }

    [Theory]
    [InlineData("1.2.0", "1.1.0: x: int", "1.2.0: x: string", "1.3.0-a: x: bool")]
    [InlineData("1.1.0 1.2.0", "1.0.0: x: int", "1.1.0: x: string", "1.2.0: x: string")]
    [InlineData(
        "1.2.0 1.3.0-a",
        "1.2.0: x: string",
        "1.3.0-a: x: string, y: { type: int, default: 1 }",
        "1.4.0-a: x: string, y: { type: bool, default: true }"
    )]
    [InlineData("1.1.0 1.2.0", "1.1.0: x: string", "1.2.0: x: { type: string, default: a }")]
    public void Versions_that_do_not_fit_the_default_are_left_out_and_the_rest_compiles(string live, params string[] versions)
    {
        var prompts = versions
            .Select(version => version.Split(": ", 2))
            .Select(parts =>
                $"name: greet\nversion: {parts[0]}\ninputs: {{ {parts[1]} }}\nmessages:\n  - role: user\n"
                + $"    content: \"{{{{x}}}}{(parts[1].Contains("y:", StringComparison.Ordinal) ? "{{y}}" : "")}\"\n"
            )
            .ToArray();
        Assert.Equal(live, string.Join(" ", Major(prompts).Live.Select(model => model.Version)));
        PromptProject.With(prompts).Build();
    }

    [Fact]
    public void A_broken_version_is_left_out_and_a_broken_default_is_the_only_version()
    {
        Assert.Equal(
            "1.2.0",
            string.Join(
                " ",
                Major(Stable, Canary.Replace("{{who}}", "{{nobody}}", StringComparison.Ordinal)).Live.Select(model => model.Version)
            )
        );
        Assert.Equal(
            "1.2.0",
            string.Join(
                " ",
                Major(Stable.Replace("{{who}}", "{{nobody}}", StringComparison.Ordinal), Canary).Live.Select(model => model.Version)
            )
        );
        PromptProject.With(Stable.Replace("{{who}}", "{{nobody}}", StringComparison.Ordinal), Canary).Build();
    }

    [Fact]
    public void Fields_that_a_higher_version_adds_to_a_record_are_there()
    {
        const string Record =
            "name: greet\nversion: 1.0.0\ninputs: { who: { fields: { name: string }, optional: true } }\nmessages:\n"
            + "  - role: user\n    content: \"{{#if who}}x{{/if}}\"\n";
        var major = Major(
            Record,
            Record
                .Replace("1.0.0", "1.1.0-a", StringComparison.Ordinal)
                .Replace("name: string", "name: string, age: { type: int, optional: true }", StringComparison.Ordinal)
        );
        Assert.Equal(["name", "age"], Assert.Single(major.Inputs).Type.Record!.Fields.Select(field => field.Name));
    }

    [Theory]
    [InlineData(true, false, true)]
    [InlineData(false, true, false)]
    [InlineData(true, true, true)]
    public void The_type_is_obsolete_when_its_default_version_is(bool isDefaultDeprecated, bool isOtherDeprecated, bool expected)
    {
        static string Mark(string prompt, bool isDeprecated) => isDeprecated ? prompt + "\ndeprecated: Use greet 2" : prompt;
        var code = Assert.Single(PromptProject.With(Mark(Stable, isDefaultDeprecated), Mark(Canary, isOtherDeprecated)).Generate()).Value;
        Assert.Equal(expected, code.Contains("[global::System.Obsolete(\"Use greet 2\")]", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(LanguageVersion.CSharp9, true, false)]
    [InlineData(LanguageVersion.CSharp9, false, false)]
    [InlineData(LanguageVersion.CSharp11, true, true)]
    [InlineData(LanguageVersion.Latest, true, true)]
    public void It_compiles_without_a_warning_in_every_language_version(LanguageVersion language, bool hasInit, bool hasRequired)
    {
        var family = Assert.Single(
            PromptFamily.Group([Located(Stable), Located(Canary), Located(Stable.Replace("1.2.0", "1.1.0+x", StringComparison.Ordinal))])
        );
        var code = PromptEmitter.Emit(
            family,
            new TargetFacts(HasRuntime: true, HasRecords: true, hasInit, hasRequired, HasFileScopedNamespaces: false)
        );
        (new PromptProject { Source = code, Language = language }).Build();
    }

    private static PromptMajor Major(params string[] prompts) =>
        Assert.Single(Assert.Single(PromptFamily.Group(prompts.Select(Located))).Majors);

    private static LocatedPrompt Located(string prompt) => new("Shop", PromptParser.Parse(SourceText.From(prompt)).Model!);

    private static string Run(string body) =>
        (
            PromptProject.With(Stable, Canary) with
            {
                Source = $$"""
                    using System.Linq;
                    using LlmHygiene;
                    using Shop.Prompts;
                    public static class Test
                    {
                        public static string Run()
                        {
                            {{body}}
                        }
                        public static string Show(IPrompt prompt)
                        {
                            var options = prompt.ToOptions();
                            return prompt.Info.Version + " " + options.ModelId + " " + options.MaxOutputTokens + " "
                                + options.AdditionalProperties!["gen_ai.prompt.version"]
                                + ": " + string.Join(" ", prompt.ToMessages().Select(message => message.Text));
                        }
                    }
                    """,
            }
        ).Run<string>();
}
