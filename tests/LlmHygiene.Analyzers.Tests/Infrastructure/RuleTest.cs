using System.Collections.Immutable;
using LlmHygiene.Analyzers.Rules.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>
/// Runs rules over source with the real SDK packages. <c>{|LLMH1001:GetResponseAsync|}</c> marks what must be reported, and nothing else
/// may be reported; <c>[|GetResponseAsync|]</c> does the same where the test is about one rule.
/// </summary>
internal static class RuleTest
{
    /// <summary>Suggestions that apply to almost every short call and prompt; these rules have their own tests.</summary>
    public static readonly string[] Usual = ["LLMH4001", "LLMH5001"];

    /// <summary>The same, and what a test of another rule reports when it has a call in a loop.</summary>
    public static readonly string[] Hints = [.. Usual, "LLMH4004"];

    /// <summary>Verifies the rules about calls.</summary>
    public static Task VerifyAsync(
        string source,
        string? editorConfig = null,
        string? models = null,
        string? only = null,
        IEnumerable<MetadataReference>? references = null,
        OutputKind? kind = null
    ) => VerifyAsync<LlmCallAnalyzer>([source], editorConfig, models, only, references, kind);

    public static Task VerifyAsync<TAnalyzer>(string source, IEnumerable<MetadataReference>? references = null)
        where TAnalyzer : DiagnosticAnalyzer, new() => VerifyAsync<TAnalyzer>([source], references: references);

    /// <summary>Verifies the rules of an analyzer.</summary>
    /// <param name="only">The only rule to verify; by default all except <see cref="Hints"/>.</param>
    public static Task VerifyAsync<TAnalyzer>(
        string[] sources,
        string? editorConfig = null,
        string? models = null,
        string? only = null,
        IEnumerable<MetadataReference>? references = null,
        OutputKind? kind = null
    )
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = Create<TAnalyzer>(only, references);
        foreach (var source in sources)
            test.TestState.Sources.Add(source);
        test.TestState.Sources.Add(TestCode.UsingsFor<TAnalyzer>());
        if (kind is not null)
            test.TestState.OutputKind = kind;
        if (editorConfig is not null)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + editorConfig));
        if (models is not null)
            test.TestState.AdditionalFiles.Add(("/llm-models.txt", models));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>A test without code, for settings that <see cref="VerifyAsync{TAnalyzer}"/> does not have.</summary>
    public static CSharpAnalyzerTest<TAnalyzer, DefaultVerifier> Create<TAnalyzer>(
        string? only = null,
        IEnumerable<MetadataReference>? references = null
    )
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var test = new Test<TAnalyzer>(only);
        TestCode.Prepare(test, references);
        // The inventory has its own tests.
        test.DisabledDiagnostics.Add("LLMH0001");
        test.DisabledDiagnostics.AddRange(
            only is null ? Hints : new TAnalyzer().SupportedDiagnostics.Select(rule => rule.Id).Where(id => id != only)
        );
        return test;
    }

    /// <summary>The message of the only diagnostic that one rule about calls reports.</summary>
    public static async Task<string> MessageAsync(string only, params string[] sources) =>
        Assert.Single(await DiagnosticsAsync(sources, only: only)).GetMessage(null);

    /// <summary>The diagnostics of the rules about calls.</summary>
    public static Task<ImmutableArray<Diagnostic>> DiagnosticsAsync(
        string[] sources,
        bool inventory = false,
        IEnumerable<MetadataReference>? references = null,
        bool mustCompile = true,
        Dictionary<string, string>? config = null,
        string? models = null,
        string? only = null
    ) => DiagnosticsAsync<LlmCallAnalyzer>(sources, inventory, references, mustCompile, config, models, only);

    /// <summary>The diagnostics of the rules of an analyzer, in the order of the source.</summary>
    /// <param name="hints">True to include <see cref="Hints"/>.</param>
    public static async Task<ImmutableArray<Diagnostic>> DiagnosticsAsync<TAnalyzer>(
        string[] sources,
        bool inventory = false,
        IEnumerable<MetadataReference>? references = null,
        bool mustCompile = true,
        Dictionary<string, string>? config = null,
        string? models = null,
        string? only = null,
        string assembly = "Tests",
        bool hints = false
    )
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        var files = sources.Select((source, index) => ($"Source{index}.cs", source));
        var compilation = TestCode
            .CompileFiles(files, references ?? TestReferences.All, usings: TestCode.UsingsFor<TAnalyzer>())
            .WithAssemblyName(assembly);
        if (mustCompile)
            TestCode.MustCompile(compilation);
        var diagnostics = await TestCode.AnalyzeAsync(
            inventory ? compilation.WithInventory() : compilation,
            [new TAnalyzer()],
            new AnalyzerOptions(models is null ? [] : [new PromptText("/llm-models.txt", models)], new SameOptionsEverywhere(config ?? []))
        );
        return
        [
            .. diagnostics
                .Where(diagnostic => only is null ? hints || !Hints.Contains(diagnostic.Id) : diagnostic.Id == only)
                .OrderBy(diagnostic => diagnostic.Location.SourceTree?.FilePath, StringComparer.Ordinal)
                .ThenBy(diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
    }

    private sealed class Test<TAnalyzer>(string? only) : CSharpAnalyzerTest<TAnalyzer, DefaultVerifier>
        where TAnalyzer : DiagnosticAnalyzer, new()
    {
        protected override Task<Workspace> CreateWorkspaceImplAsync() => TestProject.NewWorkspaceAsync();

        protected override DiagnosticDescriptor? GetDefaultDiagnostic(DiagnosticAnalyzer[] analyzers) =>
            only is null
                ? base.GetDefaultDiagnostic(analyzers)
                : analyzers.SelectMany(analyzer => analyzer.SupportedDiagnostics).First(rule => rule.Id == only);
    }

    internal sealed class SameOptionsEverywhere(Dictionary<string, string> values) : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new TestOptions(values);

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => GlobalOptions;
    }
}
