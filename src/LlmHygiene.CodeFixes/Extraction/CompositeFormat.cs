using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>Splits <c>string.Format("… {0:N2} …", values)</c> into its parts.</summary>
internal static class CompositeFormat
{
    /// <summary>
    /// False for a format that is not constant, and for a format that a template cannot express, such as one with an alignment.
    /// </summary>
    public static bool Read(IInvocationOperation call, Func<string, bool> addText, Func<Hole?, bool> addHole)
    {
        if (
            call.Arguments
            is not [
                { Parameter.Type.SpecialType: SpecialType.System_String, Value.ConstantValue: { HasValue: true, Value: string format } },
                ..,
            ]
        )
            return false;
        var values = Values(call);
        if (values is null || Parse(format, values.Count) is not { } parts)
            return false;

        // All values that are evaluated for the call must be evaluated for the prompt, in the same order.
        var order = parts.Where(part => part.Index >= 0).Select(part => part.Index).Distinct().ToArray();
        if (!order.SequenceEqual(Enumerable.Range(0, values.Count)) && values.Any(value => Purities.Of(value) == Purity.None))
            return false;
        var holes = new Dictionary<(int, string?), Hole?>();
        foreach (var part in parts)
        {
            if (part.Index < 0)
            {
                addText(part.Text!);
                continue;
            }

            if (!holes.TryGetValue((part.Index, part.Text), out var hole))
                holes.Add((part.Index, part.Text), hole = Holes.OfFormat(values[part.Index], part.Text));
            else if (hole is { Purity: Purity.None })
                return false;
            if (!addHole(hole))
                return false;
        }

        return true;
    }

    private static IReadOnlyList<IOperation>? Values(IInvocationOperation call)
    {
        var values = new List<IOperation>();
        foreach (var argument in call.Arguments.Skip(1))
        {
            if (argument.ArgumentKind == ArgumentKind.ParamArray && argument.Value is IArrayCreationOperation { Initializer: { } items })
                values.AddRange(items.ElementValues);
            else if (argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Type.SpecialType: SpecialType.System_Object })
                values.Add(argument.Value);
            else
                return null;
        }

        return values;
    }

    private static List<(int Index, string? Text)>? Parse(string format, int count)
    {
        var parts = new List<(int, string?)>();
        var text = new StringBuilder();
        for (var i = 0; i < format.Length; i++)
        {
            var c = format[i];
            if (c is '{' or '}' && i + 1 < format.Length && format[i + 1] == c)
            {
                text.Append(c);
                i++;
            }
            else if (c == '{')
            {
                var end = format.IndexOf('}', i);
                if (end < 0)
                    return null;
                var inner = format.Substring(i + 1, end - i - 1);
                var colon = inner.IndexOf(':');
                if (
                    !int.TryParse(
                        colon < 0 ? inner : inner.Substring(0, colon),
                        System.Globalization.NumberStyles.None,
                        null,
                        out var index
                    )
                    || index >= count
                )
                    return null;
                if (text.Length > 0)
                    parts.Add((-1, text.ToString()));
                text.Clear();
                parts.Add((index, colon < 0 ? null : inner.Substring(colon + 1)));
                i = end;
            }
            else if (c == '}')
            {
                return null;
            }
            else
            {
                text.Append(c);
            }
        }

        if (text.Length > 0)
            parts.Add((-1, text.ToString()));
        return parts;
    }
}
