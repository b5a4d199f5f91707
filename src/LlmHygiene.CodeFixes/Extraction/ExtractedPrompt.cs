using System.Globalization;
using System.Text;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using LlmHygiene.Analyzers.Prompts.Reading;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>The content of a new prompt file: its inputs, with the values that fill them, and its messages.</summary>
internal sealed class ExtractedPrompt
{
    public const string FirstVersion = "1.0.0";

    private const string AnyName = "some-prompt";
    private const string SystemRole = "system";

    private readonly IReadOnlyList<ExtractedMessage> _messages;
    private readonly OptionsPlan _options;
    private readonly Dictionary<Hole, string> _names = [];
    private readonly string _version;
    private readonly IReadOnlyList<string> _ownNames;
    private readonly HashSet<string> _trusted = new(StringComparer.Ordinal);

    private ExtractedPrompt(IReadOnlyList<ExtractedMessage> messages, OptionsPlan options, string version, Func<Hole, bool> isOwn)
    {
        _messages = messages;
        _options = options;
        _version = version;

        // A value that is written in several places becomes one input, if evaluating it once gives the same result.
        var groups = new List<List<Hole>>();
        foreach (var hole in messages.SelectMany(message => message.Pieces).OfType<HolePiece>().Select(piece => piece.Hole))
        {
            var same = groups.Find(group =>
                ReferenceEquals(group[0], hole)
                || (hole.Purity >= Purity.Pure && group[0].Code == hole.Code && group[0].IsOptional == hole.IsOptional)
            );
            if (same is null)
                groups.Add([hole]);
            else
                same.Add(hole);
        }

        var names = InputNames.For(groups.Select(group => group[0].Expression).ToArray());
        for (var i = 0; i < groups.Count; i++)
            foreach (var hole in groups[i])
                _names[hole] = names[i];
        _ownNames = names;
        Inputs = groups.Select((group, i) => (Name: names[i], Hole: group[0])).ToArray();
        var instructions = new HashSet<string>(
            messages
                .Where(static message => message.Role == SystemRole)
                .SelectMany(static message => message.Pieces)
                .OfType<HolePiece>()
                .Where(static piece => !piece.Hole.IsCount)
                .Select(piece => _names[piece.Hole]),
            StringComparer.Ordinal
        );
        foreach (var (name, hole) in Inputs)
            if (instructions.Contains(name) && isOwn(hole))
                _trusted.Add(name);
        instructions.ExceptWith(_trusted);
        Undecided = names.Where(instructions.Contains).ToArray();
    }

    public IReadOnlyList<(string Name, Hole Hole)> Inputs { get; private set; }

    /// <summary>The names of the inputs, in their order.</summary>
    public IReadOnlyList<string> Names => [.. Inputs.Select(static input => input.Name)];

    /// <summary>What the prompt says and takes, whatever its inputs are called: prompts with the same content are one prompt.</summary>
    public string Content
    {
        get
        {
            Rename([.. _ownNames.Select(static (_, at) => "input" + at.ToString(CultureInfo.InvariantCulture))]);
            var text = Text("prompt");
            Rename(_ownNames);
            return text;
        }
    }

    /// <summary>Calls the inputs as another prompt of the same content calls its own.</summary>
    public void Rename(IReadOnlyList<string> names)
    {
        var renamed = Inputs
            .Select((input, at) => (Old: input.Name, New: names[at]))
            .ToDictionary(static pair => pair.Old, static pair => pair.New);
        var trusted = _trusted.Select(name => renamed[name]).ToArray();
        _trusted.Clear();
        _trusted.UnionWith(trusted);
        foreach (var hole in _names.Keys.ToArray())
            _names[hole] = renamed[_names[hole]];
        Inputs = [.. Inputs.Select(input => (renamed[input.Name], input.Hole))];
    }

    public string Version => _version;

    /// <summary>
    /// The inputs that are part of a system message and that anybody may have written, as far as the code shows: LLMH6002 asks about them.
    /// </summary>
    public IReadOnlyList<string> Undecided { get; }

    /// <summary>True for an input that is part of a system message, and that only the application can write.</summary>
    public bool IsTrusted(string input) => _trusted.Contains(input);

    /// <summary>Null where a prompt file cannot express the same.</summary>
    /// <param name="isOwn">True for a value that nobody outside of the application can write.</param>
    public static ExtractedPrompt? Of(IReadOnlyList<ExtractedMessage> messages, OptionsPlan options, string version, Func<Hole, bool> isOwn)
    {
        var prompt = new ExtractedPrompt(messages, options, version, isOwn);
        return prompt.IsSame(PromptParser.Parse(SourceText.From(prompt.Text(AnyName)))) ? prompt : null;
    }

    /// <summary>The text of the prompt file.</summary>
    public string Text(string name)
    {
        var file = new StringBuilder();
        file.Append("name:").Append(YamlText.Value(name, 0)).Append('\n');
        file.Append("version: ").Append(_version).Append('\n');
        if (_options.Model is { } model)
            file.Append("model:").Append(YamlText.Value(model, 0)).Append('\n');
        if (_options.Parameters.Any())
            file.Append("modelParameters: { ")
                .Append(string.Join(", ", _options.Parameters.Select(parameter => $"{parameter.Key}: {parameter.Value}")))
                .Append(" }\n");
        if (Inputs.Count > 0)
            file.Append("inputs:\n");
        foreach (var (input, hole) in Inputs)
            file.Append("  ")
                .Append(input)
                .Append(": ")
                .Append(
                    hole.IsOptional ? "{ type: string, optional: true }"
                    : IsTrusted(input) ? "{ type: string, trusted: true }"
                    : hole.IsCount ? "int"
                    : "string"
                )
                .Append('\n');
        file.Append("messages:\n");
        foreach (var message in _messages)
            file.Append("  - role: ")
                .Append(message.Role)
                .Append("\n    content:")
                .Append(YamlText.Value(Template(message), 4))
                .Append('\n');
        return file.ToString();
    }

    private string Template(ExtractedMessage message)
    {
        var template = new StringBuilder();
        for (var i = 0; i < message.Pieces.Count; i++)
        {
            if (message.Pieces[i] is FixedPiece { Text: var text })
                template.Append(Escaped(text, isBeforeValue: i + 1 < message.Pieces.Count));
            else
                template.Append("{{").Append(_names[((HolePiece)message.Pieces[i]).Hole]).Append("}}");
        }

        return template.ToString();
    }

    private static string Escaped(string text, bool isBeforeValue)
    {
        text = text.Replace("{{", "\\{{");
        return isBeforeValue && text.EndsWith("\\", StringComparison.Ordinal) ? text + "\\" : text;
    }

    private bool IsSame(PromptParseResult result)
    {
        if (
            result is not { Model: { IsBroken: false } read, Problems.Count: 0 }
            || read.Messages.Count != _messages.Count
            || read.Inputs.Count != Inputs.Count
            || read.ModelId != _options.Model
        )
            return false;
        for (var i = 0; i < _messages.Count; i++)
        {
            var message = _messages[i];
            if (
                !string.Equals(read.Messages[i].Role.ToString(), message.Role, StringComparison.OrdinalIgnoreCase)
                || read.Messages[i].OnlyText is not { } only
                || only.Text.Count != message.Pieces.Count
            )
                return false;
            for (var j = 0; j < message.Pieces.Count; j++)
            {
                var isSame = (message.Pieces[j], only.Text[j]) switch
                {
                    (FixedPiece piece, TextNode text) => piece.Text == text.Text,
                    (HolePiece piece, ValueNode { Value: { Source: ValueSource.Input } value }) => value.Name
                        == PromptNames.Property(_names[piece.Hole]),
                    _ => false,
                };
                if (!isSame)
                    return false;
            }
        }

        return true;
    }
}
