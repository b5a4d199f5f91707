using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Templates;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>Mustache, as far as it can be mapped: values, sections and inverted sections. Nothing is escaped.</summary>
internal sealed class MustacheTemplate : PromptyTemplate
{
    private const string Item = ".";

    private MustacheTemplate(TemplateScope scope, TemplateProblems problems)
        : base(scope, problems) { }

    public static EquatableArray<PromptMessage> Read(string body, TemplateScope scope, TemplateProblems problems) =>
        new MustacheTemplate(scope, problems).Read(MustacheScanner.Scan(body, problems));

    protected override void ReadValue(PromptyPiece piece)
    {
        var name = piece.Text.TrimStart('&').Trim();
        if (Resolve(name, piece) is { } value)
            Messages.AddValue(value, name, piece);
    }

    protected override void ReadBlock(PromptyPiece piece)
    {
        var name = piece.Text.Substring(1).Trim();
        switch (piece.Text[0])
        {
            case '/':
                ReadClose(name, piece);
                break;
            case '>':
                Messages.NotMapped(
                    piece,
                    "Mustache's partials are not supported. Write the text here, or use a .prompt.yml file, which has partials."
                );
                break;
            case '=':
                Messages.NotMapped(piece, "Other delimiters are not supported. Keep '{{' and '}}'.");
                break;
            case '^':
                Open(name, piece, Resolve(name, piece), isInverted: true);
                break;
            default:
                Open(name, piece, Resolve(name, piece), isInverted: false);
                break;
        }
    }

    protected override void Closed(PromptyBlock block) => Context.Leave();

    private void Open(string name, PromptyPiece piece, TemplateValue? value, bool isInverted)
    {
        var isContext = !isInverted && value is { Type: { IsList: false, Record: not null }, MayBeMissing: false };
        if (!isContext)
            value = Messages.CheckCondition(value, name, piece);
        var kind =
            isContext ? PromptyBlockKind.Context
            : !isInverted && value is { Type.IsList: true } ? PromptyBlockKind.Each
            : PromptyBlockKind.If;
        Messages.OpenBlock(new PromptyBlock(kind, $"{{{{/{name}}}}}", piece, value, isInverted));
        if (kind == PromptyBlockKind.Each)
            Context.EnterLoop("", value);
        else if (isInverted)
            Context.EnterNothing();
        else
            Context.Enter(value);
    }

    private void ReadClose(string name, PromptyPiece piece)
    {
        if (Messages.IsAtTop)
        {
            Messages.Wrong(piece, $"{{{{/{name}}}}} closes nothing. Remove it, or open {{{{#{name}}}}} before it.");
            return;
        }

        var word = $"{{{{/{name}}}}}";
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

    private TemplateValue? Resolve(string name, PromptyPiece piece)
    {
        if (Messages.IsTooDeep)
            return null;
        if (name == Item)
        {
            if (!Context.IsAtRoot)
                return Context.Current;
            Messages.Wrong(piece, "'.' can be used only inside a section. Write the name of an input here.");
            return null;
        }

        if (WhyNotAName(name) is not { } reason)
            return Context.ResolveInContexts(name, piece.TextStart + piece.Text.IndexOf(name, StringComparison.Ordinal));
        Messages.NotMapped(piece, reason);
        return null;
    }

    private static string? WhyNotAName(string name)
    {
        if (name.Length == 0)
            return "There is no name between the braces. Write the name of an input.";
        if (name is "this" || name.StartsWith("this.", StringComparison.Ordinal))
            return "'this' is not Mustache. Write {{.}}, or the name of the field.";
        if (name is "else")
            return "'else' is not Mustache. Close the section, and open {{^name}} for the other case.";
        if (name[0] == '@')
            return "'@' is not Mustache. The index of an item is available in .prompt.yml files, and in Jinja2 as loop.index0.";
        if (name.Split(' ') is [var word and ("if" or "each" or "unless" or "with"), ..])
            return $"'{word}' is not Mustache. Write a section, as in {{{{#name}}}}, or {{{{^name}}}} for the other case.";
        if (name.StartsWith("../", StringComparison.Ordinal))
            return "'../' is not Mustache. Write the name: it is looked up in all open sections.";
        return IsPath(name) ? null : $"'{name}' is not a name. Write the name of an input, or of a field after a dot.";
    }
}
