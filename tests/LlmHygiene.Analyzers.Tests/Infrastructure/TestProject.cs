using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Host.Mef;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>A project in a workspace with references and options, to which a test adds its files.</summary>
internal static class TestProject
{
    /// <summary>The folder of the project.</summary>
    public const string Folder = "/src/Shop/";

    /// <summary>A workspace with the services that all tests share: to compose them takes longer than most tests.</summary>
    public static Task<Workspace> NewWorkspaceAsync() => Task.FromResult<Workspace>(new AdhocWorkspace(MefHostServices.DefaultHost));

    public static Project Create(
        LanguageVersion language = LanguageVersion.Latest,
        IEnumerable<MetadataReference>? references = null,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary,
        NullableContextOptions nullable = NullableContextOptions.Enable,
        IEnumerable<string>? suppressed = null,
        IEnumerable<AnalyzerReference>? analyzers = null
    )
    {
        var options = new CSharpCompilationOptions(
            kind,
            nullableContextOptions: nullable,
            specificDiagnosticOptions: (suppressed ?? []).ToDictionary(rule => rule, _ => ReportDiagnostic.Suppress)
        );
        var project = new AdhocWorkspace().AddProject(
            ProjectInfo.Create(
                ProjectId.CreateNewId(),
                VersionStamp.Default,
                "Shop",
                "Shop",
                LanguageNames.CSharp,
                Folder + "Shop.csproj",
                compilationOptions: options,
                parseOptions: new CSharpParseOptions(language),
                metadataReferences: references ?? TestReferences.All,
                analyzerReferences: analyzers
            )
        );
        return project
            .AddAnalyzerConfigDocument(".globalconfig", SourceText.From(GlobalConfig(Folder)), filePath: Folder + ".globalconfig")
            .Project;
    }

    /// <summary>The global options that the build passes to the compiler.</summary>
    public static string GlobalConfig(string folder) =>
        $"is_global = true\nbuild_property.ProjectDir = {folder}\nbuild_property.RootNamespace = Shop\n";
}
