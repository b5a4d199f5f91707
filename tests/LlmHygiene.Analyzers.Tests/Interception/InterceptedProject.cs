using System.Collections.Immutable;
using System.Runtime.Loader;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Interception;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>A project whose calls are intercepted: compiled with every warning as an error, and run.</summary>
internal sealed record InterceptedProject
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Net;
        global using System.Net.Http;
        global using System.Runtime.CompilerServices;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    public ImmutableArray<(string Path, string Text)> Files { get; init; } = [];

    public ImmutableArray<MetadataReference> References { get; init; } = TestReferences.All;

    public ImmutableArray<IIncrementalGenerator> MoreGenerators { get; init; } = [];

    public ImmutableArray<PromptText> Prompts { get; init; } = [];

    public LanguageVersion Language { get; init; } = LanguageVersion.Latest;

    public OutputKind Kind { get; init; } = OutputKind.DynamicallyLinkedLibrary;

    public bool IsOn { get; init; } = true;

    private CSharpParseOptions Parse =>
        new CSharpParseOptions(Language).WithFeatures([new("InterceptorsNamespaces", "LlmHygiene.Interception.Generated")]);

    /// <param name="code">The code; its class <c>Code</c> has a method <c>Task&lt;string&gt; Run()</c>.</param>
    public static InterceptedProject Of(string code) => new() { Files = [("Usings.cs", Usings), ("Code.cs", code)] };

    public InterceptedProject With(string path, string text) => this with { Files = Files.Add((path, text)) };

    public CSharpCompilation Compilation() =>
        CSharpCompilation.Create(
            "Shop" + Guid.NewGuid().ToString("N"),
            Files.Select(file => CSharpSyntaxTree.ParseText(file.Text, Parse, TestProject.Folder + file.Path, Encoding)),
            References,
            new CSharpCompilationOptions(
                Kind,
                allowUnsafe: true,
                nullableContextOptions: NullableContextOptions.Enable,
                generalDiagnosticOption: ReportDiagnostic.Error,
                specificDiagnosticOptions:
                [
                    // The SDK suppresses these too: an assembly was built against an older version of another.
                    new("CS1701", ReportDiagnostic.Suppress),
                    new("CS1702", ReportDiagnostic.Suppress),
                    // Unused global usings.
                    new("CS8019", ReportDiagnostic.Suppress),
                ]
            )
        );

    public GeneratorDriver Driver() =>
        CSharpGeneratorDriver.Create(
            [.. MoreGenerators.Add(new InterceptionGenerator()).Select(one => one.AsSourceGenerator())],
            Prompts,
            Parse,
            new PromptOptions(
                ImmutableDictionary<string, string>
                    .Empty.Add("build_property.LlmHygieneIntercept", IsOn ? "true" : "")
                    .Add("build_property.RootNamespace", "Shop")
                    .Add("build_property.ProjectDir", TestProject.Folder),
                Prompts
            ),
            new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true)
        );

    /// <summary>The emitted files in one text; empty if nothing is emitted.</summary>
    public string Emitted() =>
        string.Join(
            "\n",
            Driver()
                .RunGenerators(Compilation(), TestContext.Current.CancellationToken)
                .GetRunResult()
                .Results.Last()
                .GeneratedSources.Select(source => source.SourceText.ToString())
        );

    /// <summary>The sites of the intercepted calls, in the order of the source.</summary>
    public string[] Sites() =>
        [.. Emitted().Split('\n').Where(line => line.StartsWith("        // ", StringComparison.Ordinal)).Select(line => line.Trim()[3..])];

    public CSharpCompilation Build()
    {
        Driver().RunGeneratorsAndUpdateCompilation(Compilation(), out var output, out var reported, TestContext.Current.CancellationToken);
        Assert.Empty(reported);
        var wrong = output
            .GetDiagnostics(TestContext.Current.CancellationToken)
            .Where(diagnostic => diagnostic.Severity > DiagnosticSeverity.Info)
            .ToArray();
        Assert.True(wrong.Length == 0, string.Join("\n", wrong.Select(diagnostic => diagnostic.ToString())) + "\n" + Emitted());
        return (CSharpCompilation)output;
    }

    /// <summary>Runs the code while somebody listens.</summary>
    public async Task<CallRecord> RunAsync(bool listens = true)
    {
        using var image = new MemoryStream();
        var emitted = Build().Emit(image, cancellationToken: TestContext.Current.CancellationToken);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics) + "\n" + Emitted());
        image.Position = 0;
        var assembly = new AssemblyLoadContext(null, isCollectible: true).LoadFromStream(image);
        var run = assembly.GetType("Code", throwOnError: true)!.GetMethod("Run")!;
        return await CallRecord.OfAsync(() => (Task<string>)run.Invoke(null, null)!, listens);
    }

    private static System.Text.Encoding Encoding => System.Text.Encoding.UTF8;
}
