using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.UserCalls;

/// <summary>
/// Reads <c>[LlmCall]</c> and <c>[LlmCallParameter]</c>. They are recognized by full name, so that a library may have its own copies.
/// </summary>
internal static class LlmCallMarks
{
    public const string Namespace = "LlmHygiene";
    public const string CallAttribute = "LlmCallAttribute";
    public const string CallAttributeShort = "LlmCall";
    public const string ParameterAttribute = "LlmCallParameterAttribute";

    /// <summary>Null for a method that does not carry the attribute itself.</summary>
    public static CallMark? Of(IMethodSymbol method) => On(method) is { } attribute ? Read(attribute, method) : null;

    /// <summary>True for a symbol that carries the attribute itself.</summary>
    public static bool IsOn(ISymbol symbol) => On(symbol) is not null;

    private static AttributeData? On(ISymbol symbol)
    {
        foreach (var attribute in symbol.GetAttributes())
            if (IsNamed(attribute.AttributeClass, CallAttribute))
                return attribute;
        return null;
    }

    private static CallMark Read(AttributeData attribute, IMethodSymbol method)
    {
        string? model = null,
            sdk = null;
        var operation = LlmOperation.Chat;
        foreach (var argument in attribute.NamedArguments)
        {
            switch (argument.Key)
            {
                case "Model":
                    model = NonEmpty(argument.Value.Value as string);
                    break;
                case "Sdk":
                    sdk = NonEmpty(argument.Value.Value as string);
                    break;
                case "Operation":
                    operation = LlmOperationExtensions.Parse(MemberOf(argument.Value)) ?? LlmOperation.Chat;
                    break;
            }
        }

        return new CallMark(operation, model, sdk, Roles(method));
    }

    private static ImmutableDictionary<int, CallRole> Roles(IMethodSymbol method)
    {
        var roles = ImmutableDictionary.CreateBuilder<int, CallRole>();
        foreach (var parameter in method.Parameters)
        {
            foreach (var attribute in parameter.GetAttributes())
            {
                if (!IsNamed(attribute.AttributeClass, ParameterAttribute))
                    continue;
                // A role that cannot be read does not justify guessing another.
                var name = attribute.ConstructorArguments.Length == 1 ? MemberOf(attribute.ConstructorArguments[0]) : null;
                roles[parameter.Ordinal] = Enum.TryParse<CallRole>(name, out var role) ? role : CallRole.None;
            }
        }

        return roles.ToImmutable();
    }

    public static bool IsNamed(INamedTypeSymbol? type, string name) =>
        type is { ContainingType: null, ContainingNamespace: { Name: Namespace, ContainingNamespace.IsGlobalNamespace: true } }
        && type.Name == name;

    // By name: the members of a copy may have other values.
    private static string? MemberOf(TypedConstant constant)
    {
        if (constant is not { Kind: TypedConstantKind.Enum, Type: { } type })
            return null;
        foreach (var member in type.GetMembers())
            if (member is IFieldSymbol { HasConstantValue: true } field && Equals(field.ConstantValue, constant.Value))
                return field.Name;
        return null;
    }

    private static string? NonEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
