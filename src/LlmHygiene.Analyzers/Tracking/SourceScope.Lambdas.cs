using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// Lambdas with a name: a local variable or a private field that never holds anything but one lambda.
internal sealed partial class SourceScope
{
    /// <summary>The calls of a lambda that such a name holds and that is only called; null where other code may call it too.</summary>
    public IReadOnlyList<IInvocationOperation>? CallsOfLambda(IMethodSymbol lambda)
    {
        if (HolderOf(lambda) is not { } holder)
            return null;
        var calls = new List<IInvocationOperation>();
        foreach (var use in References(holder))
        {
            if (CallBy(use) is not { } call)
                return null;
            calls.Add(call);
        }

        return calls;
    }

    /// <summary>The variable that holds a lambda and nothing else; null where there is none.</summary>
    public ISymbol? HolderOf(IMethodSymbol lambda) =>
        DelegateOf(lambda) is { } made && HolderOf(made) is { } holder && HoldsOnly(holder) ? holder : null;

    /// <summary>The symbol of a method, local function or lambda; null for any other node.</summary>
    public IMethodSymbol? FunctionOf(SyntaxNode function) =>
        function is AnonymousFunctionExpressionSyntax
            ? ModelOf(function).GetSymbolInfo(function, cancellation).Symbol as IMethodSymbol
            : ModelOf(function).GetDeclaredSymbol(function, cancellation) as IMethodSymbol;

    /// <summary>The lambda that the call of a delegate runs; null where it may be another one, or a method.</summary>
    public IMethodSymbol? LambdaOf(IInvocationOperation call)
    {
        if (call is not { TargetMethod.MethodKind: MethodKind.DelegateInvoke, Instance: { } called })
            return null;
        ISymbol? holder = called.WithoutConversion() switch
        {
            ILocalReferenceOperation { Local: var local } => local,
            IFieldReferenceOperation { Field: var field } => field.OriginalDefinition,
            _ => null,
        };
        return
            holder?.DeclaringSyntaxReferences is [var declared]
            && declared.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
            && OperationOf(value) is { } operation
            && operation.WithDelegate() is IDelegateCreationOperation { Target: IAnonymousFunctionOperation { Symbol: var lambda } } made
            && SymbolEqualityComparer.Default.Equals(HolderOf(made), holder)
            && HoldsOnly(holder)
            ? lambda
            : null;
    }

    private static ISymbol? HolderOf(IOperation made) =>
        made.Parent switch
        {
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: { RefKind: RefKind.None } local } } => local,
            IFieldInitializerOperation { InitializedFields: [{ DeclaredAccessibility: Accessibility.Private } field] } => field,
            _ => null,
        };

    private bool HoldsOnly(ISymbol holder) =>
        !IsTooCommonToFindWrites(holder) && !Writes(holder).Any() && (holder is ILocalSymbol || !IsReflectedOn(holder));

    /// <summary>The call of a delegate by one of its names; null for any other use of the name.</summary>
    /// <param name="use">The use; <c>ask(…)</c> is bound as a whole, <c>ask.Invoke(…)</c> and <c>ask?.Invoke(…)</c> by the name.</param>
    public static IInvocationOperation? CallBy(IOperation use)
    {
        var call =
            use as IInvocationOperation
            ?? use.Parent switch
            {
                IInvocationOperation invoked when invoked.Instance == use => invoked,
                IConditionalAccessOperation { WhenNotNull: IInvocationOperation invoked } access when access.Operation == use => invoked,
                _ => null,
            };
        return call is { TargetMethod.MethodKind: MethodKind.DelegateInvoke } ? call : null;
    }
}
