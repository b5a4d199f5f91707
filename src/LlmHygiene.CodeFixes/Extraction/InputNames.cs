using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Templates;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>Names the inputs of a prompt after the values that fill them.</summary>
internal static class InputNames
{
    private const string Unnamed = "value";

    private static readonly HashSet<string> s_vague = new(StringComparer.Ordinal)
    {
        "Value",
        "Result",
        "Length",
        "Count",
        "Text",
        "Data",
        "Item",
        "Name",
        "Id",
    };

    private static readonly HashSet<string> s_handedOn = new(StringComparer.Ordinal)
    {
        "ToString",
        "Trim",
        "TrimEnd",
        "TrimStart",
        "ToLower",
        "ToUpper",
        "ToLowerInvariant",
        "ToUpperInvariant",
        "Replace",
        "Substring",
        "ConfigureAwait",
        "GetValueOrDefault",
        "ToList",
        "ToArray",
    };

    /// <summary>One name for each input, in the same order.</summary>
    public static IReadOnlyList<string> For(IReadOnlyList<ExpressionSyntax> values)
    {
        var wanted = values
            .Select(value =>
                Candidates(value).Select(Fit).Where(name => name is not null).Distinct(StringComparer.OrdinalIgnoreCase).ToArray()
            )
            .ToArray();
        var names = new string[values.Count];
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Length; i++)
        {
            // `ticket.Body` and `reply.Body`: both get their longer names.
            var shared =
                wanted[i].Length > 0
                && wanted
                    .Where(
                        (other, at) =>
                            at != i && other.Length > 0 && string.Equals(other[0], wanted[i][0], StringComparison.OrdinalIgnoreCase)
                    )
                    .Any();
            var choice =
                (shared ? wanted[i].Skip(1).Concat(wanted[i].Take(1)) : wanted[i]).FirstOrDefault(name => !taken.Contains(name!))
                ?? Numbered(wanted[i].FirstOrDefault() ?? Unnamed, taken);
            taken.Add(choice);
            names[i] = choice;
        }

        return names;
    }

    private static string Numbered(string name, HashSet<string> taken)
    {
        var number = name == Unnamed ? 1 : 2;
        while (taken.Contains(name + number))
            number++;
        return name + number;
    }

    // The shortest comes first.
    private static IEnumerable<string> Candidates(ExpressionSyntax value)
    {
        switch (value)
        {
            case IdentifierNameSyntax name:
                return [name.Identifier.ValueText];
            case MemberAccessExpressionSyntax access:
                var member = access.Name.Identifier.ValueText;
                var owners = access.Expression is ThisExpressionSyntax or BaseExpressionSyntax
                    ? []
                    : Candidates(access.Expression).ToArray();
                var longer = owners.Select(owner => owner + Upper(member));
                return s_vague.Contains(member) ? longer.Append(member) : new[] { member }.Concat(longer);
            case ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } conditional:
                return new[] { binding.Name.Identifier.ValueText }.Concat(
                    Candidates(conditional.Expression).Select(owner => owner + Upper(binding.Name.Identifier.ValueText))
                );
            case ConditionalAccessExpressionSyntax conditional:
                return Candidates(conditional.Expression);
            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Join" or "Serialize" }
            } joined when joined.ArgumentList.Arguments.Count > 0:
                return Candidates(
                    joined
                        .ArgumentList
                        .Arguments[
                            joined.ArgumentList.Arguments.Count > 1
                            && joined.Expression.ToString().EndsWith("Join", StringComparison.Ordinal)
                                ? 1
                                : 0
                        ]
                        .Expression
                );
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax called }
                when s_handedOn.Contains(called.Name.Identifier.ValueText):
                return Candidates(called.Expression);
            case InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Expression: InvocationExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax
                } called
            } linq when called.Name.Identifier.ValueText is "Select" or "Where" or "OrderBy" or "Take" or "Skip":
                return linq.ArgumentList.Arguments.Count > 0 ? Candidates(called.Expression) : [];
            case InvocationExpressionSyntax invocation:
                return
                [
                    MethodName(
                        invocation.Expression switch
                        {
                            SimpleNameSyntax simple => simple.Identifier.ValueText,
                            MemberAccessExpressionSyntax { Name: var called } => called.Identifier.ValueText,
                            _ => "",
                        }
                    ),
                ];
            case ElementAccessExpressionSyntax
            {
                ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: string key } }]
            }:
                return [key];
            case ElementAccessExpressionSyntax element:
                return Candidates(element.Expression)
                    .Select(name =>
                        name.Length > 3 && name.EndsWith("s", StringComparison.Ordinal) && !name.EndsWith("ss", StringComparison.Ordinal)
                            ? name.Substring(0, name.Length - 1)
                            : name
                    );
            case ParenthesizedExpressionSyntax parenthesized:
                return Candidates(parenthesized.Expression);
            case AwaitExpressionSyntax awaited:
                return Candidates(awaited.Expression);
            case CastExpressionSyntax cast:
                return Candidates(cast.Expression);
            case PostfixUnaryExpressionSyntax suppressed:
                return Candidates(suppressed.Operand);
            case BinaryExpressionSyntax { OperatorToken.ValueText: "??" } coalesced:
                return Candidates(coalesced.Left);
            case ConditionalExpressionSyntax choice:
                return Candidates(choice.WhenTrue).Concat(Candidates(choice.WhenFalse)).Concat(Candidates(choice.Condition));
            default:
                return [];
        }
    }

    // `GetToneAsync` returns the tone.
    private static string MethodName(string method)
    {
        if (method.Length > 5 && method.EndsWith("Async", StringComparison.Ordinal))
            method = method.Substring(0, method.Length - 5);
        foreach (var verb in (string[])["Get", "Build", "Format", "Create", "Read", "Load", "Render"])
            if (method.Length > verb.Length && method.StartsWith(verb, StringComparison.Ordinal) && char.IsUpper(method[verb.Length]))
                return method.Substring(verb.Length);
        return method;
    }

    private static string Upper(string name) => name.Length == 0 ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);

    /// <summary>The name in a form that is valid for an input; null where there is none.</summary>
    private static string? Fit(string text)
    {
        var name =
            text.StartsWith("s_", StringComparison.Ordinal) || text.StartsWith("m_", StringComparison.Ordinal) ? text.Substring(2) : text;
        name = string.Concat(name.Where(c => char.IsLetterOrDigit(c) || c == '_')).Trim('_');
        if (name.Length == 0 || !char.IsLetter(name[0]))
            return null;

        // `URL` becomes `url`, and `HTMLBody` becomes the readable `htmlBody`.
        var upper = 0;
        while (upper < name.Length && char.IsUpper(name[upper]))
            upper++;
        name =
            upper <= 1 || upper == name.Length
                ? upper == name.Length
                    ? name.ToLowerInvariant()
                    : char.ToLowerInvariant(name[0]) + name.Substring(1)
                : name.Substring(0, upper - 1).ToLowerInvariant() + name.Substring(upper - 1);
        if (!IsFree(name))
            name += "Text";
        return TemplateParser.IsName(name) && IsFree(name) && name.Length <= 60 ? name : null;
    }

    private static bool IsFree(string name) =>
        !TemplateScope.IsReserved(name)
        && PromptNames.Property(name) is { } property
        && !PromptNames.IsTaken(property, SemanticVersion.TryParse(ExtractedPrompt.FirstVersion));
}
