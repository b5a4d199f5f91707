using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Analyzers.Generation.Pipeline;

/// <summary>The live versions of one major version: one type, because they have the same inputs and outputs.</summary>
/// <param name="Default">
/// The version that is sent if none is chosen: the highest release, or the highest pre-release if there is no release.
/// </param>
/// <param name="Live">The versions that can be sent, including the default, in ascending order.</param>
/// <param name="Inputs">The inputs of the type: those of the default version, and additional ones of higher versions.</param>
/// <param name="HasBroken">
/// True when another version cannot be read at the moment: the members that choose a version are still generated, so that their callers
/// compile.
/// </param>
internal sealed record PromptMajor(
    PromptModel Default,
    EquatableArray<PromptModel> Live,
    EquatableArray<PromptInput> Inputs,
    bool HasBroken
)
{
    public bool HasChoice => Live.Count > 1 || HasBroken;

    /// <param name="models">Prompts that all have the same major version.</param>
    public static PromptMajor Of(IEnumerable<PromptModel> models)
    {
        if (models is IReadOnlyList<PromptModel> and [var only])
            return Of(only);
        var all = models
            .OrderBy(static model => model.Version.IsPreRelease)
            .ThenByDescending(static model => model.Version)
            .ThenBy(static model => model.IsBroken)
            .ThenBy(static model => model.Name, StringComparer.Ordinal)
            .ThenBy(static model => model.ContentHash, StringComparer.Ordinal)
            .ToList();
        var first = all[0];
        if (all.Count == 1)
            return Of(first);

        var same = all.Where(model => model.Name == first.Name && model.Version.CompareTo(first.Version) != 0).ToList();
        if (first.IsBroken)
            return new PromptMajor(first, new[] { first }.ToEquatableArray(), first.Inputs, HasBroken: same.Count > 0);

        // A broken, differently named or duplicate version is reported in its file; the others must still work.
        var others = same.Where(static model => !model.IsBroken)
            .GroupBy(static model => model.Version with { Build = "" })
            .Select(static versions => versions.First())
            .OrderBy(static model => model.Version)
            .ToList();

        var live = others
            .Where(model =>
                model.Version.CompareTo(first.Version) < 0
                && InputChange.AreCompatible(model.Inputs, first.Inputs)
                && OutputChange.AreCompatible(model.Output, first.Output)
            )
            .ToList();
        live.Add(first);
        foreach (var higher in others.Where(model => model.Version.CompareTo(first.Version) > 0))
            if (
                InputChange.AreCompatible(live[live.Count - 1].Inputs, higher.Inputs)
                && OutputChange.AreCompatible(first.Output, higher.Output)
            )
                live.Add(higher);

        return new PromptMajor(
            first,
            live.ToEquatableArray(),
            Join(first.Inputs, live[live.Count - 1].Inputs),
            HasBroken: same.Any(static model => model.IsBroken)
        );
    }

    private static PromptMajor Of(PromptModel only) => new(only, EquatableArray.Of(only), only.Inputs, HasBroken: false);

    // A compatible version has all inputs of those below it, so the highest has all of them.
    private static EquatableArray<PromptInput> Join(EquatableArray<PromptInput> own, EquatableArray<PromptInput> highest)
    {
        var more = highest.ToDictionary(static input => input.Name, StringComparer.Ordinal);
        return own.Select(input => Join(input, more[input.Name]))
            .Concat(highest.Where(input => !own.Any(one => one.Name == input.Name)))
            .ToEquatableArray();
    }

    private static PromptInput Join(PromptInput own, PromptInput highest) =>
        own.Type.Record is { } record
            ? own with
            {
                Type = own.Type with { Record = record with { Fields = Join(record.Fields, highest.Type.Record!.Fields) } },
            }
            : own;
}
