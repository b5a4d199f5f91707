using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

internal sealed partial class ValueTracker
{
    private void VisitLocal(ILocalReferenceOperation reference, Walk walk, int element)
    {
        if (reference.IsDeclaration || !walk.Holders.Add(reference.Local))
            return;
        foreach (var declaration in reference.Local.DeclaringSyntaxReferences)
            VisitDeclaration(declaration.GetSyntax(), reference, walk, element);
        VisitWrites(reference.Local, reference, walk, element);
    }

    private void VisitDeclaration(SyntaxNode declaration, IOperation reference, Walk walk, int element)
    {
        switch (declaration)
        {
            case VariableDeclaratorSyntax { Initializer.Value: { } value }:
                Visit(_scope.OperationOf(value), walk, element);
                break;
            case VariableDeclaratorSyntax:
                break;
            case SingleVariableDesignationSyntax designation when Deconstructed(designation) is var (source, index):
                Visit(_scope.OperationOf(source), walk, index);
                break;
            case SingleVariableDesignationSyntax { Parent: PatternSyntax pattern }
                when pattern.FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { } test && test.Pattern == pattern:
                Visit(_scope.OperationOf(test.Expression), walk, element);
                break;
            default:
                walk.Add(new(OriginKind.Other, reference));
                break;
        }
    }

    // `var (agent, _) = Make();` and `(var agent, var _) = Make();`
    private static (ExpressionSyntax Source, int Index)? Deconstructed(SingleVariableDesignationSyntax designation)
    {
        if (
            designation.Parent is ParenthesizedVariableDesignationSyntax
            {
                Parent: DeclarationExpressionSyntax { Parent: AssignmentExpressionSyntax assignment }
            } list
        )
            return (assignment.Right, list.Variables.IndexOf(designation));
        if (
            designation.Parent is DeclarationExpressionSyntax
            {
                Parent: ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax outer } tuple } argument
            }
        )
            return (outer.Right, tuple.Arguments.IndexOf(argument));
        return null;
    }

    private void VisitParameter(IParameterReferenceOperation reference, Walk walk, int element)
    {
        var parameter = reference.Parameter.OriginalDefinition;
        if (!walk.Holders.Add(parameter))
            return;
        VisitWrites(parameter, reference, walk, element);
        if (!VisitCallSites(parameter, walk, element))
            walk.Add(new(OriginKind.Parameter, reference) { Element = element });
    }

    // True when all callers are shown and were followed. With a method group among them they are not.
    private bool VisitCallSites(IParameterSymbol parameter, Walk walk, int element)
    {
        if (
            parameter.ContainingSymbol is not IMethodSymbol { MethodKind: not MethodKind.AnonymousFunction } method
            || !_followCallers
            || _catalog.IsAskedOfCallers(parameter)
            || _scope.IsTooCommon(method)
        )
            return false;
        var sites =
            method.MethodKind == MethodKind.Constructor
                ? _scope.Creations(method)
                : _scope.References(WithAbstractions(method), method.Name);
        // With one that is no call among them, the others are not gone through.
        if (!walk.SeeksConstant)
        {
            sites = sites.ToList();
            if (sites.Any(site => ArgumentsOf(site).IsDefault))
                return false;
        }

        var any = false;
        foreach (var site in sites)
        {
            if (ArgumentsOf(site).IsDefault)
                return false;
            any = true;
            Visit(ArgumentsOf(site).FirstOrDefault(argument => argument.Parameter?.Ordinal == parameter.Ordinal)?.Value, walk, element);
            if (walk.IsDecided)
                return true;
        }

        if (!any)
            return false;
        return !_scope.IsOpen(method);
    }

    public static ImmutableArray<IArgumentOperation> ArgumentsOf(IOperation site) =>
        site switch
        {
            IInvocationOperation invocation => invocation.Arguments,
            IObjectCreationOperation creation => creation.Arguments,
            _ => default,
        };

    // A method may be called through what it overrides or implements.
    public static List<ISymbol> WithAbstractions(IMethodSymbol method)
    {
        var methods = new List<ISymbol> { method };
        if (method.MethodKind != MethodKind.Ordinary)
            return methods;
        for (var current = method.OverriddenMethod; current is not null; current = current.OverriddenMethod)
            methods.Add(current);
        foreach (var implemented in method.ContainingType.AllInterfaces)
        {
            foreach (var member in implemented.GetMembers(method.Name))
                if (SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(member), method))
                    methods.Add(member);
        }

        return methods;
    }

    private void VisitField(IFieldReferenceOperation reference, Walk walk, int element)
    {
        var field = reference.Field.OriginalDefinition;

        // A tuple element is a field too.
        if (reference.Field.CorrespondingTupleField is { } tupleField && reference.Instance is { } tuple)
        {
            var index = tuple.Type is INamedTypeSymbol { IsTupleType: true } type
                ? type.TupleElements.IndexOf(tupleField, 0, SymbolEqualityComparer.Default)
                : -1;
            if (index < 0)
                index = tuple.Type is INamedTypeSymbol { IsTupleType: true } named
                    ? named.TupleElements.IndexOf(reference.Field, 0, SymbolEqualityComparer.Default)
                    : -1;
            if (index >= 0)
            {
                Visit(tuple, walk, index);
                return;
            }
        }

        if (!_followMembers || !_scope.Contains(field))
        {
            walk.Add(new(OriginKind.Other, reference));
            return;
        }

        if (!walk.Holders.Add(field))
            return;
        var isOpen = !field.IsReadOnly && _scope.IsOpen(field);
        if (isOpen)
            walk.Add(new(OriginKind.Other, reference));
        if (walk.IsDecided)
            return;
        var before = walk.Steps;
        foreach (var declaration in field.DeclaringSyntaxReferences)
            if (declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value })
                Visit(_scope.OperationOf(value), walk, element);
        VisitWrites(field, reference, walk, element);
        if (walk.Steps == before && !isOpen)
            walk.Add(new(OriginKind.Other, reference));
    }

    private void VisitProperty(IPropertyReferenceOperation reference, Walk walk, int element)
    {
        var property = reference.Property.OriginalDefinition;
        if (reference.Instance is { } instance && IsTransparent(property, instance, walk, element))
            return;
        if (
            !_followMembers
            || !_scope.Contains(property)
            || property.IsAbstract
            || property.IsVirtual
            || property.IsOverride
            || property.IsIndexer
        )
        {
            walk.Add(new(OriginKind.Other, reference));
            return;
        }

        if (!walk.Holders.Add(property))
            return;
        // `@inject IChatClient Client`: the framework fills it in, whatever its initializer says.
        if (InjectedProperty.Is(property))
        {
            walk.Add(new(OriginKind.Other, reference));
            return;
        }

        if (property.GetMethod is { } getter && HasBody(getter))
        {
            foreach (var returned in _scope.ReturnedValues(getter))
                Visit(returned, walk, element);
            return;
        }

        // What everybody can set, serializers and configuration binders set too.
        var isOpen = property.SetMethod is { DeclaredAccessibility: not Accessibility.Private };
        if (isOpen)
            walk.Add(new(OriginKind.Other, reference));
        if (walk.IsDecided)
            return;
        var before = walk.Steps;
        foreach (var declaration in property.DeclaringSyntaxReferences)
            if (declaration.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: { } value })
                Visit(_scope.OperationOf(value), walk, element);
        VisitWrites(property, reference, walk, element);
        if (walk.Steps == before && !isOpen)
            walk.Add(new(OriginKind.Other, reference));
    }

    // `task.Result`, and `lazy.Value` of a Lazy<T> that is made with a lambda in this type.
    private bool IsTransparent(IPropertySymbol property, IOperation instance, Walk walk, int element)
    {
        var container = property.ContainingType;
        if (property.Name == "Result" && container.Name is "Task" or "ValueTask")
        {
            Visit(instance, walk, element);
            return true;
        }

        if (property.Name != "Value" || container.MetadataName != "Lazy`1")
            return false;
        // The steps count together: a lazy value may be made from itself.
        var inner = new Walk { Steps = walk.Steps };
        Visit(instance, inner);
        walk.Steps = inner.Steps;
        foreach (var origin in inner.Origins)
        {
            if (
                origin.Operation is IObjectCreationOperation creation
                && creation.Arguments.Select(argument => argument.Value.Syntax).OfType<LambdaExpressionSyntax>().FirstOrDefault()
                    is { } factory
            )
            {
                foreach (var returned in _scope.ReturnedValues(factory))
                    Visit(returned, walk, element);
            }
            else
            {
                walk.Add(new(OriginKind.Other, origin.Operation));
            }
        }

        return true;
    }

    private static bool HasBody(IMethodSymbol accessor)
    {
        foreach (var declaration in accessor.DeclaringSyntaxReferences)
        {
            if (
                declaration.GetSyntax()
                is ArrowExpressionClauseSyntax
                    or AccessorDeclarationSyntax { Body: not null }
                    or AccessorDeclarationSyntax { ExpressionBody: not null }
            )
                return true;
        }

        return false;
    }

    private void VisitWrites(ISymbol symbol, IOperation usage, Walk walk, int element)
    {
        if (_scope.IsTooCommonToFindWrites(symbol))
        {
            walk.Add(new(OriginKind.Other, usage));
            return;
        }

        foreach (var reference in _scope.Writes(symbol))
        {
            if (walk.IsDecided)
                return;
            switch (reference.Parent)
            {
                case ISimpleAssignmentOperation assignment when assignment.Target.Syntax == reference.Syntax:
                    Visit(assignment.Value, walk, element);
                    break;
                case ICoalesceAssignmentOperation assignment when assignment.Target.Syntax == reference.Syntax:
                    Visit(assignment.Value, walk, element);
                    break;
                // `text += more`: its reader puts the parts together.
                case ICompoundAssignmentOperation assignment when assignment.Target.Syntax == reference.Syntax:
                    walk.Add(new(OriginKind.Other, assignment));
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out or RefKind.Ref }:
                    walk.Add(new(OriginKind.Other, reference));
                    break;
                case ITupleOperation { Parent: IDeconstructionAssignmentOperation deconstruction } tuple
                    when deconstruction.Target.Syntax == tuple.Syntax:
                    Visit(deconstruction.Value, walk, tuple.Elements.IndexOf(reference));
                    break;
            }
        }
    }
}
