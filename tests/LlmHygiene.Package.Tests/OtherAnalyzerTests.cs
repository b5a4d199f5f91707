using LlmHygiene.Package.Tests.Infrastructure;

namespace LlmHygiene.Package.Tests;

/// <summary>Another analyzer may include its own YamlDotNet: each uses the one that it was built with.</summary>
public sealed class OtherAnalyzerTests(PackedPackages packages)
{
    [Fact]
    public async Task An_analyzer_with_an_older_YamlDotNet_works_beside_ours_in_either_order()
    {
        var other = await BuildOtherAnalyzerAsync();
        var first = Consumer.Create(packages, content: $"<ItemGroup>{other}</ItemGroup>", test: "OtherFirst");
        var last = Consumer.Create(
            packages,
            content: $"""<Target Name="AddOther" BeforeTargets="CoreCompile"><ItemGroup>{other}</ItemGroup></Target>""",
            test: "OtherLast"
        );

        foreach (var consumer in new[] { first, last })
        {
            consumer.With("Program.cs", Sources.PrintGreeting).With("Prompts/greet.prompt.yml", Sources.Prompt());
            var build = (await consumer.BuildAsync()).Succeeded().Reports("CSC(0): warning OTHER001");
            Assert.Contains("warning OTHER001: YamlDotNet 13.0.0.0 has read 'value'", build.Output);
            Assert.Equal("greet 1.0.0\nuser: Hello Ada!", await consumer.RunAsync());
        }
    }

    private async Task<string> BuildOtherAnalyzerAsync()
    {
        var folder = Path.Combine(packages.Workspace, nameof(OtherAnalyzerTests), "Other");
        Directory.CreateDirectory(folder);
        await File.WriteAllTextAsync(
            Path.Combine(folder, "Other.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>netstandard2.0</TargetFramework>
                <CopyLocalLockFileAssemblies>true</CopyLocalLockFileAssemblies>
                <NuGetAudit>false</NuGetAudit>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="Microsoft.CodeAnalysis.CSharp" Version="{Repository.VersionOf(
                "Microsoft.CodeAnalysis.CSharp"
            )}" ExcludeAssets="runtime;analyzers" />
                <PackageReference Include="YamlDotNet" Version="13.7.1" />
              </ItemGroup>
            </Project>
            """,
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "OtherAnalyzer.cs"),
            """
            using System.Collections.Immutable;
            using System.IO;
            using Microsoft.CodeAnalysis;
            using Microsoft.CodeAnalysis.Diagnostics;
            using YamlDotNet.RepresentationModel;

            [DiagnosticAnalyzer(LanguageNames.CSharp)]
            public sealed class OtherAnalyzer : DiagnosticAnalyzer
            {
                private static readonly DiagnosticDescriptor Rule = new DiagnosticDescriptor("OTHER001", "Read",
                    "YamlDotNet {0} has read '{1}'", "Other", DiagnosticSeverity.Warning, true);

                public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => ImmutableArray.Create(Rule);

                public override void Initialize(AnalysisContext context)
                {
                    context.EnableConcurrentExecution();
                    context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
                    context.RegisterCompilationAction(end =>
                    {
                        var yaml = new YamlStream();
                        yaml.Load(new StringReader("key: value"));
                        var value = ((YamlMappingNode)yaml.Documents[0].RootNode).Children[new YamlScalarNode("key")];
                        end.ReportDiagnostic(Diagnostic.Create(Rule, Location.None, typeof(YamlStream).Assembly.GetName().Version, value));
                    });
                }
            }
            """,
            TestContext.Current.CancellationToken
        );

        (await DotNet.RunAsync(folder, "build", "-o", "out", "-m:1", "--tl:off", "-clp:NoSummary")).Succeeded();
        var output = Path.Combine(folder, "out");
        return $"""<Analyzer Include="{Path.Combine(output, "Other.dll")};{Path.Combine(output, "YamlDotNet.dll")}" />""";
    }
}
