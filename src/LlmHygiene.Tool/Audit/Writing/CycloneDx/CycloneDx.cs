using System.Text.Json.Serialization;

namespace LlmHygiene.Tool.Audit.Writing.CycloneDx;

/// <summary>The parts of CycloneDX 1.6 that are written here, with the names of the specification.</summary>
internal sealed record CycloneDxBom(
    [property: JsonPropertyName("$schema")] string Schema,
    string BomFormat,
    string SpecVersion,
    string? SerialNumber,
    int Version,
    CycloneDxMetadata Metadata,
    IReadOnlyList<CycloneDxComponent> Components,
    IReadOnlyList<CycloneDxDependency> Dependencies,
    IReadOnlyList<CycloneDxComposition>? Compositions
);

internal sealed record CycloneDxMetadata(
    string? Timestamp,
    CycloneDxTools Tools,
    CycloneDxComponent Component,
    IReadOnlyList<CycloneDxProperty>? Properties
);

internal sealed record CycloneDxTools(IReadOnlyList<CycloneDxComponent> Components);

internal sealed record CycloneDxComponent
{
    public required string Type { get; init; }

    [JsonPropertyName("bom-ref")]
    public string? BomRef { get; init; }

    public CycloneDxOrganization? Supplier { get; init; }

    public required string Name { get; init; }

    public string? Version { get; init; }

    public string? Description { get; init; }

    public IReadOnlyList<CycloneDxReference>? ExternalReferences { get; init; }

    public CycloneDxModelCard? ModelCard { get; init; }

    public IReadOnlyList<CycloneDxData>? Data { get; init; }

    public IReadOnlyList<CycloneDxProperty>? Properties { get; init; }
}

internal sealed record CycloneDxOrganization(string Name);

internal sealed record CycloneDxReference(string Type, string Url);

internal sealed record CycloneDxModelCard(CycloneDxModelParameters? ModelParameters, CycloneDxConsiderations? Considerations);

internal sealed record CycloneDxModelParameters(string Task);

internal sealed record CycloneDxConsiderations(IReadOnlyList<string> TechnicalLimitations);

internal sealed record CycloneDxData(string Type, string Name);

internal sealed record CycloneDxProperty(string Name, string Value);

internal sealed record CycloneDxDependency(string Ref, IReadOnlyList<string> DependsOn);

internal sealed record CycloneDxComposition(string Aggregate, IReadOnlyList<string> Assemblies);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull
)]
[JsonSerializable(typeof(CycloneDxBom))]
internal sealed partial class CycloneDxJsonContext : JsonSerializerContext;
