using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.SettingsFiles;

/// <summary>One of the project's settings files, read on demand.</summary>
internal sealed class SettingsFile
{
    private const string Metadata = "build_metadata.AdditionalFiles.LlmSettings";
    private const string NameStart = "appsettings";
    private const string Extension = ".json";

    // What is read lives as long as the text.
    private static readonly ConditionalWeakTable<SourceText, IReadOnlyList<SettingsEntry>> s_read = new();

    private readonly AdditionalText _file;
    private readonly Lazy<Dictionary<string, SettingsEntry>> _byKey;

    private SettingsFile(AdditionalText file)
    {
        _file = file;
        _byKey = new(() =>
        {
            var found = new Dictionary<string, SettingsEntry>(StringComparer.OrdinalIgnoreCase);
            foreach (var entry in Entries)
                found[entry.Key] = entry;
            return found;
        });
    }

    public string Path => _file.Path;

    /// <summary>The name without its folder.</summary>
    public string Name => NameOf(_file.Path);

    /// <summary>The texts in the file; empty for one that the configuration would refuse.</summary>
    public IReadOnlyList<SettingsEntry> Entries => _file.GetText() is { } text ? Read(text) : [];

    /// <summary>Null for a file that holds no settings.</summary>
    public static SettingsFile? Of(AdditionalText file, AnalyzerConfigOptions options) =>
        IsNamedSo(NameOf(file.Path))
        || (options.TryGetValue(Metadata, out var value) && string.Equals(value, "true", StringComparison.OrdinalIgnoreCase))
            ? new SettingsFile(file)
            : null;

    public static IReadOnlyList<SettingsEntry> Read(SourceText text) =>
        s_read.GetValue(text, static text => SettingsJson.Read(text.ToString()) ?? []);

    public SettingsEntry? Find(string key) => _byKey.Value.TryGetValue(key, out var entry) ? entry : null;

    public Location At(TextSpan span) => Location.Create(Path, span, _file.GetText()!.Lines.GetLinePositionSpan(span));

    /// <summary>The path relative to the project, with '/' between its parts.</summary>
    public string RelativePath(AnalyzerConfigOptions globalOptions)
    {
        var path = Path.Replace('\\', '/');
        return
            BuildProperties.ProjectDirectory(globalOptions)?.Replace('\\', '/') is { } folder
            && path.StartsWith(folder, StringComparison.OrdinalIgnoreCase)
            ? path.Substring(folder.Length).TrimStart('/')
            : Name;
    }

    private static bool IsNamedSo(string name) =>
        name.StartsWith(NameStart, StringComparison.OrdinalIgnoreCase) && name.EndsWith(Extension, StringComparison.OrdinalIgnoreCase);

    private static string NameOf(string path) => path.Substring(path.LastIndexOfAny(['/', '\\']) + 1);
}

/// <summary>A value in one of the settings files.</summary>
internal sealed record SettingsValue(SettingsFile File, SettingsEntry Entry)
{
    public string Text => Entry.Text;

    public SettingsKey Key => new(File.Path, Entry.Span.Start);

    public Location Location => File.At(Entry.Span);
}

/// <summary>Identifies a value in the settings files of a project.</summary>
internal readonly record struct SettingsKey(string Path, int Start);
