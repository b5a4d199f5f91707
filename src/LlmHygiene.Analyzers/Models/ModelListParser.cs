using System.Globalization;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Models;

/// <summary>Reads a model list: one model per line, fields separated by '|'. The parser never throws.</summary>
internal sealed class ModelListParser
{
    // Enough for any handwritten list; a file of noise must not flood the error list.
    private const int MaxProblems = 100;
    private const int MaxFields = 14;

    private readonly List<ModelEntry> _entries = [];
    private readonly List<ModelListProblem> _problems = [];
    private readonly Dictionary<string, int> _lines = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _sources = new(StringComparer.Ordinal);
    private string? _asOf;

    private readonly bool _isChecked;

    private ModelListParser(bool isChecked) => _isChecked = isChecked;

    /// <param name="isChecked">False for a list that is known to be right, so that what a model accepts is read on demand.</param>
    public static ModelList Parse(string text, bool isChecked = true)
    {
        var parser = new ModelListParser(isChecked);
        for (int start = 0, number = 1; start < text.Length; number++)
        {
            var end = text.IndexOf('\n', start);
            if (end < 0)
                end = text.Length;
            parser.ReadLine(text, start, end, number);
            start = end + 1;
        }

        return new ModelList(parser._asOf, parser._entries, parser._problems);
    }

    private void ReadLine(string text, int start, int end, int number)
    {
        var fields = Split(text, start, end, out var named);
        var first = fields[0].Text;
        if ((fields.Count == 1 && first.Length == 0) || first.StartsWith("#", StringComparison.Ordinal))
            return;
        if (first.StartsWith("@", StringComparison.Ordinal))
            ReadDirective(fields);
        else
            ReadModel(fields, number, named is { } span ? new CapabilityFields(text, span, _sources) : null);
    }

    private void ReadDirective(List<Field> fields)
    {
        switch (fields[0].Text)
        {
            case "@as-of" when fields.Count == 2 && IsDate(fields[1].Text):
                _asOf = fields[1].Text;
                break;
            case "@as-of":
                Report(fields, "Write '@as-of|2026-11-22': the date of the list.");
                break;
            case "@source" when fields.Count == 4:
                _sources[fields[1].Text] = fields[3].Text;
                break;
            case "@source":
                Report(fields, "Write '@source|key|date|address'.");
                break;
            default:
                Report(fields[0], $"'{fields[0].Text}' is not known. Write a model, '@as-of|date' or '@source|key|date|address'.");
                break;
        }
    }

    private void ReadModel(List<Field> fields, int number, CapabilityFields? named)
    {
        if (fields.Count > MaxFields)
        {
            Report(
                fields,
                "The line has too many fields. Write "
                    + "'provider|id|class|status|deprecated|shutdown|replacement|snapshot|tier|input|output|context|outputTokens|source', "
                    + "then fields by name such as 'tools=yes'."
            );
            return;
        }

        if (fields.Count < 3 || fields[0].Text.Length == 0 || fields[1].Text.Length == 0)
        {
            Report(fields, "A model needs a provider, an ID and a class. Write for example 'openai|gpt-4o|alias|active'.");
            return;
        }

        var good = _problems.Count;
        var entry = new ModelEntry(fields[0].Text, fields[1].Text)
        {
            Class = Word<ModelClass>(fields, 2, "a class") ?? ModelClass.Undated,
            Status = Word<ModelStatus>(fields, 3, "a status") ?? ModelStatus.Unknown,
            DeprecatedOn = Date(fields, 4),
            ShutdownOn = Date(fields, 5),
            Replacement = At(fields, 6)?.Text,
            Snapshot = At(fields, 7)?.Text,
            Tier = Word<Tier>(fields, 8, "a tier"),
            InputPrice = Price(fields, 9),
            OutputPrice = Price(fields, 10),
            ContextTokens = Count(fields, 11),
            OutputTokens = Count(fields, 12),
            Source = At(fields, 13)?.Text is { } source
                ? _sources.TryGetValue(source, out var address)
                    ? address
                    : source
                : null,
            Fields = named,
        };
        if (_isChecked)
            named?.Check((span, message) => Report(new Field("", span), message));
        if (_problems.Count > good)
            return;

        var key = entry.Provider + "|" + entry.Id;
        if (_lines.TryGetValue(key, out var earlier))
        {
            Report(fields, $"'{entry.Id}' of {entry.Provider} is already on line {earlier}. Remove one of the lines.");
            return;
        }

        _lines.Add(key, number);
        _entries.Add(entry);
    }

    private T? Word<T>(List<Field> fields, int index, string what)
        where T : struct, Enum
    {
        if (At(fields, index) is not { } field)
            return null;
        for (var i = 0; i < Words<T>.Names.Length; i++)
            if (string.Equals(Words<T>.Names[i], field.Text, StringComparison.OrdinalIgnoreCase))
                return Words<T>.Values[i];
        Report(field, $"'{field.Text}' is not {what}. Write {string.Join(", ", Words<T>.Names)}, or leave it empty.");
        return null;
    }

    private string? Date(List<Field> fields, int index)
    {
        if (At(fields, index) is not { } field)
            return null;
        if (IsDate(field.Text))
            return field.Text;
        Report(field, $"'{field.Text}' is not a date. Write it as in 2026-11-22, or leave it empty.");
        return null;
    }

    private decimal? Price(List<Field> fields, int index)
    {
        if (At(fields, index) is not { } field)
            return null;
        if (decimal.TryParse(field.Text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
            return value;
        Report(field, $"'{field.Text}' is not a price. Write USD per 1,000,000 tokens, as in 2.5, or leave it empty.");
        return null;
    }

    private int? Count(List<Field> fields, int index)
    {
        if (At(fields, index) is not { } field)
            return null;
        if (int.TryParse(field.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var value) && value > 0)
            return value;
        Report(field, $"'{field.Text}' is not a number of tokens. Write it as in 128000, or leave it empty.");
        return null;
    }

    private static Field? At(List<Field> fields, int index) => index < fields.Count && fields[index].Text.Length > 0 ? fields[index] : null;

    private static bool IsDate(string text) =>
        DateTime.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // The fields by name come last. They are not read here.
    private static List<Field> Split(string text, int start, int end, out TextSpan? named)
    {
        var fields = new List<Field>(MaxFields);
        named = null;
        while (true)
        {
            var bar = text.IndexOf('|', start, end - start);
            var (from, to) = (start, bar < 0 ? end : bar);
            while (from < to && char.IsWhiteSpace(text[from]))
                from++;
            if (fields.Count > 2 && CapabilityParser.IsNamed(text, from, to))
            {
                named = TextSpan.FromBounds(from, end);
                return fields;
            }

            while (to > from && char.IsWhiteSpace(text[to - 1]))
                to--;
            fields.Add(new Field(text.Substring(from, to - from), TextSpan.FromBounds(from, to)));
            if (bar < 0)
                return fields;
            start = bar + 1;
        }
    }

    private void Report(List<Field> line, string message) =>
        Report(new Field("", TextSpan.FromBounds(line[0].Span.Start, line[line.Count - 1].Span.End)), message);

    private void Report(Field field, string message)
    {
        if (_problems.Count < MaxProblems)
            _problems.Add(new ModelListProblem(field.Span, message));
    }

    // Arrays, because the JIT compiles a dictionary again for each enum.
    private static class Words<T>
        where T : struct, Enum
    {
        public static readonly string[] Names = [.. Enum.GetNames(typeof(T)).Select(static name => name.ToLowerInvariant())];

        public static readonly T[] Values = (T[])Enum.GetValues(typeof(T));
    }

    private sealed record Field(string Text, TextSpan Span);
}
