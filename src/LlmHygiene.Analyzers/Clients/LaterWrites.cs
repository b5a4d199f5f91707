using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// The order of writes and calls. Some writes can only happen after a call: <c>await client.AskAsync(options); options.ModelId = "…";</c>.
/// Only straight-line code on a variable that holds a new object proves that; every other write counts.
/// </summary>
internal static class LaterWrites
{
    /// <param name="written">The value that is written, or the operation that writes it.</param>
    public static bool IsAfter(IOperation written, IInvocationOperation call)
    {
        if (
            StatementOf(written) is not { Operation: var operation, Syntax: var statement }
            || RootOf(operation) is not { DeclaringSyntaxReferences: [var reference] } local
            || reference.GetSyntax() is not VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax } declarator
            || EndOf(call) is not { } end
            || end.SyntaxTree != statement.SyntaxTree
            || statement.SpanStart < end.Span.End
        )
            return false;
        var function = Functions.Around(declarator);
        return function is not null
            && function == Functions.Around(call.Syntax)
            && function == Functions.Around(statement)
            && !Repeats(call.Syntax, statement, declarator)
            && !function
                .DescendantNodes()
                .Any(node => node is GotoStatementSyntax or LabeledStatementSyntax || MayAssign(node, local.Name, declarator));
    }

    /// <summary>
    /// True for a write that stands after the call in the code; it may still run before the call. A local function or a lambda often stands
    /// before its calls: their arguments count where they are passed, and what an object is created with counts where it is created.
    /// </summary>
    /// <param name="written">The value that is written, or the operation that writes it.</param>
    /// <param name="tracked">The object that is written to.</param>
    public static bool MayBeAfter(IOperation written, TrackedObject tracked, IOperation call)
    {
        if (tracked.Creations.Exists(creation => written.Syntax.IsWithin(creation.Syntax)))
            return false;
        var function = Functions.Around(written.Syntax);
        return tracked.OnWay.Exists(passed => StandsAfter(written, passed.Parent ?? passed))
            || (StandsAfter(written, call) && !tracked.OnWay.Exists(passed => Functions.Around(passed.Syntax) == function));
    }

    private static bool StandsAfter(IOperation operation, IOperation call) =>
        operation.Syntax.SyntaxTree == call.Syntax.SyntaxTree
        && operation.Syntax.SpanStart >= call.Syntax.Span.End
        && operation.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member
        && member == call.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>();

    private static IExpressionStatementOperation? StatementOf(IOperation written)
    {
        for (IOperation? operation = written; operation is not null; operation = operation.Parent)
        {
            if (operation is IExpressionStatementOperation statement)
                return statement;
            if (operation is IAnonymousFunctionOperation)
                return null;
        }

        return null;
    }

    // `options.ModelId = …`, `options.AdditionalProperties["k"] = …`, `options.Tools.Add(…)`
    private static ILocalSymbol? RootOf(IOperation statement)
    {
        var value = statement is IAssignmentOperation assignment ? assignment.Target : statement;
        while (true)
        {
            switch (value)
            {
                case ILocalReferenceOperation { Local: var local }:
                    return local;
                case IMemberReferenceOperation { Instance: { } instance }:
                    value = instance.WithoutConversion();
                    break;
                case IInvocationOperation { Instance: { } instance }:
                    value = instance.WithoutConversion();
                    break;
                case IAssignmentOperation { Target: var target }:
                    value = target;
                    break;
                default:
                    return null;
            }
        }
    }

    // Where the call has read its options for sure; null for a task or a stream that is used later.
    private static SyntaxNode? EndOf(IInvocationOperation call)
    {
        IOperation value = call;
        while (
            value.Parent is IConversionOperation or IParenthesizedOperation
            || value.Parent is IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "GetAwaiter" or "AsTask" } next
                && next.Instance == value
            || value.Parent
                is IArgumentOperation
                {
                    Parent: IInvocationOperation { TargetMethod: { IsExtensionMethod: true, Name: "ConfigureAwait" or "WithCancellation" } }
                }
        )
            value = value.Parent is IArgumentOperation { Parent: { } extension } ? extension : value.Parent!;
        return value.Parent switch
        {
            IAwaitOperation awaited => awaited.Syntax,
            IPropertyReferenceOperation { Property.Name: "Result" } blocked => blocked.Syntax,
            IInvocationOperation { TargetMethod.Name: "GetResult" } blocked => blocked.Syntax,
            IForEachLoopOperation { IsAsynchronous: true } loop when loop.Collection == value => loop.Syntax,
            _ => IsLazy(call.Type) ? null : call.Syntax,
        };
    }

    private static bool IsLazy(ITypeSymbol? type) =>
        type is null or { TypeKind: TypeKind.Error or TypeKind.Dynamic or TypeKind.Interface }
        || type.GetMembers("GetAwaiter").Length > 0
        || type.AllInterfaces.Any(static implemented => implemented.Name is "IEnumerable" or "IAsyncEnumerable");

    // A loop around both runs the call again after the write, unless the object is made anew in it.
    private static bool Repeats(SyntaxNode call, SyntaxNode statement, SyntaxNode declarator) =>
        call.Ancestors().Any(node => node.IsLoop() && node.Span.Contains(statement.Span) && !node.Span.Contains(declarator.Span));

    private static bool MayAssign(SyntaxNode node, string name, SyntaxNode declarator) =>
        node is IdentifierNameSyntax { Identifier.ValueText: var written, Parent: var parent }
        && written == name
        && parent != declarator
        && (
            parent is AssignmentExpressionSyntax assignment && assignment.Left == node
            || parent
                is ArgumentSyntax { RefKindKeyword.RawKind: not 0 }
                    or ArgumentSyntax { Parent: TupleExpressionSyntax }
                    or RefExpressionSyntax
        );
}
