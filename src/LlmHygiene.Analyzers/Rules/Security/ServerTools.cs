using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Tools;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>
/// Compares what a tool of an MCP server says about itself with its code. The host of the client asks the user, unless the tool says that
/// there is nothing to ask about; a tool that says nothing counts as one that can destroy.
/// </summary>
internal static class ServerTools
{
    /// <summary><c>[McpServerTool(ReadOnly = true)] public static void Delete(string id)</c></summary>
    public static void Analyze(
        SyntaxNodeAnalysisContext context,
        MethodDeclarationSyntax declaration,
        AttributeSyntax attribute,
        CompilationSession session,
        BaselineReporter reporter
    )
    {
        var claims = ServerToolClaim.In(attribute, context.SemanticModel, context.CancellationToken).ToList();
        if (
            claims.Count == 0
            || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not IMethodSymbol method
            || !method.GetAttributes().Any(static one => one.AttributeClass.IsNamed(ToolParts.ServerToolAttribute))
        )
            return;
        Report(claims, method.Name, reach => reach.Of(method), context, session, reporter);
    }

    /// <summary><c>McpServerTool.Create(Delete, new() { ReadOnly = true })</c></summary>
    public static void Analyze(SyntaxNodeAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (
            context.SemanticModel.FindOperation(context.Node, context.CancellationToken) is not IInvocationOperation call
            || ArgumentOf(call, ToolParts.ServerToolFactory.Method) is not { } tool
            || ArgumentOf(call, ToolParts.ServerToolOptions) is not { } options
            || ServerToolClaim.In(options).ToList() is not { Count: > 0 } claims
        )
            return;
        Report(claims, ToolAnalyzer.NameOf(tool, call), reach => reach.Of(tool), context, session, reporter);
    }

    private static IOperation? ArgumentOf(IInvocationOperation call, string parameter) =>
        call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == parameter)?.Value;

    private static void Report(
        IEnumerable<ServerToolClaim> claims,
        string tool,
        Func<ToolReach, ReachedSink?> follow,
        SyntaxNodeAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter
    )
    {
        var scope = session.ScopeOf(context.SemanticModel, context.CancellationToken);
        var isTrusted = session.OptionsOf(context.Node.SyntaxTree).TrustedMethods;
        foreach (var claim in claims)
            if (follow(new ToolReach(scope, isTrusted.Contains, claim.Denies)) is { } sink)
                reporter.Report(
                    ToolAnalyzer.Report(
                        claim.At.GetLocation(),
                        tool,
                        sink,
                        $"hosts need not ask about a tool with '{claim.Text}', so state '{claim.Member} = {claim.Correct}'"
                    ),
                    context.ReportDiagnostic,
                    sink.At,
                    subject: $"{tool} {claim.Member}",
                    context.CancellationToken
                );
    }
}
