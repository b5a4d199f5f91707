using System.Globalization;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Tool.Audit.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Reads an entry of the inventory back into its parts.</summary>
internal static class CallReader
{
    public static AuditCall Read(Diagnostic entry, string project, AuditPaths paths)
    {
        var at = entry.Location.GetMappedLineSpan();
        var (modelState, modelId) = Split(Property(entry, "model"));
        var (promptState, tag) = Split(Property(entry, "prompt"));
        var (limitState, tokens) = Split(Property(entry, "limit"));
        var version = tag?.LastIndexOf('@') ?? -1;
        return new AuditCall
        {
            Project = project,
            Path = paths.Of(at.Path),
            Line = at.StartLinePosition.Line + 1,
            Column = at.StartLinePosition.Character + 1,
            Member = MemberNames.At(entry.Location),
            Sdk = Property(entry, "sdk"),
            Operation = Property(entry, "operation"),
            Model = new AuditModelUse(modelState, modelId, entry.Properties.ContainsKey(CallInventoryRule.Deployment)),
            Prompt = version < 0 ? new AuditPromptUse(promptState) : new AuditPromptUse(promptState, tag![..version], tag[(version + 1)..]),
            Limit = new AuditLimit(
                limitState,
                int.TryParse(tokens, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? count : null
            ),
            Cancellation = Property(entry, "cancellation"),
            Via = Property(entry, "via"),
        };
    }

    private static string Property(Diagnostic entry, string name) => entry.Properties.TryGetValue(name, out var value) ? value ?? "" : "";

    /// <summary><c>AtClient(gpt-4o)</c> is a state and what it holds.</summary>
    private static (string State, string? Value) Split(string text) =>
        text.IndexOf('(', StringComparison.Ordinal) is var open and > 0 && text.EndsWith(')')
            ? (text[..open], text[(open + 1)..^1])
            : (text, null);
}
