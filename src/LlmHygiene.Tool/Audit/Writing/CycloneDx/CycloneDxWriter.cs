using System.Globalization;
using System.Text.Json;
using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;
using LlmHygiene.Tool.Io;

namespace LlmHygiene.Tool.Audit.Writing.CycloneDx;

/// <summary>The models and prompts as a CycloneDX 1.6 bill of materials. Equal reports give equal documents and serial numbers.</summary>
internal static class CycloneDxWriter
{
    private const string SchemaUri = "http://cyclonedx.org/schema/bom-1.6.schema.json";
    private const string Prefix = "llmhygiene:";

    private static readonly CycloneDxJsonContext s_context = new(JsonText.ForFiles(CycloneDxJsonContext.Default.Options));

    /// <param name="timestamp">The day that the user specified; null leaves it out.</param>
    public static string Write(AuditReport report, string? timestamp)
    {
        var root = "application:" + report.Root;
        var models = report.Models.Where(static model => model.Id is not null).ToList();
        var prompts = report.Prompts.GroupBy(Ref, StringComparer.Ordinal).Select(static same => same.First()).ToList();
        var unknown = report.Models.Where(static model => model.Id is null).Sum(static model => model.Calls);
        var isIncomplete = unknown > 0 || report.NotRead.Count > 0;
        var bom = new CycloneDxBom(
            SchemaUri,
            "CycloneDX",
            "1.6",
            null,
            1,
            new CycloneDxMetadata(
                timestamp is null ? null : timestamp + "T00:00:00Z",
                new CycloneDxTools([
                    new CycloneDxComponent
                    {
                        Type = "application",
                        Name = report.Tool.Name,
                        Version = report.Tool.Version,
                    },
                ]),
                new CycloneDxComponent
                {
                    Type = "application",
                    BomRef = root,
                    Name = Path.GetFileNameWithoutExtension(report.Root) is { Length: > 0 } name ? name : report.Root,
                },
                NullIfEmpty([
                    new(Prefix + "calls", Text(report.Summary.Calls)),
                    new(Prefix + "callsWithoutKnownModel", Text(unknown)),
                    new(Prefix + "catalogAsOf", report.CatalogAsOf),
                    .. report.NotRead.Select(static one => new CycloneDxProperty(Prefix + "notRead", AuditText.NotRead(one))),
                ])
            ),
            [.. models.Select(Model), .. prompts.Select(Prompt)],
            Dependencies(report, root, models, prompts),
            isIncomplete ? [new CycloneDxComposition("incomplete", [root])] : null
        );
        return Json(bom with { SerialNumber = "urn:uuid:" + NameBasedUuid.Of(Json(bom)) });
    }

    private static string Json(CycloneDxBom bom) => JsonText.WithLineEnds(JsonSerializer.Serialize(bom, s_context.CycloneDxBom));

    private static CycloneDxComponent Model(AuditModel model) =>
        new()
        {
            Type = "machine-learning-model",
            BomRef = Ref(model),
            Supplier = model.Provider is null ? null : new CycloneDxOrganization(model.Provider),
            Name = model.Id!,
            ExternalReferences = Uri.TryCreate(model.Source, UriKind.Absolute, out _)
                ? [new CycloneDxReference("documentation", model.Source!)]
                : null,
            ModelCard = Card(model),
            Properties = NullIfEmpty([
                .. Property("deployment", model.Deployment ? "true" : null),
                .. Property("tier", model.Tier),
                .. Property("status", model.Status),
                .. Property("shutdownOn", model.ShutdownOn),
                .. Property("replacement", model.Replacement),
                .. Property("contextTokens", Text(model.ContextTokens)),
                .. Property("maxOutputTokens", Text(model.OutputTokens)),
                .. Property("inputUsdPerMillionTokens", Text(model.InputPrice)),
                .. Property("outputUsdPerMillionTokens", Text(model.OutputPrice)),
                .. Property("calls", Text(model.Calls)),
                .. Property("prompts", Text(model.Prompts)),
                .. model.Places.Select(static place => new CycloneDxProperty(Prefix + "usedAt", AuditText.Place(place.Path, place.Line))),
            ]),
        };

    // Only models that generate text have a tier in the catalog.
    private static CycloneDxModelCard? Card(AuditModel model)
    {
        var limits = new List<string>();
        if (model.ContextTokens is { } context)
            limits.Add($"The context is {Text(context)} tokens.");
        if (model.OutputTokens is { } output)
            limits.Add($"A response has at most {Text(output)} tokens.");
        if (model.ShutdownOn is { } day)
            limits.Add($"Its provider shuts it down on {day}.");
        if (model.Tier is null && limits.Count == 0)
            return null;
        return new CycloneDxModelCard(
            model.Tier is null ? null : new CycloneDxModelParameters("text-generation"),
            limits.Count == 0 ? null : new CycloneDxConsiderations(limits)
        );
    }

    private static CycloneDxComponent Prompt(AuditPrompt prompt) =>
        new()
        {
            Type = "data",
            BomRef = Ref(prompt),
            Name = prompt.Name,
            Version = prompt.Version,
            Data = [new CycloneDxData("definition", prompt.Path)],
            Properties = NullIfEmpty([
                new(Prefix + "path", AuditText.Place(prompt.Path, prompt.Line)),
                new(Prefix + "contentHash", prompt.ContentHash),
                new(Prefix + "lock", prompt.Lock),
                new(
                    Prefix + "fixedTokens",
                    $"{Text(prompt.FixedTokens.Count)} {prompt.FixedTokens.Encoding}{(prompt.FixedTokens.IsEstimate ? " (estimate)" : "")}"
                ),
                .. Property("tier", prompt.Tier),
                .. Property("budgetInputTokens", Text(prompt.Budget)),
                .. Property("deprecated", prompt.Deprecated),
            ]),
        };

    private static IReadOnlyList<CycloneDxDependency> Dependencies(
        AuditReport report,
        string root,
        List<AuditModel> models,
        List<AuditPrompt> prompts
    )
    {
        var byId = models.ToLookup(static model => model.Id!, StringComparer.Ordinal);
        var calls = report
            .Calls.Where(static call => call.Model.Id is not null && call.Prompt.Name is not null)
            .ToLookup(static call => (call.Prompt.Name!, call.Prompt.Version!), static call => (call.Model.Id!, call.Model.Deployment));
        return
        [
            new CycloneDxDependency(root, [.. models.Select(Ref), .. prompts.Select(Ref)]),
            .. models.Select(static model => new CycloneDxDependency(Ref(model), [])),
            .. prompts.Select(prompt => new CycloneDxDependency(Ref(prompt), OfPrompt(prompt))),
        ];

        IReadOnlyList<string> OfPrompt(AuditPrompt prompt)
        {
            var ids = calls[(prompt.Name, prompt.Version)];
            if (prompt.Model is { } own)
                ids = ids.Append((own, false));
            return
            [
                .. ids.Distinct()
                    .SelectMany(id => byId[id.Item1].Where(model => model.Deployment == id.Item2))
                    .Select(Ref)
                    .Distinct()
                    .Order(StringComparer.Ordinal),
            ];
        }
    }

    private static string Ref(AuditModel model) =>
        $"{(model.Deployment ? "deployment" : "model")}:{model.Provider ?? "unknown"}/{model.Id}";

    private static string Ref(AuditPrompt prompt) => $"prompt:{prompt.Project}:{prompt.Name}@{prompt.Version}";

    private static IEnumerable<CycloneDxProperty> Property(string name, string? value) =>
        value is null ? [] : [new CycloneDxProperty(Prefix + name, value)];

    private static string? Text(decimal? value) => value?.ToString(CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);

    private static IReadOnlyList<CycloneDxProperty>? NullIfEmpty(IReadOnlyList<CycloneDxProperty> properties) =>
        properties.Count == 0 ? null : properties;
}
