using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Templates;

namespace LlmHygiene.Analyzers.Prompts.Prompty;

/// <summary>A template language of the body of a <c>.prompty</c> file.</summary>
internal abstract class PromptyTemplate
{
    protected PromptyTemplate(TemplateScope scope, TemplateProblems problems)
    {
        Context = new PromptyContext(scope, problems);
        Messages = new PromptyMessages(problems);
    }

    protected PromptyContext Context { get; }

    protected PromptyMessages Messages { get; }

    protected EquatableArray<PromptMessage> Read(List<PromptyPiece> pieces)
    {
        for (var i = 0; i < pieces.Count; i++)
        {
            if (pieces[i].Kind != PromptyPieceKind.Text)
                Messages.NoteTag();
            switch (pieces[i].Kind)
            {
                case PromptyPieceKind.Text:
                    Messages.AddText(pieces[i], isLast: i == pieces.Count - 1);
                    break;
                case PromptyPieceKind.Value:
                    ReadValue(pieces[i]);
                    break;
                default:
                    ReadBlock(pieces[i]);
                    break;
            }
        }

        while (!Messages.IsAtTop)
        {
            Messages.Wrong(Messages.Innermost.Tag, $"This block is never closed. Close it with '{Messages.Innermost.Word}'.");
            Close();
        }

        return Messages.Finish();
    }

    protected abstract void ReadValue(PromptyPiece piece);

    protected abstract void ReadBlock(PromptyPiece piece);

    protected void Close() => Messages.Close(Closed);

    /// <summary>Leaves the scope that the block had entered.</summary>
    protected abstract void Closed(PromptyBlock block);

    /// <summary>Names joined by dots.</summary>
    protected static bool IsPath(string text) => text.Length > 0 && text.Split('.').All(TemplateParser.IsName);
}
