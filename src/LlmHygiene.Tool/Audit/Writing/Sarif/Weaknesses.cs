using LlmHygiene.Analyzers.Common;
using LlmHygiene.Tool.Analysis;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Audit.Writing.Sarif;

/// <summary>The weaknesses that rules find, by their numbers in the Common Weakness Enumeration.</summary>
internal static class Weaknesses
{
    private const string Name = "CWE";
    private const string Home = "https://cwe.mitre.org/";

    // Code scanning shows findings with this tag as security alerts.
    private const string SecurityTag = "security";

    private static readonly string[] s_ids =
    [
        .. RuleCatalog.All.SelectMany(IdsOf).Distinct().OrderBy(static id => id.Length).ThenBy(static id => id, StringComparer.Ordinal),
    ];

    public static SarifComponent Component { get; } = new(Name, 0);

    public static SarifTaxonomy Taxonomy { get; } =
        new(Name, "MITRE", Home, [.. s_ids.Select(static id => new SarifTaxon(id, $"{Home}data/definitions/{id}.html"))]);

    public static IEnumerable<string> TagsOf(DiagnosticDescriptor rule) =>
        IdsOf(rule).Any() ? [SecurityTag, .. IdsOf(rule).Select(static id => Descriptors.CweTag + id)] : [];

    /// <summary>Null for a rule that is not about a weakness.</summary>
    public static IReadOnlyList<SarifRelationship>? RelationshipsOf(DiagnosticDescriptor rule) =>
        IdsOf(rule).Any()
            ?
            [
                .. IdsOf(rule)
                    .Select(static id => new SarifRelationship(new SarifTarget(id, Array.IndexOf(s_ids, id), Component), ["relevant"])),
            ]
            : null;

    private static IEnumerable<string> IdsOf(DiagnosticDescriptor rule) =>
        rule
            .CustomTags.Where(static tag => tag.StartsWith(Descriptors.CweTag, StringComparison.Ordinal))
            .Select(static tag => tag[Descriptors.CweTag.Length..]);
}
