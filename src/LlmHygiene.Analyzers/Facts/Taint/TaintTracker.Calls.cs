using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

// Methods: sources, checks, methods of the project, and methods of .NET that pass text on.
internal sealed partial class TaintTracker
{
    private TaintPath? VisitCall(IInvocationOperation call, MemberPath? members, TaintFrame? frame)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return VisitDelegate(call.Instance, members, frame);
        if (members is null && (TaintKnowledge.IsSafeResult(method, _sink, _options) || _guards.IsOwnCheck(method)))
            return null;
        if (TaintKnowledge.SourceOf(method) is { } kind)
            return OutsideMembers.MayBeSet(members) ? Found(kind, call) : null;
        if (TaintKnowledge.ModelCall(method, call.Syntax.SyntaxTree, _catalog) is { } asked)
            return IsWrittenByModel(asked, members) ? Found(TextSourceKind.ModelOutput, call) : null;
        if (_raw.Of(call, frame, _scope) is { } response)
            return response.IsWrittenByModel(members) ? Found(TextSourceKind.ModelOutput, call) : null;
        if (ValueTracker.PassedThrough(call) is { } same)
            return Visit(same, members, frame);
        var definition = method.AsDeclared();
        if (_scope.Contains(definition))
            return VisitOwn(call, definition, members, frame);
        if (MemberPath.IsText(members) && (_guards.IsChecked(call) || ForbiddenCharacters.AreRemovedBy(call, _sink, _scope)))
            return null;
        if (TaintKnowledge.IsOfSequences(method))
            return VisitSequence(call, members, frame);
        if (IsRun(method))
            return VisitDelegate(call.Arguments.FirstOrDefault()?.Value, members, frame);
        if (method.ContainingType.IsNamed(TextChecks.Pattern) && method.Name == TextSteps.Replacing)
            return PatternParts.IsAroundAnswer(call, _scope) ? Visit(InputOf(call), members, frame) : null;
        if (method.ContainingType.IsNamed(TextChecks.Pattern) && TextSteps.Finding.Contains(method.Name))
            return VisitFound(call, members, frame);
        if (TaintKnowledge.StepOf(method) is { } step)
            return VisitStep(call, step, members, frame);
        return null;
    }

    // `Task.Run(() => …)`
    private static bool IsRun(IMethodSymbol method) => method is { Name: "Run", ContainingType.Name: "Task" };

    private TaintPath? VisitStep(IInvocationOperation call, TextStepRow step, MemberPath? members, TaintFrame? frame)
    {
        // `list.ToString()` is the name of a type.
        if (
            call.TargetMethod.ContainingType.SpecialType == SpecialType.System_Object
            && call.Instance?.Type is not { SpecialType: SpecialType.System_Object }
        )
            return null;
        // Parsed text has members of its own: each of them is from the text.
        var isParsing = TextSteps.IsParsing(call.TargetMethod.Name);
        if (isParsing && !OutsideMembers.MayBeSet(members))
            return null;
        var inner =
            isParsing ? JsonParts.InText(call, members)
            : call.Instance is { } json && JsonParts.IsJson(json.Type) ? JsonParts.Read(call, members, frame)
            : members;
        if (step.FromReceiver && call.Instance is { } receiver && Visit(receiver, inner, frame) is { } own)
            return own;
        if (!step.FromArguments)
            return null;
        // `words.GetValueOrDefault(key, "none")`: what is looked up is not the result.
        if (call.TargetMethod.Name == TextSteps.ValueOrDefault && call.Arguments is [var dictionary, { Value: var key }, ..])
            return VisitElement(dictionary.Value, key, members, frame)
                ?? Visit(call.Arguments.Skip(2).FirstOrDefault()?.Value, members, frame);
        foreach (var argument in call.Arguments)
        {
            // A separator, a format and an encoding are no text that the caller decides; the values around them are.
            if (!step.Without.Contains(argument.Parameter?.Name ?? "") && Visit(argument.Value, inner, frame) is { } path)
                return path.Through(argument.Value);
        }

        return null;
    }

    // `Regex.Match(text, "run: (.*)").Groups[1].Value`: what a part finds that takes any character is as good as the text.
    private TaintPath? VisitFound(IInvocationOperation call, MemberPath? members, TaintFrame? frame)
    {
        var group =
            MemberPath.IsText(members) ? 0
            : members is { Member: null, Rest: null } ? members.Key
            : null;
        return group is not null && PatternParts.TakesAnything(call, group, _scope)
            ? Visit(InputOf(call), PatternParts.Names(call, _scope), frame)
            : null;
    }

    private static IOperation? InputOf(IInvocationOperation call) =>
        call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == "input")?.Value;

    private TaintPath? VisitSequence(IInvocationOperation call, MemberPath? members, TaintFrame? frame)
    {
        if (TextSteps.Mapping.Contains(call.TargetMethod.Name))
        {
            foreach (var argument in call.Arguments)
                if (VisitDelegate(argument.Value, members, frame) is { } made)
                    return made;
            return null;
        }

        if (CharacterFilters.IsCheck(call, _sink))
            return null;
        return First(
            call.Arguments.Where(static argument => argument.Value.WithoutConversion() is not IDelegateCreationOperation)
                .Select(static one => one.Value),
            members,
            frame
        );
    }

    private TaintPath? VisitDelegate(IOperation? target, MemberPath? members, TaintFrame? frame)
    {
        target = target?.WithoutConversion();
        if (target is IDelegateCreationOperation made)
            target = made.Target;
        return target switch
        {
            IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax lambda } => First(_scope.ReturnedValues(lambda), members, frame),
            IMethodReferenceOperation { Method: var method } when _scope.Contains(method.OriginalDefinition) => First(
                _scope.ReturnedValues(method.OriginalDefinition),
                members,
                frame
            ),
            ILocalReferenceOperation { Local: var local } when DelegateOf(local) is { } lambda => First(
                _scope.ReturnedValues(lambda),
                members,
                frame
            ),
            _ => null,
        };
    }

    // `Func<string> read = () => …;`
    private LambdaExpressionSyntax? DelegateOf(ILocalSymbol local) =>
        local.DeclaringSyntaxReferences is [var declared]
            ? (declared.GetSyntax(_scope.Cancellation) as VariableDeclaratorSyntax)?.Initializer?.Value as LambdaExpressionSyntax
            : null;

    private TaintPath? VisitOwn(IInvocationOperation call, IMethodSymbol method, MemberPath? members, TaintFrame? frame)
    {
        if (!method.IsAbstract && !method.IsVirtual && !method.IsOverride)
            return VisitReturned(method, call, call.Instance, members, frame);
        if (_scope.IsTooCommon(method))
            return null;
        foreach (var body in _scope.Implementations(method))
            if (VisitReturned(body, call, call.Instance, members, frame) is { } path)
                return path;
        return null;
    }

    private TaintPath? VisitReturned(IMethodSymbol method, IOperation call, IOperation? instance, MemberPath? members, TaintFrame? frame)
    {
        // `this` of the caller is `this` of the method.
        var receiver = instance is IInstanceReferenceOperation ? frame?.Instance : instance;
        if (
            !method.DeclaringSyntaxReferences.Any(declaration => IsNear(declaration.SyntaxTree))
            || TaintFrame.Enter(method, call, receiver, frame) is not { } inside
        )
            return null;
        foreach (var returned in _scope.ReturnedValues(method).Concat(Yielded(method)))
            if (Visit(returned, members, inside) is { } path)
                return path.Through(returned);
        return null;
    }

    private IEnumerable<IOperation> Yielded(IMethodSymbol method) =>
        method
            .DeclaringSyntaxReferences.Select(one => one.GetSyntax(_scope.Cancellation))
            .SelectMany(static node => node.DescendantNodes().OfType<YieldStatementSyntax>())
            .Select(static statement => statement.Expression)
            .OfType<ExpressionSyntax>()
            .Select(_scope.ValueOf)
            .OfType<IOperation>();
}
