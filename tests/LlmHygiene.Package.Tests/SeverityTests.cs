using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>The severities of the rules: modes, test projects, and the project's own settings.</summary>
public sealed class SeverityTests(PackedPackages packages)
{
    private static readonly string s_misspelled = Sources.Prompt(text: "Hello {{whom}} and {{who}}!");

    [Fact]
    public async Task Each_mode_sets_its_severities_and_the_project_has_the_last_word()
    {
        var consumer = Consumer
            .Create(packages, content: "<PropertyGroup><TreatWarningsAsErrors>false</TreatWarningsAsErrors></PropertyGroup>")
            .With("Program.cs", Sources.DoNothing)
            .With("Desk.cs", Sources.Desk);
        (await consumer.BuildAsync("-p:LlmHygieneMode=Recommended"))
            .Succeeded()
            .Reports("Desk.cs(5): warning LLMH1002", "Desk.cs(5): warning LLMH2001");
        (await consumer.BuildAsync("-p:LlmHygieneMode=None")).Succeeded().Reports();
        (await consumer.BuildAsync("-p:LlmHygieneMode=Minimum")).Succeeded().Reports();
        (await consumer.BuildAsync("-p:LlmHygieneMode=strict"))
            .Failed()
            .Reports("Desk.cs(5): error LLMH1002", "Desk.cs(5): error LLMH2001");

        var unknown = (await consumer.BuildAsync("-p:LlmHygieneMode=Loud")).Failed();
        Assert.Contains("LlmHygieneMode is 'Loud'; it must be one of None, Minimum, Recommended, Strict.", unknown.Output);

        consumer.With(".editorconfig", "[*.cs]\ndotnet_diagnostic.LLMH1002.severity = none\n");
        consumer.With(".globalconfig", "is_global = true\ndotnet_diagnostic.LLMH2001.severity = warning\n");
        (await consumer.BuildAsync("-p:LlmHygieneMode=Strict")).Succeeded().Reports("Desk.cs(5): warning LLMH2001");
    }

    [Fact]
    public async Task A_mistake_in_a_prompt_file_is_an_error_at_its_line_and_column()
    {
        var consumer = Consumer.Create(packages).With("Program.cs", Sources.DoNothing).With("Prompts/greet.prompt.yml", s_misspelled);
        var broken = (await consumer.BuildAsync()).Failed();
        Assert.Equal(["Prompts/greet.prompt.yml(8,22): error LLMH2108"], broken.FindingsWithColumns);

        (await consumer.BuildAsync("-p:NoWarn=LLMH2108")).Succeeded().Reports();

        consumer.With(".globalconfig", "is_global = true\ndotnet_diagnostic.LLMH2108.severity = warning\n");
        (await consumer.RebuildAsync()).Succeeded().Reports("Prompts/greet.prompt.yml(8): warning LLMH2108");
    }

    [Fact]
    public async Task In_a_test_project_only_errors_are_reported_unless_it_sets_LlmHygieneInTests()
    {
        var consumer = Consumer
            .Create(
                packages,
                content: $"""
                <ItemGroup><PackageReference Include="Microsoft.NET.Test.Sdk" Version="{Repository.VersionOf(
                    "Microsoft.NET.Test.Sdk"
                )}" /></ItemGroup>
                """
            )
            .With("Desk.cs", Sources.Desk)
            .With("Prompts/greet.prompt.yml", s_misspelled);
        (await consumer.BuildAsync()).Failed().Reports("Prompts/greet.prompt.yml(8): error LLMH2108");
        (await consumer.BuildAsync("-p:LlmHygieneMode=Strict")).Failed().Reports("Prompts/greet.prompt.yml(8): error LLMH2108");
        (await consumer.BuildAsync("-p:LlmHygieneMode=Strict", "-p:LlmHygieneInTests=true"))
            .Failed()
            .Reports("Desk.cs(5): error LLMH1002", "Desk.cs(5): error LLMH2001", "Prompts/greet.prompt.yml(8): error LLMH2108");
    }
}
