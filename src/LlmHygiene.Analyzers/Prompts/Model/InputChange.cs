using LlmHygiene.Analyzers.Common;

namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>A change of the inputs that breaks callers when one version replaces the other.</summary>
/// <param name="Path">The input, and the fields of records that lead to the change.</param>
/// <param name="WasRemoved">True when the later version no longer has it, so that there is nothing to point to.</param>
/// <param name="Text">The change, as a sentence without the final period.</param>
/// <param name="Fix">The alternative to a new major version.</param>
internal sealed record InputChange(IReadOnlyList<string> Path, bool WasRemoved, string Text, string Fix)
{
    private static readonly SemanticVersion s_anyVersion = new(0, 0, 0, "", "");

    /// <summary>True when each version can replace the other for its callers.</summary>
    public static bool AreCompatible(EquatableArray<PromptInput> earlier, EquatableArray<PromptInput> later) =>
        !Between(earlier, later, s_anyVersion).Any();

    /// <summary>
    /// All breaking changes. These are not breaking: a new input that may be left out, a default for a required input, another default,
    /// another description, another order.
    /// </summary>
    /// <param name="version">The version number of the earlier version.</param>
    public static IEnumerable<InputChange> Between(
        EquatableArray<PromptInput> earlier,
        EquatableArray<PromptInput> later,
        SemanticVersion version
    ) => Between(earlier, later, version, []);

    private static IEnumerable<InputChange> Between(
        EquatableArray<PromptInput> earlier,
        EquatableArray<PromptInput> later,
        SemanticVersion version,
        string[] path
    )
    {
        var noun = path.Length == 0 ? "input" : "field";
        var known = earlier.ToDictionary(static input => input.Name, StringComparer.Ordinal);
        foreach (var input in later)
        {
            string[] here = [.. path, input.Name];
            var name = $"The {noun} '{string.Join(".", here)}'";
            if (!known.TryGetValue(input.Name, out var before))
            {
                if (input.IsRequired)
                    yield return new(
                        here,
                        false,
                        $"{name} is new since {version}, whose callers do not provide it",
                        "make it optional or give it a default"
                    );
                continue;
            }

            known.Remove(input.Name);
            foreach (var change in Between(before, input, name, version, here))
                yield return change;
        }

        foreach (var removed in known.Values.OrderBy(static input => input.Name, StringComparer.Ordinal))
        {
            string[] here = [.. path, removed.Name];
            yield return new(here, true, $"The {noun} '{string.Join(".", here)}' of {version} is missing", "keep it");
        }
    }

    private static IEnumerable<InputChange> Between(
        PromptInput before,
        PromptInput now,
        string name,
        SemanticVersion version,
        string[] path
    )
    {
        if (before.Type.Kind != now.Type.Kind || before.Type.IsList != now.Type.IsList)
        {
            yield return new(path, false, $"{name} is {Describe(now.Type)}, and {Describe(before.Type)} in {version}", "keep its type");
            yield break;
        }

        if (before.Type.IsTrusted != now.Type.IsTrusted)
        {
            yield return new(
                path,
                false,
                now.Type.IsTrusted
                    ? $"{name} must be trusted text, and any text in {version}"
                    : $"{name} is any text, and trusted text in {version}",
                "keep 'trusted' as it was"
            );
            yield break;
        }

        if (Options(before).Except(Options(now), StringComparer.Ordinal).FirstOrDefault() is { } gone)
            yield return new(path, false, $"{name} has no option '{gone}', which it has in {version}", "keep its options");
        else if (Options(now).Except(Options(before), StringComparer.Ordinal).FirstOrDefault() is { } added)
            yield return new(path, false, $"{name} has the option '{added}', which it does not have in {version}", "keep its options");

        if (before.IsOptional != now.IsOptional || (now.IsRequired && !before.IsRequired))
            yield return new(path, false, $"{name} {Need(now)}, and {Need(before)} in {version}", "keep it as it was");

        if (before.Type.Record is { } old && now.Type.Record is { } record)
            foreach (var change in Between(old.Fields, record.Fields, version, path))
                yield return change;
    }

    private static IEnumerable<string> Options(PromptInput input) =>
        input.Type.Enum is { } type ? type.Options.Select(static option => option.Text) : [];

    private static string Need(PromptInput input) =>
        input.IsRequired ? "is required"
        : input.IsOptional ? "is optional"
        : "has a default";

    private static string Describe(InputType type) => type.IsList ? "a list of " + Word(type.Kind) : Word(type.Kind);

    private static string Word(InputKind kind) => kind.ToString().ToLowerInvariant();
}
