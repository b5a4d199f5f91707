using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Tool.Analysis;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Tool.Audit.Writing.Sarif;

/// <summary>The violations as SARIF 2.1.0, for code scanning. If code only moves, nothing changes but the line numbers.</summary>
internal static class SarifWriter
{
    private const string SchemaUri = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private const string Fingerprint = "llmHygiene/v1";
    private const string SourceRoot = "SRCROOT";
    private const string NotReadPrefix = "not-read/";

    private static readonly SarifJsonContext s_context = new(JsonText.ForFiles(SarifJsonContext.Default.Options));

    public static string Write(AuditReport report) => JsonText.WithLineEnds(JsonSerializer.Serialize(Create(report), s_context.SarifLog));

    private static SarifLog Create(AuditReport report)
    {
        var rules = RuleCatalog.All;
        var indexes = rules
            .Select(static (rule, index) => (rule.Id, index))
            .ToDictionary(static pair => pair.Id, static pair => pair.index, StringComparer.Ordinal);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        return new SarifLog(
            SchemaUri,
            "2.1.0",
            [
                new SarifRun(
                    new SarifTool(
                        new SarifDriver(
                            "llm-hygiene",
                            report.Tool.Version,
                            report.Tool.Version,
                            RepositoryLinks.Home,
                            [.. rules.Select(Rule)],
                            [.. AuditNotRead.Kinds.Select(Notification)],
                            [Weaknesses.Component]
                        )
                    ),
                    [Weaknesses.Taxonomy],
                    [
                        new SarifInvocation(
                            report.NotRead.All(static one => one.Kind == AuditNotRead.Language),
                            [.. report.NotRead.Select(Notification)]
                        ),
                    ],
                    new Dictionary<string, SarifArtifactLocation>
                    {
                        [SourceRoot] = new(null, null, new SarifText("The folder that was audited.")),
                    },
                    "utf16CodeUnits",
                    [.. report.Violations.Select(violation => Result(violation, indexes, seen))]
                ),
            ]
        );
    }

    private static SarifRule Rule(DiagnosticDescriptor rule)
    {
        var description = rule.Description.ToString(CultureInfo.InvariantCulture);
        var title = rule.Title.ToString(CultureInfo.InvariantCulture);
        var text = description.Length > 0 ? description : title;
        return new SarifRule(
            rule.Id,
            null,
            new SarifText(title),
            new SarifText(text),
            new SarifHelp(
                $"{text} {rule.HelpLinkUri}",
                $"{text}\n\n[{rule.Id}: why, how to fix, what is not a finding]({rule.HelpLinkUri})"
            ),
            rule.HelpLinkUri,
            new SarifConfiguration(rule.IsEnabledByDefault, Level(rule.DefaultSeverity)),
            new SarifRuleProperties([rule.Category, .. Weaknesses.TagsOf(rule)]),
            Weaknesses.RelationshipsOf(rule)
        );
    }

    private static SarifRule Notification(string kind) =>
        new(NotReadPrefix + kind, null, new SarifText($"A project was not read completely ({kind})."), null, null, null, null, null);

    private static SarifNotification Notification(AuditNotRead one) =>
        new(
            one.Kind == AuditNotRead.Language ? "note" : "error",
            new SarifText(one.Framework is null ? one.Reason : $"{one.Framework}: {one.Reason}"),
            new SarifRuleReference(NotReadPrefix + one.Kind, Array.IndexOf(AuditNotRead.Kinds, one.Kind)),
            [new SarifLocation(new SarifPhysicalLocation(Artifact(one.Path), null), null)]
        );

    private static SarifResult Result(AuditViolation violation, Dictionary<string, int> indexes, Dictionary<string, int> seen)
    {
        var key = string.Join(
            '\n',
            violation.Rule,
            violation.Project,
            violation.Path,
            violation.Member,
            violation.Message,
            string.Join(';', violation.Frameworks ?? [])
        );
        var time = seen[key] = seen.GetValueOrDefault(key) + 1;
        var hash = Convert
            .ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(key + "\n" + time.ToString(CultureInfo.InvariantCulture))))
            .ToLowerInvariant();
        return new SarifResult(
            violation.Rule,
            indexes.GetValueOrDefault(violation.Rule, -1),
            violation.Severity switch
            {
                AuditViolation.Error => "error",
                AuditViolation.Warning => "warning",
                _ => "note",
            },
            new SarifText(violation.Message),
            [
                new SarifLocation(
                    new SarifPhysicalLocation(Artifact(violation.Path), new SarifRegion(violation.Line, violation.Column)),
                    violation.Member.Length == 0 ? null : [new SarifLogicalLocation(violation.Member, "member")]
                ),
            ],
            new Dictionary<string, string> { [Fingerprint] = hash },
            new SarifResultProperties(violation.Project, violation.Frameworks)
        );
    }

    private static SarifArtifactLocation Artifact(string path) =>
        new(string.Join('/', path.Split('/').Select(Uri.EscapeDataString)), SourceRoot);

    private static string Level(DiagnosticSeverity severity) =>
        severity switch
        {
            DiagnosticSeverity.Error => "error",
            DiagnosticSeverity.Warning => "warning",
            _ => "note",
        };
}
