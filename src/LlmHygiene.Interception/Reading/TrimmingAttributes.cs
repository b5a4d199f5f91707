using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Interception.Reading;

/// <summary>
/// Attributes that trimming and native AOT read. An interceptor repeats them, so that they report the same about the user's call as
/// without it.
/// </summary>
internal static class TrimmingAttributes
{
    private const string Namespace = "System.Diagnostics.CodeAnalysis";

    private static readonly string[] s_names =
    [
        "RequiresUnreferencedCodeAttribute",
        "RequiresDynamicCodeAttribute",
        "DynamicallyAccessedMembersAttribute",
    ];

    public static string Of(ImmutableArray<AttributeData> attributes) =>
        string.Concat(attributes.Where(IsCopied).Select(static attribute => $"[{Text(attribute)}] "));

    private static bool IsCopied(AttributeData attribute) =>
        attribute.AttributeClass is { } type
        && Array.IndexOf(s_names, type.Name) >= 0
        && type.ContainingNamespace.ToDisplayString() == Namespace
        && type.DeclaredAccessibility == Accessibility.Public;

    private static string Text(AttributeData attribute)
    {
        var arguments = string.Join(", ", attribute.ConstructorArguments.Select(static one => one.ToCSharpString()));
        return $"global::{Namespace}.{attribute.AttributeClass!.Name}({arguments})";
    }
}
