using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>
/// Texts with placeholders: <c>string.Format("{0} …", name)</c>, <c>Template.Replace("[NAME]", name)</c>, <c>string.Concat(…)</c>.
/// </summary>
internal sealed partial class PromptPieces
{
    private const string Format = "format";

    // False, with no piece added, for a call of which not everything is seen.
    private bool AddTemplate(IInvocationOperation call, int depth)
    {
        var count = _pieces.Count;
        var isSeen = call.TargetMethod.Name switch
        {
            "Format" => AddFormat(call, depth),
            "Replace" => AddReplaced(call, depth),
            "Concat" => call.Arguments.All(static argument => argument.Parameter?.Type.SpecialType == SpecialType.System_String)
                && call.Arguments.All(argument => AddHole(argument.Value, depth)),
            _ => false,
        };
        if (!isSeen)
            _pieces.RemoveRange(count, _pieces.Count - count);
        return isSeen;
    }

    private bool AddFormat(IInvocationOperation call, int depth)
    {
        if (
            call.Arguments.FirstOrDefault(static argument => argument.Parameter?.Name == Format) is not { Value: var format } stated
            || _values.Trace(format).Origins is not [{ Kind: OriginKind.Constant, Operation: { ConstantValue.Value: string text } source }]
            || CompositeFormat.Read(text) is not { } holes
        )
            return false;
        var values = call.Arguments.Where(argument => argument.Parameter?.Ordinal > stated.Parameter!.Ordinal).SelectMany(Values).ToList();
        var at = 0;
        foreach (var hole in holes)
        {
            AddSlice(text, at, hole.Start, source);
            at = hole.Start + hole.Length;
            if (hole.IsText)
            {
                _pieces.Add(new(text.Substring(hole.Start, 1), null));
                continue;
            }

            var from = _pieces.Count;
            var value = hole.Index < values.Count ? values[hole.Index] : null;
            if (value is null || hole.HasFormat)
                _pieces.Add(new(null, value));
            else
                AddHole(value, depth);
            Locate(from, source, hole.Start, hole.Length);
        }

        AddSlice(text, at, text.Length, source);
        return true;
    }

    // The values of `params` are known where the compiler or the code makes the array at the call.
    private static IEnumerable<IOperation?> Values(IArgumentOperation argument) =>
        argument.Value is IArrayCreationOperation { Initializer.ElementValues: var items } ? items.AsEnumerable()
        : Collections.IsCollectionExpression(argument.Value) ? Collections.ElementsOf(argument.Value)
        : argument.Parameter?.Type.SpecialType == SpecialType.System_Object ? new[] { argument.Value }
        : Enumerable.Empty<IOperation?>();

    private void AddSlice(string text, int from, int to, IOperation source)
    {
        if (to > from)
            _pieces.Add(new(text.Substring(from, to - from), null) { Source = source, Start = from });
    }

    // A value that was put in place of a placeholder is written at the placeholder.
    private void Locate(int from, IOperation source, int start, int length)
    {
        if (_pieces.Count == from + 1 && _pieces[from] is { Value: not null } only)
            _pieces[from] = only with { Source = source, Start = start, Length = length };
    }

    // `Template.Replace("[NAME]", name).Replace("[DAY]", day)`: the first one is the innermost.
    private bool AddReplaced(IInvocationOperation call, int depth)
    {
        var replacements = new Stack<(string Old, IOperation New)>();
        IOperation? text = call;
        while (text is IInvocationOperation { TargetMethod.Name: "Replace", Instance: { } receiver } replace)
        {
            if (Replacement(replace) is not { } found)
                return false;
            replacements.Push(found);
            text = receiver;
        }

        var start = _pieces.Count;
        if (!Add(text, depth - 1) || !_pieces.Skip(start).Any(static piece => piece.Text is not null))
            return false;
        foreach (var (old, value) in replacements)
        {
            var before = _pieces.GetRange(start, _pieces.Count - start);
            _pieces.RemoveRange(start, before.Count);
            foreach (var piece in before)
                AddReplaced(piece, old, value, depth);
            if (_pieces.Count >= MaxPieces)
                return false;
        }

        return true;
    }

    private void AddReplaced(PromptPiece piece, string old, IOperation value, int depth)
    {
        var at = 0;
        while (piece.Text is { } text && text.IndexOf(old, at, StringComparison.Ordinal) is >= 0 and var found && _pieces.Count < MaxPieces)
        {
            AddSlice(piece, at, found);
            var from = _pieces.Count;
            AddHole(value, depth);
            if (piece.Source is { } source)
                Locate(from, source, piece.Start + found, old.Length);
            at = found + old.Length;
        }

        AddSlice(piece, at, piece.Text?.Length ?? 0);
    }

    private void AddSlice(PromptPiece piece, int from, int to)
    {
        if (piece.Text is null || (from == 0 && to == piece.Text.Length))
            _pieces.Add(piece);
        else if (to > from)
            _pieces.Add(piece with { Text = piece.Text.Substring(from, to - from), Start = piece.Start + from });
    }

    // Null where other text could be replaced too: of another case, or one that is not constant.
    private static (string Old, IOperation New)? Replacement(IInvocationOperation call) =>
        call.Arguments
            is [
                {
                    Parameter.Type.SpecialType: SpecialType.System_String,
                    Value.ConstantValue: { HasValue: true, Value: string { Length: > 0 } old }
                },
                { Parameter.Type.SpecialType: SpecialType.System_String, Value: var value },
                .. var comparison,
            ]
        && comparison.All(static argument =>
            argument.Value.ConstantValue is { HasValue: true, Value: (int)StringComparison.Ordinal }
            && argument.Parameter?.Type.Name == nameof(StringComparison)
        )
            ? (old, value)
            : null;
}
