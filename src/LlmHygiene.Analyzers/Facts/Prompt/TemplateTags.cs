using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Takes the fixed text of a template of an SDK apart at its tags, with the values that the call passes for them.</summary>
internal sealed class TemplateTags
{
    private readonly PromptTemplateRow _row;
    private readonly IOperation? _arguments;
    private readonly ValueTracker _values;

    private TemplateTags(PromptTemplateRow row, IOperation? arguments, ValueTracker values) =>
        (_row, _arguments, _values) = (row, arguments, values);

    /// <summary>Whether the text of the call is a template, and its tags. Not known where the code chooses another language.</summary>
    public static (TemplateTags? Tags, bool IsKnown) Of(SdkCall call, ValueTracker values, SdkCatalog catalog)
    {
        if (call.Entry.Template is { } row)
            return call.Configuration is not null || ChoosesLanguage(call.Invocation, row)
                ? (null, false)
                : (new(row, call.Options, values), true);
        if (call.Function is not { } called)
            return (null, true);
        foreach (var origin in values.Trace(called).Origins)
        {
            if (
                origin.Operation is not IInvocationOperation made
                || catalog.FindPromptFunction(made.TargetMethod) is not { Template: { } written } function
            )
                continue;
            return
                ChoosesLanguage(made, written)
                || KernelFunctionPrompts.GetsTemplate(made, function)
                || MayBeChosen(made, function, written, values, catalog)
                ? (null, false)
                : (new(written, call.Options, values), true);
        }

        return (null, true);
    }

    private static bool ChoosesLanguage(IInvocationOperation call, PromptTemplateRow row) =>
        call.Arguments.Any(argument =>
            argument.ArgumentKind != ArgumentKind.DefaultValue
            && argument.Parameter is { Name: var name }
            && row.OtherLanguages.Contains(name)
        );

    // A configuration has a member for its language.
    private static bool MayBeChosen(
        IInvocationOperation made,
        PromptFunctionRow function,
        PromptTemplateRow row,
        ValueTracker values,
        SdkCatalog catalog
    ) =>
        made.Arguments.FirstOrDefault(argument => argument.Parameter?.Name == function.Configuration) is { Value: var configuration }
        && new ObjectTracker(values, catalog).Track(configuration) is var tracked
        && (tracked.IsUnknown || row.OtherLanguages.Any(member => tracked.WritesTo(member).Count > 0));

    public IReadOnlyList<PromptPiece> Split(IReadOnlyList<PromptPiece> pieces)
    {
        var all = new List<PromptPiece>();
        foreach (var piece in pieces)
        {
            if (piece.Text is { } text)
                Split(piece, text, all);
            else
                all.Add(piece);
        }

        return all;
    }

    private void Split(PromptPiece piece, string text, List<PromptPiece> all)
    {
        var at = 0;
        while (text.IndexOf(_row.Start, at, StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = text.IndexOf(_row.End, start, StringComparison.Ordinal);
            if (end < 0)
                break;
            Add(at, start);
            var tag = text.Substring(start + _row.Start.Length, end - start - _row.Start.Length).Trim();
            at = end + _row.End.Length;
            all.Add(
                new(null, tag.StartsWith(_row.Variable, StringComparison.Ordinal) ? ValueOf(tag.Substring(_row.Variable.Length)) : null)
                {
                    Source = piece.Source,
                    Start = piece.Start + start,
                    Length = at - start,
                }
            );
        }

        Add(at, text.Length);

        void Add(int from, int to)
        {
            if (to > from)
                all.Add(piece with { Text = text.Substring(from, to - from), Start = piece.Start + from });
        }
    }

    // The only value that the call passes under this name, whatever its case; null where it is not seen.
    private IOperation? ValueOf(string name)
    {
        if (_arguments is null)
            return null;
        var trace = _values.Trace(_arguments);
        if (trace.Origins is not [{ Operation: IObjectCreationOperation creation }])
            return null;
        var initial = creation.Initializer?.Initializers.AsEnumerable() ?? [];
        var later = trace
            .Holders.Where(holder => !_values.Scope.IsTooCommon(holder))
            .SelectMany(_values.Scope.References)
            .Select(static reference =>
                reference.Parent is IPropertyReferenceOperation { Parent: { } written } ? written : reference.Parent
            );
        var values = initial.Concat(later.OfType<IOperation>()).Select(write => Written(write, name)).OfType<IOperation>().ToList();
        return values is [var only] ? only : null;
    }

    // `["name"] = value`, `{ "name", value }`, `Add("name", value)`
    private static IOperation? Written(IOperation write, string name) =>
        write switch
        {
            ISimpleAssignmentOperation
            {
                Target: IPropertyReferenceOperation { Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }] },
                Value: var value
            } when Is(key, name) => value,
            IInvocationOperation
            {
                TargetMethod.Name: "Add",
                Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string key } }, { Value: var value }]
            } when Is(key, name) => value,
            _ => null,
        };

    private static bool Is(string key, string name) => string.Equals(key, name, StringComparison.OrdinalIgnoreCase);
}
