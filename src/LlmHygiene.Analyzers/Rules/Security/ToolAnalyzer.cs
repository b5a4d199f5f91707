using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Tools;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>Looks at where tools are made: what their code can change, and whether somebody approves it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class ToolAnalyzer : LlmAnalyzer
{
    private static readonly DiagnosticDescriptor s_toolWithoutApproval = Descriptors.Create(
        id: RuleIds.ToolWithoutApproval,
        title: "A tool that changes things can run with no approval",
        message: "The model decides when '{0}' {1} ('{2}'), and nobody approves it: {3}",
        category: Descriptors.SecurityCategory,
        severity: DiagnosticSeverity.Info,
        description: "A model calls tools with arguments that it has made up, or that a text which it read has told it. What cannot "
            + "be undone needs a person who approves it. CWE-862: Missing Authorization.",
        tags: Descriptors.CweTag + "862"
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules { get; } = ImmutableArray.Create(s_toolWithoutApproval);

    private protected override string BaselineKind => BaselineKinds.Call;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (!session.Catalog.HasSdks)
            return;
        var decides = new RetryableLazy<object>();
        var outside = new RetryableLazy<object>();
        var offered = new RetryableLazy<object>();
        var run = new RetryableLazy<object>();
        context.RegisterSyntaxNodeAction(
            node => AnalyzeFactory(node, session, reporter, decides, outside, run),
            SyntaxKind.InvocationExpression
        );
        context.RegisterSyntaxNodeAction(
            node => AnalyzeMethod(node, session, reporter, decides, outside, offered),
            SyntaxKind.MethodDeclaration
        );
    }

    // `AIFunctionFactory.Create(DeleteOrder)`
    private static void AnalyzeFactory(
        SyntaxNodeAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter,
        RetryableLazy<object> decides,
        RetryableLazy<object> outside,
        RetryableLazy<object> run
    )
    {
        if (
            InvokedName.Of(context.Node) is not { } name
            || !ToolParts.FactoryNames.Contains(name)
            || !IsOn(context)
            || session.Source.SymbolOf(context.Node, context.SemanticModel, context.CancellationToken) is not IMethodSymbol method
        )
            return;
        if (method.Name == ToolParts.ServerToolFactory.Name && method.ContainingType.IsNamed(ToolParts.ServerToolFactory.Type))
        {
            ServerTools.Analyze(context, session, reporter);
            return;
        }

        if (
            FactoryOf(method) is not { } factory
            || context.SemanticModel.FindOperation(context.Node, context.CancellationToken) is not IInvocationOperation call
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == factory.Method) is not { Value: var tool }
            || Approvals.IsWrapped(context.Node)
        )
            return;
        var scope = session.ScopeOf(context.SemanticModel, context.CancellationToken);
        if (
            Approvals.MayDecide(scope, decides)
            || !(bool)run.Get(() => OfferedFunctions.AreRunHere(scope))
            || ReachOf(context, session, scope).Of(tool) is not { } sink
            || (bool)outside.Get(() => OutsideApprovals.MayDecide(scope))
        )
            return;
        var advice =
            context.Compilation.GetTypeByMetadataName(ToolParts.ApprovalNamespace + "." + ToolParts.Approval) is null
            || factory != ToolParts.Factories[0]
                ? "ask in a function-invocation filter"
                : $"wrap it in new {ToolParts.Approval}(…), or ask in a filter";
        reporter.Report(
            Report(CallSyntax.LocationOf(call), NameOf(tool, call), sink, advice),
            context.ReportDiagnostic,
            call,
            subject: null,
            context.CancellationToken
        );
    }

    // `[KernelFunction] public void DeleteOrder(string id)`
    private static void AnalyzeMethod(
        SyntaxNodeAnalysisContext context,
        CompilationSession session,
        BaselineReporter reporter,
        RetryableLazy<object> decides,
        RetryableLazy<object> outside,
        RetryableLazy<object> offered
    )
    {
        var declaration = (MethodDeclarationSyntax)context.Node;
        if (NamedAttribute(declaration, ToolParts.ServerToolAttributeName) is { } attribute && IsOn(context))
            ServerTools.Analyze(context, declaration, attribute, session, reporter);
        if (
            NamedAttribute(declaration, ToolParts.FunctionAttributeName) is null
            || !IsOn(context)
            || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } method
            || !method.GetAttributes().Any(static one => one.AttributeClass.IsNamed(ToolParts.FunctionAttribute))
            || method.ContainingType.IsOrInherits(ToolParts.ProcessStep)
        )
            return;
        var scope = session.ScopeOf(context.SemanticModel, context.CancellationToken);
        if (
            Approvals.MayDecide(scope, decides)
            || !(bool)offered.Get(() => OfferedFunctions.AreOfferedHere(scope))
            || ReachOf(context, session, scope).Of(method) is not { } sink
            || (bool)outside.Get(() => OutsideApprovals.MayDecide(scope))
        )
            return;
        reporter.Report(
            Report(declaration.Identifier.GetLocation(), method.Name, sink, "ask in a function-invocation filter"),
            context.ReportDiagnostic,
            sink.At,
            subject: method.Name,
            context.CancellationToken
        );
    }

    private static AttributeSyntax? NamedAttribute(MethodDeclarationSyntax method, string name)
    {
        foreach (var list in method.AttributeLists)
        foreach (var attribute in list.Attributes)
            if (IsNamed(attribute, name))
                return attribute;
        return null;
    }

    private static bool IsNamed(AttributeSyntax attribute, string name) =>
        CreatedName.OfType(attribute.Name)?.StartsWith(name, StringComparison.Ordinal) == true;

    private static ToolReach ReachOf(SyntaxNodeAnalysisContext context, CompilationSession session, SourceScope scope) =>
        new(scope, session.OptionsOf(context.Node.SyntaxTree).TrustedMethods.Contains, SinkReader.Does);

    private static ToolFactory? FactoryOf(IMethodSymbol method)
    {
        var definition = method.ReducedFrom ?? method;
        return ToolParts.Factories.FirstOrDefault(factory =>
            factory.Name == definition.Name && definition.ContainingType.IsNamed(factory.Type)
        );
    }

    /// <param name="advice">What to do about it.</param>
    public static Diagnostic Report(Location place, string tool, ReachedSink sink, string advice) =>
        Diagnostic.Create(
            s_toolWithoutApproval,
            place,
            [sink.At.Syntax.GetLocation()],
            tool,
            sink.Does,
            SinkReader.MethodOf(sink.At) is { MethodKind: MethodKind.Constructor, ContainingType.Name: var type }
                ? "new " + type
                : SinkReader.MethodOf(sink.At)?.Name,
            advice
        );

    /// <summary>The name of a tool that is made of a delegate.</summary>
    public static string NameOf(IOperation tool, IInvocationOperation call)
    {
        if (
            call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name is "name" or "functionName") is
            { Value.ConstantValue: { HasValue: true, Value: string name } }
        )
            return name;
        var made = tool.WithoutConversion() is IDelegateCreationOperation { Target: var target } ? target : tool;
        return made.WithoutConversion() is IMethodReferenceOperation { Method.Name: var method } ? method : "the function";
    }

    private static bool IsOn(SyntaxNodeAnalysisContext context) =>
        Severities.IsOn(s_toolWithoutApproval, context.Compilation, context.Node.SyntaxTree, context.CancellationToken);
}
