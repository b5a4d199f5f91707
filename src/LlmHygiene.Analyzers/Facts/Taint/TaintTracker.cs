using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Follows text from the place that it reaches back to a place that is not trusted. Unlike <see cref="ValueTracker"/>, it looks for one
/// way that is proven, not for all ways: what it does not know ends the way, and nothing is reported.
/// </summary>
internal sealed partial class TaintTracker
{
    // Enough for what people write; limits the cost of code with very many callers.
    private const int MaxSteps = 60;
    private const int MaxDepth = 50;
    private const int MaxCallers = 6;

    private readonly SourceScope _scope;
    private readonly SdkCatalog _catalog;
    private readonly SinkKind _sink;
    private readonly TaintOptions _options;
    private readonly TaintMemory.Clean _clean;
    private readonly OutputFiles? _files;
    private readonly RawResponses _raw;
    private readonly EntryPoints _entryPoints;
    private readonly TextGuards _guards;
    private readonly HashSet<TaintedRead> _visited = [];
    private int _steps;
    private bool _isCut;
    private int _depth;

    private TaintTracker(SourceScope scope, SdkCatalog catalog, SinkKind sink, TaintOptions options, TaintMemory memory)
    {
        _clean = memory.For(sink, options);
        _files = sink.IsInstruction() ? null : memory.Files;
        _raw = memory.RawResponses;
        _scope = scope;
        _catalog = catalog;
        _sink = sink;
        _options = options;
        _entryPoints = new EntryPoints(scope);
        _guards = new TextGuards(scope, sink, options);
    }

    /// <summary>A way by which text that is not trusted reaches the value; null where none is proven.</summary>
    public static TaintPath? Find(
        IOperation value,
        SinkKind sink,
        SourceScope scope,
        SdkCatalog catalog,
        TaintOptions options,
        TaintMemory memory
    ) => value.ConstantValue.HasValue ? null : new TaintTracker(scope, catalog, sink, options, memory).Find(value);

    private TaintPath? Find(IOperation value)
    {
        var path = Visit(value, members: null, frame: null);
        // A search that ended early proves nothing.
        if (path is null && !_isCut)
            foreach (var read in _visited)
                if (read.Call is null)
                    _clean.Add(read);
        return path?.Through(value);
    }

    // What a model writes gets to few files of a project. Binding the others would cost more than it finds.
    private bool IsNear(SyntaxTree tree) => _files?.IsNear(tree, _scope, _catalog) != false;

    private bool Counts(TextSourceKind kind) => _options.Counts(kind) && (_sink.IsInstruction() || kind is TextSourceKind.ModelOutput);

    /// <param name="members">What is read of the value; null for the value itself.</param>
    /// <param name="frame">The calls by which the walk came here.</param>
    private TaintPath? Visit(IOperation? value, MemberPath? members, TaintFrame? frame)
    {
        if (
            value is null
            || value.ConstantValue.HasValue
            || !JsonParts.MayHave(value, members)
            || (MemberPath.IsText(members) && TaintKnowledge.IsSafe(value.Type))
        )
            return null;
        if (_steps >= MaxSteps || _depth >= MaxDepth)
        {
            _isCut = true;
            return null;
        }

        if (!_sink.IsInstruction() && FailedRequests.IsHandledAt(value))
            return null;
        if (members is null && EventLines.IsReadAt(value))
            members = JsonParts.OfServiceInText;
        var read = new TaintedRead(value.Syntax, value.Kind, members?.ToString(), frame?.Call.Syntax);
        if (_clean.Contains(read) || !_visited.Add(read))
            return null;
        _steps++;
        _depth++;
        try
        {
            return VisitKind(value, members, frame);
        }
        finally
        {
            _depth--;
        }
    }

    private TaintPath? VisitKind(IOperation value, MemberPath? members, TaintFrame? frame) =>
        value switch
        {
            IConversionOperation conversion => VisitConversion(conversion, members, frame),
            IAwaitOperation awaited => Visit(awaited.Operation, members, frame),
            IParenthesizedOperation parenthesized => Visit(parenthesized.Operand, members, frame),
            IConditionalOperation choice => Visit(choice.WhenTrue, members, frame) ?? Visit(choice.WhenFalse, members, frame),
            ICoalesceOperation coalesce => Visit(coalesce.Value, members, frame) ?? Visit(coalesce.WhenNull, members, frame),
            ISwitchExpressionOperation choice => First(choice.Arms.Select(static arm => arm.Value), members, frame),
            ISimpleAssignmentOperation assignment => Visit(assignment.Value, members, frame),
            ICoalesceAssignmentOperation assignment => Visit(assignment.Target, members, frame) ?? Visit(assignment.Value, members, frame),
            ICompoundAssignmentOperation sum => Visit(sum.Target, members, frame) ?? Visit(sum.Value, members, frame),
            IConditionalAccessOperation access => MemberPath.IsText(members) && _guards.IsChecked(access)
                ? null
                : Visit(access.WhenNotNull, members, frame),
            IConditionalAccessInstanceOperation instance => Visit(ValueTracker.ConditionalReceiver(instance), members, frame),
            IInterpolatedStringOperation text => VisitParts(text, frame),
            IInterpolatedStringHandlerCreationOperation handler => Visit(handler.Content, null, frame),
            IInterpolatedStringAdditionOperation sum => Visit(sum.Left, null, frame) ?? Visit(sum.Right, null, frame),
            IBinaryOperation { OperatorMethod: null } sum => VisitHole(sum.LeftOperand, frame) ?? VisitHole(sum.RightOperand, frame),
            ITupleOperation tuple => VisitTuple(tuple, members, frame),
            IArrayCreationOperation { Initializer: { } items } => First(items.ElementValues, members, frame),
            IArrayElementReferenceOperation element => MemberPath.IsText(members) && _guards.IsChecked(element)
                ? null
                : Visit(element.ArrayReference, members, frame),
            IDynamicMemberReferenceOperation part => Visit(
                part.Instance,
                JsonParts.OfDynamic(JsonParts.Named(part.MemberName, members)),
                frame
            ),
            IDynamicIndexerAccessOperation part => Visit(
                part.Operation,
                JsonParts.OfDynamic(JsonParts.Named(part.Arguments, members, frame)),
                frame
            ),
            IDynamicInvocationOperation { Operation: IDynamicMemberReferenceOperation { MemberName: "ToString" } text } => Visit(
                text.Instance,
                members,
                frame
            ),
            ITranslatedQueryOperation query => Visit(query.Operation, members, frame),
            ILocalReferenceOperation local => VisitLocal(local, members, frame),
            IParameterReferenceOperation parameter => VisitParameter(parameter, members, frame),
            IFieldReferenceOperation field => VisitField(field, members, frame),
            IPropertyReferenceOperation property => VisitProperty(property, members, frame),
            IInstanceReferenceOperation instance => VisitInstance(instance, members, frame),
            IInvocationOperation call => VisitCall(call, members, frame),
            IObjectCreationOperation creation => VisitCreation(creation, members, frame),
            IAnonymousObjectCreationOperation creation => VisitInitializers(creation.Initializers, members, frame),
            IWithOperation copy => VisitCopy(copy, members, frame),
            _ when Collections.IsCollectionExpression(value) => First(Collections.ElementsOf(value), members, frame),
            _ when value.Syntax is ElementAccessExpressionSyntax or RangeExpressionSyntax
                    && value.ChildOperations.FirstOrDefault() is { } sliced => Visit(sliced, members, frame),
            _ => null,
        };

    private TaintPath? First(IEnumerable<IOperation> values, MemberPath? members, TaintFrame? frame)
    {
        foreach (var value in values)
            if (Visit(value, members, frame) is { } path)
                return path.Through(value);
        return null;
    }

    // What an operator of the project makes of the value is not known.
    private TaintPath? VisitConversion(IConversionOperation conversion, MemberPath? members, TaintFrame? frame) =>
        conversion.OperatorMethod is { } own && _scope.Contains(own.OriginalDefinition) ? null : Visit(conversion.Operand, members, frame);

    private TaintPath? VisitParts(IInterpolatedStringOperation text, TaintFrame? frame)
    {
        foreach (var part in text.Parts)
        {
            var found = part switch
            {
                IInterpolationOperation hole => VisitHole(hole.Expression, frame),
                IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [var appended, ..] } } => VisitHole(
                    appended.Value,
                    frame
                ),
                _ => null,
            };
            if (found is not null)
                return found;
        }

        return null;
    }

    private TaintPath? VisitHole(IOperation hole, TaintFrame? frame)
    {
        var value = hole.WithoutConversion();
        return TaintKnowledge.IsSafe(value.Type) ? null : Visit(value, null, frame)?.Through(value);
    }

    private TaintPath? VisitTuple(ITupleOperation tuple, MemberPath? members, TaintFrame? frame) =>
        members is { Member: null, Key: int index } && index < tuple.Elements.Length
            ? Visit(tuple.Elements[index], members.Rest, frame)
            : null;

    private TaintPath? Found(TextSourceKind kind, IOperation source) => Counts(kind) ? TaintPath.From(kind, source) : null;
}
