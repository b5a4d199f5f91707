using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

internal sealed partial class ValueTracker
{
    // `let x = …`: the compiler makes a member of an anonymous type, or a parameter of a lambda, of the name in the query.
    private bool VisitQueryVariable(IOperation reference, Walk walk, int element)
    {
        if (reference.Syntax is not IdentifierNameSyntax name || _scope.QueryVariableOf(name) is not { } variable)
            return false;
        if (variable is not LetClauseSyntax { Expression: var value })
            walk.Add(new(OriginKind.Other, reference));
        else
            Visit(value, reference, walk, element);
        return true;
    }
}
