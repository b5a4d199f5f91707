using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Telemetry;

/// <summary>Code that sends the content of messages to telemetry, in any way that SDKs and conventions offer.</summary>
internal static class MessageContent
{
    // Attributes whose value is the text itself.
    private static readonly ImmutableHashSet<string> s_attributes = ImmutableHashSet.Create(
        StringComparer.Ordinal,
        "gen_ai.prompt",
        "gen_ai.completion",
        "gen_ai.input.messages",
        "gen_ai.output.messages",
        "gen_ai.system_instructions"
    );

    /// <summary>How the assignment turns content on; null for any other assignment.</summary>
    public static string? TurnedOnBy(ISimpleAssignmentOperation assignment, SdkCatalog catalog) =>
        assignment.Target is IPropertyReferenceOperation { Property: var property }
        && catalog.FindContentMember(property) is { } entry
        && TurnsOn(assignment.Value, entry)
            ? $"{property.Name} = {entry.Value ?? "true"}"
            : null;

    /// <summary>A cheap test on the name alone.</summary>
    public static bool MightSend(string methodName) =>
        methodName is ProcessSettings.SetSwitch or ProcessSettings.SetEnvironmentVariable or "SetTag" or "AddTag";

    /// <summary>How the call turns content on, or records it; null for any other call.</summary>
    public static string? SentBy(IInvocationOperation invocation, SdkCatalog catalog) =>
        invocation.TargetMethod.Name switch
        {
            ProcessSettings.SetSwitch or ProcessSettings.SetEnvironmentVariable => TurnedOnBy(invocation, catalog),
            "SetTag" or "AddTag" => RecordedBy(invocation, catalog.Known),
            _ => null,
        };

    private static string? TurnedOnBy(IInvocationOperation invocation, SdkCatalog catalog) =>
        ProcessSettings.NameSetBy(invocation) is { } name
        && catalog.FindContentSwitch(name) is { } entry
        && TurnsOn(invocation.Arguments[1].Value, entry)
            ? name
            : null;

    private static string? RecordedBy(IInvocationOperation invocation, KnownTypes known)
    {
        if (
            invocation.Arguments is not [{ Value: { ConstantValue.Value: string key } }, { Value: var content }]
            || !s_attributes.Contains(key)
        )
            return null;
        if (!SymbolEqualityComparer.Default.Equals(invocation.TargetMethod.ContainingType, known.Activity))
            return null;
        // A constant is a label, and a number is a count.
        content = content.WithoutConversion();
        return content.ConstantValue.HasValue || content.Type is { IsValueType: true } ? null : key;
    }

    private static bool TurnsOn(IOperation value, ContentSwitchRow entry)
    {
        value = value.WithoutConversion();
        if (value is IFieldReferenceOperation { Field: { ContainingType.TypeKind: TypeKind.Enum, Name: var member } })
            return member == entry.Value;
        return value.ConstantValue is { HasValue: true, Value: var constant }
            && (
                entry.Value is null
                    ? constant is true
                    : constant is string text && string.Equals(text.Trim(), entry.Value, StringComparison.OrdinalIgnoreCase)
            );
    }
}
