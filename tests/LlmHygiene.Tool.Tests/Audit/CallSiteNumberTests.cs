using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.Analyzers.Facts.Limit;
using LlmHygiene.Analyzers.Facts.Model;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Rules.Calls;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Tool.Audit.Building;
using LlmHygiene.Tool.Audit.Formatting;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Tool.Tests.Audit;

/// <summary>The audit numbers the calls of a member as the generator of interceptors does: by file and position.</summary>
public sealed class CallSiteNumberTests
{
    private static readonly DiagnosticDescriptor s_rule = new LlmCallAnalyzer().SupportedDiagnostics.Single(static rule =>
        rule.Id == RuleIds.CallInventory
    );

    private static readonly SyntaxTree s_a = CSharpSyntaxTree.ParseText("class A { void Ask() { B(); C(); } }", path: "/shop/A.cs");
    private static readonly SyntaxTree s_b = CSharpSyntaxTree.ParseText("class B { void Ask() { B(); C(); } }", path: "/shop/B.cs");

    [Fact]
    public void Calls_of_one_member_are_numbered_across_files_and_a_call_without_a_site_is_not_counted()
    {
        var calls = CallReader.Read(
            [
                Entry(s_b, 23, "Shop.Desk.Ask"),
                Entry(s_a, 28, "Shop.Desk.Ask"),
                Entry(s_a, 23, site: null),
                Entry(s_b, 28, "Shop.Other.Ask"),
                Entry(s_a, 30, "Shop.Desk.Ask"),
            ],
            "Shop.csproj",
            new AuditPaths("/shop")
        );
        Assert.Equal(
            [null, "Shop.Desk.Ask", "Shop.Desk.Ask#2", "Shop.Desk.Ask#3", "Shop.Other.Ask"],
            calls.Select(static call => call.Site)
        );
        Assert.Equal(["A.Ask", "A.Ask", "A.Ask#2", "B.Ask#3", "B.Ask"], calls.Select(AuditText.Member));
    }

    [Fact]
    public void The_limits_of_a_call_are_read_as_numbers()
    {
        var call = Assert.Single(
            CallReader.Read([Entry(s_a, 23, site: null, LimitState.Set, "300", "800")], "Shop.csproj", new AuditPaths("/shop"))
        );
        Assert.Equal([300, 800], call.Limit.Values!);
        Assert.Null(call.Limit.Tokens);
    }

    private static Diagnostic Entry(SyntaxTree tree, int at, string? site, LimitState limit = LimitState.Unset, params string[] limits) =>
        new InventoryEntry
        {
            Sdk = "OpenAI",
            Operation = "chat",
            ModelState = ModelState.Absent,
            PromptState = PromptState.Untagged,
            LimitState = limit,
            LimitValues = limits.ToEquatableArray(),
            Cancellation = CancellationState.Passed,
            Via = CallOrigin.Sdk,
            Site = site,
        }.Write(s_rule, Location.Create(tree, new TextSpan(at, 1)));
}
