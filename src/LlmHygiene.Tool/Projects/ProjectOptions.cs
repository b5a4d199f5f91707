using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Tool.Projects;

/// <summary>The analyzer options of a project and its files, from <c>.editorconfig</c> files and the build, as for the compiler.</summary>
internal sealed class ProjectOptions : AnalyzerConfigOptionsProvider
{
    private const string StrictPreset = "Strict.globalconfig";

    private readonly AnalyzerConfigSet _configs;
    private readonly ConcurrentDictionary<string, AnalyzerConfigOptionsResult> _files = new(StringComparer.Ordinal);

    private ProjectOptions(AnalyzerConfigSet configs)
    {
        _configs = configs;
        GlobalOptions = new Values(configs.GlobalConfigOptions.AnalyzerOptions);
        Severities = new TreeSeverities(this);
    }

    public override AnalyzerConfigOptions GlobalOptions { get; }

    /// <summary>The severities of rules.</summary>
    public SyntaxTreeOptionsProvider Severities { get; }

    /// <param name="withStrict">Adds the preset of strict mode, for a project without the package that contains it.</param>
    public static ProjectOptions Read(IEnumerable<string> paths, bool withStrict = false)
    {
        var configs = paths.Where(File.Exists).Select(static path => AnalyzerConfig.Parse(File.ReadAllText(path), path)).ToList();
        if (withStrict)
            configs.Add(AnalyzerConfig.Parse(ReadStrict(), Path.Combine(AppContext.BaseDirectory, StrictPreset)));
        return new ProjectOptions(AnalyzerConfigSet.Create(configs));
    }

    private static string ReadStrict()
    {
        using var reader = new StreamReader(typeof(ProjectOptions).Assembly.GetManifestResourceStream(StrictPreset)!);
        return reader.ReadToEnd();
    }

    public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => new Values(Of(tree.FilePath).AnalyzerOptions);

    public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Values(Of(textFile.Path).AnalyzerOptions);

    private AnalyzerConfigOptionsResult Of(string path) => _files.GetOrAdd(path, _configs.GetOptionsForSourcePath);

    private sealed class Values(ImmutableDictionary<string, string> values) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, [NotNullWhen(true)] out string? value) => values.TryGetValue(key, out value);
    }

    private sealed class TreeSeverities(ProjectOptions options) : SyntaxTreeOptionsProvider
    {
        public override GeneratedKind IsGenerated(SyntaxTree tree, CancellationToken cancellationToken) =>
            options.Of(tree.FilePath).AnalyzerOptions.TryGetValue("generated_code", out var value)
            && bool.TryParse(value, out var isGenerated)
                ? isGenerated
                    ? GeneratedKind.MarkedGenerated
                    : GeneratedKind.NotGenerated
                : GeneratedKind.Unknown;

        public override bool TryGetDiagnosticValue(
            SyntaxTree tree,
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        ) => options.Of(tree.FilePath).TreeOptions.TryGetValue(diagnosticId, out severity);

        public override bool TryGetGlobalDiagnosticValue(
            string diagnosticId,
            CancellationToken cancellationToken,
            out ReportDiagnostic severity
        ) => options._configs.GlobalConfigOptions.TreeOptions.TryGetValue(diagnosticId, out severity);
    }
}
