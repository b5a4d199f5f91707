using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Finds out whether a part of a regular expression takes any text: <c>(.*)</c>. A part such as <c>(\w+)</c> says which characters it
/// takes, which is a check.
/// </summary>
internal static class PatternParts
{
    // A dot that is repeated, or a class with every character.
    private static readonly string[] s_anything = [".*", ".+", @"[\s\S]", @"[\S\s]", @"[\d\D]", @"[\D\d]", @"[\w\W]", @"[\W\w]"];

    /// <param name="call">A call that looks for a pattern.</param>
    /// <param name="group">The number or the name of the part; 0 for all of it.</param>
    public static bool TakesAnything(IInvocationOperation call, object group, SourceScope scope) =>
        PatternOf(call, scope) is { } pattern && PartOf(pattern, group) is { } part && TakesAnything(part);

    /// <summary>True for a call that removes what is around an answer: <c>Regex.Replace(text, "```sql\\s*", "")</c>.</summary>
    public static bool IsAroundAnswer(IInvocationOperation call, SourceScope scope) =>
        PatternOf(call, scope) is { } pattern
        && TextSteps.AroundAnswers.Any(part => pattern.IndexOf(part, StringComparison.OrdinalIgnoreCase) >= 0);

    /// <summary>What is read from a text where the pattern names a part of JSON: <c>"id":\s*"(.*?)"</c>.</summary>
    public static MemberPath? Names(IInvocationOperation call, SourceScope scope) =>
        PatternOf(call, scope) is { } pattern
        && pattern.Split('"', '\\') is { Length: > 2 } words
        && words.Any(TextSourceRows.IsWrittenByService)
            ? MemberPath.Of(null, JsonPart.OfServiceInText, null)
            : null;

    private static bool TakesAnything(string part)
    {
        for (var i = 0; i < part.Length; i++)
        {
            if (s_anything.Any(one => string.CompareOrdinal(part, i, one, 0, one.Length) == 0))
                return true;
            if (part[i] == '\\')
                i++;
            else if (part[i] == '[')
                i = EndOfClass(part, i);
        }

        return false;
    }

    /// <summary>The text of a group; null where it is not clear which one is meant.</summary>
    private static string? PartOf(string pattern, object group)
    {
        if (group is 0)
            return pattern;
        var unnamed = 0;
        var open = new Stack<(int Start, bool IsMeant)>();
        for (var i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    i = EndOfClass(pattern, i);
                    break;
                case '(' when i + 1 < pattern.Length && pattern[i + 1] == '?':
                    if (ChangesGroups(pattern, i + 2))
                        return null;
                    open.Push((i, NameAt(pattern, i + 2)?.Equals(group) == true));
                    break;
                case '(':
                    open.Push((i, ++unnamed is var number && group is int wanted && wanted == number));
                    break;
                case ')' when open.Count > 0:
                    var (start, isMeant) = open.Pop();
                    if (isMeant)
                        return pattern.Substring(start, i - start);
                    break;
            }
        }

        return null;
    }

    // `(?n)`, `(?x)`, and what is rarer.
    private static bool ChangesGroups(string pattern, int at)
    {
        if (at < pattern.Length && pattern[at] is ':' or '=' or '!' or '>' or '<' or '\'')
            return false;
        while (at < pattern.Length && pattern[at] is 'i' or 'm' or 's' or '-')
            at++;
        return at >= pattern.Length || pattern[at] is not (':' or ')');
    }

    // `(?<name>…)` and `(?'name'…)`; `(?<=…)` has none.
    private static string? NameAt(string pattern, int at)
    {
        if (at + 1 >= pattern.Length || pattern[at] is not ('<' or '\'') || pattern[at + 1] is '=' or '!')
            return null;
        var end = pattern.IndexOf(pattern[at] == '<' ? '>' : '\'', at + 1);
        return end < 0 ? null : pattern.Substring(at + 1, end - at - 1);
    }

    private static int EndOfClass(string pattern, int at)
    {
        // The first character is part of the class, even if it is the one that ends it.
        for (var i = at + (at + 1 < pattern.Length && pattern[at + 1] == '^' ? 3 : 2); i < pattern.Length; i++)
            if (pattern[i] == '\\')
                i++;
            else if (pattern[i] == ']')
                return i;
        return pattern.Length;
    }

    private static string? PatternOf(IInvocationOperation call, SourceScope scope)
    {
        if (call.Instance is null)
            return ConstantOf(call.Arguments);
        var made = call.Instance.WithoutConversion();
        return made switch
        {
            IObjectCreationOperation => OfCreation(made),
            ILocalReferenceOperation { Local: var local } => Declared(local, scope),
            IFieldReferenceOperation { Field: { IsReadOnly: true } field } => Declared(field, scope),
            IPropertyReferenceOperation { Property: var property } => Generated(property),
            IInvocationOperation { TargetMethod: var method } => Generated(method),
            _ => null,
        };
    }

    private static string? OfCreation(IOperation? made) =>
        made?.WithoutConversion() is IObjectCreationOperation creation ? ConstantOf(creation.Arguments) : null;

    private static string? Declared(ISymbol variable, SourceScope scope) =>
        variable.DeclaringSyntaxReferences is [var declared]
        && declared.GetSyntax(scope.Cancellation) is VariableDeclaratorSyntax { Initializer.Value: var value }
        && (variable is IFieldSymbol || !scope.Writes(variable).Any())
            ? OfCreation(scope.ValueOf(value))
            : null;

    private static string? Generated(ISymbol member) =>
        member.GetAttributes().FirstOrDefault(static one => one.AttributeClass?.Name == TextSteps.GeneratedPattern)
            is { ConstructorArguments: [{ Value: string pattern }, .. var rest] }
        && (rest.IsEmpty || IsHarmless(rest[0].Value))
            ? pattern
            : null;

    private static string? ConstantOf(IReadOnlyCollection<IArgumentOperation> arguments) =>
        arguments.Any(static one =>
            one is { ArgumentKind: not ArgumentKind.DefaultValue, Parameter.Name: "options" } && !IsHarmless(one.Value.ConstantValue.Value)
        )
            ? null
            : arguments.FirstOrDefault(static one => one.Parameter?.Name == "pattern")?.Value.ConstantValue.Value as string;

    // `ExplicitCapture` and `IgnorePatternWhitespace` change what a group is.
    private const int Harmful = 4 | 32;

    private static bool IsHarmless(object? options) => options is int bits && (bits & Harmful) == 0;
}
