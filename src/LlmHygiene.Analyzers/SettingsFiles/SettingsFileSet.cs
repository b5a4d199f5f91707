using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.SettingsFiles;

/// <summary>The settings files of a project. Each is parsed once, when a value is first looked up.</summary>
internal sealed class SettingsFileSet
{
    private static readonly ConditionalWeakTable<AnalyzerOptions, SettingsFileSet> s_ofProjects = new();

    public static readonly SettingsFileSet None = new(ImmutableArray<SettingsFile>.Empty);

    private SettingsFileSet(ImmutableArray<SettingsFile> files) => Files = files;

    /// <summary>The files in the order of their names: the one for every environment comes first.</summary>
    public ImmutableArray<SettingsFile> Files { get; }

    public bool IsEmpty => Files.IsEmpty;

    /// <summary>The files of a project: one object for all callers with the same options.</summary>
    public static SettingsFileSet Of(AnalyzerOptions options) => s_ofProjects.GetValue(options, Read);

    public SettingsFile? Find(AdditionalText file)
    {
        foreach (var known in Files)
            if (known.Path == file.Path)
                return known;
        return null;
    }

    /// <summary>What the files say about a key: one value for each file, so that every environment counts.</summary>
    public IEnumerable<SettingsValue> ValuesOf(string key)
    {
        foreach (var file in Files)
            if (file.Find(key) is { Text.Length: > 0 } entry)
                yield return new SettingsValue(file, entry);
    }

    private static SettingsFileSet Read(AnalyzerOptions options)
    {
        var provider = options.AnalyzerConfigOptionsProvider;
        var files = options
            .AdditionalFiles.Select(file => SettingsFile.Of(file, provider.GetOptions(file)))
            .OfType<SettingsFile>()
            .OrderBy(static file => file.Name.Length)
            .ThenBy(static file => file.Path, StringComparer.Ordinal)
            .ToImmutableArray();
        return files.IsEmpty ? None : new SettingsFileSet(files);
    }
}
