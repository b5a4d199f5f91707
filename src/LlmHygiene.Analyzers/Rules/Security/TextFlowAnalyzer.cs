using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Http;
using LlmHygiene.Analyzers.Facts.Taint;
using LlmHygiene.Analyzers.Rules.Reporting;
using LlmHygiene.Analyzers.Rules.Reporting.Baseline;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>
/// Looks for text that gets where it must not be: input into instructions, model output into commands. It starts where the text arrives,
/// because there are few such places.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
internal sealed class TextFlowAnalyzer : LlmAnalyzer
{
    public static readonly ImmutableArray<DiagnosticDescriptor> Descriptors = ImmutableArray.Create(
        UntrustedInstructionsRule.Descriptor,
        OutputInDangerousPlaceRule.Descriptor
    );

    /// <summary>The syntax with which text gets to such a place.</summary>
    public static readonly ImmutableArray<SyntaxKind> Kinds = ImmutableArray.Create(
        SyntaxKind.InvocationExpression,
        SyntaxKind.ObjectCreationExpression,
        SyntaxKind.ImplicitObjectCreationExpression,
        SyntaxKind.SimpleAssignmentExpression,
        SyntaxKind.CastExpression
    );

    private protected override ImmutableArray<DiagnosticDescriptor> Rules => Descriptors;

    private protected override string BaselineKind => BaselineKinds.Call;

    private protected override void Start(CompilationStartAnalysisContext context, CompilationSession session, BaselineReporter reporter)
    {
        if (!IsFor(context.Compilation, session, context.CancellationToken))
            return;
        var sinks = new TextSinks(session.Catalog);
        context.RegisterSyntaxNodeAction(node => Analyze(node, sinks, session, reporter), Kinds);
    }

    /// <summary>False for a project without calls, and for an SDK, which passes the texts of its users on.</summary>
    public static bool IsFor(Compilation compilation, CompilationSession session, CancellationToken cancellation) =>
        session.Catalog.Level >= HygieneLevel.V0_2
        && !SdkCatalog.IsSdk(compilation.Assembly)
        && (session.Catalog.HasCalls || EndpointText.IsIn(compilation, cancellation));

    public static void Analyze(SyntaxNodeAnalysisContext context, TextSinks sinks, CompilationSession session, BaselineReporter reporter)
    {
        if (!MightBeSink(context.Node, sinks))
            return;
        var scope = session.ScopeOf(context.SemanticModel, context.CancellationToken);
        if (
            !MightMatter(context, sinks, session, scope)
            || context.SemanticModel.FindOperation(context.Node, context.CancellationToken) is not { } operation
        )
            return;
        TaintOptions? options = null;
        var reported = new HashSet<SinkKind>();
        foreach (var sink in sinks.Of(operation, scope))
        {
            var rule = sink.Kind.IsInstruction() ? UntrustedInstructionsRule.Descriptor : OutputInDangerousPlaceRule.Descriptor;
            if (
                reported.Contains(sink.Kind)
                || !Severities.IsOn(rule, context.Compilation, context.Node.SyntaxTree, context.CancellationToken)
            )
                continue;
            options ??= session.OptionsOf(context.Node.SyntaxTree).Taint;
            if (!sink.Kind.IsInstruction() && !session.Taint.Files.IsNear(context.Node.SyntaxTree, scope, session.Catalog))
                continue;
            if (
                TaintTracker.Find(sink.Value, sink.Kind, scope, session.Catalog, options, session.Taint) is not { } path
                || !IsChosenOutside(sink, path, scope, session, options)
            )
                continue;
            reported.Add(sink.Kind);
            var found = sink.Kind.IsInstruction()
                ? UntrustedInstructionsRule.Report(sink, path)
                : OutputInDangerousPlaceRule.Report(sink, path);
            reporter.Report(found, context.ReportDiagnostic, operation, subject: null, context.CancellationToken);
        }
    }

    // `new ChatMessage(RoleOf(turn.Role), turn.Text)`: a caller that chooses the role can send a system message. What a model writes is
    // sent back with the role that it had.
    private static bool IsChosenOutside(
        TextSink sink,
        TaintPath path,
        SourceScope scope,
        CompilationSession session,
        TaintOptions options
    ) =>
        sink.Choice is not { } choice
        || (
            path.Kind != TextSourceKind.ModelOutput
            && TaintTracker.Find(choice, sink.Kind, scope, session.Catalog, options, session.Taint)?.Kind == path.Kind
        );

    // By syntax, so that the compiler builds no operations for other code.
    private static bool MightBeSink(SyntaxNode node, TextSinks sinks) =>
        node switch
        {
            InvocationExpressionSyntax { ArgumentList.Arguments.Count: > 0 } call => InvokedName.Of(call) is { } name
                && sinks.MightBeReachedBy(name, ReceiverOf(call))
                && HasVariable(call.ArgumentList),
            BaseObjectCreationExpressionSyntax creation => (
                CreatedName.Of(creation) is { } type
                    ? sinks.MightBeReachedBy(type)
                    : creation is ImplicitObjectCreationExpressionSyntax && NamesRole(creation)
            ) && HasVariable(creation),
            AssignmentExpressionSyntax assignment => InvokedName.OfTarget(assignment) is { } member
                && TextSinks.MightBeMember(member)
                && assignment.Right is not LiteralExpressionSyntax,
            CastExpressionSyntax cast => CreatedName.OfType(cast.Type) is { } converted && TextSinks.MightBeConversion(converted),
            _ => false,
        };

    // A file that is not near a model call has no model output, and one that does not name an SDK's type has no instructions. Finding the
    // symbol is cheaper than building the operation.
    private static bool MightMatter(SyntaxNodeAnalysisContext context, TextSinks sinks, CompilationSession session, SourceScope scope)
    {
        var (node, files) = (context.Node, session.Taint.Files);
        var namesSdk = files.NamesSdk(node.SyntaxTree, scope, session.Catalog);
        if (!namesSdk && !files.IsNear(node.SyntaxTree, scope, session.Catalog))
            return false;
        if (node is CastExpressionSyntax)
            return files.IsNear(node.SyntaxTree, scope, session.Catalog);
        var place = node is AssignmentExpressionSyntax { Left: var target } ? target : node;
        var symbol = session.Source.SymbolOf(place, context.SemanticModel, context.CancellationToken);
        return sinks.MightTakeInstructions(symbol)
            || (TextSinks.MightBeDangerous(symbol) && files.IsNear(node.SyntaxTree, scope, session.Catalog));
    }

    private static string? ReceiverOf(InvocationExpressionSyntax call) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: var receiver }
            ? receiver switch
            {
                SimpleNameSyntax name => name.Identifier.ValueText,
                MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
                _ => "",
            }
            : null;

    // Only literals: nothing that could come from anywhere.
    private static bool HasVariable(SyntaxNode arguments) =>
        arguments
            .DescendantNodes()
            .Any(static node => node is IdentifierNameSyntax { Parent: not (NameColonSyntax or TypeSyntax) } or InvocationExpressionSyntax);

    private static bool NamesRole(BaseObjectCreationExpressionSyntax creation) =>
        creation
            .DescendantTokens()
            .Any(static token =>
                token.RawKind is (int)SyntaxKind.IdentifierToken or (int)SyntaxKind.StringLiteralToken
                && (
                    InstructionSinks.Members.Contains(token.ValueText)
                    || InstructionSinks.RoleNames.Contains(token.ValueText)
                    || InstructionSinks.Roles.Any(role => string.Equals(role, token.ValueText, StringComparison.OrdinalIgnoreCase))
                )
            );
}
