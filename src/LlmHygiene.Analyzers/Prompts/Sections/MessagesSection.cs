using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts;

/// <summary><c>messages:</c></summary>
internal static class MessagesSection
{
    private const string Key = "messages";
    private const string Role = "role";
    private const string Content = "content";
    private const string Example = "Write '- role: user' and, below it, 'content: …'.";

    private static readonly string[] s_known = [Role, Content];
    private static readonly string[] s_roles = ["system", "user", "assistant"];

    /// <param name="isReadable">Every message could be read, so what they do not use is not used.</param>
    public static EquatableArray<PromptMessage> Read(
        string text, YamlMapping root, TextSpan fallback, TemplateScope scope, ProblemList problems, out bool isReadable)
    {
        isReadable = false;
        var entry = root.Find(Key);
        if (entry?.Value is not YamlSequence { Items.Count: > 0 } sequence)
        {
            if (entry is null)
                problems.Add(RuleIds.PromptWithoutMessages, fallback, $"The prompt has no messages. Add 'messages:'. {Example}");
            else if (entry.Value is YamlSequence or YamlScalar { IsNull: true })
                problems.Add(RuleIds.PromptWithoutMessages, entry.Key.Span, $"The prompt has no messages. {Example}");
            else
                problems.Add(RuleIds.PromptBadValue, entry.Value.Span, $"'messages' must be a list. {Example}");
            return default;
        }

        isReadable = true;
        var messages = new List<PromptMessage>();
        foreach (var item in sequence.Items)
        {
            if (item is not YamlMapping mapping)
            {
                problems.Add(RuleIds.PromptBadValue, item.Span, $"A message has a role and a content. {Example}");
                isReadable = false;
                continue;
            }

            new Section(mapping, problems, RuleIds.PromptBadValue).ReportUnknownKeys("a message", s_known);
            var role = ReadRole(mapping, problems);
            var content = ReadContent(text, mapping, scope, problems, ref isReadable);
            if (role is { } known && content is { } nodes) messages.Add(new PromptMessage(known, nodes));
        }

        return messages.ToEquatableArray();
    }

    private static PromptRole? ReadRole(YamlMapping message, ProblemList problems)
    {
        if (message.Find(Role) is not { } entry)
        {
            problems.Add(RuleIds.PromptBadValue, FirstKey(message), "This message has no role. Add 'role: system', 'role: user' or 'role: assistant'.");
            return null;
        }

        switch ((entry.Value as YamlScalar)?.Value)
        {
            case "system": return PromptRole.System;
            case "user": return PromptRole.User;
            case "assistant": return PromptRole.Assistant;
            case "developer":
                problems.Add(RuleIds.PromptBadValue, entry.ValueSpan, "'developer' is OpenAI's name for system. Write 'system'; the client translates it.");
                return null;
            case var other:
                var mend = Suggestions.Nearest(other ?? "", s_roles) is { } nearest ? $"Did you mean '{nearest}'?" : "Write system, user or assistant.";
                problems.Add(RuleIds.PromptBadValue, entry.ValueSpan, $"{(other is null ? "This" : $"'{other}'")} is not a role. {mend}");
                return null;
        }
    }

    private static EquatableArray<TemplateNode>? ReadContent(
        string text, YamlMapping message, TemplateScope scope, ProblemList problems, ref bool isReadable)
    {
        var entry = message.Find(Content);
        if (entry?.Value is YamlScalar { Value.Length: > 0 } scalar)
        {
            var template = new TemplateProblems(problems, ScalarMap.Create(text, scalar));
            var nodes = TemplateParser.Parse(scalar.Value, scope, template);
            isReadable &= !template.HasErrors || !problems.Contains(RuleIds.PromptTemplateSyntax);
            return nodes;
        }

        isReadable = false;
        if (entry?.Value is YamlMapping { IsTemplate: true }) return null;
        var (span, problem) = entry switch
        {
            null => (FirstKey(message), "This message has no content. Add 'content: …'."),
            { Value: YamlMapping } => (entry.Value.Span, "'content' must be one text. Put braces in quotes or in a block after '|'."),
            { Value: YamlSequence } => (entry.Value.Span, "'content' must be one text: images and other parts are not supported in prompt files."),
            _ => (entry.ValueSpan, "This message has no content. Write its text, or remove the message."),
        };
        problems.Add(RuleIds.PromptBadValue, span, problem);
        return null;
    }

    private static TextSpan FirstKey(YamlMapping mapping) =>
        mapping.Entries.Count > 0 ? mapping.Entries[0].Key.Span : mapping.Span;
}
