using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Generation.Emitters;
using LlmHygiene.Analyzers.Generation.Pipeline;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>Replaces the text with the typed prompt, and the call with a call of the prompt.</summary>
internal sealed class CallRewriter
{
    private const int Widest = 130;

    private static readonly string[] s_promptNames = ["prompt", "typedPrompt"];

    private readonly FixableCall _call;
    private readonly PromptSource _source;
    private readonly MessagesReader _reader;
    private readonly OptionsPlan _options;
    private readonly ExtractedPrompt _prompt;
    private readonly TargetFacts _target;
    private readonly ExpressionSyntax? _client;
    private readonly TextCall? _text;
    private readonly ExpressionSyntax _replaced;
    private readonly ArgumentSyntax? _token;
    private readonly IReadOnlyList<SyntaxTrivia> _comments;
    private readonly CodeLayout _layout;

    private CallRewriter(
        FixableCall call,
        PromptSource source,
        MessagesReader reader,
        OptionsPlan options,
        ExtractedPrompt prompt,
        TargetFacts target,
        ExpressionSyntax? client,
        TextCall? text,
        ExpressionSyntax replaced,
        ArgumentSyntax? token,
        IReadOnlyList<SyntaxTrivia> comments
    )
    {
        _text = text;
        _replaced = replaced;
        _call = call;
        _source = source;
        _reader = reader;
        _options = options;
        _prompt = prompt;
        _target = target;
        _client = client;
        _token = token;
        _comments = comments;
        _layout = CodeLayout.Of(call.Syntax.SyntaxTree);
    }

    /// <summary>The variable that held the text and now holds the prompt; null where the text is written at the call.</summary>
    public string? Variable => _reader.Variable is { } variable ? CSharpIdentifiers.Escape(variable.Symbol.Name) : null;

    /// <summary>True when the call becomes one of the extension methods that send a prompt.</summary>
    public bool SendsPrompt => _text is null && _client is not null;

    /// <summary>True when the code names types of the runtime.</summary>
    public bool NeedsRuntime => SendsPrompt || _prompt.Inputs.Any(input => _prompt.IsTrusted(input.Name));

    /// <summary>The statement that declares the variable.</summary>
    public StatementSyntax? Place => _reader.Place;

    /// <summary>Null where the values would be evaluated at another time, or in another order, than they are now.</summary>
    /// <param name="messages">
    /// The argument that the messages of the prompt replace; null for a call that becomes a call of the prompt itself, or that takes a
    /// text.
    /// </param>
    public static CallRewriter? Of(
        FixableCall call,
        PromptSource source,
        MessagesReader reader,
        OptionsPlan options,
        ExtractedPrompt prompt,
        TargetFacts target,
        ExpressionSyntax? messages,
        TextCall? text
    )
    {
        var invocation = call.Syntax;
        ExpressionSyntax? client = null;
        if (messages is null && text is null)
        {
            if (invocation.Expression is not MemberAccessExpressionSyntax access || call.Facts.Call.Client is not { } receiver)
                return null;
            client =
                call.Invocation.TargetMethod is { IsExtensionMethod: true, ReducedFrom: null }
                && receiver.Syntax is ExpressionSyntax given
                && invocation.ArgumentList.Span.Contains(given.Span)
                    ? given
                    : access.Expression;
            // The receiver is then evaluated after the values.
            if (Purities.Of(receiver) == Purity.None && !prompt.Inputs.All(input => input.Hole.Purity >= Purity.Pure))
                return null;
        }

        var replaced = messages ?? text?.Argument ?? invocation;
        var holes = prompt.Inputs.Select(input => input.Hole).ToArray();
        if (
            target is { HasRequired: false, HasInit: true }
            && holes.Any(hole => hole.IsOptional)
            && holes.Any(hole => hole.Purity == Purity.None)
        )
            return null;
        if (OtherCalls.In(call, [invocation, .. source.Statements]))
            return null;

        var statement = text is not null ? text.Statement : invocation.FirstAncestorOrSelf<StatementSyntax>();
        if (text is not null && reader.Place is null && !text.KeepsOrder(holes))
            return null;
        var place = reader.Place ?? statement;
        foreach (var pair in source.Places)
        {
            if (pair.Value == place || pair.Key.Purity == Purity.Stable)
                continue;
            if (
                place is null
                || StatementList.Between(pair.Value, place) is not { } between
                || !between.All(step => source.Statements.Contains(step) || options.Statements.Contains(step))
            )
                return null;
        }

        var token = replaced == invocation ? TokenOf(call.Invocation) : null;
        if (token is { Expression: ImplicitObjectCreationExpressionSyntax })
            return null;
        var removed = source
            .Statements.Concat(options.Removed)
            .Where(gone => gone != reader.Place)
            .Select(gone => (SyntaxNode)gone)
            .Concat(reader.Place is { } taken ? [taken] : [])
            .Append(replaced)
            .OrderBy(node => node.SpanStart)
            .ToArray();
        var kept = holes.Select(hole => hole.Expression).Concat(new[] { client, token?.Expression }.OfType<ExpressionSyntax>()).ToArray();
        if (Comments(removed, reader.Place, replaced, kept) is not { } comments)
            return null;
        if (comments.Count > 0 && (place is null || StatementList.Of(place) is null))
            return null;
        return new CallRewriter(call, source, reader, options, prompt, target, client, text, replaced, token, comments);
    }

    /// <param name="local">The name of a prompt that is created before the call.</param>
    public void Apply(SolutionChange change, DocumentEditor editor, string type, string? local = null)
    {
        if (Place is { } place && Variable is { } variable)
        {
            var name = local ?? NewName(variable, place, change);
            var declared = SyntaxFactory
                .ParseStatement(Declaration(name, type, CodeLayout.IndentOf(place)))
                .WithLeadingTrivia(LeadingOf(place))
                .WithTrailingTrivia(place.GetTrailingTrivia());
            editor.ReplaceNode(place, WithComments(declared, CodeLayout.IndentOf(place)));
            Replace(editor, Send(name));
        }
        else
        {
            var line = _replaced.SyntaxTree.GetText().Lines.GetLineFromPosition(_replaced.SpanStart);
            Replace(
                editor,
                Send(local ?? Creation(type, CodeLayout.IndentOf(_replaced), _replaced.SpanStart - line.Start + Send("").Length))
            );
            if (_comments.Count > 0 && _call.Syntax.FirstAncestorOrSelf<StatementSyntax>() is { } statement)
                editor.ReplaceNode(statement, (current, _) => WithComments((StatementSyntax)current, CodeLayout.IndentOf(statement)));
        }

        foreach (var gone in _source.Statements.Concat(_options.Removed).Distinct().Where(gone => gone != _reader.Place))
            Remove(editor, gone);
        foreach (var constant in _source.Constants)
            RemoveUnused(editor, constant);
        if (_options.Changed is { } changed)
            editor.ReplaceNode(changed.Creation, changed.Without.WithTriviaFrom(changed.Creation));
    }

    // The statement after removed statements keeps the empty line before them, unless they began the block.
    public SyntaxTriviaList LeadingOf(StatementSyntax statement)
    {
        var own = statement.GetLeadingTrivia();
        var before = StatementList.Of(statement)!.TakeWhile(other => other != statement).ToList();
        var gone = ((IEnumerable<StatementSyntax>)before).Reverse().TakeWhile(IsGone).ToList();
        if (gone.Count == 0)
            return own;
        var rest = own.SkipWhile(IsLineBreak).ToSyntaxTriviaList();
        if (gone.Count == before.Count)
            return rest;
        var first = gone[gone.Count - 1].GetLeadingTrivia().TakeWhile(IsLineBreak).ToList();
        return first.Count > 0 ? rest.InsertRange(0, first) : own;
    }

    private static bool IsLineBreak(SyntaxTrivia trivia) => trivia.IsKind(SyntaxKind.EndOfLineTrivia);

    private bool IsGone(StatementSyntax statement) =>
        statement != _reader.Place && (_source.Statements.Contains(statement) || _options.Removed.Contains(statement));

    private void Replace(DocumentEditor editor, string code) =>
        editor.ReplaceNode(_replaced, SyntaxFactory.ParseExpression(code).WithTriviaFrom(_replaced));

    /// <summary><c>var prompt = new …;</c></summary>
    public string Declaration(string name, string type, string indent)
    {
        var start = $"var {name} = ";
        return start + Creation(type, indent, indent.Length + start.Length) + ";";
    }

    // `prompt.GetResponseAsync(client, options, cancellationToken)`, or the messages alone
    private string Send(string prompt)
    {
        if (_text is not null)
            return prompt + ".ToText()";
        if (_client is null)
            return prompt + ".ToMessages()";
        var arguments = new List<string> { _client.ToString() };
        if (_options.Argument is { } options)
            arguments.Add(options);
        if (_token is not null)
            arguments.Add((_token.NameColon is null ? "" : "cancellationToken: ") + _token.Expression);
        return $"{prompt}.{_call.Invocation.TargetMethod.Name}({string.Join(", ", arguments)})";
    }

    private string Creation(string type, string indent, int column)
    {
        var inputs = _prompt
            .Inputs.Select(input => (Property: PromptNames.Property(input.Name)!, input.Hole, Code: CodeOf(input.Name, input.Hole)))
            .ToArray();
        var parameters = inputs.Where(input => !_target.HasInit || (!input.Hole.IsOptional && !_target.HasRequired)).ToArray();
        var properties = inputs.Except(parameters).ToArray();
        var isPlain = parameters.All(input => !input.Hole.IsOptional);
        var creation = "new " + type;
        if (parameters.Length > 0 || properties.Length == 0)
            creation +=
                "("
                + string.Join(", ", parameters.Select(input => (isPlain ? "" : CSharpText.Parameter(input.Property) + ": ") + input.Code))
                + ")";
        if (properties.Length == 0)
            return creation;

        var values = properties.Select(input => $"{input.Property} = {input.Code}").ToArray();
        var line = $"{creation} {{ {string.Join(", ", values)} }}";
        if (column + line.Length <= Widest && line.IndexOf('\n') < 0)
            return line;
        var (newLine, unit) = _layout;
        var inner = indent + unit;
        return $"{creation}{newLine}{indent}{{{newLine}{string.Concat(values.Select(value => $"{inner}{value},{newLine}"))}{indent}}}";
    }

    private string CodeOf(string input, Hole hole) => _prompt.IsTrusted(input) ? $"TrustedText.From({hole.Code})" : hole.Code;

    private StatementSyntax WithComments(StatementSyntax statement, string indent)
    {
        if (_comments.Count == 0)
            return statement;
        var leading = statement.GetLeadingTrivia().ToList();
        var at = leading.Count > 0 && leading[leading.Count - 1].IsKind(SyntaxKind.WhitespaceTrivia) ? leading.Count - 1 : leading.Count;
        var added = _comments.SelectMany(comment => new[] { SyntaxFactory.Whitespace(indent), comment, _layout.EndOfLine });
        leading.InsertRange(at, added);
        return statement.WithLeadingTrivia(leading);
    }

    private void Remove(DocumentEditor editor, StatementSyntax gone)
    {
        if (
            StatementList.Of(gone)!.SkipWhile(statement => statement != gone).Skip(1).FirstOrDefault() is { } next
            && next != _reader.Place
            && !IsGone(next)
        )
        {
            var leading = LeadingOf(next);
            var own = next.GetLeadingTrivia().Count(IsLineBreak);
            if (leading.Count(IsLineBreak) != own)
                editor.ReplaceNode(
                    next,
                    (current, _) =>
                        current.WithLeadingTrivia(leading.TakeWhile(IsLineBreak).Concat(current.GetLeadingTrivia().SkipWhile(IsLineBreak)))
                );
        }

        editor.RemoveNode(StatementList.Item(gone), SyntaxRemoveOptions.KeepNoTrivia);
    }

    // An unused private constant would be a second copy of the prompt.
    private void RemoveUnused(DocumentEditor editor, IFieldSymbol constant)
    {
        if (
            constant is not { IsConst: true, DeclaredAccessibility: Accessibility.Private, DeclaringSyntaxReferences: [var reference] }
            || reference.SyntaxTree != _call.Syntax.SyntaxTree
            || reference.GetSyntax().FirstAncestorOrSelf<FieldDeclarationSyntax>()
                is not {
                    Declaration.Variables.Count: 1,
                    AttributeLists.Count: 0,
                    Parent: TypeDeclarationSyntax { Members: var members }
                } field
            || field.GetLeadingTrivia().Any(trivia => !trivia.IsKind(SyntaxKind.WhitespaceTrivia) && !IsLineBreak(trivia))
            || constant
                .ContainingType.DeclaringSyntaxReferences.SelectMany(part => part.GetSyntax().DescendantTokens())
                .Count(token => token.ValueText == constant.Name) != 2
        )
            return;
        var at = members.IndexOf(field);
        var isFirst = at == 0;
        if (
            at + 1 < members.Count
            && members[at + 1] is var next and not FieldDeclarationSyntax
            && (isFirst || field.GetLeadingTrivia().Any(IsLineBreak))
        )
        {
            var blank = isFirst ? [] : field.GetLeadingTrivia().TakeWhile(IsLineBreak).ToArray();
            editor.ReplaceNode(
                next,
                (current, _) => current.WithLeadingTrivia(blank.Concat(current.GetLeadingTrivia().SkipWhile(IsLineBreak)))
            );
        }

        editor.RemoveNode(field, SyntaxRemoveOptions.KeepNoTrivia);
    }

    // A variable that held a text or messages now holds the prompt.
    private static string NewName(string variable, SyntaxNode place, SolutionChange change) =>
        variable.IndexOf("prompt", StringComparison.OrdinalIgnoreCase) >= 0
            ? variable
            : Array.Find(s_promptNames, Identifiers.TakenAround(place, change).Add) ?? variable;

    private static ArgumentSyntax? TokenOf(IInvocationOperation call)
    {
        var token =
            call.Arguments.FirstOrDefault(argument =>
                argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "cancellationToken" }
            )?.Syntax as ArgumentSyntax;
        return token?.Expression.IsKind(SyntaxKind.DefaultLiteralExpression) == true ? null : token;
    }

    /// <summary>The comments that would be lost; null where more than comments would be lost.</summary>
    private static IReadOnlyList<SyntaxTrivia>? Comments(
        IReadOnlyList<SyntaxNode> removed,
        StatementSyntax? place,
        ExpressionSyntax call,
        IReadOnlyList<ExpressionSyntax> kept
    )
    {
        var comments = new List<SyntaxTrivia>();
        foreach (var node in removed)
        {
            foreach (var trivia in node.DescendantTrivia())
            {
                if (kept.Any(expression => expression.Span.Contains(trivia.Span)))
                    continue;
                // The trivia around the statement or call stays there.
                if ((node == place || node == call) && !node.Span.Contains(trivia.Span))
                    continue;
                if (node != call && call.Span.Contains(trivia.Span))
                    continue;
                if (trivia.IsDirective)
                    return null;
                if (trivia.IsKind(SyntaxKind.SingleLineCommentTrivia) || trivia.IsKind(SyntaxKind.MultiLineCommentTrivia))
                    comments.Add(trivia);
            }
        }

        return comments;
    }
}
