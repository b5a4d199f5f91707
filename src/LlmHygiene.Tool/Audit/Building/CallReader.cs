using System.Globalization;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Tool.Audit.Model;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Audit.Building;

/// <summary>Makes a call of the report from an entry of the inventory.</summary>
internal static class CallReader
{
    // In a report, a part of a prompt tag that is not a constant.
    private const string UnknownPart = "*";

    /// <summary>The calls of one compilation. They are numbered as the generator of interceptors does.</summary>
    public static IReadOnlyList<AuditCall> Read(IEnumerable<Diagnostic> entries, string project, AuditPaths paths)
    {
        var before = new Dictionary<string, int>(StringComparer.Ordinal);
        return
        [
            .. entries
                .OrderBy(static entry => entry.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(static entry => entry.Location.SourceSpan.Start)
                .Select(entry => Numbered(Read(entry, project, paths), before)),
        ];
    }

    private static AuditCall Numbered(AuditCall call, Dictionary<string, int> before)
    {
        if (call.Site is not { } site)
            return call;
        var count = before.GetValueOrDefault(site);
        before[site] = count + 1;
        return call with { Site = CallSiteName.Numbered(site, count) };
    }

    private static AuditCall Read(Diagnostic diagnostic, string project, AuditPaths paths)
    {
        var at = diagnostic.Location.GetMappedLineSpan();
        var entry = InventoryEntry.Read(diagnostic);
        return new AuditCall
        {
            Project = project,
            Path = paths.Of(at.Path),
            Line = at.StartLinePosition.Line + 1,
            Column = at.StartLinePosition.Character + 1,
            Member = MemberNames.At(diagnostic.Location),
            Sdk = entry.Sdk,
            Operation = entry.Operation,
            Model = new AuditModelUse(entry.ModelState.ToString(), entry.ModelId, entry.ModelIsDeployment)
            {
                Ids = entry.ModelIds.Count > 0 ? [.. entry.ModelIds] : null,
                Endpoint = entry.ModelProvider,
            },
            Service = entry.Service,
            ModelKeys = entry.ModelKeys,
            Prompt = PromptOf(entry),
            Limit = new AuditLimit(entry.LimitState.ToString(), TokensOf(entry.LimitTokens))
            {
                Values = entry.LimitValues.Count > 0 ? [.. entry.LimitValues.Select(TokensOf).OfType<int>()] : null,
            },
            Cancellation = entry.Cancellation.ToString(),
            Via = entry.Via.ToString(),
            Interception = entry.Interception?.ToString(),
            Site = entry.Site,
        };
    }

    private static AuditPromptUse PromptOf(InventoryEntry entry) =>
        entry.PromptState == PromptState.Tagged
            ? new AuditPromptUse(entry.PromptState.ToString(), entry.PromptName ?? UnknownPart, entry.PromptVersion ?? UnknownPart)
            : new AuditPromptUse(entry.PromptState.ToString());

    private static int? TokensOf(string? limit) =>
        int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out var tokens) ? tokens : null;
}
