using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

// Locals and parameters.
internal sealed partial class TaintTracker
{
    private TaintPath? VisitLocal(ILocalReferenceOperation reference, MemberPath? members, TaintFrame? frame)
    {
        var local = reference.Local;
        var writes = Writes(local);
        var reaching = ReachingWrites.Of(reference.Syntax, local.DeclaringSyntaxReferences, writes, static write => write.Syntax);
        if (MemberPath.IsText(members) && _guards.CheckOf(reference) is { } check)
            return VisitWrites(reaching.Between(check, reference.Syntax), members, frame);
        if (reaching.IncludesDeclaration)
            foreach (var declared in local.DeclaringSyntaxReferences)
                if (VisitDeclaration(declared.GetSyntax(_scope.Cancellation), members, frame) is { } path)
                    return path;
        return VisitWrites(reaching.Writes, members, frame) ?? VisitAdded(local, reference, members, frame);
    }

    private IReadOnlyList<IOperation> Writes(ISymbol variable) =>
        _scope.IsTooCommonToFindWrites(variable) ? [] : [.. _scope.Writes(variable)];

    private TaintPath? VisitDeclaration(SyntaxNode declaration, MemberPath? members, TaintFrame? frame)
    {
        switch (declaration)
        {
            case VariableDeclaratorSyntax { Initializer.Value: { } value }:
                return VisitSyntax(value, members, frame);
            case ForEachStatementSyntax { Expression: var items }:
                return VisitSyntax(items, members, frame);
            case SingleVariableDesignationSyntax designation:
                return VisitDesignation(designation, members, frame);
            default:
                return null;
        }
    }

    private TaintPath? VisitSyntax(ExpressionSyntax expression, MemberPath? members, TaintFrame? frame) =>
        _scope.ValueOf(expression) is { } value ? Visit(value, members, frame)?.Through(value) : null;

    private TaintPath? VisitDesignation(SingleVariableDesignationSyntax designation, MemberPath? members, TaintFrame? frame)
    {
        if (Deconstructed(designation) is var (source, index))
            return PartOf(source, index, members) is { } path ? VisitSyntax(source, path, frame) : null;
        // `x is string text`, `x is { } text`
        if (
            designation.Parent is PatternSyntax pattern
            && pattern.FirstAncestorOrSelf<IsPatternExpressionSyntax>() is { } test
            && test.Pattern == pattern
        )
            return VisitSyntax(test.Expression, members, frame);
        // `dictionary.TryGetValue(key, out var text)`
        if (
            designation.Parent is DeclarationExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } }
            && _scope.OperationOf(call) is IInvocationOperation invocation
        )
            return VisitOut(invocation, members, frame);
        return null;
    }

    // `var (a, b) = Make();`, `(var a, var b) = Make();` and `foreach (var (a, b) in pairs)`
    private static (ExpressionSyntax Source, int Index)? Deconstructed(SingleVariableDesignationSyntax designation) =>
        designation.Parent switch
        {
            ParenthesizedVariableDesignationSyntax
            {
                Parent: DeclarationExpressionSyntax { Parent: AssignmentExpressionSyntax all }
            } list => (all.Right, list.Variables.IndexOf(designation)),
            ParenthesizedVariableDesignationSyntax
            {
                Parent: DeclarationExpressionSyntax { Parent: ForEachVariableStatementSyntax loop }
            } list => (loop.Expression, list.Variables.IndexOf(designation)),
            DeclarationExpressionSyntax
            {
                Parent: ArgumentSyntax { Parent: TupleExpressionSyntax { Parent: AssignmentExpressionSyntax outer } tuple } argument
            } => (outer.Right, tuple.Arguments.IndexOf(argument)),
            _ => null,
        };

    // A record is deconstructed into its properties.
    private MemberPath? PartOf(ExpressionSyntax source, int index, MemberPath? members) =>
        source.Parent is ForEachVariableStatementSyntax && JsonParts.HasParts(_scope.ValueOf(source)?.Type) ? JsonParts.OfService
        : source.Parent is not AssignmentExpressionSyntax
        || _scope.ValueOf(source)?.Type is not INamedTypeSymbol { IsTupleType: false } type
        || type.GetMembers(WellKnownMemberNames.DeconstructMethodName).OfType<IMethodSymbol>().ToList() is not [var method]
            ? MemberPath.Of(null, index, members)
        : index < method.Parameters.Length && type.GetMembers(method.Parameters[index].Name).FirstOrDefault() is IPropertySymbol property
            ? MemberPath.Of(property, null, members)
        : null;

    private TaintPath? VisitOut(IInvocationOperation call, MemberPath? members, TaintFrame? frame)
    {
        var method = call.TargetMethod;
        if (TaintKnowledge.SourceOf(method) is { } kind)
            return Found(kind, call);
        if (TextSteps.LookUps.Contains(method.Name) && JsonParts.IsJson(call.Instance?.Type))
            return Visit(call.Instance, JsonParts.Named(call.Arguments, members, frame), frame);
        return method.Name == "TryGetValue" && !_scope.Contains(method.OriginalDefinition)
            ? VisitElement(call.Instance, call.Arguments.FirstOrDefault()?.Value, members, frame)
            : null;
    }

    private TaintPath? VisitWrites(IEnumerable<IOperation> writes, MemberPath? members, TaintFrame? frame)
    {
        foreach (var write in writes)
        {
            var found = write.Parent switch
            {
                ISimpleAssignmentOperation { IsRef: false } assignment when assignment.Target.Syntax == write.Syntax => Through(
                    assignment.Value
                ),
                ICoalesceAssignmentOperation assignment when assignment.Target.Syntax == write.Syntax => Through(assignment.Value),
                ICompoundAssignmentOperation assignment when assignment.Target.Syntax == write.Syntax => Through(assignment.Value),
                IArgumentOperation { Parameter.RefKind: RefKind.Out, Parent: IInvocationOperation call } => VisitOut(call, members, frame),
                ITupleOperation { Parent: IDeconstructionAssignmentOperation { Value: var whole } } tuple
                    when MemberPath.Of(null, tuple.Elements.IndexOf(write), members) is { } element => Visit(
                    whole.WithoutConversion(),
                    element,
                    frame
                ),
                _ => null,
            };
            if (found is not null)
                return found;
        }

        return null;

        TaintPath? Through(IOperation value) => Visit(value, members, frame)?.Through(value);
    }

    // What is added to a list or a builder, and what is put into a member of the object, before it is used.
    private TaintPath? VisitAdded(ILocalSymbol local, ILocalReferenceOperation use, MemberPath? members, TaintFrame? frame)
    {
        if (local.Type is not { IsReferenceType: true, SpecialType: not SpecialType.System_String } || _scope.IsTooCommon(local))
            return null;
        foreach (var reference in _scope.References(local))
        {
            if (reference.Syntax == use.Syntax || !ReachingWrites.MayComeBefore(reference.Syntax, use.Syntax))
                continue;
            var found = VisitAddition(reference, members, frame);
            if (found is not null)
                return found;
        }

        return null;
    }

    private TaintPath? VisitAddition(IOperation holder, MemberPath? members, TaintFrame? frame)
    {
        switch (holder.Parent)
        {
            case IInvocationOperation call when call.Instance == holder:
                return VisitChain(call, members, frame);
            case IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { Instance: null } call }:
                return TaintKnowledge.StepOf(call.TargetMethod) is { IntoReceiver: true }
                    ? VisitAddedBy(call, call.Arguments.Skip(1), members, frame)
                    : null;
            case IPropertyReferenceOperation { Property.IsIndexer: true, Parent: ISimpleAssignmentOperation set } element
                when set.Target == element:
                return KeyOf(element.Arguments.FirstOrDefault()?.Value) is { } key
                    ? members is { Member: null } && Equals(members.Key, key)
                        ? Visit(set.Value, members.Rest, frame)?.Through(set.Value)
                        : null
                    : Visit(set.Value, members, frame)?.Through(set.Value);
            case IMemberReferenceOperation { Member: var member, Parent: ISimpleAssignmentOperation set } target
                when set.Target == target && members is not null && Same(members.Member, member):
                return Visit(set.Value, members.Rest, frame)?.Through(set.Value);
            default:
                return null;
        }
    }

    // `builder.Append(a).Append(b)`
    private TaintPath? VisitChain(IInvocationOperation call, MemberPath? members, TaintFrame? frame)
    {
        for (IInvocationOperation? next = call; next is not null; )
        {
            if (TaintKnowledge.StepOf(next.TargetMethod) is not { IntoReceiver: true })
                return null;
            if (VisitAddedBy(next, next.Arguments, members, frame) is { } path)
                return path;
            next = next.Parent is IInvocationOperation outer && outer.Instance == next ? outer : null;
        }

        return null;
    }

    private TaintPath? VisitAddedBy(
        IInvocationOperation call,
        IEnumerable<IArgumentOperation> arguments,
        MemberPath? members,
        TaintFrame? frame
    )
    {
        // `dictionary.Add("key", value)`
        if (call.TargetMethod is { Name: "Add", Parameters.Length: 2 } && members is { Member: null } element)
            return call.Arguments is [{ Value: var key }, { Value: var item }] && Equals(KeyOf(key), element.Key)
                ? Visit(item, element.Rest, frame)?.Through(item)
                : null;
        var without = TaintKnowledge.StepOf(call.TargetMethod)?.Without ?? ImmutableArray<string>.Empty;
        foreach (var argument in arguments)
            if (!without.Contains(argument.Parameter?.Name ?? "") && Visit(argument.Value, members, frame) is { } path)
                return path.Through(argument.Value);
        return null;
    }

    private TaintPath? VisitParameter(IParameterReferenceOperation reference, MemberPath? members, TaintFrame? frame)
    {
        var parameter = reference.Parameter.OriginalDefinition;
        var reaching = ReachingWrites.Of(
            reference.Syntax,
            ImmutableArray<SyntaxReference>.Empty,
            Writes(parameter),
            static write => write.Syntax
        );
        if (MemberPath.IsText(members) && _guards.CheckOf(reference) is { } check)
            return VisitWrites(reaching.Between(check, reference.Syntax), members, frame);
        if (VisitWrites(reaching.Writes, members, frame) is { } written)
            return written;
        if (!reaching.IncludesDeclaration)
            return null;
        if (TaintFrame.Of(parameter, frame) is { } entered)
            return entered.Argument(parameter) is { } argument ? Visit(argument, members, entered.Outer)?.Through(argument) : null;
        if (_entryPoints.KindOf(parameter, members) is { } kind && Found(kind, reference) is { } outside)
            return outside;
        return parameter.ContainingSymbol switch
        {
            IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => VisitElements(parameter, reference, members, frame),
            IMethodSymbol method => VisitCallers(method, parameter, members),
            _ => null,
        };
    }

    // `items.Select(item => …)`, `from item in items select …`
    private TaintPath? VisitElements(
        IParameterSymbol parameter,
        IParameterReferenceOperation reference,
        MemberPath? members,
        TaintFrame? frame
    )
    {
        if (parameter is not { Ordinal: 0, ContainingSymbol: IMethodSymbol function } || _scope.DelegateOf(function) is not { } lambda)
            return null;
        return
            lambda.Parent is IArgumentOperation { Parent: IInvocationOperation call }
            && (TaintKnowledge.IsOfSequences(call.TargetMethod) || TaintKnowledge.StepOf(call.TargetMethod) is not null)
            && (call.Instance ?? call.Arguments.FirstOrDefault()?.Value) is { } items
            ? Visit(items, members, frame)
            : null;
    }

    private TaintPath? VisitCallers(IMethodSymbol method, IParameterSymbol parameter, MemberPath? members)
    {
        if (_scope.IsTooCommon(method.MethodKind == MethodKind.Constructor ? method.ContainingType : method))
            return null;
        var sites = method.MethodKind == MethodKind.Constructor ? _scope.Creations(method, IsNear) : _scope.CallsOf(method, IsNear);
        foreach (var site in (sites ?? []).Take(MaxCallers))
            if (site.ArgumentFor(parameter)?.Value is { } argument && Visit(argument, members, frame: null) is { } path)
                return path.Through(argument);
        return null;
    }

    private static object? KeyOf(IOperation? key) =>
        key?.WithoutConversion().ConstantValue is { HasValue: true, Value: { } value } ? value : null;

    private static bool Same(ISymbol? left, ISymbol? right) =>
        SymbolEqualityComparer.Default.Equals(left?.OriginalDefinition, right?.OriginalDefinition);
}
