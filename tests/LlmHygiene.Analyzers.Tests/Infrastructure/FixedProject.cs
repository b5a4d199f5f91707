using System.Collections.Immutable;
using System.Runtime.Loader;
using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>A project that can run before and after fixes, which are applied together as in one Fix All.</summary>
internal sealed class FixedProject
{
    private readonly ProjectId _id;

    private FixedProject(Solution solution, ProjectId id)
    {
        Solution = solution;
        _id = id;
    }

    public Solution Solution { get; }

    public Project Project => Solution.GetProject(_id)!;

    public static FixedProject Of(
        string source,
        LanguageVersion language = LanguageVersion.Latest,
        IEnumerable<MetadataReference>? references = null,
        OutputKind kind = OutputKind.DynamicallyLinkedLibrary,
        NullableContextOptions nullable = NullableContextOptions.Enable
    )
    {
        var project = TestProject
            .Create(language, references, kind, nullable)
            .AddDocument("Source.cs", SourceText.From(source), filePath: TestProject.Folder + "Source.cs")
            .Project;
        if (language >= LanguageVersion.CSharp10)
            project = project
                .AddDocument("Usings.cs", SourceText.From(TestCode.Usings), filePath: TestProject.Folder + "Usings.cs")
                .Project;
        return new FixedProject(project.Solution, project.Id);
    }

    /// <summary>The C# file.</summary>
    public string Source => Project.Documents.Single(document => document.Name == "Source.cs").GetTextAsync().Result.ToString();

    /// <summary>The prompt files by name.</summary>
    public IReadOnlyDictionary<string, string> Prompts =>
        Project.AdditionalDocuments.ToDictionary(document => document.Name, document => document.GetTextAsync().Result.ToString());

    public async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(string rule)
    {
        var compilation = (await Project.GetCompilationAsync())!;
        Generator().RunGeneratorsAndUpdateCompilation(compilation, out var generated, out _);
        var diagnostics = await TestCode.AnalyzeAsync(generated, [new LlmCallAnalyzer()], Project.AnalyzerOptions);
        return [.. diagnostics.Where(diagnostic => diagnostic.Id == rule).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];
    }

    /// <summary>The titles of the fixes for the only diagnostic of the rule.</summary>
    public async Task<IReadOnlyList<string>> OffersAsync(LlmCodeFixProvider fixer)
    {
        var diagnostic = Assert.Single(await DiagnosticsAsync(fixer.FixableDiagnosticIds[0]));
        return
        [
            .. (await fixer.FindAsync(Document(diagnostic), diagnostic, TestContext.Current.CancellationToken)).Select(fix => fix.Title),
        ];
    }

    /// <summary>Applies the fix with the key to every diagnostic at once.</summary>
    public async Task<FixedProject> ApplyAsync(LlmCodeFixProvider fixer, string? key = null)
    {
        var fixes = new List<ProposedFix>();
        foreach (var diagnostic in await DiagnosticsAsync(fixer.FixableDiagnosticIds[0]))
        {
            var found = await fixer.FindAsync(Document(diagnostic), diagnostic, TestContext.Current.CancellationToken);
            if (found.FirstOrDefault(fix => fix.Key == (key ?? fixer.GetType().Name)) is { } fix)
                fixes.Add(fix);
        }

        return new FixedProject((await SolutionChange.OfAsync(Solution, fixes, TestContext.Current.CancellationToken)).Changed(), _id);
    }

    /// <summary>The compiled project with its generated code; there must be no error and no nullability warning.</summary>
    public async Task<System.Reflection.Assembly> LoadAsync()
    {
        var compilation = (await Project.GetCompilationAsync())!;
        Generator().RunGeneratorsAndUpdateCompilation(compilation, out var output, out _);
        using var image = new MemoryStream();
        var emitted = output.Emit(image);
        var wrong = emitted
            .Diagnostics.Where(diagnostic =>
                diagnostic.Severity == DiagnosticSeverity.Error
                || (
                    diagnostic.Severity == DiagnosticSeverity.Warning
                    && (
                        diagnostic.Id.StartsWith("CS8", StringComparison.Ordinal)
                        || diagnostic.Id is "CS0219" or "CS0168" or "CS1998" or "CS4014"
                    )
                )
            )
            .ToArray();
        Assert.True(
            wrong.Length == 0,
            string.Join("\n", wrong.Select(diagnostic => diagnostic.ToString())) + "\n" + Source + "\n" + string.Join("\n", Prompts.Values)
        );
        image.Position = 0;
        return new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
    }

    private Document Document(Diagnostic diagnostic) =>
        Project.Documents.Single(document => document.FilePath == diagnostic.Location.SourceTree!.FilePath);

    private CSharpGeneratorDriver Generator() =>
        (CSharpGeneratorDriver)
            CSharpGeneratorDriver.Create(
                [new PromptGenerator().AsSourceGenerator()],
                Project.AnalyzerOptions.AdditionalFiles,
                (CSharpParseOptions)Project.ParseOptions!,
                Project.AnalyzerOptions.AnalyzerConfigOptionsProvider
            );
}
