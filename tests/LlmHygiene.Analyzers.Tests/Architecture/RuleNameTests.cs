using System.Reflection;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Architecture;

/// <summary>A rule, its fix and its tests have the name of its ID, so that one search finds them all.</summary>
public class RuleNameTests
{
    /// <summary>The IDs by name, such as <c>ModelAlias</c>.</summary>
    private static readonly Dictionary<string, string> s_ids = typeof(RuleIds)
        .GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        .Where(field => field is { IsLiteral: true } && field.FieldType == typeof(string))
        .ToDictionary(field => field.Name, field => (string)field.GetRawConstantValue()!);

    private static readonly Type[] s_rules =
    [
        .. typeof(RuleIds)
            .Assembly.GetTypes()
            .Where(type => type.Name.EndsWith("Rule", StringComparison.Ordinal) && DescriptorOf(type) is not null),
    ];

    private static readonly LlmCodeFixProvider[] s_fixes =
    [
        .. typeof(LlmCodeFixProvider)
            .Assembly.GetTypes()
            .Where(type => type.IsSubclassOf(typeof(LlmCodeFixProvider)) && !type.IsAbstract)
            .Select(type => (LlmCodeFixProvider)Activator.CreateInstance(type)!),
    ];

    public static TheoryData<string> Rules => [.. s_rules.Select(type => type.Name)];

    public static TheoryData<string> Fixes => [.. s_fixes.Where(fix => fix.FixableDiagnosticIds.Length == 1).Select(NameOf)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_has_the_name_of_its_id(string rule) =>
        Assert.Equal(
            s_ids.GetValueOrDefault(rule[..^"Rule".Length], $"no ID in RuleIds is called {rule[..^"Rule".Length]}"),
            DescriptorOf(s_rules.Single(type => type.Name == rule))!.Id
        );

    [Theory]
    [MemberData(nameof(Fixes))]
    public void A_fix_for_one_rule_has_the_name_of_its_id(string fix) =>
        Assert.Equal(
            s_ids.GetValueOrDefault(fix[..^"Fix".Length], $"no ID in RuleIds is called {fix[..^"Fix".Length]}"),
            s_fixes.Single(candidate => NameOf(candidate) == fix).FixableDiagnosticIds[0]
        );

    [Fact]
    public void Every_fix_is_called_a_fix() => Assert.All(s_fixes, fix => Assert.EndsWith("Fix", NameOf(fix), StringComparison.Ordinal));

    [Fact]
    public void Tests_of_a_rule_have_its_name()
    {
        var names = typeof(RuleNameTests)
            .Assembly.GetTypes()
            .Select(type => type.Name)
            .Where(name => name.EndsWith("RuleTests", StringComparison.Ordinal))
            .Select(name => name[..^"RuleTests".Length])
            .ToList();
        Assert.NotEmpty(names);
        Assert.All(names, name => Assert.Contains(name, s_ids.Keys));
    }

    [Fact]
    public void A_rule_in_a_class_of_its_own_has_tests_of_its_own() =>
        Assert.Equal(
            [],
            s_rules
                .Select(rule => rule.Name + "Tests")
                .Except(typeof(RuleNameTests).Assembly.GetTypes().Select(type => type.Name))
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void The_rules_and_fixes_are_found()
    {
        Assert.True(s_rules.Length > 10, "Rules are not found.");
        Assert.True(s_fixes.Length > 10, "Fixes are not found.");
        Assert.Equal("LLMH1003", s_ids["ModelAlias"]);
    }

    private static string NameOf(LlmCodeFixProvider fix) => fix.GetType().Name;

    /// <summary>The descriptor that a rule declares, whatever the member is called.</summary>
    private static DiagnosticDescriptor? DescriptorOf(Type type) =>
        type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.DeclaredOnly)
            .Where(field => field.FieldType == typeof(DiagnosticDescriptor))
            .Select(field => (DiagnosticDescriptor)field.GetValue(null)!)
            .FirstOrDefault();
}
