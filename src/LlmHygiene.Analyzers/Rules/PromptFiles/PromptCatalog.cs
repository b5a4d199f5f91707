using LlmHygiene.Analyzers.Prompts;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Reading;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Rules.PromptFiles;

/// <summary>A prompt file that could be read, with the C# class that is generated for its family.</summary>
internal sealed record CatalogEntry(AdditionalText File, string Path, string FamilyClass, PromptParseResult Result)
{
    public PromptModel Model => Result.Model!;
}

/// <summary>All prompt files of a compilation, for rules that compare two of them.</summary>
internal sealed class PromptCatalog
{
    private readonly ILookup<string, CatalogEntry> _byIdentity;
    private readonly ILookup<string, CatalogEntry> _byClass;
    private readonly Dictionary<AdditionalText, CatalogEntry> _byFile = [];

    private PromptCatalog(IReadOnlyCollection<CatalogEntry> entries)
    {
        _byIdentity = entries.ToLookup(static entry => Identity(entry.Model), StringComparer.Ordinal);
        _byClass = entries.ToLookup(static entry => entry.FamilyClass, StringComparer.Ordinal);

        // A project may list a file twice.
        foreach (var entry in entries)
            _byFile[entry.File] = entry;
    }

    /// <param name="assemblyName">The root of the namespaces where the project states none.</param>
    public static PromptCatalog Create(PromptFileSet files, string assemblyName)
    {
        var settings = files.Settings;
        var entries = new List<CatalogEntry>();
        foreach (var file in files.Parsed)
        {
            if (file.Result.Model is not { } model)
                continue;
            var path = files.RelativePath(file.File);
            var familyClass = PromptNamespaces.FullName(settings.NamespaceOf(model, path, assemblyName), model.FamilyName);
            entries.Add(new CatalogEntry(file.File, path, familyClass, file.Result));
        }

        return new PromptCatalog(
            entries
                .OrderBy(static entry => entry.Path, StringComparer.Ordinal)
                .ThenBy(static entry => entry.File.Path, StringComparer.Ordinal)
                .ToArray()
        );
    }

    /// <summary>Another file with the same name and version.</summary>
    public CatalogEntry? SameVersion(AdditionalText file, PromptModel model) =>
        _byIdentity[Identity(model)].FirstOrDefault(other => other.File.Path != file.Path);

    /// <summary>A file with this name and version.</summary>
    public CatalogEntry? Find(PromptModel model) => _byIdentity[Identity(model)].FirstOrDefault();

    /// <summary>How many files have this name and version.</summary>
    public int CountOf(PromptModel model) =>
        _byIdentity[Identity(model)].Select(static entry => entry.File.Path).Distinct(StringComparer.Ordinal).Count();

    /// <summary>A file with another prompt name that is compiled to the same C# class.</summary>
    public CatalogEntry? SameClass(AdditionalText file) =>
        _byFile.TryGetValue(file, out var self)
            ? _byClass[self.FamilyClass].FirstOrDefault(other => other.Model.Name != self.Model.Name)
            : null;

    /// <summary>This file as an entry; null when it could not be read.</summary>
    public CatalogEntry? Find(AdditionalText file) => _byFile.TryGetValue(file, out var entry) ? entry : null;

    /// <summary>The next lower version in the same major version; null when there is none, or one of the two is broken.</summary>
    public CatalogEntry? VersionBefore(CatalogEntry entry) =>
        entry.Model.IsBroken
            ? null
            : SamePrompt(entry)
                .Where(other =>
                    !other.Model.IsBroken
                    && other.Model.Version.Major == entry.Model.Version.Major
                    && other.Model.Version.CompareTo(entry.Model.Version) < 0
                )
                .OrderByDescending(static other => other.Model.Version)
                .FirstOrDefault();

    public int HighestMajor(CatalogEntry entry) => SamePrompt(entry).Max(static other => other.Model.Version.Major);

    /// <summary>The highest major version of the prompts of this name; 0 when there is none.</summary>
    public int HighestMajor(string name) =>
        _byIdentity
            .SelectMany(static entries => entries)
            .Where(entry => entry.Model.Name == name)
            .Select(static entry => entry.Model.Version.Major)
            .DefaultIfEmpty()
            .Max();

    private IEnumerable<CatalogEntry> SamePrompt(CatalogEntry entry) =>
        _byClass[entry.FamilyClass].Where(other => other.Model.Name == entry.Model.Name);

    private static string Identity(PromptModel model) => PromptMethodPlaces.Identity(model.Name, model.Version);
}
