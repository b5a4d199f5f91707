using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>Checks an input's default against its type and normalizes it, so that equal defaults have equal texts.</summary>
internal sealed class DefaultReader(FieldKind kind, ProblemList problems)
{
    public InputDefault? Read(YamlEntry entry, InputType type)
    {
        if (type.Kind is InputKind.Record or InputKind.Image && !(type.IsList && entry.Value is YamlSequence { Items.Count: 0 }))
        {
            problems.Add(
                kind.TypeRule,
                entry.ValueSpan,
                (type.IsList, type.Kind) switch
                {
                    (true, _) =>
                        "The only default that such a list can have is []. Write it, or make the list optional: { optional: true }.",
                    (_, InputKind.Record) => "A record has no default. Give its fields defaults, or make it optional: { optional: true }.",
                    _ => "An image has no default. Make it optional: { optional: true }.",
                }
            );
            return null;
        }

        if (!type.IsList)
            return ReadValue(entry.Value, entry, type) is { } value ? new InputDefault(new[] { value }.ToEquatableArray()) : null;
        if (entry.Value is not YamlSequence sequence)
        {
            problems.Add(kind.TypeRule, entry.ValueSpan, "The default of a list is a list, as in [] or [a, b].");
            return null;
        }

        var values = sequence.Items.Select(item => ReadValue(item, entry, type.Item)).ToList();
        return values.Contains(null) ? null : new InputDefault(values.Select(static value => value!).ToEquatableArray());
    }

    private string? ReadValue(YamlNode node, YamlEntry entry, InputType type)
    {
        var span = node.Span.IsEmpty ? entry.Key.Span : node.Span;
        if (node is YamlScalar { IsNull: true })
        {
            problems.Add(kind.TypeRule, span, "There is no default here. Write one, or make the input optional: { optional: true }.");
            return null;
        }

        var scalar = node as YamlScalar;
        var value = scalar is null ? null : Normalize(scalar, type);
        if (value is not null)
            return value;

        problems.Add(
            kind.TypeRule,
            span,
            type.Kind switch
            {
                InputKind.Int => "The default must be a whole number that fits an int, without quotes.",
                InputKind.Number => "The default must be a number, without quotes.",
                InputKind.Bool => "The default must be true or false, without quotes.",
                InputKind.Date => "The default must be a date, as in 2026-01-31.",
                InputKind.Enum => NotAnOption(scalar?.Value, type.Enum!),
                _ => "The default must be text.",
            }
        );
        return null;
    }

    private static string? Normalize(YamlScalar scalar, InputType type)
    {
        var text = scalar.Value;
        switch (type.Kind)
        {
            case InputKind.String:
                return text;
            case InputKind.Date:
                return ScalarValues.Date(text) is null ? null : text;
            case InputKind.Enum:
                return type.Enum!.Options.Any(option => option.Text == text) ? text : null;
            case var _ when !scalar.IsPlain:
                return null;
            case InputKind.Int:
                return ScalarValues.Integer(text) is { } whole and >= int.MinValue and <= int.MaxValue
                    ? ScalarValues.Invariant(whole)
                    : null;
            case InputKind.Number:
                // Some runtimes do not format -0 correctly.
                return ScalarValues.Number(text) is { } number ? ScalarValues.Invariant(number == 0 ? 0 : number) : null;
            default:
                return ScalarValues.Bool(text) is null ? null : text;
        }
    }

    private static string NotAnOption(string? written, EnumType type)
    {
        var options = type.Options.Select(static option => option.Text).ToArray();
        return $"{(written is null ? "This" : $"'{written}'")} is not one of the options. "
            + (
                written is not null && Suggestions.Nearest(written, options) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : $"Write {string.Join(" or ", options)}."
            );
    }
}
