namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>
/// The text of a prompt that does not depend on its inputs: every piece of text in every message, in order. Images and their URIs do not
/// count. Both branches of a condition count, and the text inside a list counts once.
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
