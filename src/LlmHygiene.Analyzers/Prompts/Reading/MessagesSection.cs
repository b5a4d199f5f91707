using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary><c>messages:</c></summary>
internal static class MessagesSection
{
    private const string Key = "messages";
    private const string Role = "role";
    private const string Cache = "cache";

    private const string Example = "Write '- role: user' and, below it, 'content: …'.";

    private static readonly string[] s_known = [Role, ContentReader.Key, Cache];
    private static readonly string[] s_roles = ["system", "user", "assistant"];

    public static IReadOnlyCollection<string> KnownKeys => s_known;

    public static IReadOnlyCollection<string> Roles => s_roles;

    /// <param name="isReadable">True when every message could be read, so that an input that none of them uses is unused.</param>
    public static EquatableArray<PromptMessage> Read(
        YamlMapping root,
        TextSpan fallback,
        ContentReader contents,
        ProblemList problems,
        out bool isReadable
    )
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
        var cached = 0;
        foreach (var item in sequence.Items)
        {
            if (item is not YamlMapping mapping)
            {
                problems.Add(RuleIds.PromptBadValue, item.Span, $"A message has a role and a content. {Example}");
                isReadable = false;
                continue;
            }

            var section = new Section(mapping, problems, RuleIds.PromptBadValue);
            section.ReportUnknownKeys("a message", s_known);
            var role = ReadRole(mapping, problems);
            var isCached = section.Bool(Cache) ?? false;
            if (isCached && ++cached > PromptMessage.MaxCached)
                section.Report(
                    mapping.Find(Cache)!,
                    $"At most {PromptMessage.MaxCached} messages can have 'cache: true', because providers accept no more. Remove this one."
                );
            var content = contents.Read(mapping);
            if (role is { } known && content is { } parts)
                messages.Add(new PromptMessage(known, parts) { IsCached = isCached });
        }

        isReadable &= contents.IsReadable;
        return messages.ToEquatableArray();
    }

    private static PromptRole? ReadRole(YamlMapping message, ProblemList problems)
    {
        if (message.Find(Role) is not { } entry)
        {
            problems.Add(
                RuleIds.PromptBadValue,
                message.FirstKeySpan,
                "This message has no role. Add 'role: system', 'role: user' or 'role: assistant'."
            );
            return null;
        }

        switch ((entry.Value as YamlScalar)?.Value)
        {
            case "system":
                return PromptRole.System;
            case "user":
                return PromptRole.User;
            case "assistant":
                return PromptRole.Assistant;
            case "developer":
                problems.Add(
                    RuleIds.PromptBadValue,
                    entry.ValueSpan,
                    "'developer' is OpenAI's name for system. Write 'system'; the client translates it."
                );
                return null;
            case var other:
                var fix = Suggestions.Nearest(other ?? "", s_roles) is { } nearest
                    ? $"Did you mean '{nearest}'?"
                    : "Write system, user or assistant.";
                problems.Add(RuleIds.PromptBadValue, entry.ValueSpan, $"{(other is null ? "This" : $"'{other}'")} is not a role. {fix}");
                return null;
        }
    }
}
