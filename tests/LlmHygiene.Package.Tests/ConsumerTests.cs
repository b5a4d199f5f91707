using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>What a project gets from a single package reference.</summary>
public sealed class ConsumerTests(PackedPackages packages)
{
    [Fact]
    public async Task LlmHygiene_alone_includes_the_rules_and_the_generator()
    {
        var consumer = Consumer
            .Create(packages)
            .With("Program.cs", Sources.PrintGreeting)
            .With("Desk.cs", Sources.Desk)
            .With("Prompts/greet.prompt.yml", Sources.Prompt());

        (await consumer.BuildAsync()).Succeeded().Reports("Desk.cs(5): warning LLMH1002", "Desk.cs(5): warning LLMH2001");
        Assert.Equal("greet 1.0.0\nuser: Hello Ada!", await consumer.RunAsync());
    }

    [Fact]
    public async Task The_analyzers_alone_add_the_rules_and_no_runtime_code()
    {
        var consumer = Consumer
            .Create(
                packages,
                "LlmHygiene.Analyzers",
                $"""
                <ItemGroup><PackageReference Include="Microsoft.Extensions.AI.Abstractions" Version="{Repository.VersionOf(
                    "Microsoft.Extensions.AI.Abstractions"
                )}" /></ItemGroup>
                """
            )
            .With("Program.cs", Sources.DoNothing)
            .With("Desk.cs", Sources.Desk);

        (await consumer.BuildAsync()).Succeeded().Reports("Desk.cs(5): warning LLMH1002", "Desk.cs(5): warning LLMH2001");
        Assert.DoesNotContain(Directory.GetFiles(Path.Combine(consumer.Folder, "bin"), "*.dll", SearchOption.AllDirectories), IsOurs);

        // A prompt file without the runtime is not an error in the file.
        consumer.With("Prompts/greet.prompt.yml", Sources.Prompt());
        (await consumer.BuildAsync())
            .Succeeded()
            .Reports("Desk.cs(5): warning LLMH1002", "Desk.cs(5): warning LLMH2001", "Prompts/greet.prompt.yml(1): warning LLMH2117");

        static bool IsOurs(string path) => Path.GetFileName(path) is "LlmHygiene.dll" or "LlmHygiene.Analyzers.dll" or "YamlDotNet.dll";
    }

    [Fact]
    public async Task A_project_with_no_LLM_SDK_builds_as_before()
    {
        var consumer = Consumer.Create(packages, "LlmHygiene.Analyzers").With("Program.cs", Sources.DoNothing);

        (await consumer.BuildAsync()).Succeeded().Reports();
    }
}
