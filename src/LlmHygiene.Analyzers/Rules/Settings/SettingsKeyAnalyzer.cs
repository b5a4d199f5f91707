using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Facts.Secrets;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.SettingsFiles;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Rules.Settings;

/// <summary>
/// Finds API keys in the settings files of the project: by their shape, and in a setting that says that it is the key of a provider.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class SettingsKeyAnalyzer : LlmAnalyzer
{
    private static readonly string[] s_ends = ["Key", "Token", "Secret", "Password"];

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } = ImmutableArray.Create(ApiKeyInSourceRule.Descriptor);

    private protected override string BaselineKind => BaselineKinds.Settings;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        var files = SettingsFileSet.Of(context.Options);
        if (files.IsEmpty || !(session.Catalog.HasCalls || EndpointText.IsIn(context.Compilation, context.CancellationToken)))
            return;
        context.RegisterAdditionalFileAction(action =>
        {
            if (files.Find(action.AdditionalFile) is { } file && action.AdditionalFile.GetText(action.CancellationToken) is { } text)
                Analyze(action, file, text.ToString(), reporter);
        });
    }

    private static void Analyze(AdditionalFileAnalysisContext context, SettingsFile file, string text, BaselineReporter reporter)
    {
        // Comments too: what is written there is in the repository.
        foreach (var key in ApiKeyText.In(text))
        {
            var span = new TextSpan(key.Start, key.Length);
            var entry = file.Entries.FirstOrDefault(one => one.Span.Contains(span));
            Report(key.Provider, ApiKeyText.Masked(text.Substring(key.Start, key.Length), key.Shown), span, entry);
        }

        foreach (var entry in file.Entries)
            if (KeyOf(entry) is { } found)
                Report(found.Provider, ApiKeyText.Masked(entry.Text.Substring(found.Start, found.Length)), entry.Span, entry);

        void Report(string? provider, string masked, TextSpan span, SettingsEntry? entry) =>
            reporter.Report(
                ApiKeyInSourceRule.InSettings(masked, provider, file.At(span), entry?.Key),
                context.ReportDiagnostic,
                reporter.IsActive ? PlaceOf(entry) : "",
                masked
            );

        string PlaceOf(SettingsEntry? entry) =>
            file.RelativePath(context.Options.AnalyzerConfigOptionsProvider.GlobalOptions) + (entry is null ? "" : ":" + entry.Key);
    }

    // `"AzureOpenAI": { "ApiKey": "…" }`; keys with a shape of their own are found in the text.
    private static FoundKey? KeyOf(SettingsEntry entry)
    {
        if (ApiKeyText.InConnection(entry.Text) is { } inConnection)
            return ApiKeyText.In(entry.Text).Any() ? null : inConnection;
        return
            s_ends.Any(end => entry.Key.EndsWith(end, StringComparison.OrdinalIgnoreCase))
            && ApiKeyText.ProviderIn(entry.Key) is { } provider
            && ApiKeyText.LooksRandom(entry.Text)
            && !ApiKeyText.In(entry.Text).Any()
            ? new FoundKey(0, entry.Text.Length, provider, Shown: 0)
            : null;
    }
}
