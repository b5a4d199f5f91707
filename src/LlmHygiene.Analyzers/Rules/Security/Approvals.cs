using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>Whether somebody, or code of the project, may decide that a function runs.</summary>
internal static class Approvals
{
    private static readonly object s_yes = new();
    private static readonly object s_no = new();

    /// <summary>True for a function that is made inside of the one that asks.</summary>
    public static bool IsWrapped(SyntaxNode creation)
    {
        for (var node = creation.Parent; node is not null and not StatementSyntax; node = node.Parent)
            if (
                node is ObjectCreationExpressionSyntax { Type: var type }
                && type.ToString().EndsWith(ToolParts.Approval, StringComparison.Ordinal)
            )
                return true;
        // `List<ApprovalRequiredAIFunction> tools = [new(AIFunctionFactory.Create(…))]`, but not `new() { Tools = […] }`
        return creation.Parent is ArgumentSyntax { Parent.Parent: ImplicitObjectCreationExpressionSyntax };
    }

    /// <summary>
    /// True where the project names anything with which code decides about function calls. What it decides is unknown, and that it decides
    /// about this function too is possible.
    /// </summary>
    public static bool MayDecide(SourceScope scope, RetryableLazy<object> known) => known.Get(() => Finds(scope) ? s_yes : s_no) == s_yes;

    private static bool Finds(SourceScope scope) =>
        ToolParts.Deciders.Any(word => IsNamed(word, scope))
        || (IsNamed(ToolParts.Request, scope) && !RunsFunctions(scope))
        || scope.Places(ToolParts.Approval).Any(static place => !WrapsDirectly(place));

    private static bool RunsFunctions(SourceScope scope) =>
        ToolParts.Automatic.Any(word => IsNamed(word, scope))
        || ToolParts.Behaviors.Any(word => scope.Places(word).Any(static place => RunsFunctions(place)));

    // `FunctionChoiceBehavior.Auto()`, not `FunctionChoiceBehavior.Auto(autoInvoke: false)`; a type alone runs nothing.
    private static bool RunsFunctions(SimpleNameSyntax behavior)
    {
        SyntaxNode whole = behavior;
        while (whole.Parent is MemberAccessExpressionSyntax { Name: var last } qualified && last == whole)
            whole = qualified;
        if (whole.Parent is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: var member } access)
            return whole.FirstAncestorOrSelf<UsingDirectiveSyntax>() is { StaticKeyword.RawKind: not 0 };
        return !ToolParts.OfferingOnly.Contains(member)
            && !(access.Parent is InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } && arguments.Any(IsToldNotTo));
    }

    // `autoInvoke: false`; the parameter is the second one of each member, after the functions.
    private static bool IsToldNotTo(ArgumentSyntax argument) =>
        argument.Expression.IsKind(SyntaxKind.FalseLiteralExpression)
        && (
            argument.NameColon is { Name.Identifier.ValueText: var name }
                ? name == ToolParts.AutoInvoke
                : argument.Parent is ArgumentListSyntax { Arguments: [_, var second, ..] } && second == argument
        );

    private static bool IsNamed(string word, SourceScope scope) => scope.Places(word).Any();

    // `new ApprovalRequiredAIFunction(AIFunctionFactory.Create(…))` decides about that function alone.
    private static bool WrapsDirectly(SimpleNameSyntax name)
    {
        SyntaxNode type = name;
        while (type.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax)
            type = type.Parent;
        return type.Parent
                is ObjectCreationExpressionSyntax
                {
                    ArgumentList.Arguments: [{ Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access } }]
                }
            && ToolParts.Factories.Any(factory => factory.Name == access.Name.Identifier.ValueText);
    }
}
