using LlmHygiene.Analyzers.Rules.Calls;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>The facts of calls, as the inventory (LLMH0001) writes them.</summary>
internal static class FactTest
{
    /// <summary>The facts of every call, in the order of the source.</summary>
    public static async Task<IReadOnlyList<string>> InventoryAsync(params string[] sources) =>
        [.. (await RuleTest.DiagnosticsAsync(sources, inventory: true)).Where(IsEntry).Select(entry => entry.GetMessage(null))];

    /// <summary>One fact of the only call, such as <c>AtClient(gpt-4o)</c> for <c>model</c>.</summary>
    public static async Task<string> FactAsync(string fact, params string[] sources)
    {
        var message = Assert.Single(await InventoryAsync(sources));
        return message.Split("; ").Single(part => part.StartsWith(fact + "=", StringComparison.Ordinal))[(fact.Length + 1)..];
    }

    /// <summary>The model without those of which the code chooses one: <c>AtClient</c> for <c>AtClient(a, b)</c>.</summary>
    public static string WithoutChoice(string model) =>
        model.Contains(", ", StringComparison.Ordinal) ? model[..model.IndexOf('(', StringComparison.Ordinal)] : model;

    /// <summary>The facts of every call of a compilation of any kind.</summary>
    public static IEnumerable<string> Inventory(Compilation compilation, AnalyzerOptions? options = null) =>
        TestCode
            .AnalyzeAsync(compilation.WithInventory(), [new LlmCallAnalyzer()], options)
            .GetAwaiter()
            .GetResult()
            .Where(IsEntry)
            .Select(entry => entry.GetMessage(null));

    private static bool IsEntry(Diagnostic diagnostic) => diagnostic.Id == "LLMH0001";
}
