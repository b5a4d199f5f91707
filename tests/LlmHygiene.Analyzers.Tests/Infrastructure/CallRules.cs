using LlmHygiene.Analyzers.Rules.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>Verifies the call rules against markup such as <c>{|LLMH1001:GetResponseAsync|}</c>, with the real SDK packages.</summary>
internal static class CallRules
{
    /// <param name="only">The one rule to look at; all but <see cref="CallAnalysis.Hints"/> when left out.</param>
    public static Task VerifyAsync(
        string source,
        string? editorConfig = null,
        string? models = null,
        string? only = null,
        IEnumerable<MetadataReference>? references = null,
        OutputKind? kind = null
    )
    {
        var test = new CSharpAnalyzerTest<LlmCallAnalyzer, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestState = { Sources = { source, CallAnalysis.Usings } },
        };
        // The inventory has tests of its own; the SDKs mark some of their types as experimental.
        test.DisabledDiagnostics.AddRange(["LLMH0001", "OPENAI001", "OPENAI002", "MEAI001", "SCME0001"]);
        test.DisabledDiagnostics.AddRange(
            only is null ? CallAnalysis.Hints : LlmCallAnalyzer.CallDescriptors.Select(rule => rule.Id).Where(id => id != only)
        );
        test.TestState.AdditionalReferences.AddRange(references ?? TestReferences.All);
        if (kind is not null)
            test.TestState.OutputKind = kind;
        if (editorConfig is not null)
            test.TestState.AnalyzerConfigFiles.Add(("/.editorconfig", "root = true\n[*.cs]\n" + editorConfig));
        if (models is not null)
            test.TestState.AdditionalFiles.Add(("/llm-models.txt", models));
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
