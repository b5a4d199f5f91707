using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using LlmHygiene.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Benchmarks;

/// <summary>A project that a generator runs on.</summary>
internal sealed class GeneratorProject
{
    public const string UsualText = "You summarise support tickets.";

    private const string Folder = "/src/Shop/";

    // The references of a typical project: the framework, logging and LlmHygiene.
    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. Directory
            .GetFiles(Metadata("FrameworkReferences"), "*.dll")
            .Concat(
                new[]
                {
                    "LlmHygiene",
                    "Microsoft.Extensions.AI",
                    "Microsoft.Extensions.AI.Abstractions",
                    "Microsoft.Extensions.Logging.Abstractions",
                }.Select(name => Path.Combine(AppContext.BaseDirectory, name + ".dll"))
            )
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    private GeneratorProject(IIncrementalGenerator generator, IEnumerable<string> sources, ImmutableArray<AdditionalText> files)
    {
        Files = files;
        Compilation = CSharpCompilation.Create(
            "Shop",
            sources.Prepend(Unrelated).Select((source, i) => CSharpSyntaxTree.ParseText(source, path: $"{Folder}File{i}.cs")),
            s_references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
        Driver = CSharpGeneratorDriver.Create(
            [generator.AsSourceGenerator()],
            files,
            (CSharpParseOptions)Compilation.SyntaxTrees[0].Options,
            new Options()
        );
    }

    public ImmutableArray<AdditionalText> Files { get; }

    public CSharpCompilation Compilation { get; }

    public GeneratorDriver Driver { get; }

    private static string Unrelated => Scenarios.OrdinaryCode(0);

    public static GeneratorProject Prompts(int files) =>
        new(new PromptGenerator(), [], [.. Enumerable.Range(0, files).Select(i => Prompt(i, $"prompt-{i}", UsualText))]);

    public static GeneratorProject Logging(int methods) =>
        new(LoggingGenerator(), Enumerable.Range(0, methods / 20).Select(file => LoggingClass(file, methods: 20)), []);

    public static AdditionalText Prompt(int number, string name, string text) =>
        new File(
            $"{Folder}Prompts/p{number}.prompt.yml",
            $$$"""
            name: {{{name}}}
            version: 1.{{{number % 10}}}.0
            description: Summarises one support ticket for the agent who picks it up.
            model: gpt-5.4-mini
            modelParameters: { maxCompletionTokens: 300, temperature: 0.2 }
            inputs:
              ticket: string
              tone: { enum: [formal, friendly], default: friendly }
              comments: { list: string }
              words: { type: int, optional: true }
            messages:
              - role: system
                content: {{{text}}} Write in a {{tone}} tone.
              - role: user
                content: |
                  {{ticket}}
                  {{#each comments}}- {{this}}
                  {{/each}}
                  {{#if words}}In at most {{words}} words.{{/if}}

            """
        );

    public CSharpCompilation WithUnrelatedEdit()
    {
        var tree = Compilation.SyntaxTrees[0];
        return Compilation.ReplaceSyntaxTree(
            tree,
            tree.WithChangedText(tree.GetText().WithChanges(new TextChange(new(tree.Length, 0), "// typed")))
        );
    }

    /// <summary>How many members are generated, and what goes wrong.</summary>
    public (int Files, ImmutableArray<Diagnostic> Diagnostics) Run()
    {
        Driver.RunGeneratorsAndUpdateCompilation(Compilation, out var output, out var diagnostics);
        return (
            output.SyntaxTrees.Count() - Compilation.SyntaxTrees.Length,
            [
                .. diagnostics,
                .. output
                    .GetDiagnostics()
                    .Where(d =>
                        d.Severity == DiagnosticSeverity.Error
                        && d.Location.SourceTree?.FilePath.EndsWith(".g.cs", StringComparison.Ordinal) == true
                    ),
            ]
        );
    }

    private static string LoggingClass(int number, int methods)
    {
        var members = string.Concat(
            Enumerable
                .Range(0, methods)
                .Select(i =>
                    $$"""
                            [LoggerMessage({{(number * methods)
                            + i}}, LogLevel.Information, "Ticket {Id} of {Customer} was answered in {Elapsed} ms by attempt {{i}}")]
                            public static partial void Answered{{i}}(ILogger logger, int id, string customer, double elapsed);

                        """
                )
        );
        return $$"""
            using Microsoft.Extensions.Logging;

            namespace Shop.Logging;

            public static partial class Log{{number}}
            {
            {{members}}}

            """;
    }

    private static IIncrementalGenerator LoggingGenerator()
    {
        var type = Assembly
            .LoadFrom(Path.Combine(Metadata("LoggingGenerator"), "Microsoft.Extensions.Logging.Generators.dll"))
            .GetType("Microsoft.Extensions.Logging.Generators.LoggerMessageGenerator", throwOnError: true)!;
        return (IIncrementalGenerator)Activator.CreateInstance(type)!;
    }

    private static string Metadata(string key) =>
        typeof(GeneratorProject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == key).Value!;

    private sealed class File(string path, string text) : AdditionalText
    {
        private readonly SourceText _text = SourceText.From(text);

        public override string Path => path;

        public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
    }

    private sealed class Options : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } =
            new Values(new() { ["build_property.RootNamespace"] = "Shop", ["build_property.ProjectDir"] = Folder });

        private static AnalyzerConfigOptions None { get; } = new Values([]);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => None;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => None;
    }

    private sealed class Values(Dictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }
}
