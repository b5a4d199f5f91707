using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace LlmHygiene.CodeFixes.Editing;

/// <summary>Writes statements before a call, or a scope around it, in any kind of body.</summary>
internal sealed class TagWriter(SolutionChange change, DocumentEditor editor, FixableCall call, CallPlace place)
{
    private const string Variable = "promptScope";

    private readonly CodeLayout _layout = CodeLayout.Of(call.Syntax.SyntaxTree);

    private bool _isMadeAsync;

    /// <summary>Creates the statement above the new one, for its indentation.</summary>
    public Func<string, string>? Before { get; init; }

    /// <summary>The trivia before the statement of the call, where other fixes change that statement too.</summary>
    public SyntaxTriviaList? Leading { get; init; }

    /// <param name="opened">The expression that opens the scope.</param>
    public void WriteScope(string opened)
    {
        if (place.NeedsAsync)
            MakeAsync();
        if (
            place.Statement is { } statement
            && StatementList.Of(statement) is not null
            && MustEndHere(statement)
            && TryWrap(statement, opened)
        )
            return;
        var declaration = $"using var {FreeName(Variable)} = {opened};";
        // A switch section cannot contain a using declaration.
        if (place.Statement is { Parent: SwitchSectionSyntax } inSwitch)
            Embrace(inSwitch, declaration);
        else
            WriteStatements(declaration);
    }

    /// <summary>Writes only the statement before the call.</summary>
    /// <param name="statement">The statement before which it is written; by default the statement of the call.</param>
    public void WriteBefore(StatementSyntax? statement = null)
    {
        if (Before is null)
            return;
        if (statement is null)
            WriteStatements();
        else
            InsertBefore(statement);
    }

    public void WriteStatements(params string[] written)
    {
        if (place.Statement is not { } statement)
            Expand(written);
        else if (StatementList.Of(statement) is null)
            Embrace(statement, written);
        else
            InsertBefore(statement, written);
    }

    // Code after the call must not be in its scope if that code sends, or may send, other prompts, or returns control to the caller.
    private bool MustEndHere(StatementSyntax statement)
    {
        if (!place.EndsInStatement)
            return false;
        var later = Later(statement).ToArray();
        if (later.Length == 0)
            return false;
        if (
            later.Any(static other =>
                other
                    .DescendantNodesAndSelf(static node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                    .Any(static node => node is YieldStatementSyntax)
            )
        )
            return true;
        if (
            statement is ExpressionStatementSyntax
            && Needed(statement).Count == 0
            && later.Any(static other =>
                other
                    .DescendantNodesAndSelf()
                    .Any(static node => node is AwaitExpressionSyntax or ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 })
            )
        )
            return true;
        return OtherCalls.In(call, later);
    }

    private static IEnumerable<StatementSyntax> Later(StatementSyntax statement) =>
        StatementList.Of(statement)!.SkipWhile(other => other != statement).Skip(1);

    // The variables of the statement that are used after it.
    private IReadOnlyList<ISymbol> Needed(StatementSyntax statement)
    {
        var declared = call.Model.AnalyzeDataFlow(statement) is { Succeeded: true } flow
            ? flow.VariablesDeclared
            : ImmutableArray<ISymbol>.Empty;
        var later = Later(statement).SelectMany(other => other.DescendantNodes().OfType<IdentifierNameSyntax>()).ToArray();
        return declared.Where(variable => later.Any(name => name.Identifier.ValueText == variable.Name)).ToArray();
    }

    // `using (…) { … }`: a variable that is needed later is declared before it.
    private bool TryWrap(StatementSyntax statement, string opened)
    {
        if (statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } or LocalFunctionStatementSyntax)
            return false;
        var needed = Needed(statement);
        if (needed.Count == 0)
        {
            if (Before is not null)
                InsertBefore(statement);
            editor.ReplaceNode(statement, (current, _) => Using(opened, statement, (StatementSyntax)current));
            return true;
        }

        if (
            statement is not LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: { } value }] }
            || needed is not [ILocalSymbol { IsRef: false, IsConst: false } local]
            || TypeOf(local, value) is not { } type
        )
            return false;
        InsertBefore(statement, $"{type} {CSharpIdentifiers.Escape(local.Name)};");
        editor.ReplaceNode(
            statement,
            (current, _) =>
            {
                var variable = ((LocalDeclarationStatementSyntax)current).Declaration.Variables[0];
                var assigned = SyntaxFactory
                    .ExpressionStatement(
                        SyntaxFactory.AssignmentExpression(
                            SyntaxKind.SimpleAssignmentExpression,
                            SyntaxFactory.IdentifierName(variable.Identifier),
                            variable.Initializer!.EqualsToken,
                            variable.Initializer.Value
                        )
                    )
                    .WithTriviaFrom(current);
                return Using(opened, statement, assigned);
            }
        );
        return true;
    }

    private StatementSyntax Using(string opened, StatementSyntax original, StatementSyntax current)
    {
        var indent = CodeLayout.IndentOf(original);
        var header = (UsingStatementSyntax)SyntaxFactory.ParseStatement($"using ({opened}){_layout.NewLine}{{}}");
        var after = current.GetTrailingTrivia();
        // An empty line separates a block from the code after it.
        if (
            Later(original).FirstOrDefault() is { } next
            && !next.GetLeadingTrivia().Any(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia))
        )
            after = after.Add(_layout.EndOfLine);
        return header
            .WithStatement(_layout.Block([CodeLayout.Shift(current, _layout.Unit)], indent))
            .WithLeadingTrivia(current.GetLeadingTrivia())
            .WithTrailingTrivia(after);
    }

    private string? TypeOf(ILocalSymbol local, ExpressionSyntax value)
    {
        var type = local.Type;
        if (type.IsAnonymousType || type is INamedTypeSymbol { IsTupleType: true })
            return null;
        if (type.IsReferenceType)
        {
            var isEnabled = call.Model.GetNullableContext(value.SpanStart).AnnotationsEnabled();
            type = type.WithNullableAnnotation(
                isEnabled && call.Model.GetTypeInfo(value).Nullability.FlowState == NullableFlowState.MaybeNull
                    ? NullableAnnotation.Annotated
                    : NullableAnnotation.NotAnnotated
            );
        }

        return type.ToMinimalDisplayString(call.Model, value.SpanStart);
    }

    private void InsertBefore(StatementSyntax statement, params string[] written)
    {
        var indent = CodeLayout.IndentOf(statement);
        var blank = Blank(Leading ?? statement.GetLeadingTrivia());
        written = Lines(indent, written);
        for (var i = 0; i < written.Length; i++)
        {
            var lead =
                i == 0
                    ? SyntaxFactory.TriviaList(blank).Add(SyntaxFactory.Whitespace(indent))
                    : SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(indent));
            var added = SyntaxFactory.ParseStatement(written[i]).WithLeadingTrivia(lead).WithTrailingTrivia(_layout.EndOfLine);
            editor.InsertBefore(
                StatementList.Item(statement),
                statement.Parent is GlobalStatementSyntax ? SyntaxFactory.GlobalStatement(added) : added
            );
        }

        editor.ReplaceNode(
            statement,
            (current, _) => current.WithLeadingTrivia(current.GetLeadingTrivia().Skip(Blank(current.GetLeadingTrivia()).Count))
        );
    }

    private string[] Lines(string indent, string[] written) => Before is null ? written : [Before(indent), .. written];

    // The empty lines at the start.
    private static List<SyntaxTrivia> Blank(SyntaxTriviaList leading)
    {
        var blank = leading
            .TakeWhile(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia) || trivia.IsKind(SyntaxKind.WhitespaceTrivia))
            .ToList();
        while (blank.Count > 0 && blank[blank.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia))
            blank.RemoveAt(blank.Count - 1);
        return blank;
    }

    // `if (…) return …;` gets a block.
    private void Embrace(StatementSyntax statement, params string[] written)
    {
        var isCase = statement.Parent is SwitchSectionSyntax;
        var outer = isCase ? CodeLayout.IndentOf(statement) : CodeLayout.IndentOf(statement.Parent!);
        var inner = outer + _layout.Unit;
        var lines = Lines(inner, written);
        editor.ReplaceNode(
            statement,
            (current, _) =>
            {
                var more = isCase ? _layout.Unit : inner.Substring(Math.Min(inner.Length, CodeLayout.IndentOf(statement).Length));
                return _layout
                    .Block(
                        [.. lines.Select(line => SyntaxFactory.ParseStatement(line)), CodeLayout.Shift((StatementSyntax)current, more)],
                        outer
                    )
                    .WithTrailingTrivia(current.GetTrailingTrivia());
            }
        );
    }

    // `=> …` becomes a body with the statements before the expression.
    private void Expand(params string[] written)
    {
        var function = place.Function!;
        var outer = CodeLayout.IndentOf(function);
        var arrow = CallPlace.BehindArrow(function)!;
        var inner = outer + _layout.Unit;
        var more = inner.Substring(Math.Min(inner.Length, CodeLayout.IndentOf(arrow).Length));
        var lines = Lines(inner, written);
        editor.ReplaceNode(
            function,
            (current, _) =>
            {
                var body = CallPlace.BehindArrow(current)!;
                var value = CodeLayout.Shift(body, more).WithoutTrivia();
                if (_isMadeAsync)
                    value = Awaited(value);
                StatementSyntax last = place.ReturnsNothing
                    ? SyntaxFactory.ExpressionStatement(value)
                    : SyntaxFactory.ReturnStatement(
                        SyntaxFactory.Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                        value,
                        SyntaxFactory.Token(SyntaxKind.SemicolonToken)
                    );
                var block = _layout.Block([.. lines.Select(line => SyntaxFactory.ParseStatement(line)), last], outer);
                return WithBlock(current, block);
            }
        );
    }

    // The brace is on its own line, below the text before the arrow.
    private SyntaxNode WithBlock(SyntaxNode function, BlockSyntax block)
    {
        switch (function)
        {
            case MethodDeclarationSyntax method:
                var bare = method.WithExpressionBody(null).WithSemicolonToken(default);
                return bare.ReplaceToken(bare.GetLastToken(), bare.GetLastToken().WithTrailingTrivia(_layout.EndOfLine))
                    .WithBody(block.WithTrailingTrivia(method.GetTrailingTrivia()));
            case LocalFunctionStatementSyntax local:
                var alone = local.WithExpressionBody(null).WithSemicolonToken(default);
                return alone
                    .ReplaceToken(alone.GetLastToken(), alone.GetLastToken().WithTrailingTrivia(_layout.EndOfLine))
                    .WithBody(block.WithTrailingTrivia(local.GetTrailingTrivia()));
            case AccessorDeclarationSyntax accessor:
                return accessor
                    .WithExpressionBody(null)
                    .WithSemicolonToken(default)
                    .WithKeyword(accessor.Keyword.WithTrailingTrivia(_layout.EndOfLine))
                    .WithBody(block.WithTrailingTrivia(accessor.GetTrailingTrivia()));
            case LambdaExpressionSyntax lambda:
                var after = lambda.GetTrailingTrivia();
                return lambda
                    .WithArrowToken(lambda.ArrowToken.WithTrailingTrivia(_layout.EndOfLine))
                    .WithExpressionBody(null)
                    .WithBlock(block.WithTrailingTrivia(after));
            default:
                return function;
        }
    }

    // The scope must stay open until the response arrives.
    private void MakeAsync()
    {
        _isMadeAsync = true;
        var function = place.Function!;
        if (!change.Claim((typeof(TagWriter), function, "async")))
            return;
        if (place.Statement is not null)
        {
            var returns = function
                .DescendantNodes(node =>
                    node == function || node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)
                )
                .OfType<ReturnStatementSyntax>();
            foreach (var value in returns.Select(statement => statement.Expression).OfType<ExpressionSyntax>())
                editor.ReplaceNode(value, (current, _) => Awaited((ExpressionSyntax)current));
        }

        editor.ReplaceNode(function, (current, _) => WithAsync(current));
    }

    private static ExpressionSyntax Awaited(ExpressionSyntax value)
    {
        var operand = value is BinaryExpressionSyntax or ConditionalExpressionSyntax or AssignmentExpressionSyntax or SwitchExpressionSyntax
            ? SyntaxFactory.ParenthesizedExpression(value.WithoutTrivia())
            : value.WithoutLeadingTrivia();
        return SyntaxFactory
            .AwaitExpression(SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space), operand)
            .WithTriviaFrom(value);
    }

    private static SyntaxNode WithAsync(SyntaxNode function)
    {
        var keyword = SyntaxFactory.Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        switch (function)
        {
            case MethodDeclarationSyntax { Modifiers.Count: 0 } method:
                return method
                    .WithReturnType(method.ReturnType.WithoutLeadingTrivia())
                    .AddModifiers(keyword.WithLeadingTrivia(method.ReturnType.GetLeadingTrivia()));
            case MethodDeclarationSyntax method:
                return method.AddModifiers(keyword);
            case LocalFunctionStatementSyntax { Modifiers.Count: 0 } local:
                return local
                    .WithReturnType(local.ReturnType.WithoutLeadingTrivia())
                    .AddModifiers(keyword.WithLeadingTrivia(local.ReturnType.GetLeadingTrivia()));
            case LocalFunctionStatementSyntax local:
                return local.AddModifiers(keyword);
            case AnonymousFunctionExpressionSyntax lambda:
                var leading = lambda.GetLeadingTrivia();
                return lambda.WithoutLeadingTrivia().AddModifiers(keyword).WithLeadingTrivia(leading);
            default:
                return function;
        }
    }

    /// <summary>The name, or the name with the first number that makes it unique in the member.</summary>
    public string FreeName(string variable)
    {
        var taken = Identifiers.TakenAround(call.Syntax, change);
        for (var number = 1; ; number++)
            if (taken.Add(number == 1 ? variable : variable + number))
                return number == 1 ? variable : variable + number;
    }
}
