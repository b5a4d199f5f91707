namespace LlmHygiene.Analyzers.Prompts.Model;

/// <summary>The inputs of a prompt that are any text and stand in a system message.</summary>
internal static class UntrustedInputs
{
    /// <summary>The names of the inputs, as the prompt declares them, in the order in which they stand there.</summary>
    public static IReadOnlyList<string> Of(PromptModel prompt)
    {
        var found = new List<string>();
        foreach (var message in prompt.Messages.Where(static message => message.Role == PromptRole.System))
        foreach (var text in message.Parts.OfType<TextPart>())
            Add(text.Text, [], prompt, found);
        return found;
    }

    // What decides whether a text is sent is not sent itself.
    private static void Add(IEnumerable<TemplateNode> nodes, List<TemplateValue> lists, PromptModel prompt, List<string> found)
    {
        foreach (var node in nodes)
        {
            switch (node)
            {
                case ValueNode { Value: { Type.IsUntrustedText: true } value }:
                    if (NameOf(value, lists, prompt) is { } name && !found.Contains(name))
                        found.Add(name);
                    break;
                case IfNode block:
                    Add(block.Then, lists, prompt, found);
                    Add(block.Else, lists, prompt, found);
                    break;
                case EachNode block:
                    lists.Add(block.List);
                    Add(block.Body, lists, prompt, found);
                    lists.RemoveAt(lists.Count - 1);
                    break;
            }
        }
    }

    // An item belongs to the input whose list it is in.
    private static string? NameOf(TemplateValue value, List<TemplateValue> lists, PromptModel prompt)
    {
        for (var level = lists.Count; value.Source == ValueSource.Item; )
        {
            level -= value.Outward + 1;
            if (level < 0 || level >= lists.Count)
                return null;
            value = lists[level];
        }

        return value.Source == ValueSource.Input ? prompt.Inputs.FirstOrDefault(input => input.PropertyName == value.Name)?.Name : null;
    }
}
