namespace LlmHygiene.Tool.Tests.Infrastructure;

/// <summary>A project as if the package were installed, but without a package to restore.</summary>
internal static class ShopProject
{
    /// <summary>The references of a project with calls and <c>[Prompt]</c> methods: the assemblies next to the tests.</summary>
    public static readonly string References =
        "<ItemGroup>"
        + string.Concat(
            new[] { "LlmHygiene", "Microsoft.Extensions.AI", "Microsoft.Extensions.AI.Abstractions" }.Select(name =>
                $"<Reference Include=\"{Path.Combine(AppContext.BaseDirectory, name)}.dll\" />"
            )
        )
        + "</ItemGroup>";

    public static string Text(string content = "", string framework = "<TargetFramework>net10.0</TargetFramework>")
    {
        var build = Path.Combine(Repository.Root, "nuget", "LlmHygiene.Analyzers", "buildTransitive", "LlmHygiene.Analyzers");
        return $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <Import Project="{build}.props" />
              <PropertyGroup>
                {framework}
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              {content}
              <Import Project="{build}.targets" />
            </Project>
            """;
    }

    public static string Prompt(string name = "greet", string version = "1.0.0", string text = "Hello world") =>
        $"name: {name}\nversion: {version}\nmessages:\n  - role: user\n    content: {text}\n";

    /// <summary>Isolates the folder from files above the temporary folder.</summary>
    public static void Isolate(TempFolder folder)
    {
        foreach (var file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            folder.With(file, "<Project />");
    }
}
