using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Testing;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>
/// A project as an IDE has it, on which a fix is used: markup such as <c>{|LLMH1002:GetResponseAsync|}</c> says where the rules
/// report before and after. Every test also uses Fix All in the document, the project and the solution.
/// </summary>
internal sealed class CodeFixTest<TFix> : CSharpCodeFixTest<LlmCallAnalyzer, TFix, DefaultVerifier>
    where TFix : LlmCodeFixProvider, new()
{
    private readonly DiagnosticAnalyzer[] _analyzers;

    public CodeFixTest(params DiagnosticAnalyzer[] analyzers)
    {
        _analyzers = analyzers;
        // The project's own, so that a fix sees what they write.
        SolutionTransforms.Add((solution, project) => solution.AddAnalyzerReference(project, LiveProject.Rules));
    }

    /// <summary>The same for a project that has the rules and not the package LlmHygiene.</summary>
    public CodeFixTest<TFix> WithoutRuntime()
    {
        foreach (var references in new[] { TestState.AdditionalReferences, FixedState.AdditionalReferences })
        {
            foreach (var runtime in references.Where(reference => Path.GetFileName(reference.Display) == "LlmHygiene.dll").ToArray())
                references.Remove(runtime);
        }

        return this;
    }

    protected override IEnumerable<DiagnosticAnalyzer> GetDiagnosticAnalyzers() =>
        _analyzers.Length > 0 ? _analyzers : base.GetDiagnosticAnalyzers();
}

internal static class FixVerifier
{
    /// <summary>Where the project and its C# files lie.</summary>
    public const string Folder = "/0/";

    /// <summary>A test of a source and what the fix makes of it; further files are added to its states.</summary>
    /// <param name="rule">The rule whose diagnostics are looked at; the others are tested elsewhere.</param>
    public static CodeFixTest<TFix> Test<TFix>(
        string rule,
        string source,
        string? fixedSource = null,
        string? editorConfig = null,
        string? fixedEditorConfig = null,
        params DiagnosticAnalyzer[] analyzers
    )
        where TFix : LlmCodeFixProvider, new()
    {
        var test = new CodeFixTest<TFix>(analyzers)
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestState = { Sources = { source, CallAnalysis.Usings } },
            TestBehaviors = TestBehaviors.SkipGeneratedSourcesCheck,
        };
        test.DisabledDiagnostics.AddRange(["OPENAI001", "OPENAI002", "MEAI001", "SCME0001"]);
        test.DisabledDiagnostics.AddRange(RuleIdsBut(rule));
        test.TestState.AdditionalReferences.AddRange(TestReferences.All);
        AddConfig(test.TestState, editorConfig);
        AddConfig(test.FixedState, fixedEditorConfig ?? editorConfig);
        if (fixedSource is not null)
        {
            test.FixedState.Sources.Add(fixedSource);
            test.FixedState.Sources.Add(CallAnalysis.Usings);
        }
        else
        {
            test.FixedState.InheritanceMode = StateInheritanceMode.AutoInheritAll;
        }

        // What is reported suggests only, and is reported all the same.
        test.CompilerDiagnostics = CompilerDiagnostics.Errors;
        return test;
    }

    /// <summary>The fix changes the source as given.</summary>
    /// <param name="iterations">How often it is used until all is mended, where one mend does for several diagnostics; once for each when left out.</param>
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
        var test = Test<TFix>(rule, source, fixedSource, editorConfig);
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
        Test<TFix>(rule, source, source, editorConfig).RunAsync(TestContext.Current.CancellationToken);

    // The first is what the build tells the compiler of the project.
    private static void AddConfig(SolutionState state, string? editorConfig)
    {
        state.AnalyzerConfigFiles.Add(
            ("/.globalconfig", $"is_global = true\nbuild_property.ProjectDir = {Folder}\nbuild_property.RootNamespace = Shop\n")
        );
        if (editorConfig is not null)
            state.AnalyzerConfigFiles.Add((Folder + ".editorconfig", editorConfig));
    }

    private static IEnumerable<string> RuleIdsBut(string rule) =>
        LlmCallAnalyzer.CallDescriptors.Select(descriptor => descriptor.Id).Where(id => id != rule);
}
