using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Facts.Prompt;
using LlmHygiene.Analyzers.Prompts.Methods;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Rules.Security;

/// <summary>Which literals are read by a model: prompts, and the descriptions of tools and agents.</summary>
internal static class ModelText
{
    /// <param name="sent">What the project sends as prompts; found only where nothing else decides.</param>
    public static bool Reaches(SyntaxNode literal, SemanticModel model, Func<SentTexts> sent, CancellationToken cancellation) =>
        literal.FirstAncestorOrSelf<AttributeSyntax>() is { } attribute
            ? IsForModels(attribute, model, cancellation)
            : IsArgument(literal, model, cancellation) || sent().Contains(literal);

    // `[Prompt(…, System = "…")]`, and `[Description("…")]` on a method or its parameters.
    private static bool IsForModels(AttributeSyntax attribute, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(attribute, cancellation).Symbol?.ContainingType is { } type
        && (
            type.IsNamed(ToolParts.Description)
                ? attribute.Parent?.Parent
                    is MethodDeclarationSyntax
                        or ParameterSyntax
                        or LocalFunctionStatementSyntax
                        or LambdaExpressionSyntax
                : PromptMethodPlaces.IsNamedPrompt(attribute) || SdkCatalog.IsSdk(type.ContainingAssembly)
        );

    // `AIFunctionFactory.Create(…, description: "…")`, `new ChatClientAgentOptions { Instructions = "…" }`
    private static bool IsArgument(SyntaxNode literal, SemanticModel model, CancellationToken cancellation)
    {
        var node = literal;
        while (node.Parent is InterpolatedStringExpressionSyntax or BinaryExpressionSyntax or ParenthesizedExpressionSyntax)
            node = node.Parent;
        return node.Parent switch
        {
            ArgumentSyntax argument => model.FindOperation(argument, cancellation) is IArgumentOperation { Parameter: { } parameter }
                && ToolParts.Texts.Contains(parameter.Name)
                && SdkCatalog.IsSdk(parameter.ContainingAssembly),
            AssignmentExpressionSyntax assignment when assignment.Right == node => model.GetSymbolInfo(assignment.Left, cancellation).Symbol
                is { } member
                && ToolParts.Texts.Contains(member.Name)
                && SdkCatalog.IsSdk(member.ContainingAssembly),
            _ => false,
        };
    }
}
