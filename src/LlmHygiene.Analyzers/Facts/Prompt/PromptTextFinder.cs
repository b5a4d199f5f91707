using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Decides whether prompt text is written where the call is made, which must then name its version, or passed in by a caller. A literal
/// with words is written text; a parameter is passed in; anything else is unknown.
/// </summary>
internal sealed class PromptTextFinder(ValueTracker values, ObjectTracker objects, SdkCatalog catalog)
{
    private const int MaxDepth = 12;

    // Long chains of helpers and builders reach the same text in very many ways.
    private const int MaxSteps = 1000;

    private readonly HashSet<OpenValue> _open = [];

    // Ends at the helpers that put text together. They are entered one by one, so that their parameters are the arguments of the call.
    private readonly ValueTracker _upToHelpers = values.UpToReturns;

    // The calls by which helpers were entered.
    private readonly List<IInvocationOperation> _helpers = [];

    private readonly TextSources _sources = new(values.Scope);

    private readonly ElementMembers _members = new(values, new TextSources(values.Scope));

    // An update finds no text that was not seen at the level of the project.
    private readonly bool _seesAll = catalog.Level > HygieneLevel.V0_1;

    // Null to stop at the first text.
    private Dictionary<SyntaxNode, IOperation>? _found;

    private int _steps;

    /// <summary>
    /// The call to look at as it is made first: text that its member writes after it is sent in a later round. Null to look at all rounds.
    /// </summary>
    public IOperation? FirstRoundOf { get; init; }

    /// <summary>True to find texts that have hidden characters and no words, too.</summary>
    public bool FindsHidden { get; init; }

    /// <summary>The parameters through which text was found to be passed in.</summary>
    public HashSet<IParameterSymbol> ForwardedParameters { get; } = new(SymbolEqualityComparer.Default);

    public bool HasLiteralText(IOperation prompt) => IsWritten(prompt, MaxDepth);

    /// <summary>Every constant text that is part of the prompt, wherever it is written.</summary>
    public IReadOnlyCollection<IOperation> TextsOf(IEnumerable<IOperation> prompts)
    {
        var found = _found = [];
        foreach (var prompt in prompts)
            IsWritten(prompt, MaxDepth);
        _found = null;
        return found.Values;
    }

    private bool IsWritten(IOperation? value, int depth)
    {
        if (value is null || depth == 0 || ++_steps > MaxSteps || IsOfLaterRound(value))
            return false;
        var key = new OpenValue(value.Syntax, value.Kind, _helpers.LastOrDefault()?.Syntax);
        if (!_open.Add(key))
            return false;
        try
        {
            return IsWrittenText(value, depth)
                || AnyOrigin(value, depth)
                || (_seesAll && _members.Of(value).Any(written => IsWritten(written, depth - 1)));
        }
        finally
        {
            _open.Remove(key);
        }
    }

    private bool IsOfLaterRound(IOperation value) =>
        FirstRoundOf is { Syntax: var call }
        && value.Syntax.SyntaxTree == call.SyntaxTree
        && value.Syntax.SpanStart >= call.Span.End
        && InlineText.MemberOf(value.Syntax) == InlineText.MemberOf(call);

    // Expressions that combine text, and so have no single origin that could be followed.
    private bool IsWrittenText(IOperation value, int depth) =>
        value switch
        {
            { ConstantValue: { HasValue: true, Value: string text } } => (HasWords(text) || (FindsHidden && HiddenText.MayBeIn(text)))
                && IsEnough(value),
            IConversionOperation conversion => IsWritten(conversion.Operand, depth),
            IInterpolatedStringOperation interpolated => interpolated.Parts.Any(part =>
                part switch
                {
                    IInterpolatedStringTextOperation text => IsWritten(text.Text, depth - 1),
                    IInterpolationOperation hole => IsWritten(hole.Expression, depth - 1),
                    // `string.Create(culture, $"…")`: the format of a hole is no text.
                    IInterpolatedStringAppendOperation { AppendCall: IInvocationOperation { Arguments: [var appended, ..] } } => IsWritten(
                        appended.Value,
                        depth - 1
                    ),
                    _ => false,
                }
            ),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsWritten(sum.LeftOperand, depth - 1)
                || IsWritten(sum.RightOperand, depth - 1),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } sum => IsWritten(sum.Target, depth - 1)
                || IsWritten(sum.Value, depth - 1),
            IArrayCreationOperation { Initializer: { } items } => items.ElementValues.Any(item => IsWritten(item, depth - 1)),
            IObjectOrCollectionInitializerOperation added => added.Initializers.Any(item => IsWritten(item, depth - 1)),
            _ when Collections.IsCollectionExpression(value) => Collections.ElementsOf(value).Any(item => IsWritten(item, depth - 1)),
            _ => _seesAll && IsWrittenTextSince02(value, depth),
        };

    private bool IsWrittenTextSince02(IOperation value, int depth) =>
        value switch
        {
            IArrayElementReferenceOperation { ArrayReference: var array } => IsMadeByQuery(array) && IsWritten(array, depth - 1),
            IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } list } => IsMadeByQuery(list)
                && IsWritten(list, depth - 1),
            IInterpolatedStringHandlerCreationOperation handler => IsWritten(handler.Content, depth),
            IInterpolatedStringAdditionOperation sum => IsWritten(sum.Left, depth - 1) || IsWritten(sum.Right, depth - 1),
            IDelegateCreationOperation made => IsWrittenByDelegate(made.Target, depth),
            IAnonymousFunctionOperation => IsWrittenByDelegate(value, depth),
            ITranslatedQueryOperation query => IsWritten(query.Operation, depth),
            // `Template("…") | LLM(client)`
            IBinaryOperation { OperatorMethod: not null } both when IsComposite(both) => IsWritten(both.LeftOperand, depth - 1)
                || IsWritten(both.RightOperand, depth - 1),
            ICompoundAssignmentOperation { OperatorMethod: not null } both when IsComposite(both) => IsWritten(both.Target, depth - 1)
                || IsWritten(both.Value, depth - 1),
            _ => false,
        };

    // The same code creates all elements of such a collection.
    private bool IsMadeByQuery(IOperation collection) =>
        _upToHelpers.Trace(collection) is { Origins: { Count: > 0 } origins } trace
        && origins.All(static origin => origin.Operation is IInvocationOperation { TargetMethod: var method } && QueryResults.Is(method))
        && !Additions(trace.Holders).Any();

    private bool IsComposite(IOperation value) => catalog.IsComposite(value.Type);

    // A search for all texts does not stop at the first one.
    private bool IsEnough(IOperation text)
    {
        if (_found is null)
            return true;
        _found[text.Syntax] = text;
        return false;
    }

    private bool AnyOrigin(IOperation value, int depth)
    {
        var trace = _upToHelpers.Trace(value);
        foreach (var origin in trace.Origins)
        {
            if (IsOfLaterRound(origin.Operation))
                continue;
            if (
                origin is
                { Kind: OriginKind.Parameter, Operation: IParameterReferenceOperation { Parameter.OriginalDefinition: var passedIn } }
            )
            {
                if (HelperWith(passedIn) is >= 0 and var helper)
                {
                    if (IsWrittenArgument(helper, passedIn, depth))
                        return true;
                    continue;
                }

                ForwardedParameters.Add(passedIn);
            }

            var written = origin.Operation switch
            {
                IObjectCreationOperation creation => IsWrittenObject(creation, value, depth - 1),
                IInvocationOperation invocation => IsWrittenResult(invocation, depth - 1),
                _ => origin.Operation.Syntax != value.Syntax && IsWritten(origin.Operation, depth - 1),
            };
            if (written || (_seesAll && _sources.Of(origin.Operation).Any(source => IsWritten(source, depth - 1))))
                return true;
        }

        // Messages added to a list, lines appended to a builder: through any variable that holds the object.
        return trace.Holders.Count > 0 && Additions(trace.Holders).Any(added => IsWritten(added, depth - 1));
    }

    // The latest call that entered the method of a parameter.
    private int HelperWith(IParameterSymbol parameter) =>
        _helpers.FindLastIndex(call =>
            SymbolEqualityComparer.Default.Equals(DefinitionOf(call), parameter.ContainingSymbol)
            || SymbolEqualityComparer.Default.Equals(DefinitionOf(call).ContainingType, parameter.ContainingSymbol)
        );

    private static IMethodSymbol DefinitionOf(IInvocationOperation call) => call.TargetMethod.AsDeclared();

    // The argument is read where the helper is called, that is outside of it.
    private bool IsWrittenArgument(int helper, IParameterSymbol parameter, int depth)
    {
        var call = _helpers[helper];
        // The receiver of an extension block is no argument.
        var given = ExtensionBlocks.Is(parameter.ContainingSymbol) ? call.Instance : call.ArgumentFor(parameter)?.Value;
        var inside = _helpers.GetRange(helper, _helpers.Count - helper);
        _helpers.RemoveRange(helper, inside.Count);
        var isWritten = IsWritten(given, depth);
        _helpers.AddRange(inside);
        return isWritten;
    }

    private bool IsWrittenByHelper(IInvocationOperation call, int depth)
    {
        foreach (var returned in values.ReturnedBy(call).Concat(YieldedBy(call)))
        {
            _helpers.Add(call);
            var isWritten = IsWritten(returned, depth);
            _helpers.RemoveAt(_helpers.Count - 1);
            if (isWritten)
                return true;
        }

        return false;
    }

    // A method that can be overridden may yield something else.
    private IEnumerable<IOperation> YieldedBy(IInvocationOperation call) =>
        _seesAll && DefinitionOf(call) is { IsAbstract: false, IsVirtual: false, IsOverride: false } method
            ? values.Scope.YieldedValues(method)
            : [];

    private IEnumerable<IOperation> Additions(IEnumerable<ISymbol> holders)
    {
        foreach (var reference in holders.Where(holder => !values.Scope.IsTooCommon(holder)).SelectMany(values.Scope.References))
        {
            if (
                reference.Parent is IInvocationOperation invocation
                && invocation.Instance == reference
                && IsAddition(invocation.TargetMethod)
            )
            {
                foreach (var argument in invocation.Arguments)
                    yield return argument.Value;
            }
        }
    }

    private bool IsAddition(IMethodSymbol method) =>
        catalog.FindMessage(method) is not null
        || method.Name is "Add" or "AddRange" or "Insert" or "Append" or "AppendLine" or "AppendFormat" or "AppendJoin";

    // 'value' is how the object is reached: what its variables add counts too.
    private bool IsWrittenObject(IObjectCreationOperation creation, IOperation value, int depth)
    {
        if (creation.Constructor is { } constructor && catalog.FindMessage(constructor) is { } message)
            return Arguments(creation.Arguments, message)
                .Concat(message.Texts.SelectMany(objects.Track(value).WritesTo))
                .Any(text => IsWritten(text, depth));

        if (catalog.FindOptions(creation.Type) is { } options)
        {
            var tracked = objects.Track(creation);
            return options.Prompts.SelectMany(tracked.WritesTo).Any(text => IsWritten(text, depth));
        }

        // Lists and string builders: their constructor arguments, and what the initializer adds.
        return IsTextOrCollection(creation.Type)
            && (
                creation.Arguments.Any(argument => IsWritten(argument.Value, depth))
                || (creation.Initializer?.Initializers.OfType<IInvocationOperation>() ?? []).Any(added =>
                    added.Arguments.Any(argument => IsWritten(argument.Value, depth))
                )
            );
    }

    private bool IsWrittenResult(IInvocationOperation invocation, int depth)
    {
        var method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
            return IsWrittenByDelegate(invocation.Instance, depth);
        if (catalog.FindMessage(method) is { } message)
            return Arguments(invocation.Arguments, message).Any(argument => IsWritten(argument, depth));

        if (IsOwnFile(invocation) || IsWrittenByHelper(invocation, depth))
            return true;
        if (_seesAll && QueryResults.Is(method))
            return QueryResults.Of(invocation).Any(yielded => IsWritten(yielded, depth));
        if (!IsTextOrCollection(method.ContainingType))
            return false;

        // The text is the receiver of Trim and Replace, and the arguments of Concat, Join and Format.
        return IsWritten(invocation.Instance ?? invocation.Arguments.FirstOrDefault()?.Value, depth)
            || (PutsArgumentsTogether(method.Name) && invocation.Arguments.Any(argument => IsWritten(argument.Value, depth)));
    }

    // What a lambda or a method of this compilation returns; of any other delegate, what makes it.
    private bool IsWrittenByDelegate(IOperation? target, int depth) =>
        target switch
        {
            null => false,
            IAnonymousFunctionOperation { Syntax: LambdaExpressionSyntax lambda } => values
                .Scope.ReturnedValues(lambda)
                .Any(returned => IsWritten(returned, depth - 1)),
            // The lambda that the compiler writes for a clause of a query.
            IAnonymousFunctionOperation { Body.Operations: [IReturnOperation { ReturnedValue: var selected }] } => IsWritten(
                selected,
                depth - 1
            ),
            IMethodReferenceOperation { Method.OriginalDefinition: var method } => values
                .Scope.ReturnedValues(method)
                .Concat(_seesAll ? values.Scope.YieldedValues(method) : [])
                .Any(returned => IsWritten(returned, depth - 1)),
            _ => IsWritten(target, depth),
        };

    private static bool PutsArgumentsTogether(string method) =>
        method
            is "Concat"
                or "Join"
                or "Format"
                or "Create"
                or "Invariant"
                or "CurrentCulture"
                or "Insert"
                or "Append"
                or "Prepend"
                or "Add"
                or "AppendLine"
                or "AppendFormat"
                or "AppendJoin";

    private static bool IsTextOrCollection(ITypeSymbol? type) =>
        type?.SpecialType == SpecialType.System_String
        || type?.ContainingNamespace?.ToDisplayString()
            is "System.Text"
                or "System.Linq"
                or "System.Collections.Generic"
                or "System.Collections.Immutable"
                or "System.Collections.ObjectModel"
        || type is { Name: "FormattableString" or "FormattableStringFactory", ContainingNamespace.Name: "System" or "CompilerServices" };

    // `File.ReadAllText("Prompts/summary.txt")`: a file that the code names belongs to the project; any other file may come from the user.
    private bool IsOwnFile(IInvocationOperation invocation) =>
        invocation.TargetMethod.Name.StartsWith("ReadAll", StringComparison.Ordinal)
        && invocation.TargetMethod.ContainingType?.ToDisplayString() == "System.IO.File"
        && invocation.Arguments.FirstOrDefault() is { } path
        && values.TraceConstant(path.Value).SingleConstant is not null;

    private static IEnumerable<IOperation> Arguments(IEnumerable<IArgumentOperation> arguments, MessageRow message) =>
        arguments
            .Where(argument => argument.Parameter is { } parameter && message.Texts.Contains(parameter.Name))
            .Select(argument => argument.Value);

    // Separators, role markers and format characters alone are not a prompt.
    private static bool HasWords(string text)
    {
        var letters = 0;
        foreach (var character in text)
        {
            letters = char.IsLetter(character) ? letters + 1 : 0;
            if (letters >= 2)
                return true;
        }

        return false;
    }

    private sealed record OpenValue(SyntaxNode Syntax, OperationKind Kind, SyntaxNode? Helper);
}
