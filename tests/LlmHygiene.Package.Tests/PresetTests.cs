using System.Reflection;
using LlmHygiene.Package.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Package.Tests;

/// <summary>The severity presets against what the analyzers really report. A new rule fails here until the presets know it.</summary>
public sealed class PresetTests
{
    private static readonly Assembly s_analyzers = Assembly.Load("LlmHygiene.Analyzers");

    private static readonly IReadOnlyList<DiagnosticDescriptor> s_rules =
    [
        .. s_analyzers
            .GetTypes()
            .Where(type => type.GetCustomAttribute<DiagnosticAnalyzerAttribute>() is not null)
            .SelectMany(type => ((DiagnosticAnalyzer)Activator.CreateInstance(type, nonPublic: true)!).SupportedDiagnostics)
            .DistinctBy(rule => rule.Id)
            .OrderBy(rule => rule.Id, StringComparer.Ordinal),
    ];

    private static readonly string[] s_strictErrors = ["LLMH1001", "LLMH1002", "LLMH2001", "LLMH2002", "LLMH3001", "LLMH3003"];

    [Fact]
    public void Every_rule_and_every_reserved_id_is_off_in_None()
    {
        var none = Preset("None");

        Assert.Contains("LLMH1001", s_rules.Select(rule => rule.Id));
        Assert.Empty(s_rules.Select(rule => rule.Id).Concat(ReservedIds()).Except(none.Keys));
        Assert.All(none.Values, severity => Assert.Equal("none", severity));
    }

    [Fact]
    public void Minimum_leaves_on_only_models_prompt_files_and_keys()
    {
        var kept = Preset("None").Keys.Except(Preset("Minimum").Keys);

        Assert.All(Preset("Minimum").Values, severity => Assert.Equal("none", severity));
        Assert.All(kept, id => Assert.True(id is "LLMH0001" or "LLMH1001" or "LLMH1004" or "LLMH6001" || IsPromptFile(id), id));

        static bool IsPromptFile(string id) => id.StartsWith("LLMH21", StringComparison.Ordinal);
    }

    [Fact]
    public void Strict_makes_the_chosen_rules_errors_and_every_suggestion_a_warning()
    {
        var strict = Preset("Strict");

        Assert.Equal(s_strictErrors, strict.Where(rule => rule.Value == "error").Select(rule => rule.Key));
        Assert.All(
            s_rules.Where(rule => rule.DefaultSeverity == DiagnosticSeverity.Info),
            rule => Assert.Equal("warning", strict.GetValueOrDefault(rule.Id))
        );
        Assert.All(strict.Where(rule => rule.Value != "error"), rule => Assert.Equal("warning", rule.Value));
        // No rule gets quieter.
        Assert.All(
            s_rules.Where(rule => rule.DefaultSeverity >= DiagnosticSeverity.Warning && strict.GetValueOrDefault(rule.Id) == "warning"),
            rule => Assert.Fail(rule.Id)
        );
    }

    [Fact]
    public void Tests_turns_off_exactly_what_is_no_error()
    {
        var tests = Preset("Tests");

        Assert.All(tests.Values, severity => Assert.Equal("none", severity));
        foreach (var rule in s_rules.Where(rule => rule.IsEnabledByDefault))
            Assert.True(tests.ContainsKey(rule.Id) == rule.DefaultSeverity < DiagnosticSeverity.Error, rule.Id);
    }

    [Fact]
    public void Presets_lose_to_the_project_and_the_inventory_wins_over_the_modes()
    {
        foreach (var path in Directory.GetFiles(Repository.Presets, "*.globalconfig"))
        {
            var lines = File.ReadAllLines(path);
            Assert.Contains("is_global = true", lines);
            Assert.Contains("global_level = " + (Path.GetFileName(path) == "Inventory.globalconfig" ? "-99" : "-100"), lines);
        }

        Assert.Equal(["LLMH0001"], Preset("Inventory").Keys);
    }

    private static Dictionary<string, string> Preset(string name) =>
        File.ReadLines(Path.Combine(Repository.Presets, name + ".globalconfig"))
            .Where(line => line.StartsWith("dotnet_diagnostic.", StringComparison.Ordinal))
            .Select(line => line.Split(['.', '='], StringSplitOptions.TrimEntries))
            .ToDictionary(parts => parts[1], parts => parts[3]);

    private static IEnumerable<string> ReservedIds() =>
        s_analyzers
            .GetType("LlmHygiene.Analyzers.Common.RuleIds", throwOnError: true)!
            .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Where(field => field.IsLiteral)
            .Select(field => (string)field.GetRawConstantValue()!);
}
