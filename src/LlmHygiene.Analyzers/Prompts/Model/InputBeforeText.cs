namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>The first input of a prompt that changes with each call, and the fixed text on both sides of it.</summary>
/// <param name="Input">The name of the input, as the prompt declares it.</param>
/// <param name="Before">The text that every call begins with.</param>
/// <param name="After">The text that every call sends after the input. Text in conditions and lists does not count.</param>
internal sealed record InputBeforeText(string Input, IReadOnlyList<string> Before, IReadOnlyList<string> After)
{
    /// <summary>Null for a prompt without such an input.</summary>
    public static InputBeforeText? Of(PromptModel prompt)
    {
        string? first = null;
        List<string> before = [],
            after = [];
        foreach (var part in prompt.Messages.SelectMany(static message => message.Parts))
        {
            switch (part)
            {
                case TextPart text:
                    foreach (var node in text.Text)
                        Add(node);
                    break;
                case ImageUriPart image:
                    foreach (var node in image.Uri.OfType<ValueNode>())
                        Add(node);
                    break;
                case ImageInputPart image:
                    Add(new ValueNode(image.Image));
                    break;
            }
        }

        return first is null ? null : new InputBeforeText(first, before, after);

        void Add(TemplateNode node)
        {
            switch (node)
            {
                case TextNode text:
                    (first is null ? before : after).Add(text.Text);
                    break;
                case ValueNode { Value: var value }:
                    first ??= Changing(value, prompt);
                    break;
                case EachNode { List: var list }:
                    first ??= Changing(list, prompt);
                    break;
                // A condition: an input decides whether its text is sent at all.
                default:
                    break;
            }
        }
    }

    // A bool or an enum has few values, and each has a cache of its own. An input that callers may leave out is often left out.
    private static string? Changing(TemplateValue value, PromptModel prompt) =>
        value is { Source: ValueSource.Input, MayBeMissing: false, Type.Kind: not (InputKind.Bool or InputKind.Enum) }
        && prompt.Inputs.FirstOrDefault(input => input.PropertyName == value.Name) is { IsRequired: true } input
            ? input.Name
            : null;
}
