using System.Collections.Immutable;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Finds a prompt's name and version where code writes them under a known key: dictionary entries and activity tags.</summary>
internal sealed class PromptTags(ImmutableArray<string> extraKeys)
{
    private static readonly ImmutableHashSet<string> s_nameKeys = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "gen_ai.prompt.name",
        "prompt.name",
        "prompt_name",
        "promptName"
    );

    private static readonly ImmutableHashSet<string> s_versionKeys = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "gen_ai.prompt.version",
        "prompt.version",
        "prompt_version",
        "promptVersion"
    );

    /// <summary>Whether the value of the key is a name or a version.</summary>
    public bool IsKey(string key) => s_nameKeys.Contains(key) || IsVersionKey(key);

    private bool IsVersionKey(string key) => s_versionKeys.Contains(key) || extraKeys.Contains(key, StringComparer.OrdinalIgnoreCase);

    /// <summary>The tags in a call's options and in other values that are written for it.</summary>
    public FoundTag In(CallOptions settings, IEnumerable<IOperation> others, ValueTracker values, SdkCatalog catalog)
    {
        var written = new WrittenTags(values, catalog);
        foreach (var value in settings.TagValues.Concat(others))
            written.AddWrite(value);
        foreach (var use in settings.TagUses)
            written.AddUse(use);
        var mayBeMissing = settings.TagsMayBeMissing || written.IsUncertain;
        foreach (var value in settings.OpaqueValues)
            written.AddWrite(value);
        var found = Read(written, PromptTagSource.Options);
        return
            found.Tagged is { } tagged
            && (
                mayBeMissing
                || tagged.VersionValues.Any(written.IsOfOther)
                || new TagOrder(settings.TagValues, written, values, catalog).MayDrop(tagged)
            )
            ? found with
            {
                Tagged = tagged with { Name = null, Version = null },
            }
            : found;
    }

    /// <summary>The tags of the activities of the member that makes the call.</summary>
    public FoundTag OnActivity(IOperation call, ValueTracker values, SdkCatalog catalog) =>
        new ActivityTags(values, catalog).Around(call) is { } written ? Read(written, PromptTagSource.Activity) : FoundTag.None;

    // A name alone does not identify what was sent.
    private FoundTag Read(WrittenTags written, PromptTagSource source)
    {
        string? name = null,
            version = null;
        var versions = new List<IOperation>();
        foreach (var (key, value) in written.Entries)
        {
            if (IsVersionKey(key))
            {
                versions.Add(value);
                version = versions.Count == 1 || version == Text(value) ? Text(value) : null;
            }
            else if (s_nameKeys.Contains(key))
            {
                name ??= Text(value);
            }
        }

        return versions.Count > 0
            ? new FoundTag(
                new PromptFact(PromptState.Tagged, name, version) { Source = source, VersionValues = versions },
                IsUnknown: false
            )
            : new FoundTag(null, written.IsUnknown || written.Possible.Any(IsVersionKey));
    }

    private static string? Text(IOperation value) =>
        value.WithoutConversion().ConstantValue is { HasValue: true, Value: string text } ? text : null;
}

/// <summary>What is known of a prompt's tag at one place.</summary>
/// <param name="Tagged">The tag; null where none is seen.</param>
/// <param name="IsUnknown">True when there may be one that is not seen.</param>
internal sealed record FoundTag(PromptFact? Tagged, bool IsUnknown)
{
    /// <summary>True when it is a caller that writes the tag.</summary>
    public bool IsOfCaller { get; init; }

    public static readonly FoundTag None = new(null, false);

    public static readonly FoundTag Unknown = new(null, true);
}
