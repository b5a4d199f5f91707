using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Calls.Interception;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Reporting;

/// <summary>
/// Says for the inventory which calls of a project are measured by interceptors. The generator of interceptors sees the compilation
/// without what other generators write; here it is complete.
/// </summary>
internal sealed class ProjectInterception(Compilation compilation, Func<SyntaxTree, bool> isGenerated)
{
    private readonly Lazy<InterceptionCheck> _check = new(() => new InterceptionCheck(compilation, new ResponseCatalog(compilation)));

    public InterceptionState Of(ICall call)
    {
        var state = _check.Value.Of(call);
        if (state != InterceptionState.Intercepted)
            return state;
        if (isGenerated(call.Invocation.Syntax.SyntaxTree))
            return InterceptionState.GeneratedCode;
        return call.Invocation.DescendantsAndSelf().Any(HasGeneratedType) ? InterceptionState.GeneratedArgument : state;
    }

    private bool HasGeneratedType(IOperation operation) =>
        operation.Type is INamedTypeSymbol { DeclaringSyntaxReferences: { IsEmpty: false } declarations }
        && declarations.All(declaration => isGenerated(declaration.SyntaxTree));
}
