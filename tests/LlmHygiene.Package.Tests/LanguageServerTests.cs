using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>An editor shows what the build reports.</summary>
public sealed class LanguageServerTests(PackedPackages packages)
{
    [Fact]
    public async Task A_language_server_reports_what_the_build_reports()
    {
        var consumer = Consumer
            .Create(packages)
            .With("Program.cs", Sources.DoNothing)
            .With("Desk.cs", Sources.Desk)
            .With("Other.cs", Sources.Desk.Replace("class Desk", "class Other", StringComparison.Ordinal))
            .With("Prompts/greet.prompt.yml", Sources.Prompt());
        var build = (await consumer.BuildAsync()).Succeeded();
        await using var server = await LanguageServer.StartAsync(consumer);
        Assert.SkipWhen(server is null, "The dotnet tool csharp-ls cannot be installed here.");

        // The open file.
        await server!.OpenAsync("Desk.cs");
        string[] inFile = ["Desk.cs(5): LLMH1002", "Desk.cs(5): LLMH2001"];
        Assert.Equal(inFile, await server.DiagnosticsOfAsync("Desk.cs", found => found.Count > 0));

        // The workspace: what the build reports, as warnings or as less.
        var workspace = await server.DiagnosticsOfWorkspaceAsync();
        var built = build.Findings.Select(finding => finding.Replace("warning ", "", StringComparison.Ordinal));
        Assert.Equal([.. inFile, "Other.cs(5): LLMH1002", "Other.cs(5): LLMH2001"], built);
        Assert.Superset(built.ToHashSet(), workspace.ToHashSet());

        // An edit that is not saved.
        await server.ChangeAsync(
            "Desk.cs",
            2,
            Sources.Desk.Replace("MaxOutputTokens = 5 }, stop);\n\n", "ModelId = \"m-1\" }, stop);\n\n", StringComparison.Ordinal)
        );
        Assert.DoesNotContain(
            "Desk.cs(5): LLMH1002",
            await server.DiagnosticsOfAsync("Desk.cs", found => !found.Contains("Desk.cs(5): LLMH1002"))
        );
    }
}
