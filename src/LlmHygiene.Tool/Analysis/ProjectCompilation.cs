using System.Collections.Immutable;
using System.Globalization;
using LlmHygiene.Analyzers.Generation;
using LlmHygiene.Tool.Projects;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Analysis;

/// <summary>Creates the compilation of a project, with the code of its source generators.</summary>
internal static class ProjectCompilation
{
    // The compiler's IDs for a generator that threw during initialization or while it ran.
    private static readonly string[] s_failed = ["CS8784", "CS8785"];

    /// <returns>The compilation, and why source generators did not generate their code.</returns>
    public static (Compilation Compilation, ImmutableArray<string> GeneratorFailures) Create(
        LoadedProject project,
        SyntaxTreeOptionsProvider severities,
        ImmutableArray<AdditionalText> files,
        ProjectOutputs outputs,
        CancellationToken cancellationToken
    )
    {
        var arguments = project.Arguments;
        var trees = arguments
            .SourceFiles.Where(static file => File.Exists(file.Path))
            .Select(file => CSharpSyntaxTree.ParseText(Read(file.Path), arguments.ParseOptions, file.Path, cancellationToken));
        var references = arguments
            .MetadataReferences.Where(reference => !outputs.IsMissing(reference.Reference))
            .Select(reference => outputs.Find(reference) ?? MetadataReference.CreateFromFile(reference.Reference, reference.Properties));
        var compilation = CSharpCompilation.Create(
            arguments.CompilationName,
            trees,
            references,
            arguments
                .CompilationOptions.WithSyntaxTreeOptionsProvider(severities)
                .WithAssemblyIdentityComparer(DesktopAssemblyIdentityComparer.Default)
                // Without a key, a signed assembly is no friend of the assemblies that name it.
                .WithStrongNameProvider(new DesktopStrongNameProvider(arguments.KeyFileSearchPaths))
        );

        var failures = new List<string>();
        var generators = OwnGenerators().Concat(OtherGenerators.Of(arguments, failures)).ToArray();
        CSharpGeneratorDriver
            .Create(generators, files, arguments.ParseOptions, project.Options)
            .RunGeneratorsAndUpdateCompilation(compilation, out var generated, out var said, cancellationToken);
        failures.AddRange(
            said.Where(static diagnostic => s_failed.Contains(diagnostic.Id))
                .Select(static diagnostic => diagnostic.GetMessage(CultureInfo.InvariantCulture))
        );
        return (generated, [.. failures]);
    }

    private static IEnumerable<ISourceGenerator> OwnGenerators() =>
        typeof(PromptGenerator)
            .Assembly.GetTypes()
            .Where(static type => type.IsDefined(typeof(GeneratorAttribute), inherit: false))
            .Select(static type => ((IIncrementalGenerator)Activator.CreateInstance(type)!).AsSourceGenerator());

    private static SourceText Read(string path)
    {
        using var stream = File.OpenRead(path);
        return SourceText.From(stream, canBeEmbedded: false);
    }
}
