using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Taint;

/// <summary>Recognizes code that takes the characters out of a text that a file name cannot have.</summary>
internal static class ForbiddenCharacters
{
    /// <summary>
    /// <c>string.Join("_", text.Split(Path.GetInvalidFileNameChars()))</c>, <c>text.Replace('/', '_')</c>, and a <c>Replace</c> in a loop
    /// over these characters.
    /// </summary>
    public static bool AreRemovedBy(IInvocationOperation call, SinkKind sink, SourceScope scope)
    {
        if (sink != SinkKind.FilePath || call.Arguments is not [{ Value: var removed }, ..])
            return false;
        return call.TargetMethod.Name switch
        {
            "Split" => Are(removed, scope) && !IsPutTogether(call),
            // `Replace("../", "")` leaves more than one way to write the same.
            "Replace" => IsInLoop(call.Syntax, scope)
                || removed.ConstantValue is { HasValue: true, Value: TextChecks.Separator or "/" }
                    && !(call.Arguments is [_, { Value: var instead }, ..] && HasSeparator(instead)),
            _ => false,
        };
    }

    // `Path.Combine(text.Split('/'))`
    private static bool IsPutTogether(IOperation parts)
    {
        var parent = parts.Parent;
        while (parent is not null and not IInvocationOperation && parent.Syntax is not StatementSyntax)
            parent = parent.Parent;
        return parent is IInvocationOperation { TargetMethod: { Name: var name, ContainingType: var type } } joined
            && (name == "Combine" || type.IsNamed(TextChecks.Paths) || joined.Arguments.Any(static one => HasSeparator(one.Value)));
    }

    /// <summary>True for code in <c>foreach (var one in Path.GetInvalidFileNameChars())</c>.</summary>
    public static bool IsInLoop(SyntaxNode node, SourceScope scope)
    {
        var function = Functions.Around(node);
        return node.Ancestors()
            .TakeWhile(ancestor => ancestor != function)
            .OfType<ForEachStatementSyntax>()
            .Any(loop => scope.ValueOf(loop.Expression) is { } items && Are(items, scope));
    }

    // The characters themselves, or a variable, a member or a method of the project that has them.
    private static bool Are(IOperation characters, SourceScope scope) =>
        characters
            .DescendantsAndSelf()
            .Any(part =>
                HasSeparator(part)
                || part switch
                {
                    IInvocationOperation { TargetMethod: var method } => method.Name == TextChecks.ForbiddenInNames
                        || IsMadeOf(method, scope),
                    ILocalReferenceOperation { Local: var local } => IsMadeOf(local, scope),
                    IMemberReferenceOperation { Member: var member } => IsMadeOf(member, scope),
                    _ => false,
                }
            );

    private static bool IsMadeOf(ISymbol symbol, SourceScope scope) =>
        symbol
            .OriginalDefinition.DeclaringSyntaxReferences.SelectMany(one => one.GetSyntax(scope.Cancellation).DescendantNodesAndSelf())
            .Any(static node =>
                node is SimpleNameSyntax { Identifier.ValueText: TextChecks.ForbiddenInNames }
                || node is LiteralExpressionSyntax { Token.Value: var value } && HasSeparator(value)
            );

    private static bool HasSeparator(IOperation value) =>
        value.ConstantValue is { HasValue: true, Value: var constant } && HasSeparator(constant);

    // A text of words with one in it, such as an address, is something else.
    private static bool HasSeparator(object? constant) =>
        constant is TextChecks.Separator
        || constant is string text && text.IndexOf(TextChecks.Separator) >= 0 && !text.Any(char.IsLetterOrDigit);
}
