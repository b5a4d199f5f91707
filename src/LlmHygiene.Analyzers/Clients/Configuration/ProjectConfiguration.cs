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

    /// <summary>True where one of the settings files has a value under the key.</summary>
    public bool States(string key) => files.ValuesOf(key).Any();

    /// <summary>
    /// The values in the settings files that a value can be: several where files of environments differ, or where the code chooses; empty
    /// where nothing is known.
    /// </summary>
    /// <param name="member">The member of the object that <paramref name="value"/> fills from the configuration; null for a value.</param>
    public IReadOnlyList<SettingsValue> ValuesOf(IOperation value, ValueTracker values, ObjectTracker objects, string? member = null)
    {
        if (!HasFiles)
            return [];
        var found = new List<SettingsValue>();
        foreach (var key in Keys(value, values, objects, member))
        foreach (var one in files.ValuesOf(key))
            if (!found.Contains(one))
                found.Add(one);
        return found.Count == 0 || _roots.IsWrittenInCode(values.Scope) ? [] : found;
    }

    /// <summary>
    /// The keys under which a value is read, whichever project has the settings files; empty where code of this project adds values that
    /// take precedence over those of all files.
    /// </summary>
    public IReadOnlyList<string> KeysOf(IOperation value, ValueTracker values, ObjectTracker objects, string? member = null) =>
        this == None || Keys(value, values, objects, member).ToList() is not { Count: > 0 } keys || _roots.IsWrittenInCode(values.Scope)
            ? []
            : keys;

    private IEnumerable<string> Keys(IOperation value, ValueTracker values, ObjectTracker objects, string? member)
    {
        var reader = ReaderOf(values, objects);
        return member is not null
            ? reader.KeysOf(value, member)
            : values.Trace(value).Origins.SelectMany(origin => reader.KeysOf(origin.Operation, member));
    }

    /// <summary>The sections that this project binds to the options class of another one.</summary>
    public IEnumerable<string> SectionsOf(INamedTypeSymbol options, ValueTracker values, ObjectTracker objects) =>
        BoundOptions.Bindings(options, values.Scope).SelectMany(ReaderOf(values, objects).SectionsOf);

    /// <summary>The parameters of this project's methods that give an options class its section.</summary>
    public IEnumerable<IParameterSymbol> ParametersBoundTo(INamedTypeSymbol options, ValueTracker values, ObjectTracker objects) =>
        BoundOptions.Bindings(options, values.Scope).Select(ReaderOf(values, objects).GivenTo).OfType<IParameterSymbol>();

    /// <summary>The sections that this project passes for a parameter of a method of another one.</summary>
    public IEnumerable<string> SectionsPassed(IParameterSymbol parameter, ValueTracker values, ObjectTracker objects) =>
        ReaderOf(values, objects).SectionsPassed(parameter);

    private ConfigurationReader ReaderOf(ValueTracker values, ObjectTracker objects) => new(values, objects, _bound, _roots);
}
