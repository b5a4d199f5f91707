using System.Reflection;
using System.Runtime.Loader;
using LlmHygiene.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Tool.Analysis;

/// <summary>
/// The source generators of a project other than LlmHygiene's own. Without their code, Razor files and more would be missing.
/// A generator that cannot be loaded is skipped.
/// </summary>
internal static class OtherGenerators
{
    private static readonly string s_own = typeof(PromptGenerator).Assembly.GetName().Name!;
    private static readonly Loader s_loader = new();

    /// <param name="failures">Receives the reasons why generators cannot be loaded.</param>
    public static IEnumerable<ISourceGenerator> Of(CSharpCommandLineArguments arguments, ICollection<string> failures)
    {
        foreach (var reference in arguments.AnalyzerReferences)
        {
            var path = Path.GetFullPath(reference.FilePath, arguments.BaseDirectory ?? Environment.CurrentDirectory);
            if (!File.Exists(path) || string.Equals(Path.GetFileNameWithoutExtension(path), s_own, StringComparison.OrdinalIgnoreCase))
                continue;
            var file = new AnalyzerFileReference(path, s_loader);
            file.AnalyzerLoadFailed += (_, failure) =>
            {
                if (failure.ErrorCode != AnalyzerLoadFailureEventArgs.FailureErrorCode.NoAnalyzers)
                    failures.Add($"the source generators of '{path}' cannot be loaded: {failure.Message}");
            };
            foreach (var generator in file.GetGenerators(LanguageNames.CSharp))
                yield return generator;
        }
    }

    // A context per folder: two packages can contain different versions of one library.
    private sealed class Loader : IAnalyzerAssemblyLoader
    {
        private readonly Dictionary<string, FolderContext> _folders = new(StringComparer.Ordinal);

        public void AddDependencyLocation(string fullPath) { }

        public Assembly LoadFromPath(string fullPath)
        {
            var folder = Path.GetDirectoryName(fullPath)!;
            lock (_folders)
            {
                if (!_folders.TryGetValue(folder, out var context))
                    _folders.Add(folder, context = new FolderContext(folder));
                return context.LoadFromAssemblyPath(fullPath);
            }
        }
    }

    private sealed class FolderContext(string folder) : AssemblyLoadContext
    {
        // The assemblies of the compiler and the framework are shared, so that their types are the same everywhere.
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (
                assemblyName.Name is not { } name
                || name is "Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.CSharp" or "netstandard"
                || name.StartsWith("System.", StringComparison.Ordinal)
            )
                return null;
            var neighbor = Path.Combine(folder, name + ".dll");
            return File.Exists(neighbor) ? LoadFromAssemblyPath(neighbor) : null;
        }
    }
}
