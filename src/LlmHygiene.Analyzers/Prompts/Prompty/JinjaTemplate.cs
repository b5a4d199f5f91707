using System.Text.RegularExpressions;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Templates;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>Jinja2, as far as it can be mapped: values, if, elif, else, and for over a list. Nothing is escaped.</summary>
internal sealed class JinjaTemplate : PromptyTemplate
{
    private const string EndIf = "{% endif %}";
    private const string EndFor = "{% endfor %}";

    private static readonly Regex s_for = new(@"^(?<name>\w+)\s+in\s+(?<list>[\w.]+)$", RegexOptions.CultureInvariant);

    // Each has its own end tag, which is not reported separately.
    private static readonly string[] s_unsupported = ["macro", "call", "filter", "block", "with", "set", "autoescape", "trans"];

    private JinjaTemplate(TemplateScope scope, TemplateProblems problems)
        : base(scope, problems) { }

    public static EquatableArray<PromptMessage> Read(string body, TemplateScope scope, TemplateProblems problems) =>
        new JinjaTemplate(scope, problems).Read(JinjaScanner.Scan(body, problems));

    protected override void ReadValue(PromptyPiece piece)
    {
        var expression = JinjaExpression.WithoutSafe(piece.Text);
        if (expression.Length == 0)
            Messages.Wrong(
                piece,
                "There is no name between the braces. Write the name of an input, or {{ '{{' }} for two braces in the text."
            );
        else if (JinjaExpression.Literal(expression) is { } text)
            Messages.AddLiteral(text);
        else if (Resolve(expression, piece.TextStart, piece) is { } value)
            Messages.AddValue(value, expression, piece);
    }

    protected override void ReadBlock(PromptyPiece piece)
    {
        var length = piece.Text.TakeWhile(static c => char.IsLetterOrDigit(c) || c == '_').Count();
        var word = piece.Text.Substring(0, length);
        var rest = piece.Text.Substring(length).Trim();
        switch (word)
        {
            case "if":
                OpenIf(rest, piece, isChained: false);
                break;
            case "elif":
                if (StartElse(word, piece))
                    OpenIf(rest, piece, isChained: true);
                break;
            case "else":
                StartElse(word, piece);
                break;
            case "for":
                OpenFor(rest, piece);
                break;
            case "endif":
                ReadClose(EndIf, "{% if name %}", piece);
                break;
            case "endfor":
                ReadClose(EndFor, "{% for item in list %}", piece);
                break;
            case "":
                Messages.Wrong(piece, "There is no word between the braces. Use if, elif, else or for.");
                break;
            default:
                if (!(word.StartsWith("end", StringComparison.Ordinal) && s_unsupported.Contains(word.Substring("end".Length))))
                    Messages.NotMapped(piece, JinjaExpression.WhyNotAStatement(word));
                break;
        }
    }

    // Only a loop enters a scope.
    protected override void Closed(PromptyBlock block)
    {
        if (block is { Kind: PromptyBlockKind.Each, HasElse: false })
            Context.Leave();
    }

    private void OpenIf(string condition, PromptyPiece piece, bool isChained)
    {
        var (value, negated) = ReadCondition(condition, piece);
        Messages.OpenBlock(new PromptyBlock(PromptyBlockKind.If, EndIf, piece, value, negated) { IsChained = isChained });
    }

    private (TemplateValue? Value, bool Negated) ReadCondition(string text, PromptyPiece piece)
    {
        if (text.Length == 0)
        {
            Messages.Wrong(piece, "There is no condition here. Write the name of an input.");
            return default;
        }

        var (name, negated, isPresence) = JinjaExpression.Condition(text);
        var start =
            piece.TextStart + piece.Text.IndexOf(name, piece.Text.IndexOf(text, StringComparison.Ordinal), StringComparison.Ordinal);
        var value = Messages.CheckCondition(Resolve(name, start, piece), name, piece);

        // In Jinja2, a missing value is false, and so are 0 and an empty text; here a number is true when it is set.
        var isNumber = value is { Type: { IsList: false, Kind: InputKind.Int or InputKind.Number } };
        var isText = value is { Type: { IsList: true } or { Kind: InputKind.String or InputKind.Bool } };
        if (isPresence && isText)
            Messages.NotMapped(
                piece,
                $"A test cannot distinguish a missing '{name}' from one that is empty or false. Write '{(negated ? "not " : "")}{name}'."
            );
        else if (!isPresence && isNumber)
            Messages.NotMapped(
                piece,
                $"'{name}' is a number, and Jinja2 treats 0 as missing. Write '{name} is {(negated ? "not " : "")}defined'."
            );
        else
            return (value, negated);
        return default;
    }

    private bool StartElse(string word, PromptyPiece piece)
    {
        var block = Messages.Innermost;
        if (block.Kind == PromptyBlockKind.Root || (block.Kind == PromptyBlockKind.Each && word == "elif"))
        {
            Messages.Wrong(piece, $"{{% {word} %}} belongs between {{% if %}} and {{% endif %}}. Remove it, or open an if.");
            return false;
        }

        if (block.HasElse)
        {
            Messages.Wrong(piece, "This block already has an {% else %}. Remove one of them.");
            return false;
        }

        Closed(block);
        Messages.StartElse();
        return true;
    }

    private void OpenFor(string text, PromptyPiece piece)
    {
        TemplateValue? list = null;
        var name = "";
        if (s_for.Match(text) is { Success: true } match && match.Groups["name"].Value != "loop")
        {
            name = match.Groups["name"].Value;
            var path = match.Groups["list"].Value;
            list = Resolve(path, piece.TextStart + piece.Text.LastIndexOf(path, StringComparison.Ordinal), piece);
            if (list is { Type.IsList: false })
            {
                Messages.Wrong(piece, $"'{path}' is not a list. Declare it as one, or use if.");
                list = null;
            }
        }
        else
        {
            Messages.NotMapped(
                piece,
                "A loop goes over a list that is an input, with one name for its items. Write '{% for item in items %}', and "
                    + "filter and sort in code."
            );
        }

        Messages.OpenBlock(new PromptyBlock(PromptyBlockKind.Each, EndFor, piece, list, negated: false));
        Context.EnterLoop(name.Length > 0 ? name : FirstWord(text), list);
    }

    private void ReadClose(string word, string opening, PromptyPiece piece)
    {
        if (Messages.IsAtTop)
        {
            Messages.Wrong(piece, $"{word} closes nothing. Remove it, or write {opening} before it.");
            return;
        }

        if (Messages.Innermost.Word != word)
        {
            Messages.Wrong(piece, $"{word} cannot close this block. Write {Messages.Innermost.Word}.");
            if (Messages.Open.All(open => open.Word != word))
                return;

            // The inner block was not closed: it is closed with the outer one, so that the rest is read as intended.
            while (Messages.Innermost.Word != word)
                Close();
        }

        Close();
    }

    /// <param name="start">Where the expression begins in the body.</param>
    private TemplateValue? Resolve(string expression, int start, PromptyPiece piece)
    {
        if (Messages.IsTooDeep)
            return null;
        if (expression == "loop" || expression.StartsWith("loop.", StringComparison.Ordinal))
            return OfLoop(expression, piece);
        if (IsPath(expression) && expression.IndexOf('-') < 0 && !JinjaExpression.IsWord(expression))
            return Context.ResolveVariable(expression, start);
        Messages.NotMapped(piece, JinjaExpression.WhyNotAPath(expression));
        return null;
    }

    private TemplateValue? OfLoop(string expression, PromptyPiece piece)
    {
        var value = Context.IsInLoop ? PromptyContext.OfLoop(expression.Substring("loop".Length)) : null;
        if (!Context.IsInLoop)
            Messages.Wrong(piece, "'loop' can be used only inside {% for %}. Use the name of an input here.");
        else if (expression == "loop.index")
            Messages.NotMapped(
                piece,
                "'loop.index' counts from 1, and prompts count from 0. Write 'loop.index0', or give the number in the item."
            );
        else if (value is null)
            Messages.NotMapped(piece, $"'{expression}' is not supported. Use loop.index0, loop.first or loop.last.");
        return value;
    }

    private static string FirstWord(string text) => text.Split(' ', ',')[0];
}
