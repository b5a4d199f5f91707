using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>
/// A project as in an IDE, to which a fix is applied. Markup such as <c>{|LLMH1002:GetResponseAsync|}</c> marks what the rules report
/// before and after. Every test also uses Fix All in the document, the project and the solution.
/// </summary>
internal sealed class FixTest<TFix> : CSharpCodeFixTest<LlmCallAnalyzer, TFix, DefaultVerifier>
    where TFix : LlmCodeFixProvider, new()
{
    private readonly DiagnosticAnalyzer[] _analyzers;

    public FixTest(params DiagnosticAnalyzer[] analyzers)
    {
        _analyzers = analyzers;
        // The generators of the project, so that a fix sees the emitted code.
        SolutionTransforms.Add((solution, project) => solution.AddAnalyzerReference(project, LiveProject.Rules));
    }

    /// <summary>The same for a project that has the rules but not the package LlmHygiene.</summary>
    public FixTest<TFix> WithoutRuntime()
    {
        foreach (var references in new[] { TestState.AdditionalReferences, FixedState.AdditionalReferences })
        {
            foreach (var runtime in references.Where(reference => Path.GetFileName(reference.Display) == "LlmHygiene.dll").ToArray())
                references.Remove(runtime);
        }

        return this;
    }

    protected override Task<Workspace> CreateWorkspaceImplAsync() => TestProject.NewWorkspaceAsync();

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
        _analyzers.Length > 0 ? _analyzers : base.GetDiagnosticAnalyzers();
}

/// <summary>Runs a fix on source with the real SDK packages, and compares the result.</summary>
internal static class FixTest
{
    /// <summary>The folder of the project and its C# files.</summary>
    public const string Folder = "/0/";

    /// <summary>A test that has not run yet, so that more files can be added to its states.</summary>
    /// <param name="rule">The rule whose diagnostics are verified; the others have tests of their own.</param>
    public static FixTest<TFix> Create<TFix>(
        string rule,
        string source,
        string? fixedSource = null,
        string? editorConfig = null,
        string? fixedEditorConfig = null,
        params DiagnosticAnalyzer[] analyzers
    )
        where TFix : LlmCodeFixProvider, new()
    {
        var test = new FixTest<TFix>(analyzers)
        {
            TestState = { Sources = { source, TestCode.Usings } },
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck,
        };
        TestCode.Prepare(test);
        test.DisabledDiagnostics.AddRange(RuleIdsBut(rule));
        AddConfig(test.TestState, editorConfig);
        AddConfig(test.FixedState, fixedEditorConfig ?? editorConfig);
        if (fixedSource is not null)
        {
            test.FixedState.Sources.Add(fixedSource);
            test.FixedState.Sources.Add(TestCode.Usings);
        }
        else
        {
            test.FixedState.InheritanceMode = StateInheritanceMode.AutoInheritAll;
        }

        // A rule that only suggests is verified too.
        test.CompilerDiagnostics = CompilerDiagnostics.Errors;
        return test;
    }

    /// <summary>The fix changes the source as given.</summary>
    /// <param name="iterations">
    /// How often the fix runs until nothing is reported, if one run fixes several diagnostics; by default once for each diagnostic.
    /// </param>
    public static Task VerifyAsync<TFix>(
        string rule,
        string source,
        string fixedSource,
        string? editorConfig = null,
        string? action = null,
        int? iterations = null
    )
        where TFix : LlmCodeFixProvider, new()
    {
        var test = Create<TFix>(rule, source, fixedSource, editorConfig);
        test.CodeActionEquivalenceKey = action;
        if (iterations is { } count)
        {
            test.NumberOfIncrementalIterations = count;
            test.NumberOfFixAllIterations = 1;
        }

        return test.RunAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>The rule reports, and no fix is offered.</summary>
    public static Task VerifyNoFixAsync<TFix>(string rule, string source, string? editorConfig = null)
        where TFix : LlmCodeFixProvider, new() =>
        Create<TFix>(rule, source, source, editorConfig).RunAsync(TestContext.Current.CancellationToken);

    private static void AddConfig(SolutionState state, string? editorConfig)
    {
        state.AnalyzerConfigFiles.Add(("/.globalconfig", TestProject.GlobalConfig(Folder)));
        if (editorConfig is not null)
            state.AnalyzerConfigFiles.Add((Folder + ".editorconfig", editorConfig));
    }

    private static IEnumerable<string> RuleIdsBut(string rule) =>
        LlmCallAnalyzer.CallDescriptors.Select(descriptor => descriptor.Id).Where(id => id != rule);
}
