using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>
/// Recognizes code that keeps some characters of a text: <c>text.Where(char.IsLetterOrDigit)</c>. In a file path, whatever is left out; for
/// other places, what is kept must be listed or of a known kind.
/// </summary>
internal static class CharacterFilters
{
    public static bool IsCheck(IInvocationOperation call, SinkKind sink) =>
        TextSteps.Filtering.Contains(call.TargetMethod.Name)
        && call.TargetMethod.TypeArguments is [{ SpecialType: SpecialType.System_Char }]
        && (sink == SinkKind.FilePath || call.Arguments.Any(static argument => Keeps(argument.Value.Syntax)));

    private static bool Keeps(SyntaxNode condition) =>
        condition is LambdaExpressionSyntax or MemberAccessExpressionSyntax or IdentifierNameSyntax
        && condition
            .DescendantNodesAndSelf()
            .OfType<SimpleNameSyntax>()
            .Any(name => TextChecks.CharacterConditions.Contains(name.Identifier.ValueText) && !IsNegated(name, condition));

    private static bool IsNegated(SyntaxNode name, SyntaxNode condition) =>
        name.Ancestors()
            .TakeWhile(ancestor => ancestor != condition)
            .Any(static ancestor => ancestor.IsKind(SyntaxKind.LogicalNotExpression));
}
