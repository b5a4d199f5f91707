using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

// Fields, properties and the objects that have them.
internal sealed partial class TaintTracker
{
    private TaintPath? VisitField(IFieldReferenceOperation reference, MemberPath? members, TaintFrame? frame)
    {
        if (MemberPath.IsText(members) && _guards.IsChecked(reference))
            return null;
        if (reference.Instance is { } tuple && ValueTracker.ElementOf(reference.Field, tuple.Type) is >= 0 and var index)
            return MemberPath.Of(null, index, members) is { } element ? Visit(tuple, element, frame) : null;
        return VisitMember(reference, reference.Field, members, frame);
    }

    private TaintPath? VisitProperty(IPropertyReferenceOperation reference, MemberPath? members, TaintFrame? frame)
    {
        var property = reference.Property;
        if (MemberPath.IsText(members) && _guards.IsChecked(reference))
            return null;
        if (TaintKnowledge.SourceOf(property) is { } kind)
            return OutsideMembers.MayBeSet(members) ? Found(kind, reference) : null;
        if (JsonParts.IsOfPart(property))
            return Visit(reference.Instance, JsonParts.OfService, frame);
        if (reference.Instance is { } holder && (TaintKnowledge.IsTransparent(property) || ValueTracker.IsTaskResult(property)))
            return Visit(holder, members, frame);
        if (property.IsIndexer && property.ContainingType.IsNamed(TextSteps.FoundGroups))
            return KeyOf(reference.Arguments.FirstOrDefault()?.Value) is { } group && MemberPath.Of(null, group, members) is { } found
                ? Visit(reference.Instance, found, frame)
                : null;
        if (property.IsIndexer && JsonParts.IsJson(property.ContainingType))
            return Visit(reference.Instance, JsonParts.Named(reference.Arguments, members, frame), frame);
        if (property.IsIndexer)
            return VisitElement(reference.Instance, reference.Arguments.FirstOrDefault()?.Value, members, frame);
        if (EntryPoints.IsBound(property))
            return Found(TextSourceKind.Request, reference);
        if (reference.Syntax is IdentifierNameSyntax name && _scope.QueryVariableOf(name) is { } variable)
            return variable switch
            {
                LetClauseSyntax { Expression: var value } => VisitSyntax(value, members, frame),
                FromClauseSyntax { Expression: var items } => VisitSyntax(items, members, frame),
                _ => null,
            };
        var definition = property.OriginalDefinition;
        // `string Text { get => _text; set => _text = value; }` is what was set.
        if (OutsideMembers.HasBodies(definition) && OutsideMembers.IsSet(definition))
        {
            if (VisitMember(reference, definition, members, frame) is { } set)
                return set;
        }

        if (_scope.Contains(definition) && definition.GetMethod is { } getter && ValueTracker.HasBody(getter))
            return definition.IsVirtual || definition.IsOverride
                ? null
                : VisitReturned(getter, reference, reference.Instance, members, frame);
        return VisitMember(reference, definition, members, frame);
    }

    // An element of a list is the list; an element of a dictionary is known by its constant key.
    private TaintPath? VisitElement(IOperation? collection, IOperation? key, MemberPath? members, TaintFrame? frame)
    {
        if (collection?.Type?.Name is not { } name || !name.EndsWith("Dictionary", StringComparison.Ordinal))
            return Visit(collection, members, frame);
        if (KeyOf(key) is { } constant)
            return MemberPath.Of(null, constant, members) is { } element ? Visit(collection, element, frame) : null;
        return Visit(collection, members, frame);
    }

    private TaintPath? VisitMember(IMemberReferenceOperation reference, ISymbol member, MemberPath? members, TaintFrame? frame)
    {
        if (reference.Instance is null)
            return member.IsStatic ? VisitWritten(member, members) : null;
        if (
            reference.Instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            && frame?.Instance is null
        )
            return VisitWritten(member, members);
        // A Razor Page has one model: `@Model.Answer` is what the model has written to itself.
        if (reference.Instance.Type.IsOrInherits(TextSourceRows.PageModel))
            return VisitWritten(member, members);
        return MemberPath.Of(member, null, members) is { } path ? Visit(reference.Instance, path, frame) : null;
    }

    // `this` is the object that the method was called on.
    private TaintPath? VisitInstance(IInstanceReferenceOperation instance, MemberPath? members, TaintFrame? frame)
    {
        if (members?.Member is not { } member || instance.ReferenceKind != InstanceReferenceKind.ContainingTypeInstance)
            return null;
        // A field is the object's own business, and is set by its constructor and its methods.
        return (frame?.Instance is { } receiver && member is not IFieldSymbol ? Visit(receiver, members, frame.Outer) : null)
            ?? VisitWritten(member, members.Rest);
    }

    /// <summary>Everything that the code writes to a member, whatever object has it.</summary>
    private TaintPath? VisitWritten(ISymbol member, MemberPath? members)
    {
        var definition = member.OriginalDefinition;
        if (!_scope.Contains(definition) || _scope.IsTooCommonToFindWrites(definition))
            return null;
        if (
            !_visited.Add(
                new(definition.DeclaringSyntaxReferences[0].GetSyntax(_scope.Cancellation), OperationKind.None, members?.ToString(), null)
            )
        )
            return null;
        foreach (var declaration in definition.DeclaringSyntaxReferences)
        {
            var found = declaration.GetSyntax(_scope.Cancellation) switch
            {
                VariableDeclaratorSyntax { Initializer.Value: { } value } => VisitSyntax(value, members, null),
                PropertyDeclarationSyntax { Initializer.Value: { } value } => VisitSyntax(value, members, null),
                // `record Question(string Text)`
                ParameterSyntax when ParameterOf(definition) is { ContainingSymbol: IMethodSymbol constructor } parameter => VisitCallers(
                    constructor,
                    parameter,
                    members
                ),
                _ => null,
            };
            if (found is not null)
                return found;
        }

        return VisitWrites(_scope.Writes(definition, IsNear).Where(IsOwnWrite), members, frame: null);
    }

    // What other code writes to a property of some object is not what this object has.
    private static bool IsOwnWrite(IOperation write) =>
        write
            is IMemberReferenceOperation
            {
                Instance: null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            };

    private static IParameterSymbol? ParameterOf(ISymbol property) =>
        property
            .ContainingType.InstanceConstructors.SelectMany(static constructor => constructor.Parameters)
            .FirstOrDefault(parameter =>
                parameter.Name == property.Name
                && parameter.DeclaringSyntaxReferences.Any(one =>
                    property.DeclaringSyntaxReferences.Any(own => own.SyntaxTree == one.SyntaxTree && own.Span == one.Span)
                )
            );

    private TaintPath? VisitCreation(IObjectCreationOperation creation, MemberPath? members, TaintFrame? frame)
    {
        if (creation.Constructor is { } constructor && TaintKnowledge.StepOf(constructor) is { FromArguments: true })
        {
            if (First(creation.Arguments.Select(static argument => argument.Value), members, frame) is { } passed)
                return passed;
        }

        var initializers = creation.Initializer is { } initializer ? initializer.Initializers.AsEnumerable() : [];
        if (VisitInitializers(initializers, members, frame) is { } set)
            return set;
        return members is null ? null : VisitConstructor(creation, members, frame);
    }

    private TaintPath? VisitInitializers(IEnumerable<IOperation> initializers, MemberPath? members, TaintFrame? frame)
    {
        foreach (var item in initializers)
        {
            var found = item switch
            {
                ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true } element, Value: var value } =>
                    members is { Member: null } && Equals(KeyOf(element.Arguments.FirstOrDefault()?.Value), members.Key)
                        ? Through(value, members.Rest)
                        : null,
                ISimpleAssignmentOperation { Target: IMemberReferenceOperation { Member: var member }, Value: var value } => members is null
                    ? null
                : Same(members.Member, member) ? Through(value, members.Rest)
                : null,
                IMemberInitializerOperation
                {
                    InitializedMember: IMemberReferenceOperation { Member: var member },
                    Initializer: var nested
                } => members is not null && Same(members.Member, member)
                    ? VisitInitializers(nested.Initializers, members.Rest, frame)
                    : null,
                IInvocationOperation added => VisitAddedBy(added, added.Arguments, members, frame),
                _ => null,
            };
            if (found is not null)
                return found;
        }

        return null;

        TaintPath? Through(IOperation value, MemberPath? rest) => Visit(value, rest, frame)?.Through(value);
    }

    private TaintPath? VisitConstructor(IObjectCreationOperation creation, MemberPath members, TaintFrame? frame)
    {
        if (members.Member is not { } member || creation.Constructor is not { } constructor)
            return null;
        if (!_scope.Contains(constructor.ContainingType.OriginalDefinition) || ParameterOf(member) is not null)
        {
            // `new ChatMessage(role, content)`: a parameter of the name of the property sets it.
            var same = creation.Arguments.FirstOrDefault(argument =>
                string.Equals(argument.Parameter?.Name, member.Name, StringComparison.OrdinalIgnoreCase)
            );
            return same is null ? null : Visit(same.Value, members.Rest, frame)?.Through(same.Value);
        }

        var definition = constructor.OriginalDefinition;
        if (_scope.IsTooCommonToFindWrites(member) || TaintFrame.Enter(definition, creation, creation, frame) is not { } inside)
            return null;
        foreach (var declaration in member.OriginalDefinition.DeclaringSyntaxReferences)
        {
            var value = declaration.GetSyntax(_scope.Cancellation) switch
            {
                PropertyDeclarationSyntax { Initializer.Value: { } initial } => initial,
                VariableDeclaratorSyntax { Initializer.Value: { } initial } => initial,
                _ => null,
            };
            if (value is not null && VisitSyntax(value, members.Rest, inside) is { } found)
                return found;
        }

        var body = definition.DeclaringSyntaxReferences.Select(one => one.GetSyntax(_scope.Cancellation)).ToList();
        return VisitWrites(
            _scope.Writes(member.OriginalDefinition).Where(write => body.Exists(write.Syntax.IsWithin)),
            members.Rest,
            inside
        );
    }

    private TaintPath? VisitCopy(IWithOperation copy, MemberPath? members, TaintFrame? frame)
    {
        var set = copy
            .Initializer.Initializers.OfType<ISimpleAssignmentOperation>()
            .FirstOrDefault(one =>
                members is not null && one.Target is IMemberReferenceOperation { Member: var member } && Same(member, members.Member)
            );
        return set is null ? Visit(copy.Operand, members, frame) : Visit(set.Value, members!.Rest, frame)?.Through(set.Value);
    }

    // What a model writes into a type of the project is in `Result`.
    private static bool IsWrittenByModel(CallRow call, MemberPath? members)
    {
        if (call.RawAnswer is { } answer)
            return new RawResponse(ImmutableArray.Create(answer)).IsWrittenByModel(members);
        for (var path = members; path?.Member?.Name != TextSourceRows.Structured && path is not null; path = path.Rest)
            if (path.Member is { } member && TextSourceRows.IsWrittenByService(member))
                return false;
        return true;
    }
}
