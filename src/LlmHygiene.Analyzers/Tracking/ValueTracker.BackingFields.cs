using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// `field` in the accessors of a property (C# 14): the field has no name, and only the property sets it.
internal sealed partial class ValueTracker
{
    private void VisitBackingField(IPropertySymbol property, IFieldReferenceOperation reference, Walk walk, int element)
    {
        var before = walk.Steps;
        // As for a property without code: serializers and binders may set it.
        var isOpen = property.SetMethod is { DeclaredAccessibility: not Accessibility.Private };
        if (isOpen)
            walk.Add(new(OriginKind.Other, reference));
        if (walk.IsDecided)
            return;
        foreach (var declaration in property.DeclaringSyntaxReferences)
            if (declaration.GetSyntax() is PropertyDeclarationSyntax { Initializer.Value: { } value })
                Visit(value, reference, walk, element);
        VisitWrites(reference.Field.OriginalDefinition, reference, walk, element);
        if (property.SetMethod is { } setter ? !HasBody(setter) : property.GetMethod is { } getter && !HasBody(getter))
            VisitWrites(property, reference, walk, element);
        if (walk.Steps == before && !isOpen)
            walk.Add(new(OriginKind.Other, reference));
    }
}
