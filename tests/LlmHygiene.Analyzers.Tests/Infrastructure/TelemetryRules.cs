using LlmHygiene.Analyzers.Rules.Telemetry;
using Microsoft.CodeAnalysis.CSharp.Testing;
using Microsoft.CodeAnalysis.Testing;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>Verifies the rules about pipelines and telemetry settings against markup, with the real SDK packages.</summary>
internal static class TelemetryRules
{
    public static Task VerifyAsync(string source, bool agents = false)
    {
        var test = new CSharpAnalyzerTest<TelemetryAnalyzer, DefaultVerifier>
        {
            ReferenceAssemblies = new ReferenceAssemblies("net10.0"),
            TestState = { Sources = { source, CallAnalysis.Usings + "global using Microsoft.Extensions.DependencyInjection;" } },
        };
        test.DisabledDiagnostics.AddRange(["OPENAI001", "OPENAI002", "MEAI001", "SCME0001"]);
        test.TestState.AdditionalReferences.AddRange(TestReferences.All);
        if (agents)
            test.TestState.AdditionalReferences.Add(TestReferences.Agents);
        return test.RunAsync(TestContext.Current.CancellationToken);
    }
}
