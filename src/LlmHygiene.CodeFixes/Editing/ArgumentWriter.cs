using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>
/// Adds an argument that a call leaves out, or passes as <see langword="null"/> or <see langword="default"/>: at its position, by name
/// where other parameters are in between, or on the overload that takes it. The new call is bound before the fix is offered.
/// </summary>
internal sealed class ArgumentWriter(SemanticModel model, InvocationExpressionSyntax call)
{
    // No SDK has more overloads of one method.
    private const int MaxOverloads = 60;

    private readonly bool _hasCollectionExpressions =
        ((CSharpParseOptions)call.SyntaxTree.Options).LanguageVersion >= LanguageVersion.CSharp12;

    /// <param name="wanted">True for a parameter that should get the argument.</param>
    /// <param name="value">The argument for such a parameter; null where there is none.</param>
    /// <returns>
    /// The change of the call, which also works when other fixes have changed nodes inside it; null where no overload with the same result
    /// takes the argument.
    /// </returns>
    public Func<InvocationExpressionSyntax, InvocationExpressionSyntax>? Find(
        Func<IParameterSymbol, bool> wanted,
        Func<IParameterSymbol, ExpressionSyntax?> value
    )
    {
        if (model.GetSymbolInfo(call).Symbol is not IMethodSymbol current)
            return null;
        foreach (var overload in Overloads(current))
        {
            if (overload.Parameters.FirstOrDefault(wanted) is not { } parameter || value(parameter) is not { } written)
                continue;
            foreach (var change in Ways(current, overload, parameter, written))
                if (BindsTo(change(call), current, overload))
                    return change;
        }

        return null;
    }

    // The called overload is the best; then those with the fewest additional parameters.
    private IEnumerable<IMethodSymbol> Overloads(IMethodSymbol current)
    {
        var others = model
            .GetMemberGroup(call.Expression)
            .OfType<IMethodSymbol>()
            .Where(method => method.Name == current.Name && !Same(method, current) && method.Parameters.Length > 0)
            .OrderBy(method => method.Parameters.Length);
        return new[] { current }.Concat(others).Take(MaxOverloads);
    }

    private IEnumerable<Func<InvocationExpressionSyntax, InvocationExpressionSyntax>> Ways(
        IMethodSymbol current,
        IMethodSymbol overload,
        IParameterSymbol parameter,
        ExpressionSyntax written
    )
    {
        var arguments = call.ArgumentList.Arguments;
        var given = IndexOf(arguments, current, parameter);
        if (given >= 0)
        {
            if (IsNothing(arguments[given].Expression))
                yield return node => Replace(node, given, written);
            yield break;
        }

        var positional = arguments.TakeWhile(argument => argument.NameColon is null).Count();
        if (parameter.Ordinal == positional && positional == arguments.Count)
            yield return node => ArgumentText.Add(node, SyntaxFactory.Argument(written));
        else if (parameter.Ordinal == positional)
            yield return node => Insert(node, positional, SyntaxFactory.Argument(written));
        var byName = ArgumentText.Named(parameter.Name, written);
        yield return node => ArgumentText.Add(node, byName);

        // `CompleteChatAsync(system, user)`: the arguments of a `params` array become one argument of the overload.
        if (
            current.Parameters.LastOrDefault() is not { IsParams: true, Type: IArrayTypeSymbol { ElementType: var element } } several
            || several.Ordinal >= arguments.Count
            || positional < arguments.Count
        )
            yield break;
        var item = _hasCollectionExpressions ? null : NameWriter.TypeName(element, model, call.SpanStart);
        if (parameter.Ordinal == several.Ordinal + 1)
            yield return node => ArgumentText.Add(Gather(node, several.Ordinal, item), SyntaxFactory.Argument(written));
        yield return node => ArgumentText.Add(Gather(node, several.Ordinal, item), byName);
    }

    private static int IndexOf(SeparatedSyntaxList<ArgumentSyntax> arguments, IMethodSymbol current, IParameterSymbol parameter)
    {
        for (var i = 0; i < arguments.Count; i++)
        {
            if (
                arguments[i].NameColon is { Name.Identifier.ValueText: var name }
                    ? name == parameter.Name
                    : i < current.Parameters.Length && current.Parameters[i].Name == parameter.Name && !current.Parameters[i].IsParams
            )
                return i;
        }

        return -1;
    }

    private static bool IsNothing(ExpressionSyntax expression) =>
        expression
            is LiteralExpressionSyntax { RawKind: (int)SyntaxKind.NullLiteralExpression or (int)SyntaxKind.DefaultLiteralExpression }
                or DefaultExpressionSyntax;

    private bool BindsTo(InvocationExpressionSyntax changed, IMethodSymbol current, IMethodSymbol overload) =>
        Bind(changed) is { } bound && Same(bound, overload) && SymbolEqualityComparer.Default.Equals(bound.ReturnType, current.ReturnType);

    private IMethodSymbol? Bind(InvocationExpressionSyntax changed)
    {
        // `client?.GetResponseAsync(…)` cannot be bound on its own.
        if (call.Ancestors().OfType<ConditionalAccessExpressionSyntax>().Any(access => access.WhenNotNull.Span.Contains(call.Span)))
        {
            var mark = new SyntaxAnnotation();
            var root = call.SyntaxTree.GetRoot().ReplaceNode(call, changed.WithAdditionalAnnotations(mark));
            var tree = call.SyntaxTree.WithRootAndOptions(root, call.SyntaxTree.Options);
            return model
                    .Compilation.ReplaceSyntaxTree(call.SyntaxTree, tree)
                    .GetSemanticModel(tree)
                    .GetSymbolInfo(tree.GetRoot().GetAnnotatedNodes(mark).First())
                    .Symbol as IMethodSymbol;
        }

        return model.GetSpeculativeSymbolInfo(call.SpanStart, changed, SpeculativeBindingOption.BindAsExpression).Symbol as IMethodSymbol;
    }

    private static bool Same(IMethodSymbol one, IMethodSymbol other) =>
        SymbolEqualityComparer.Default.Equals(one.AsDeclared(), other.AsDeclared());

    private static InvocationExpressionSyntax Replace(InvocationExpressionSyntax node, int index, ExpressionSyntax value)
    {
        var old = node.ArgumentList.Arguments[index].Expression;
        return node.ReplaceNode(old, value.WithTriviaFrom(old));
    }

    private static InvocationExpressionSyntax Insert(InvocationExpressionSyntax node, int index, ArgumentSyntax argument)
    {
        var next = node.ArgumentList.Arguments[index];
        var parts = node.ArgumentList.Arguments.GetWithSeparators().ToList();
        parts.InsertRange(
            index * 2,
            [
                argument.WithLeadingTrivia(next.GetLeadingTrivia()),
                SyntaxFactory.Token(default, SyntaxKind.CommaToken, SyntaxFactory.TriviaList(SyntaxFactory.Space)),
            ]
        );
        parts[(index * 2) + 2] = next.WithLeadingTrivia();
        return node.WithArgumentList(
            node.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(SyntaxFactory.NodeOrTokenList(parts)))
        );
    }

    // `[system, user]`, or `new ChatMessage[] { system, user }` before C# 12. The arguments keep their identity:
    // another fix may be inside one.
    private static InvocationExpressionSyntax Gather(InvocationExpressionSyntax node, int from, TypeSyntax? item)
    {
        var arguments = node.ArgumentList.Arguments;
        var inside = arguments.GetWithSeparators().Skip(from * 2).ToList();
        var (leading, trailing) = (arguments[from].GetLeadingTrivia(), arguments.Last().GetTrailingTrivia());
        var gathered = (item is null ? Collection(inside) : Array(inside, item)).WithLeadingTrivia(leading).WithTrailingTrivia(trailing);
        var parts = arguments.GetWithSeparators().Take(from * 2).Append(SyntaxFactory.Argument(gathered));
        return node.WithArgumentList(
            node.ArgumentList.WithArguments(SyntaxFactory.SeparatedList<ArgumentSyntax>(SyntaxFactory.NodeOrTokenList(parts)))
        );
    }

    private static ExpressionSyntax Collection(List<SyntaxNodeOrToken> arguments)
    {
        var parts = Trimmed(arguments, static value => SyntaxFactory.ExpressionElement(value));
        return SyntaxFactory.CollectionExpression(
            SyntaxFactory.Token(default, SyntaxKind.OpenBracketToken, default),
            SyntaxFactory.SeparatedList<CollectionElementSyntax>(parts),
            SyntaxFactory.Token(default, SyntaxKind.CloseBracketToken, default)
        );
    }

    private static ExpressionSyntax Array(List<SyntaxNodeOrToken> arguments, TypeSyntax item)
    {
        var space = SyntaxFactory.TriviaList(SyntaxFactory.Space);
        var type = SyntaxFactory.ArrayType(
            item,
            SyntaxFactory.SingletonList(
                SyntaxFactory.ArrayRankSpecifier(
                    SyntaxFactory.Token(SyntaxKind.OpenBracketToken),
                    SyntaxFactory.SingletonSeparatedList<ExpressionSyntax>(SyntaxFactory.OmittedArraySizeExpression()),
                    SyntaxFactory.Token(default, SyntaxKind.CloseBracketToken, space)
                )
            )
        );
        var parts = SyntaxFactory.SeparatedList<ExpressionSyntax>(Trimmed(arguments, static value => value));
        return SyntaxFactory.ArrayCreationExpression(
            SyntaxFactory.Token(default, SyntaxKind.NewKeyword, space),
            type,
            SyntaxFactory.InitializerExpression(
                SyntaxKind.ArrayInitializerExpression,
                SyntaxFactory.Token(default, SyntaxKind.OpenBraceToken, space),
                parts,
                SyntaxFactory.Token(space, SyntaxKind.CloseBraceToken, default)
            )
        );
    }

    private static SyntaxNodeOrTokenList Trimmed(List<SyntaxNodeOrToken> arguments, Func<ExpressionSyntax, SyntaxNode> make) =>
        SyntaxFactory.NodeOrTokenList(
            arguments.Select(
                (part, index) =>
                    !part.IsNode
                        ? part
                        : (SyntaxNodeOrToken)Trim(
                            make(((ArgumentSyntax)part.AsNode()!).Expression),
                            index == 0,
                            index == arguments.Count - 1
                        )
            )
        );

    private static SyntaxNode Trim(SyntaxNode node, bool isFirst, bool isLast)
    {
        if (isFirst)
            node = node.WithoutLeadingTrivia();
        return isLast ? node.WithoutTrailingTrivia() : node;
    }
}
