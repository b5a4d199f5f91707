using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Templates;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>The <c>content:</c> of a message: one text, or a list of texts and images.</summary>
/// <param name="text">The text of the file.</param>
internal sealed class ContentReader(string text, TemplateScope scope, PartialInclusion partials, ProblemList problems)
{
    public const string Key = "content";

    private const string Text = "text";
    private const string Image = "image";
    private const string MediaType = "mediaType";
    private const string Type = "type";
    private const string ImageUrl = "image_url";
    private const string Url = "url";
    private const string Example = "Write '- text: …' or '- image: …'.";

    private static readonly string[] s_forms = [Text, Image, ImageUrl];
    private static readonly string[] s_known = [Text, Image, MediaType, Type, ImageUrl];

    private static readonly Dictionary<string, string> s_urlFixes = new(StringComparer.Ordinal)
    {
        ["detail"] = "'detail' is OpenAI's own and is not supported. Remove it.",
    };

    public static IReadOnlyCollection<string> KnownKeys => s_known;

    /// <summary>True when every content could be read, so that an input that none of them uses is unused.</summary>
    public bool IsReadable { get; private set; } = true;

    /// <returns>Null when there is no content, which has then been reported.</returns>
    public EquatableArray<MessagePart>? Read(YamlMapping message)
    {
        var entry = message.Find(Key);
        switch (entry?.Value)
        {
            case YamlScalar { Value.Length: > 0 } scalar when IsText(scalar):
                return EquatableArray.Of<MessagePart>(ReadText(scalar));
            case YamlSequence { Items.Count: > 0 } parts:
                return parts.Items.Select(ReadPart).Where(static part => part is not null).Select(static part => part!).ToEquatableArray();
        }

        IsReadable = false;
        if (entry?.Value is YamlMapping { IsTemplate: true })
            return null;
        var (span, problem) = entry switch
        {
            null => (message.FirstKeySpan, "This message has no content. Add 'content: …'."),
            { Value: YamlMapping } => (
                entry.Value.Span,
                "'content' must be one text, or a list of parts. Put braces in quotes or in a block after '|'."
            ),
            { Value: YamlSequence } => (entry.Value.Span, $"This message has no content. {Example}"),
            _ => (
                entry.ValueSpan,
                "This message has no content. Write its text, or remove the message. Put quotes around a text such as null."
            ),
        };
        problems.Add(RuleIds.PromptBadValue, span, problem);
        return null;
    }

    // Before, the words null and ~ were sent.
    private bool IsText(YamlScalar scalar) => !scalar.IsNull || !problems.Includes(HygieneLevel.V0_2);

    private MessagePart? ReadPart(YamlNode item)
    {
        if (item is not YamlMapping part)
        {
            return NotReadable(
                item.Span,
                item is YamlScalar
                    ? "A part of a message has a key that says what it is. Write '- text: …', or one text for the whole content."
                    : $"A part of a message is a text or an image. {Example}"
            );
        }

        if (part.IsTemplate)
        {
            IsReadable = false;
            return null;
        }

        var section = new Section(part, problems, RuleIds.PromptBadValue);
        section.ReportUnknownKeys("a part of a message", s_known);
        var forms = s_forms.Where(form => part.Find(form) is not null).ToArray();
        if (forms.Length == 0)
            return NotReadable(part.FirstKeySpan, $"This part has no text and no image. {Example}");
        if (forms.Length > 1)
            problems.Add(
                RuleIds.PromptBadValue,
                part.Find(forms[1])!.Key.Span,
                $"A part is one text or one image. Put '{forms[1]}' into its own part."
            );

        var form = part.Find(forms[0])!;
        if (part.Find(Type) is { } type && (type.Value as YamlScalar)?.Value != form.Name)
            section.Report(type, $"'type' must match the content of the part: {form.Name}. Correct it, or remove 'type'.");

        if (form.Name == Text)
        {
            if (part.Find(MediaType) is { } stray)
                problems.Add(RuleIds.PromptBadValue, stray.Key.Span, "A text has no media type. Remove 'mediaType'.");
            return form.Value is YamlScalar { Value.Length: > 0 } scalar && IsText(scalar)
                ? ReadText(scalar)
                : NotReadable(form, "'text' must be a text. Put braces in quotes or in a block after '|'.");
        }

        var uri = form.Name == ImageUrl ? ReadUrl(form) : form;
        if (uri is null)
            return null;
        return uri.Value is YamlScalar { Value.Length: > 0, IsNull: false } image
            ? ReadImage(image, part.Find(MediaType))
            : NotReadable(uri, $"'{uri.Name}' must be a URI, or an input of the type image: \"{{{{photo}}}}\".");
    }

    // OpenAI's form: image_url: { url: … }
    private YamlEntry? ReadUrl(YamlEntry form)
    {
        if (form.Value is YamlMapping { IsTemplate: false } mapping)
        {
            new Section(mapping, problems, RuleIds.PromptBadValue).ReportUnknownKeys(ImageUrl, [Url], s_urlFixes);
            if (mapping.Find(Url) is { } url)
                return url;
        }

        NotReadable(form, "'image_url' is written { url: … }. Or write 'image: …'.");
        return null;
    }

    private TextPart ReadText(YamlScalar scalar)
    {
        var template = Problems(scalar);
        var nodes = TemplateParser.Parse(scalar.Value, scope, partials, template);
        Note(template);
        return new TextPart(nodes);
    }

    private MessagePart? ReadImage(YamlScalar scalar, YamlEntry? mediaType)
    {
        var template = Problems(scalar);
        var (nodes, image) = TemplateParser.ParseImage(scalar.Value, scope, partials, template);
        Note(template);
        if (image is not null)
        {
            if (mediaType is not null)
                problems.Add(
                    RuleIds.PromptImage,
                    mediaType.Key.Span,
                    "An image that is passed as an input has its own media type. Remove 'mediaType'."
                );
            return new ImageInputPart(image);
        }

        if (template.HasErrors)
            return null;
        if (nodes.Count == 1 && nodes[0] is TextNode only)
            nodes = new TemplateNode[] { new TextNode(only.Text.Trim()) }.ToEquatableArray();
        var (type, fix) = ImageUris.Check(nodes, mediaType is null ? null : (mediaType.Value as YamlScalar)?.Value ?? "");
        if (fix is null)
            return new ImageUriPart(nodes, type);

        problems.Add(RuleIds.PromptImage, fix.IsOfMediaType ? mediaType!.ValueSpan : scalar.Span, fix.Message);
        return null;
    }

    private TemplateProblems Problems(YamlScalar scalar) => new(problems, ScalarMap.Create(text, scalar));

    private void Note(TemplateProblems template) =>
        IsReadable &=
            !partials.IsBroken
            && (!template.HasErrors || !(problems.Contains(RuleIds.PromptTemplateSyntax) || problems.Contains(RuleIds.PromptPartial)));

    private MessagePart? NotReadable(YamlEntry entry, string message)
    {
        IsReadable = false;
        return entry.Value is YamlMapping { IsTemplate: true } ? null : NotReadable(entry.ValueSpan, message);
    }

    private MessagePart? NotReadable(TextSpan span, string message)
    {
        IsReadable = false;
        problems.Add(RuleIds.PromptBadValue, span, message);
        return null;
    }
}
