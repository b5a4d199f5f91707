using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>Where the constant texts are written that a project sends as prompts.</summary>
internal sealed class SentTexts
{
    private readonly Dictionary<SyntaxTree, List<TextSpan>> _places = [];

    public SentTexts(IEnumerable<IOperation> texts)
    {
        foreach (var text in texts)
        {
            Add(text.Syntax);
            // `const string Instructions = "…";`
            ISymbol? constant = text switch
            {
                IFieldReferenceOperation { Field: var field } => field,
                ILocalReferenceOperation { Local: var local } => local,
                _ => null,
            };
            if (
                constant is { DeclaringSyntaxReferences: [var declared] }
                && declared.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: { } value }
            )
                Add(value);
        }
    }

    /// <summary>True for a literal that is a prompt or a part of one.</summary>
    public bool Contains(SyntaxNode literal) =>
        _places.TryGetValue(literal.SyntaxTree, out var spans) && spans.Exists(span => span.Contains(literal.Span));

    private void Add(SyntaxNode place)
    {
        if (!_places.TryGetValue(place.SyntaxTree, out var spans))
            _places.Add(place.SyntaxTree, spans = []);
        spans.Add(place.Span);
    }
}
