using System.Collections.Immutable;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Which files are prompts, and which namespace and file name their class has.</summary>
public class PromptNamingTests
{
    [Theory]
    [InlineData("/src/Shop/Prompts/x.prompt.yml", "Shop.Prompts")]
    [InlineData("/src/Shop/Prompts/x.PROMPT.YAML", "Shop.Prompts")]
    [InlineData("/src/Shop/prompts/x.prompt.yml", "Shop.Prompts")]
    [InlineData("/src/Shop/prompts/Desk/prompts/x.prompt.yml", "Shop.Prompts.Desk.prompts")]
    [InlineData("/src/Shop/x.prompt.yml", "Shop")]
    [InlineData("/src/Shop/Prompts/Support desk/2nd/x.prompt.yml", "Shop.Prompts.Support_desk._2nd")]
    [InlineData("/src/Shop/Prompts/class/x.prompt.yml", "Shop.Prompts.@class")]
    [InlineData("\\work\\Shop\\Prompts\\x.prompt.yml", "Shop.Prompts")]
    [InlineData("/elsewhere/Prompts/Shared/x.prompt.yml", "Shop.Prompts.Shared")]
    [InlineData("/elsewhere/x.prompt.yml", "Shop")]
    public void Folders_are_the_namespace(string path, string expected) => Assert.Equal(expected, NamespaceOf(path));

    [Theory]
    [InlineData("Prompts/Support/x.prompt.yml", "Shop.Prompts.Support")]
    [InlineData("Prompts\\Support\\x.prompt.yml", "Shop.Prompts.Support")]
    [InlineData("prompts/Support/x.prompt.yml", "Shop.Prompts.Support")]
    [InlineData("../Shared/Prompts/x.prompt.yml", "Shop.Shared.Prompts")]
    [InlineData("Prompts/C", "Shop.Other")]
    [InlineData("", "Shop.Other")]
    public void The_build_provides_the_path_unless_it_was_truncated(string given, string expected) =>
        Assert.Equal(expected, NamespaceOf("/src/Shop/Other/x.prompt.yml", [new("LlmPromptPath", given)]));

    [Theory]
    [InlineData("/src/C", "/src/C#/App/Prompts/x.prompt.yml", "Shop.Prompts")]
    [InlineData("/src/App/", "/src/App/Prompts/x.prompt.yml", "Shop.Prompts")]
    public void A_truncated_project_folder_is_not_used(string projectDir, string path, string expected)
    {
        var project = new PromptProject { Files = [new PromptText(path, Minimal)] };
        Assert.Equal(
            expected,
            NamespaceIn(
                Assert
                    .Single((project with { Properties = project.Properties.SetItem("build_property.ProjectDir", projectDir) }).Generate())
                    .Value
            )
        );
    }

    [Fact]
    public void The_file_can_specify_the_namespace() =>
        Assert.Equal("My.Texts", NamespaceOf("/src/Shop/Prompts/x.prompt.yml", text: "namespace: My.Texts\n" + Minimal));

    [Fact]
    public void Without_a_root_namespace_the_assembly_name_is_used()
    {
        var project = PromptProject.With(Minimal);
        Assert.Equal(
            "Shop.Prompts",
            NamespaceIn(
                Assert.Single((project with { Properties = project.Properties.Remove("build_property.RootNamespace") }).Generate()).Value
            )
        );
        Assert.Equal(
            "My_App._2.Prompts",
            NamespaceIn(
                Assert
                    .Single(
                        (project with { Properties = project.Properties.SetItem("build_property.RootNamespace", "My-App.2") }).Generate()
                    )
                    .Value
            )
        );
    }

    [Fact]
    public void Other_files_are_prompts_when_the_build_says_so()
    {
        Assert.Equal("Shop.Texts", NamespaceOf("/src/Shop/Texts/hello.txt", [new("LlmPrompt", "true")]));
        Assert.Empty(
            new PromptProject
            {
                Files = [new PromptText("/src/Shop/Texts/hello.txt", Minimal), new PromptText("/src/Shop/prompt.yml", Minimal)],
            }.Generate()
        );
    }

    [Fact]
    public void The_generator_can_be_turned_off()
    {
        var project = PromptProject.With(Minimal);
        Assert.Empty((project with { Properties = project.Properties.Add("build_property.LlmHygieneGenerator", "false") }).Generate());
    }

    [Fact]
    public void Versions_of_one_name_are_one_file_with_a_type_for_each_major()
    {
        var files = PromptProject
            .With(
                Version("1.0.0"),
                Version("1.10.0"),
                Version("1.9.0"),
                Version("2.0.0-beta.2"),
                Version("2.0.0-beta.10"),
                Version("1.11.0-rc.1")
            )
            .Generate();
        var (name, code) = Assert.Single(files);
        Assert.Equal("Shop.Prompts.GreetPrompt.g.cs", name);
        Assert.Equal(1, Count(code, "record V1 "));
        Assert.Equal(1, Count(code, "record V2 "));
        Assert.Contains("Version 1.10.0,", code, StringComparison.Ordinal);
        Assert.Contains("Version 2.0.0-beta.10,", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Several_majors_compile_together() => PromptProject.With(Version("1.0.0"), Version("2.0.0"), Version("0.3.0")).Build();

    [Fact]
    public void Names_that_differ_only_in_case_or_are_very_long_have_separate_files()
    {
        var longName = new string('x', 90);
        var files = (
            PromptProject.With() with
            {
                Files =
                [
                    File("Prompts/a.prompt.yml", "fOO"),
                    File("Prompts/b.prompt.yml", "foo"),
                    File("Prompts/äb/c.prompt.yml", "x"),
                    File("Prompts/öb/c.prompt.yml", "x"),
                    File("Prompts/" + longName + "/c.prompt.yml", longName),
                    File("Prompts/" + longName + "1/c.prompt.yml", longName),
                ],
            }
        ).Generate();
        Assert.Equal(6, files.Count);
        Assert.Equal(6, files.Keys.Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(files.Keys, name => Assert.Matches("^[A-Za-z0-9._]{1,140}$", name));
    }

    [Fact]
    public void A_file_with_mistakes_still_generates_its_class() =>
        Assert.Contains(
            "required string Who",
            Assert
                .Single(
                    PromptProject
                        .With("name: greet\nversion: 1.0.0\ninputs: { who: string }\nmessages:\n  - role: usr\n    content: Hi {{who}}\n")
                        .Generate()
                )
                .Value,
            StringComparison.Ordinal
        );

    [Fact]
    public void Generated_code_does_not_depend_on_the_machine()
    {
        var code = Assert.Single(PromptProject.With(Minimal.Replace("\n", "\r\n", StringComparison.Ordinal)).Generate()).Value;
        Assert.StartsWith("// <auto-generated/>\n", code, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', code);
        Assert.DoesNotContain("/src/Shop", code, StringComparison.Ordinal);
    }

    private const string Minimal = "name: greet\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Hello\n";

    private static string Version(string version) => Minimal.Replace("1.0.0", version, StringComparison.Ordinal);

    private static PromptText File(string path, string name) =>
        new(PromptProject.Folder + path, Minimal.Replace("greet", name, StringComparison.Ordinal));

    private static string NamespaceOf(string path, KeyValuePair<string, string>[]? metadata = null, string text = Minimal) =>
        NamespaceIn(
            Assert
                .Single(
                    new PromptProject
                    {
                        Files = [new PromptText(path, text) { Metadata = (metadata ?? []).ToImmutableDictionary() }],
                    }.Generate()
                )
                .Value
        );

    private static string NamespaceIn(string code) =>
        code.Split('\n').Single(line => line.StartsWith("namespace ", StringComparison.Ordinal))["namespace ".Length..].TrimEnd(';');

    private static int Count(string text, string part) => text.Split(part).Length - 1;
}
