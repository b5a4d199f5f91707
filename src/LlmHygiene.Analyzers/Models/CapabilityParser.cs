using System.Globalization;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Models;

/// <summary>
/// Reads the fields by name that follow those by position: <c>reasoning=on|efforts=none,low,medium*|…</c>. They are read when somebody
/// first asks what the model accepts, because most compilations never do.
/// </summary>
internal sealed class CapabilityParser
{
    private static readonly string[] s_efforts = ["none", "minimal", "low", "medium", "high", "xhigh", "max"];
    private static readonly string[] s_inputs = ["text", "image", "audio", "pdf", "video"];
    private static readonly string[] s_limits = ["max_tokens", "max_completion_tokens", "max_output_tokens"];
    private static readonly string[] s_reasoning = ["none", "optional", "off", "on", "always"];
    private static readonly string[] s_answers = ["yes", "no"];

    private static readonly string[] s_names =
    [
        "reasoning",
        "efforts",
        "refuses",
        "tools",
        "schema",
        "input",
        "limit",
        "cache-read",
        "cache-write",
        "batch-input",
        "batch-output",
        "from",
    ];

    private const string WhileReasoning = "reasoning:";
    private const string NoEfforts = "-";

    private readonly Action<TextSpan, string> _report;
    private readonly IReadOnlyDictionary<string, string> _sources;
    private readonly HashSet<string> _seen = new(StringComparer.OrdinalIgnoreCase);
    private ModelCapabilities _read = ModelCapabilities.None;

    private CapabilityParser(IReadOnlyDictionary<string, string> sources, Action<TextSpan, string> report)
    {
        _sources = sources;
        _report = report;
    }

    /// <summary>True for a field by name; a source such as <c>https://example.org?page=1</c> is none.</summary>
    public static bool IsNamed(string text, int start, int end)
    {
        var at = start;
        while (at < end && (char.IsLetter(text[at]) || text[at] == '-'))
            at++;
        while (at > start && at < end && char.IsWhiteSpace(text[at]))
            at++;
        return at > start && at < end && text[at] == '=';
    }

    /// <param name="report">Gets what cannot be understood; the other fields still apply.</param>
    public static ModelCapabilities Parse(
        string text,
        TextSpan fields,
        IReadOnlyDictionary<string, string> sources,
        Action<TextSpan, string> report
    )
    {
        var parser = new CapabilityParser(sources, report);
        for (var start = fields.Start; start <= fields.End; )
        {
            var bar = text.IndexOf('|', start, fields.End - start);
            var end = bar < 0 ? fields.End : bar;
            parser.ReadField(text, start, end);
            start = end + 1;
        }

        return parser._read;
    }

    private void ReadField(string text, int start, int end)
    {
        var span = Trim(text, start, end);
        if (span.IsEmpty)
            return;
        if (!IsNamed(text, span.Start, span.End))
        {
            _report(span, $"'{text.Substring(span.Start, span.Length)}' has no name. Fields by name come last, such as 'tools=yes'.");
            return;
        }

        var equals = text.IndexOf('=', span.Start);
        var name = text.Substring(span.Start, equals - span.Start).Trim();
        var value = Trim(text, equals + 1, span.End);
        var content = text.Substring(value.Start, value.Length);
        if (Array.IndexOf(s_names, name.ToLowerInvariant()) < 0)
            _report(span, $"'{name}' is not known. Write one of {string.Join(", ", s_names)}.");
        else if (!_seen.Add(name))
            _report(span, $"'{name}' is on this line already. Remove one of them.");
        else if (content.Length > 0)
            _read = Read(name.ToLowerInvariant(), content, value);
    }

    private ModelCapabilities Read(string name, string value, TextSpan span) =>
        name switch
        {
            "reasoning" => _read with { Reasoning = Word(value, span, s_reasoning) is { } word ? Mode(word) : null },
            "efforts" => ReadEfforts(value, span),
            "refuses" => ReadRefused(value, span),
            "tools" => _read with { Tools = Answer(value, span) },
            "schema" => _read with { Schema = Answer(value, span) },
            "input" => _read with { Input = Words(value, span, s_inputs) },
            "limit" => _read with { LimitNames = Words(value, span, s_limits) },
            "cache-read" => _read with { CacheReadPrice = Price(value, span) },
            "cache-write" => _read with { CacheWritePrice = Price(value, span) },
            "batch-input" => _read with { BatchInputPrice = Price(value, span) },
            "batch-output" => _read with { BatchOutputPrice = Price(value, span) },
            _ => _read with { Sources = [.. Items(value).Select(key => _sources.TryGetValue(key, out var address) ? address : key)] },
        };

    private ModelCapabilities ReadEfforts(string value, TextSpan span)
    {
        if (value == NoEfforts)
            return _read with { Efforts = [] };
        var items = Items(value).ToList();
        var plain = items.ConvertAll(static item => item.TrimEnd('*'));
        var bad = plain.Find(static item => Array.IndexOf(s_efforts, item) < 0);
        if (bad is not null)
        {
            _report(
                span,
                $"'{bad}' is not a reasoning effort. Write {string.Join(", ", s_efforts)}, with '*' after the default, or '-' for a model "
                    + "that takes none."
            );
            return _read;
        }

        var defaults = items.FindAll(static item => item.EndsWith("*", StringComparison.Ordinal));
        if (defaults.Count > 1)
            _report(span, "Only one effort is the default. Remove the other '*'.");
        return _read with { Efforts = plain, DefaultEffort = defaults.Count == 1 ? defaults[0].TrimEnd('*') : null };
    }

    private ModelCapabilities ReadRefused(string value, TextSpan span)
    {
        var always = new List<RequestParameter>();
        var whileReasoning = new List<RequestParameter>();
        foreach (var item in Items(value))
        {
            var isConditional = item.StartsWith(WhileReasoning, StringComparison.OrdinalIgnoreCase);
            if (RequestParameters.Sampling.TryGetValue(isConditional ? item.Substring(WhileReasoning.Length) : item, out var parameter))
                (isConditional ? whileReasoning : always).Add(parameter);
            else
                _report(
                    span,
                    $"'{item}' is not a parameter. Write {string.Join(", ", RequestParameters.Sampling.Keys)}, "
                        + "with 'reasoning:' before it where it is refused only while the model reasons."
                );
        }

        return _read with
        {
            Refused = always,
            RefusedWhileReasoning = whileReasoning,
        };
    }

    private bool? Answer(string value, TextSpan span) => Word(value, span, s_answers) is { } word ? word == "yes" : null;

    private IReadOnlyList<string>? Words(string value, TextSpan span, string[] allowed)
    {
        var words = Items(value).Select(item => Word(item, span, allowed)).ToList();
        return words.Contains(null) ? null : words.ConvertAll(static word => word!);
    }

    private string? Word(string value, TextSpan span, string[] allowed)
    {
        var word = value.ToLowerInvariant();
        if (Array.IndexOf(allowed, word) >= 0)
            return word;
        _report(span, $"'{value}' is not known here. Write {string.Join(", ", allowed)}.");
        return null;
    }

    private decimal? Price(string value, TextSpan span)
    {
        if (decimal.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var price))
            return price;
        _report(span, $"'{value}' is not a price. Write USD per 1,000,000 tokens, as in 2.5.");
        return null;
    }

    private static ReasoningMode Mode(string word) =>
        word switch
        {
            "none" => ReasoningMode.None,
            "off" => ReasoningMode.Off,
            "on" => ReasoningMode.On,
            "always" => ReasoningMode.Always,
            _ => ReasoningMode.Optional,
        };

    private static IEnumerable<string> Items(string value) =>
        value.Split(',').Select(static item => item.Trim()).Where(static item => item.Length > 0);

    private static TextSpan Trim(string text, int start, int end)
    {
        while (start < end && char.IsWhiteSpace(text[start]))
            start++;
        while (end > start && char.IsWhiteSpace(text[end - 1]))
            end--;
        return TextSpan.FromBounds(start, end);
    }
}

/// <summary>The fields by name of one line, which are read when they are first needed.</summary>
internal sealed class CapabilityFields(string text, TextSpan span, IReadOnlyDictionary<string, string> sources)
{
    private ModelCapabilities? _value;

    public ModelCapabilities Value => _value ??= CapabilityParser.Parse(text, span, sources, static (_, _) => { });

    /// <summary>Reads them at once, and reports what cannot be understood.</summary>
    public void Check(Action<TextSpan, string> report) => _value = CapabilityParser.Parse(text, span, sources, report);
}
