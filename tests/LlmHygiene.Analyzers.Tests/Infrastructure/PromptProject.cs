using System.Collections.Immutable;
using System.Runtime.Loader;
using LlmHygiene.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>A project with prompt files, in memory, for the generator and the analyzers.</summary>
internal sealed record PromptProject
{
    public const string Folder = TestProject.Folder;

    public ImmutableArray<PromptText> Files { get; init; } = [];

    public string Source { get; init; } = "";

    public IIncrementalGenerator Generator { get; init; } = new PromptGenerator();

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public ImmutableArray<MetadataReference> References { get; init; } = TestReferences.All;

    public ImmutableDictionary<string, string> Properties { get; init; } =
        ImmutableDictionary<string, string>.Empty.Add("build_property.RootNamespace", "Shop").Add("build_property.ProjectDir", Folder);

    public static PromptProject With(params string[] prompts) =>
        new() { Files = [.. prompts.Select((text, i) => new PromptText(Folder + $"Prompts/p{i}.prompt.yml", text))] };

    public CSharpCompilation Compilation() =>
        SharedCompilation
            .Of(
                "Shop",
                References,
                new CSharpCompilationOptions(
                    OutputKind.DynamicallyLinkedLibrary,
                    nullableContextOptions: Language >= LanguageVersion.CSharp8
                        ? NullableContextOptions.Enable
                        : NullableContextOptions.Disable,
                    generalDiagnosticOption: ReportDiagnostic.Error,
                    // The SDK suppresses these too: an assembly was built against an older version of another.
                    specificDiagnosticOptions: [new("CS1701", ReportDiagnostic.Suppress), new("CS1702", ReportDiagnostic.Suppress)]
                )
            )
            .AddSyntaxTrees(
                Source.Length == 0 ? [] : [CSharpSyntaxTree.ParseText(Source, new CSharpParseOptions(Language), path: "Source.cs")]
            );

    public PromptOptions Options() => new(Properties, Files);

    public GeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create(
            [Generator.AsSourceGenerator()],
            Files,
            new CSharpParseOptions(Language, DocumentationMode.Diagnose),
            Options(),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)
        );

    /// <summary>The generated files by hint name.</summary>
    public IReadOnlyDictionary<string, string> Generate() =>
        Driver().RunGenerators(Compilation(), TestContext.Current.CancellationToken).GetRunResult().Results.Single()
            is { Exception: null } result
            ? result.GeneratedSources.ToDictionary(source => source.HintName, source => source.SourceText.ToString())
            : throw new InvalidOperationException("The generator failed.");

    /// <summary>Compiles the project with the generated code; any warning is an error.</summary>
    public CSharpCompilation Build()
    {
        Driver()
            .RunGeneratorsAndUpdateCompilation(
                Compilation(),
                out var output,
                out var generatorDiagnostics,
                TestContext.Current.CancellationToken
            );
        Assert.Empty(generatorDiagnostics);
        var wrong = output
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)
            .ToArray();
        Assert.True(
            wrong.Length == 0,
            string.Join("\n", wrong.Select(diagnostic => diagnostic.ToString()))
                + "\n"
                + string.Join("\n", output.SyntaxTrees.Select(tree => tree.ToString()))
        );
        return (CSharpCompilation)output;
    }

    /// <summary>Compiles, loads and runs <c>static T Run()</c> of the class <c>Test</c> in <see cref="Source"/>.</summary>
    public T Run<T>()
    {
        using var image = new MemoryStream();
        var emitted = Build().Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics));
        image.Position = 0;
        var assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
        return (T)assembly.GetType("Test", throwOnError: true)!.GetMethod("Run")!.Invoke(null, null)!;
    }

    public ImmutableArray<Diagnostic> Analyze(DiagnosticAnalyzer analyzer) => Analyze([analyzer], Compilation());

    /// <summary>The same with the generated code, as in a build.</summary>
    public ImmutableArray<Diagnostic> AnalyzeGenerated(params ImmutableArray<DiagnosticAnalyzer> analyzers) => Analyze(analyzers, Build());

    private ImmutableArray<Diagnostic> Analyze(ImmutableArray<DiagnosticAnalyzer> analyzers, CSharpCompilation compilation)
    {
        var options = new AnalyzerOptions(ImmutableArray<AdditionalText>.CastUp(Files), Options());
        return TestCode
            .AnalyzeAsync(compilation, analyzers, options)
            .GetAwaiter()
            .GetResult()
            .OrderBy(diagnostic => diagnostic.Location.GetLineSpan().Path, StringComparer.Ordinal)
            .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start)
            .ToImmutableArray();
    }
}

/// <summary>A file among the project's additional files.</summary>
internal sealed class PromptText(string path, string text) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(text);

    public override string Path { get; } = path;

    /// <summary>The metadata of this file in the build, without the common prefix.</summary>
    public ImmutableDictionary<string, string> Metadata { get; init; } = ImmutableDictionary<string, string>.Empty;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}

internal sealed class PromptOptions(ImmutableDictionary<string, string> properties, ImmutableArray<PromptText> files)
    : AnalyzerConfigOptionsProvider
{
    public override AnalyzerConfigOptions GlobalOptions { get; } = new TestOptions(properties);

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => TestOptions.None;

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) =>
        files.FirstOrDefault(file => file.Path == textFile.Path) is { } found
            ? new TestOptions(
                found.Metadata.ToImmutableDictionary(pair => "build_metadata.AdditionalFiles." + pair.Key, pair => pair.Value)
            )
            : TestOptions.None;
}
