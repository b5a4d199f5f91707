using System.Reflection;
using System.Runtime.Loader;
using LlmHygiene.Analyzers.Generation;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Tool.Analysis;

/// <summary>
/// The source generators that a project has besides LlmHygiene's own: without what they write, Razor files and much else
/// would be missing. One that cannot be loaded writes nothing.
/// </summary>
internal static class OtherGenerators
{
    private static readonly string s_own = typeof(PromptGenerator).Assembly.GetName().Name!;
    private static readonly Loader s_loader = new();

    /// <param name="failures">What keeps a generator from being loaded is added here.</param>
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

    // Each folder by itself: two packages may bring two versions of one library.
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
        // What the compiler and the framework bring is theirs, so that its types are the same for all.
        protected override Assembly? Load(AssemblyName assemblyName)
        {
            if (
                assemblyName.Name is not { } name
                || name is "Microsoft.CodeAnalysis" or "Microsoft.CodeAnalysis.CSharp" or "netstandard"
                || name.StartsWith("System.", StringComparison.Ordinal)
            )
                return null;
            var beside = Path.Combine(folder, name + ".dll");
            return File.Exists(beside) ? LoadFromAssemblyPath(beside) : null;
        }
    }
}
