using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// What is written to the dictionaries that can carry a prompt's name and version, through whatever variable and helper. A key that is
/// not known, and a dictionary that is used in a way that is not known, may carry the tag.
/// </summary>
internal sealed partial class WrittenTags(ValueTracker values, SdkCatalog catalog)
{
    private const int MaxSteps = 400;

    private readonly HashSet<SeenUse> _seen = [];

    // What the parameters of the helpers that are looked into are given.
    private readonly Dictionary<ISymbol, IOperation> _given = new(SymbolEqualityComparer.Default);

    // The call through which a helper was entered, and the variables that were looked at since.
    private SyntaxNode? _site;
    private HashSet<ISymbol> _holders = new(SymbolEqualityComparer.Default);

    // The outermost call of a helper through which an entry is written.
    private readonly Dictionary<IOperation, SyntaxNode> _places = [];
    private SyntaxNode? _outermost;
    private int _steps;
    private bool _mayBeMissing;

    public List<(string Key, IOperation Value)> Entries { get; } = [];

    /// <summary>True when an entry may be written that is not among <see cref="Entries"/>.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>True when an entry may not be there in the end: it is removed, overwritten, or in one of several dictionaries.</summary>
    public bool IsUncertain => IsUnknown || _mayBeMissing;

    /// <summary>Adds what is written to a member that holds a dictionary: a whole dictionary, or an entry of it.</summary>
    public void AddWrite(IOperation written)
    {
        if (IsWhole(written))
        {
            _own.Add(written.WithoutConversion().Syntax);
            AddDictionary(written);
        }
        else
        {
            AddEntriesIn(written);
        }
    }

    private static bool IsWhole(IOperation written) =>
        written is not (IAssignmentOperation or IObjectOrCollectionInitializerOperation)
        && (written is not IInvocationOperation call || IsCollection(call.Type));

    /// <summary>Adds the entries of a dictionary, where it is made and where it is changed.</summary>
    public void AddDictionary(IOperation dictionary)
    {
        if (IsSpent() || !_seen.Add(new(dictionary.Syntax, _site)))
            return;
        AddEntriesIn(dictionary);
        var trace = values.Trace(dictionary);
        _mayBeMissing |= trace.Origins.Count(static origin => origin.Kind != OriginKind.Null) > 1;
        foreach (var origin in trace.Origins)
            AddOrigin(origin, dictionary);
        foreach (var holder in trace.Holders)
            Follow(holder);
    }

    private void AddOrigin(Origin origin, IOperation from)
    {
        var operation = origin.Operation;
        if (!from.Syntax.Span.Contains(operation.Syntax.Span) || from.Syntax.SyntaxTree != operation.Syntax.SyntaxTree)
            AddEntriesIn(operation);
        switch (operation)
        {
            case var _ when origin.Kind == OriginKind.Null:
                break;
            case IObjectCreationOperation creation when origin.Kind == OriginKind.Creation:
                // `new AdditionalPropertiesDictionary(others)`
                foreach (var argument in creation.Arguments)
                    if (argument.ArgumentKind != ArgumentKind.DefaultValue && IsCollection(argument.Value.Type))
                        AddCopied(argument.Value, creation);
                IsUnknown |= creation.Type is { } type && values.Scope.Contains(type);
                break;
            case IArrayCreationOperation array:
                if (array.Initializer is { ElementValues: var elements })
                    AddElements(array, elements);
                break;
            case IInvocationOperation { TargetMethod: { Name: "Clone", Parameters.IsEmpty: true } clone, Instance: { } copied } copy
                when catalog.Level > HygieneLevel.V0_1 && IsCollection(copied.Type) && !values.Scope.Contains(clone.OriginalDefinition):
                AddCopied(copied, copy);
                break;
            case IParameterReferenceOperation { Parameter: var parameter } when _given.TryGetValue(parameter, out var argument):
                AddDictionary(argument);
                break;
            case var collection when Collections.IsCollectionExpression(collection):
                AddElements(collection, Collections.ElementsOf(collection));
                break;
            default:
                IsUnknown = true;
                break;
        }
    }

    // What is written to the original after it is copied is not in the copy.
    private void AddCopied(IOperation original, IOperation copy)
    {
        var before = Entries.Count;
        AddDictionary(original);
        _mayBeMissing |= Entries.Skip(before).Any(entry => !IsInCopy(PlaceOf(entry.Value), copy.Syntax));
    }

    private static bool IsInCopy(SyntaxNode place, SyntaxNode copy) =>
        place.IsWithin(copy)
        || place.Ancestors().TakeWhile(static node => node is not StatementSyntax).Any(static node => node is InitializerExpressionSyntax)
        || place.SyntaxTree == copy.SyntaxTree
            && place.Span.End <= copy.SpanStart
            && Functions.Around(place) is { } function
            && function == Functions.Around(copy);

    // Entries are read where they are made; any other element is looked for.
    private void AddElements(IOperation collection, IEnumerable<IOperation> elements)
    {
        foreach (var element in elements.Select(Conversions.WithoutConversion))
        {
            if (element is IObjectCreationOperation or IInvocationOperation && collection.Syntax.Span.Contains(element.Syntax.Span))
                continue;
            AddDictionary(element);
        }
    }

    private void AddEntriesIn(IOperation written)
    {
        foreach (var operation in written.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAssignmentOperation
                {
                    Target: IPropertyReferenceOperation { Property.IsIndexer: true, Arguments: [{ Value: var key }] }
                } assignment:
                    AddEntry(key, assignment.Value);
                    break;
                case IInvocationOperation call:
                    AddEntryOf(call);
                    break;
                // `new KeyValuePair<string, string>("key", value)`
                case IObjectCreationOperation { Arguments: [{ Value: var first }, { Value: var second }] } creation
                    when creation.Type?.Name == "KeyValuePair" || TextOf(first) is not null:
                    AddEntry(first, second);
                    break;
            }
        }
    }

    // `Add("key", value)`, written out or in a collection initializer.
    private void AddEntryOf(IInvocationOperation call)
    {
        _mayBeMissing |= call.TargetMethod.Name is "Remove" or "Clear";
        for (var i = 0; i < call.Arguments.Length - 1; i++)
        {
            if (TextOf(call.Arguments[i].Value) is not { } candidate)
                continue;
            Add(candidate, ValueOf(call.Arguments[i + 1].Value));
            return;
        }

        if (Adds(call.TargetMethod) && call.Arguments.FirstOrDefault(argument => MayBeText(argument.Value)) is { Value: var key })
            AddEntry(key, call.Arguments[call.Arguments.Length - 1].Value);
    }

    /// <summary>Adds what may be a tag, and may be none.</summary>
    public void AddPossible(IInvocationOperation call) =>
        Possible.AddRange(call.Arguments.Select(argument => TextOf(argument.Value)).OfType<string>());

    /// <summary>The keys of entries that code which is not seen may make tags of.</summary>
    public List<string> Possible { get; } = [];

    private void AddEntry(IOperation key, IOperation value)
    {
        if (KeyOf(key) is { } text)
            Add(text, ValueOf(value));
        else
            IsUnknown |= MayBeText(key);
    }

    private void Add(string key, IOperation value)
    {
        Entries.Add((key, value));
        if (_outermost is not null)
            _places[value] = _outermost;
    }

    /// <summary>Where the value of an entry is written: for one that a helper writes, the call of the helper.</summary>
    public SyntaxNode PlaceOf(IOperation value) => _places.TryGetValue(value, out var call) ? call : value.Syntax;

    private string? KeyOf(IOperation key)
    {
        key = key.WithoutConversion();
        if (TextOf(key) is { } written)
            return written;
        if (key is IParameterReferenceOperation { Parameter: var parameter } && _given.TryGetValue(parameter, out var argument))
            return KeyOf(argument);
        return IsText(key) ? values.TraceConstant(key).SingleConstant : null;
    }

    // Where a helper is handed the value, what it is handed.
    private IOperation ValueOf(IOperation value) =>
        value.WithoutConversion() is IParameterReferenceOperation { Parameter: var parameter }
        && _given.TryGetValue(parameter, out var argument)
            ? argument
            : value;

    private static bool Adds(IMethodSymbol method) =>
        method.Name
            is "Add"
                or "TryAdd"
                or "AddOrUpdate"
                or "GetOrAdd"
                or "Set"
                or "SetItem"
                or "Insert"
                or "Append"
                or "SetTag"
                or "AddTag";

    private static string? TextOf(IOperation value) =>
        value.WithoutConversion().ConstantValue is { HasValue: true, Value: string text } ? text : null;

    private static bool IsText(IOperation value) => value.WithoutConversion().Type?.SpecialType == SpecialType.System_String;

    // `(string)method.Invoke(…)`, `(object)key`
    private static bool MayBeText(IOperation value) =>
        IsText(value)
        || value.Type?.SpecialType == SpecialType.System_String
        || value.WithoutConversion().Type is { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic };

    private static bool IsCollection(ITypeSymbol? type) =>
        type is IArrayTypeSymbol
        || type is { SpecialType: not SpecialType.System_String }
            && (
                type.SpecialType == SpecialType.System_Collections_IEnumerable
                || type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable)
            );

    private bool IsSpent()
    {
        if (++_steps <= MaxSteps)
            return false;
        return IsUnknown = true;
    }

    private sealed record SeenUse(SyntaxNode Syntax, SyntaxNode? Site);
}
