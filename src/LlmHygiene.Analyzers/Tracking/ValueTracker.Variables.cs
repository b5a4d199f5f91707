using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

internal sealed partial class ValueTracker
{
    private void VisitLocal(ILocalReferenceOperation reference, Walk walk, int element)
    {
        if (element == Walk.Whole && ValuesAt(reference) is { } values)
        {
            // Another use of the local may see other values.
            walk.AddHolder(reference.Local);
            VisitAll(values, walk, element);
            return;
        }

        if (reference.IsDeclaration || !walk.Enter(reference.Local, element))
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
                Visit(value, reference, walk, element);
                break;
            case VariableDeclaratorSyntax:
                break;
            case ForEachStatementSyntax loop when element == Walk.Whole && VisitItem(ItemsOf(loop), walk):
                break;
            case SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax argument } }
                when element == Walk.Whole && VisitItem(CollectionOfOut(argument), walk, mayBeNull: true):
                break;
            case SingleVariableDesignationSyntax { Parent: DeclarationExpressionSyntax { Parent: ArgumentSyntax argument } }
                when OperationOf(argument) is { } passed:
                // Where it is not followed, the place shows which call writes the value.
                if (!VisitReference(passed, reference, walk, element))
                    walk.Add(
                        new(OriginKind.Other, passed.Value is IDeclarationExpressionOperation declared ? declared.Expression : reference)
                    );
                break;
            case SingleVariableDesignationSyntax designation when Deconstructed(designation) is var (source, index):
                if (element == Walk.Whole)
                    Visit(source, reference, walk, index);
                else
                    walk.Add(new(OriginKind.Other, reference));
                break;
            case SingleVariableDesignationSyntax { Parent: PatternSyntax pattern }
                when pattern.FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { } test && test.Pattern == pattern:
                Visit(test.Expression, reference, walk, element);
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

    private void VisitField(IFieldReferenceOperation reference, Walk walk, int element)
    {
        var field = reference.Field.OriginalDefinition;

        // A tuple element is a field too.
        if (reference.Field.CorrespondingTupleField is not null && reference.Instance is { } tuple)
        {
            if (ElementOf(reference.Field, tuple.Type) is var index and >= 0)
            {
                VisitElement(tuple, index, reference, walk, element);
                return;
            }
        }

        if (!_followMembers || !_scope.Contains(field))
        {
            walk.Add(new(OriginKind.Other, reference));
            return;
        }

        if (!walk.Enter(field, element))
            return;
        if (field.AssociatedSymbol is IPropertySymbol property)
        {
            VisitBackingField(property, reference, walk, element);
            return;
        }

        var isOpen = !field.IsReadOnly && _scope.IsOpen(field);
        if (isOpen)
            walk.Add(new(OriginKind.Other, reference));
        if (walk.IsDecided)
            return;
        var before = walk.Steps;
        foreach (var declaration in field.DeclaringSyntaxReferences)
            if (declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value })
                Visit(value, reference, walk, element);
        VisitWrites(field, reference, walk, element);
        if (walk.Steps == before && !isOpen)
            walk.Add(new(OriginKind.Other, reference));
    }

    private void VisitProperty(IPropertyReferenceOperation reference, Walk walk, int element)
    {
        var property = reference.Property.OriginalDefinition;
        if (reference.Instance is { } instance && IsTransparent(reference, instance, walk, element))
            return;
        if (VisitInstance(reference, walk, element))
        {
            if (element == Walk.Whole)
                walk.AddHolder(property);
            else
                walk.AddContainer(property, element);
            return;
        }

        if (!_followMembers || !_scope.Contains(property) || property.ContainingType.IsAnonymousType || property.IsIndexer)
        {
            walk.Add(new(OriginKind.Other, reference));
            return;
        }

        if (!walk.Enter(property, element))
            return;
        if (!property.IsAbstract && !property.IsVirtual && !property.IsOverride)
        {
            VisitPropertyItself(property, reference, walk, element);
            return;
        }

        if (reference.Instance is { } made && Runs(property, made) is { } exact)
        {
            foreach (var one in exact)
                VisitPropertyItself(one, reference, walk, element);
            return;
        }

        // For a property that can be overridden, what any of them returns.
        if (
            _scope.IsOpen(property)
            || _scope.IsTooCommon(property)
            || _scope.Implementations(property) is not { Count: > 0 } implementations
        )
        {
            walk.Add(new(OriginKind.Other, reference));
            return;
        }

        foreach (var implementation in implementations)
        {
            if (walk.IsDecided)
                return;
            VisitPropertyItself(implementation, reference, walk, element);
        }
    }

    private void VisitPropertyItself(IPropertySymbol property, IOperation reference, Walk walk, int element)
    {
        // `@inject IChatClient Client`: the framework sets it, whatever its initializer says.
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

        // A setter with a body may store something other than the assigned value.
        if (property.SetMethod is { } setter && HasBody(setter))
        {
            walk.Add(new(OriginKind.Other, reference));
            return;
        }

        // A property that everybody can set may also be set by serializers and configuration binders.
        var isOpen = property.SetMethod is { DeclaredAccessibility: not Accessibility.Private };
        if (isOpen)
            walk.Add(new(OriginKind.Other, reference));
        if (walk.IsDecided)
            return;
        var before = walk.Steps;
        foreach (var declaration in property.DeclaringSyntaxReferences)
            if (declaration.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: { } value })
                Visit(value, reference, walk, element);
        VisitWrites(property, reference, walk, element);
        if (walk.Steps == before && !isOpen)
            walk.Add(new(OriginKind.Other, reference));
    }

    // `task.Result`, and `lazy.Value` of a Lazy<T> that this type creates with a lambda.
    private bool IsTransparent(IPropertyReferenceOperation reference, IOperation instance, Walk walk, int element)
    {
        var property = reference.Property.OriginalDefinition;
        if (IsTaskResult(property))
        {
            Visit(instance, walk, element);
            return true;
        }

        if (!IsLazyValue(property))
            return false;
        // The steps are counted together: a lazy value may refer to itself.
        var inner = new Walk { Steps = walk.Steps };
        Visit(instance, inner);
        walk.Steps = inner.Steps;
        foreach (var holder in inner.Holders)
            walk.AddContainer(holder, Container.LazyValue);
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
            else if (_catalog.Level > HygieneLevel.V0_1 && LazyOf(origin.Operation) is { } made)
            {
                Visit(made, walk, element);
            }
            else
            {
                // The object around the value is not the value.
                walk.Add(new(OriginKind.Other, origin.Operation is IObjectCreationOperation ? reference : origin.Operation));
            }
        }

        return true;
    }

    /// <summary>True for an accessor with a body.</summary>
    public static bool HasBody(IMethodSymbol accessor)
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
        if (_scope.IsTooCommonToFindWrites(symbol) || (symbol is IFieldSymbol or IPropertySymbol && _scope.IsReflectedOn(symbol)))
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
                case ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target.Syntax == reference.Syntax:
                    Visit(assignment.Value, walk, element);
                    break;
                case ICoalesceAssignmentOperation assignment when assignment.Target.Syntax == reference.Syntax:
                    Visit(assignment.Value, walk, element);
                    break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Out } argument
                    when element == Walk.Whole && VisitItem(Items.CollectionOfOut(argument), walk, mayBeNull: true):
                    break;
                case IArgumentOperation argument when VisitReference(argument, reference, walk, element):
                    break;
                case IArgumentOperation { Parameter.RefKind: not (RefKind.Out or RefKind.Ref or RefKind.None) }:
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.RefReadOnly } }:
                    break;
                // `text += more`: its reader puts the parts together.
                case ICompoundAssignmentOperation assignment when assignment.Target.Syntax == reference.Syntax:
                    walk.Add(new(OriginKind.Other, assignment));
                    break;
                case ITupleOperation tuple:
                    VisitTupleWrite(tuple, reference, walk, element);
                    break;
                default:
                    walk.Add(new(OriginKind.Other, reference));
                    break;
            }
        }

        if (element == Container.Item)
            VisitItemWrites(symbol, usage, walk);
        if (element < 0)
            return;
        if (_scope.IsTooCommon(symbol))
            walk.Add(new(OriginKind.Other, usage));
        else
            VisitElementWrites(symbol, walk, element);
    }
}
