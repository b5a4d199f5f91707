using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Rows;

/// <summary>A setting that records the content of messages in telemetry.</summary>
internal sealed class ContentSwitchRow
{
    /// <summary>The type that declares the property; null for an <c>AppContext</c> switch or an environment variable.</summary>
    public string? Type { get; init; }

    /// <summary>The name of the property, switch or variable.</summary>
    public required string Name { get; init; }

    /// <summary>The value that turns it on: text, or the name of an enum member. Null for <c>true</c>.</summary>
    public string? Value { get; init; }
}
