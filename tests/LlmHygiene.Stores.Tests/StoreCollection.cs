namespace LlmHygiene.Stores.Tests;

/// <summary>Sources and meters are static: two tests that send telemetry at the same time would see each other's.</summary>
[CollectionDefinition(nameof(StoreCollection))]
public sealed class StoreCollection;
