using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Tool.Baselines;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Tests.Baselines;

/// <summary>The new baseline from the existing one and the violations.</summary>
public class BaselinePlanTests
{
    private const string A = "A.Ask LLMH2001 call Get",
        B = "B.Ask LLMH2001 call Get",
        C = "C.Ask LLMH2001 call Get";

    [Fact]
    public void New_violations_are_added_and_stale_entries_removed()
    {
        var plan = Plan([B, A], prune: false, Found("net10.0", [B, C], stale: [A]));
        Assert.Equal([C], plan.Added);
        Assert.Equal([A], plan.Removed);
        Assert.EndsWith($"\n{B}\n{C}\n", plan.Text, StringComparison.Ordinal);
        Assert.Equal(2, plan.Count);
    }

    [Fact]
    public void Pruning_adds_nothing()
    {
        var plan = Plan([B, A], prune: true, Found("net10.0", [B, C], stale: [A]));
        Assert.Empty(plan.Added);
        Assert.EndsWith($".\n{B}\n", plan.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Unknown_entries_stay() =>
        Assert.False(Plan([A + " tfm=net8.0", B], prune: true, Found("net8.0", [B]), Found("net10.0", [B])).IsChange);

    [Fact]
    public void An_entry_that_one_framework_still_has_stays_and_names_it()
    {
        var plan = Plan([A, B], prune: true, Found("net8.0", [A, B]), Found("net10.0", [B], stale: [A]));
        Assert.Empty(plan.Removed);
        Assert.True(plan.HasOtherFrameworks);
        Assert.EndsWith($"\n{A} tfm=net8.0\n{B}\n", plan.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Violations_that_are_not_reported_are_kept_and_not_added()
    {
        var plan = Plan([A], prune: false, new FrameworkFindings("net10.0", Reported: [], Met: [A, B], Stale: []));
        Assert.False(plan.IsChange);
        Assert.Equal(1, plan.Count);
    }

    [Fact]
    public void Comments_stay_at_the_top_and_order_is_not_a_change()
    {
        var plan = Plan(["# Ours.", B, "# Ours.", "# And yours.", A], prune: false, Found("net10.0", [A, B]));
        Assert.False(plan.IsChange);
        Assert.Equal($"# Ours.\n# And yours.\n{A}\n{B}\n", plan.Text);
    }

    private static FrameworkFindings Found(string framework, string[] reported, string[]? stale = null) =>
        new(framework, reported, reported, stale ?? []);

    private static BaselinePlan Plan(string[] lines, bool prune, params FrameworkFindings[] findings) =>
        BaselinePlan.Make(BaselineFile.Parse(SourceText.From(string.Join('\n', lines))), findings, prune);
}
