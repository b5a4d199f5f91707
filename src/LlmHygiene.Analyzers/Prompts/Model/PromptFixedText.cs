namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// The text of a prompt that is the same whatever its inputs are: every piece of text in every message, one after the
/// other. Images and their addresses do not count. Both sides of a condition count, and the text inside a list once.
/// </summary>
internal static class PromptFixedText
{
    public static IEnumerable<string> Of(PromptModel prompt) =>
        prompt.Messages.SelectMany(static message => message.Parts).OfType<TextPart>().SelectMany(static part => Of(part.Text));

    private static IEnumerable<string> Of(IEnumerable<TemplateNode> nodes) =>
        nodes.SelectMany(static node =>
            node switch
            {
                TextNode text => [text.Text],
                IfNode block => Of(block.Then).Concat(Of(block.Else)),
                EachNode block => Of(block.Body),
                _ => [],
            }
        );
}
