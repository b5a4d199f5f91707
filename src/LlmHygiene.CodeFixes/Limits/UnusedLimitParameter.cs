using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Limits;

/// <summary>
/// A <c>maxTokens</c> parameter that the method around a call does not use: its callers state a limit that is ignored.
/// </summary>
internal sealed class UnusedLimitParameter
{
    private readonly BaseMethodDeclarationSyntax _method;

    private UnusedLimitParameter(BaseMethodDeclarationSyntax method, string name)
    {
        _method = method;
        Name = name;
    }

    public string Name { get; }

    /// <param name="member">The member that the parameter is assigned to.</param>
    public static UnusedLimitParameter? Of(FixableCall call, LimitMember member)
    {
        if (call.Syntax.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is not { } method || TypeOf(member) is not { } target)
            return null;
        var candidates = method
            .ParameterList.Parameters.Where(parameter =>
                call.Model.GetDeclaredSymbol(parameter) is { RefKind: RefKind.None } symbol
                && CallRoleExtensions.Usual(symbol) == CallRole.MaxOutputTokens
                && call.Model.Compilation.ClassifyConversion(symbol.Type, target) is { IsImplicit: true, IsUserDefined: false }
            )
            .Select(static parameter => parameter.Identifier.ValueText)
            .ToList();
        return candidates is [var name] && !IsMentioned(method, name) ? new(method, name) : null;
    }

    /// <summary>True when the parameter is in scope where the limit would be written.</summary>
    public bool CanBeUsedIn(IEnumerable<OptionsEdit> edits) =>
        edits.All(edit =>
            _method.Span.Contains(edit.Node.Span) && !edit.Node.AncestorsAndSelf().TakeWhile(node => node != _method).Any(IsStatic)
        );

    private static bool IsStatic(SyntaxNode node) =>
        node switch
        {
            AnonymousFunctionExpressionSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
            LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.StaticKeyword),
            _ => false,
        };

    private static bool IsMentioned(BaseMethodDeclarationSyntax method, string name) =>
        Identifiers.In(method).Count(used => used == name) > 1;

    private static ITypeSymbol? TypeOf(LimitMember member)
    {
        for (var type = member.Type; type is not null; type = type.BaseType)
            if (type.GetMembers(member.Name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
                return property.Type;
        return null;
    }
}
