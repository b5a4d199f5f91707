using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Problems;
using LlmHygiene.Analyzers.Prompts.Yaml;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Prompts.Reading;

/// <summary>The options of an enum, each of which becomes a C# enum member.</summary>
internal static class EnumReader
{
    /// <param name="fallback">The location for an option that has no position itself.</param>
    /// <param name="property">The C# property of this type.</param>
    /// <returns>Null when an option cannot be used, which is then reported.</returns>
    public static InputType? Read(IEnumerable<YamlNode> items, TextSpan fallback, string property, FieldKind kind, ProblemList problems)
    {
        var options = new List<EnumOption>();
        var isGood = true;
        foreach (var item in items)
        {
            if (item is not YamlScalar { IsNull: false } option)
            {
                problems.Add(
                    kind.TypeRule,
                    item.Span.IsEmpty ? fallback : item.Span,
                    "An option of an enum is a word. Write its text; put quotes around null or an empty text."
                );
                isGood = false;
            }
            else if (PromptNames.EnumMember(option.Value) is not { } member)
            {
                problems.Add(
                    RuleIds.PromptNameCollision,
                    option.Span,
                    $"'{option.Value}' cannot be converted to a C# name. Use letters or digits."
                );
                isGood = false;
            }
            else if (Find(options, member) is { } same)
            {
                var message =
                    same.Text == option.Value
                        ? $"'{option.Value}' is listed twice. Remove one."
                        : $"'{option.Value}' and '{same.Text}' both become {member} in C#. Rename one of them.";
                problems.Add(RuleIds.PromptNameCollision, option.Span, message);
                isGood = false;
            }
            else
            {
                options.Add(new EnumOption(option.Value, member));
            }
        }

        return isGood
            ? new InputType(InputKind.Enum, IsList: false, new EnumType(PromptNames.Enum(property), options.ToEquatableArray()))
            : null;
    }

    private static EnumOption? Find(List<EnumOption> options, string member)
    {
        foreach (var option in options)
            if (option.MemberName == member)
                return option;
        return null;
    }
}
