using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>What the analysis says of calls of an SDK that is a stub.</summary>
internal static class StubFacts
{
    /// <summary>Operation, model, prompt and limit of every call in the source, such as <c>chat FlowsIn Untagged Unset</c>.</summary>
    public static string[] Of(string source, params StubSdk[] stubs) => Of(source, options: null, stubs);

    public static string[] Of(string source, AnalyzerOptions? options, params StubSdk[] stubs) =>
        [
            .. StubSdk
                .Inventory(source, TestReferences.All.Append(TestReferences.Agents), options, stubs)
                .Select(message => string.Join(' ', message.Split("; ").Skip(1).Take(4).Select(fact => fact[(fact.IndexOf('=') + 1)..]))),
        ];

    /// <summary>What a table names and the stubs lack.</summary>
    public static List<string> Missing(SdkTable table, params StubSdk[] stubs) =>
        SdkTableComparison.Missing(
            table,
            CSharpCompilation.Create("T", references: StubSdk.Build(TestReferences.All.Append(TestReferences.Agents), stubs))
        );
}
