using System.Text.Json.Serialization;

namespace LlmHygiene.Tool.Audit.Writing.Sarif;

/// <summary>The parts of SARIF 2.1.0 that are written here, with the names of the specification.</summary>
internal sealed record SarifLog([property: JsonPropertyName("$schema")] string Schema, string Version, IReadOnlyList<SarifRun> Runs);

internal sealed record SarifRun(
    SarifTool Tool,
    IReadOnlyList<SarifTaxonomy> Taxonomies,
    IReadOnlyList<SarifInvocation> Invocations,
    IReadOnlyDictionary<string, SarifArtifactLocation> OriginalUriBaseIds,
    string ColumnKind,
    IReadOnlyList<SarifResult> Results
);

internal sealed record SarifTool(SarifDriver Driver);

internal sealed record SarifDriver(
    string Name,
    string Version,
    string SemanticVersion,
    string InformationUri,
    IReadOnlyList<SarifRule> Rules,
    IReadOnlyList<SarifRule> Notifications,
    IReadOnlyList<SarifComponent> SupportedTaxonomies
);

internal sealed record SarifComponent(string Name, int Index);

internal sealed record SarifTaxonomy(string Name, string Organization, string InformationUri, IReadOnlyList<SarifTaxon> Taxa);

internal sealed record SarifTaxon(string Id, string HelpUri);

internal sealed record SarifRelationship(SarifTarget Target, IReadOnlyList<string> Kinds);

internal sealed record SarifTarget(string Id, int Index, SarifComponent ToolComponent);

internal sealed record SarifRule(
    string Id,
    string? Name,
    SarifText ShortDescription,
    SarifText? FullDescription,
    SarifHelp? Help,
    string? HelpUri,
    SarifConfiguration? DefaultConfiguration,
    SarifRuleProperties? Properties,
    IReadOnlyList<SarifRelationship>? Relationships = null
);

internal sealed record SarifRuleProperties(IReadOnlyList<string> Tags);

internal sealed record SarifConfiguration(bool Enabled, string Level);

internal sealed record SarifText(string Text);

internal sealed record SarifHelp(string Text, string Markdown);

internal sealed record SarifInvocation(bool ExecutionSuccessful, IReadOnlyList<SarifNotification> ToolExecutionNotifications);

internal sealed record SarifNotification(
    string Level,
    SarifText Message,
    SarifRuleReference Descriptor,
    IReadOnlyList<SarifLocation> Locations
);

internal sealed record SarifRuleReference(string Id, int Index);

internal sealed record SarifResult(
    string RuleId,
    int RuleIndex,
    string Level,
    SarifText Message,
    IReadOnlyList<SarifLocation> Locations,
    IReadOnlyDictionary<string, string> PartialFingerprints,
    SarifResultProperties Properties
);

internal sealed record SarifResultProperties(string Project, IReadOnlyList<string>? Frameworks);

internal sealed record SarifLocation(SarifPhysicalLocation PhysicalLocation, IReadOnlyList<SarifLogicalLocation>? LogicalLocations);

internal sealed record SarifPhysicalLocation(SarifArtifactLocation ArtifactLocation, SarifRegion? Region);

internal sealed record SarifArtifactLocation(string? Uri, string? UriBaseId, SarifText? Description = null);

internal sealed record SarifRegion(int StartLine, int StartColumn);

internal sealed record SarifLogicalLocation(string FullyQualifiedName, string Kind);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(SarifLog))]
internal sealed partial class SarifJsonContext : JsonSerializerContext;
