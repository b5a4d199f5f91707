using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.SettingsFiles;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Clients.Configuration;

/// <summary>What the settings files of a project say about the values that its code reads from the configuration.</summary>
internal sealed class ProjectConfiguration(SettingsFileSet files)
{
    public static readonly ProjectConfiguration None = new(SettingsFileSet.None);

    private readonly BoundOptions _bound = new();
    private readonly ConfigurationRoots _roots = new(files);

    public bool HasFiles => !files.IsEmpty;

    /// <summary>
    /// The values in the settings files that a value can be: several where files of environments differ, or where the code chooses; empty
    /// where nothing is known.
    /// </summary>
    /// <param name="member">The member of the object that <paramref name="value"/> fills from the configuration; null for a value.</param>
    public IReadOnlyList<SettingsValue> ValuesOf(IOperation value, ValueTracker values, ObjectTracker objects, string? member = null)
    {
        if (!HasFiles)
            return [];
        var reader = new ConfigurationReader(values, objects, _bound, _roots);
        var found = new List<SettingsValue>();
        if (member is not null)
            Add(value);
        else
            foreach (var origin in values.Trace(value).Origins)
                Add(origin.Operation);
        return found.Count == 0 || _roots.IsWrittenInCode(values.Scope) ? [] : found;

        void Add(IOperation origin)
        {
            foreach (var key in reader.KeysOf(origin, member))
            foreach (var one in files.ValuesOf(key))
                if (!found.Contains(one))
                    found.Add(one);
        }
    }
}
