using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Whether a version that is written to the tags of an object is still there when it is sent: <c>options.AdditionalProperties = new();</c>
/// drops what was written before. What is not seen to come first may come last.
/// </summary>
/// <param name="values">Everything that is written to the member with the tags.</param>
/// <param name="tags">The entries that were found there.</param>
internal sealed class TagOrder(IReadOnlyList<IOperation> values, WrittenTags tags, ValueTracker tracker, SdkCatalog catalog)
{
    public bool MayDrop(PromptFact tagged)
    {
        var whole = values.Where(IsWhole).ToList();
        var missing = values.Where(IsWhereMissing).ToList();
        return whole.Count > 1
            || (whole.Count + missing.Count > 1 && missing.Exists(dictionary => IsIn(tagged, dictionary)))
            || whole.Exists(dictionary => MayDrop(dictionary, tagged));
    }

    // `options.AdditionalProperties = x`, also in an initializer
    private static bool IsWhole(IOperation value) =>
        value.Parent is ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } assignment
        && assignment.Value == value
        && target is not IPropertyReferenceOperation { Property.IsIndexer: true };

    // `options.AdditionalProperties ??= x`
    private static bool IsWhereMissing(IOperation value) =>
        value.Parent is ICoalesceAssignmentOperation assignment && assignment.Value == value;

    private static bool IsIn(PromptFact tagged, IOperation dictionary) =>
        tagged.VersionValues.Any(version => version.Syntax.IsWithin(dictionary.Syntax));

    private bool MayDrop(IOperation dictionary, PromptFact tagged)
    {
        if (IsInitial(dictionary))
            return false;
        var own = new WrittenTags(tracker, catalog);
        own.AddWrite(dictionary);
        var held = new HashSet<SyntaxNode>(own.Entries.Select(static entry => entry.Value.Syntax));
        return tagged.VersionValues.Any(version => !held.Contains(version.Syntax) && !IsAfter(tags.PlaceOf(version), dictionary.Syntax));
    }

    // `new ChatOptions { AdditionalProperties = x }` comes before everything else.
    private static bool IsInitial(IOperation dictionary) =>
        dictionary.Parent?.Parent is IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation creation } initializer
        && creation.Initializer == initializer;

    private static bool IsAfter(SyntaxNode place, SyntaxNode dictionary) =>
        place.SyntaxTree == dictionary.SyntaxTree
        && place.SpanStart >= dictionary.Span.End
        && Functions.Around(place) is { } function
        && function == Functions.Around(dictionary);
}
