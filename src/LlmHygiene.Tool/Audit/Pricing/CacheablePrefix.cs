using LlmHygiene.Analyzers.Models;
using LlmHygiene.Analyzers.Prompts.Model;

namespace LlmHygiene.Tool.Audit.Pricing;

/// <summary>
/// The text that every call of a prompt begins with, up to the first input that changes with each call. A provider can cache this text.
/// Inputs with few values (bools, enums) do not end it, because each value has a cache of its own; their tokens do not count.
/// </summary>
internal static class CacheablePrefix
{
    /// <summary>
    /// True for a provider that caches only up to a mark, which is at the end of a message. The others cache automatically.
    /// </summary>
    public static bool NeedsMark(ModelEntry model) =>
        model.Provider is "anthropic" or "aws-bedrock" || model.Id.Contains("claude", StringComparison.OrdinalIgnoreCase);

    /// <param name="needsMark">True to count only whole messages, up to the last one that has a mark, or could have one.</param>
    public static IReadOnlyList<string> Of(PromptModel prompt, bool needsMark)
    {
        var isMarked = prompt.Messages.Any(static message => message.IsCached);
        var texts = new List<string>();
        var count = 0;
        foreach (var message in prompt.Messages)
        {
            var isFixed = message.Parts.All(part => Add(part, texts));
            if (!needsMark || (isFixed && (message.IsCached || !isMarked)))
                count = texts.Count;
            if (!isFixed)
                break;
        }

        return texts.GetRange(0, count);
    }

    // False where the part changes with each call.
    private static bool Add(MessagePart part, List<string> texts) =>
        part switch
        {
            TextPart text => text.Text.All(node => Add(node, texts)),
            ImageUriPart image => image.Uri.All(static node => !Changes(node)),
            _ => false,
        };

    private static bool Add(TemplateNode node, List<string> texts)
    {
        if (node is TextNode text)
            texts.Add(text.Text);
        return !Changes(node);
    }

    private static bool Changes(TemplateNode node) =>
        node switch
        {
            TextNode => false,
            ValueNode value => value.Value.Type.Kind is not (InputKind.Bool or InputKind.Enum),
            IfNode block => block.Then.Any(Changes) || block.Else.Any(Changes),
            _ => true,
        };
}
