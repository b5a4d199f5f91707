using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>The sources of one assembly, compiled so that names can be bound to types.</summary>
/// <remarks>
/// Generated code and some packages of the tool are missing, so a few names do not bind. A name that binds to a type of the
/// assembly itself needs neither.
/// </remarks>
internal sealed class SourceAssembly
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest, preprocessorSymbols: ["NET", "NET8_0_OR_GREATER"]);

    /// <summary>The packages in the test's output, without our own assemblies.</summary>
    private static readonly Lazy<IReadOnlyList<MetadataReference>> s_packages = new(() =>
    {
        var known = TestReferences.Framework.Select(reference => Path.GetFileName(reference.Display)).ToHashSet();
        return
        [
            .. TestReferences.Framework,
            .. from path in Directory.GetFiles(AppContext.BaseDirectory, "*.dll")
            let name = Path.GetFileName(path)
            where !name.StartsWith("LlmHygiene", StringComparison.Ordinal) && known.Add(name)
            select MetadataReference.CreateFromFile(path),
        ];
    });

    public static SourceAssembly Analyzers { get; } = FromFolder("LlmHygiene.Analyzers");

    public static SourceAssembly CodeFixes { get; } = FromFolder("LlmHygiene.CodeFixes", uses: "LlmHygiene.Analyzers");

    public static SourceAssembly Interception { get; } = FromFolder("LlmHygiene.Interception", uses: "LlmHygiene.Analyzers");

    public static SourceAssembly Runtime { get; } = FromFolder("LlmHygiene");

    public static SourceAssembly FeatureManagement { get; } = FromFolder("LlmHygiene.FeatureManagement", uses: "LlmHygiene");

    public static SourceAssembly OpenTelemetry { get; } = FromFolder("LlmHygiene.OpenTelemetry");

    public static SourceAssembly Tool { get; } = FromFolder("LlmHygiene.Tool", uses: "LlmHygiene.Analyzers", assembly: "llm-hygiene");

    public static IReadOnlyList<SourceAssembly> All { get; } =
    [Analyzers, CodeFixes, Interception, Runtime, FeatureManagement, OpenTelemetry, Tool];

    private readonly Lazy<FolderGraph> _folders;

    private SourceAssembly(string name, string assembly, IEnumerable<(string Path, string Text)> files, string? uses)
    {
        Name = name;
        Trees = [.. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, s_parse, file.Path))];
        Compilation = new(() =>
            CSharpCompilation.Create(
                assembly,
                Trees.Append(CSharpSyntaxTree.ParseText(ImplicitUsings, s_parse)),
                uses is null ? s_packages.Value : [.. s_packages.Value, TestReferences.FromOutput(uses)],
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            )
        );
        _folders = new(() => FolderGraph.Of(this));
    }

    public string Name { get; }

    /// <summary>One tree for each file; its path is relative to the folder of the assembly.</summary>
    public IReadOnlyList<SyntaxTree> Trees { get; }

    public Lazy<CSharpCompilation> Compilation { get; }

    public FolderGraph Folders => _folders.Value;

    public static SourceAssembly FromText(string name, params (string Path, string Text)[] files) => new(name, name, files, uses: null);

    /// <summary>The folder of a file, with <c>/</c>; empty for a file in the assembly's own folder.</summary>
    public static string FolderOf(SyntaxTree tree) => Path.GetDirectoryName(tree.FilePath)!.Replace('\\', '/');

    /// <summary>The files that declare a namespace other than that of their folder.</summary>
    /// <remarks>An extension method may be in the namespace of the type that it extends, where IntelliSense offers it.</remarks>
    public IEnumerable<string> MisplacedNamespaces() =>
        from tree in Trees
        let folder = FolderOf(tree)
        let expected = folder.Length == 0 ? Name : Name + "." + folder.Replace('/', '.')
        from declaration in tree.GetRoot().DescendantNodes().OfType<BaseNamespaceDeclarationSyntax>()
        where declaration.Name.ToString() is var actual && actual != expected && !IsOfExtendedType(actual)
        select $"{tree.FilePath}: {declaration.Name} instead of {expected}";

    private static bool IsOfExtendedType(string name) =>
        name.StartsWith("Microsoft.", StringComparison.Ordinal) || name.StartsWith("OpenTelemetry.", StringComparison.Ordinal);

    /// <param name="uses">One of our assemblies in the test's output that this one references.</param>
    /// <param name="assembly">
    /// The assembly name that the other assembly exposes its internal types to, if it differs from the project's name.
    /// </param>
    private static SourceAssembly FromFolder(string name, string? uses = null, string? assembly = null)
    {
        var root = Path.Combine(TestReferences.RepositoryRoot, "src", name);
        var files = SourceFiles.Below(root).Select(path => (Path.GetRelativePath(root, path), File.ReadAllText(path)));
        return new(name, assembly ?? name, files, uses);
    }
}
