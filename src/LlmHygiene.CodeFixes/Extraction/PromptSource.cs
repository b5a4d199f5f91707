using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.CodeFixes.Extraction;

/// <summary>The code that contains the text of a prompt: the statements that the typed prompt replaces.</summary>
internal sealed class PromptSource(SemanticModel model, SourceScope scope, bool hasRequired)
{
    private readonly Dictionary<Hole, StatementSyntax> _places = [];

    public SemanticModel Model => model;

    /// <summary>
    /// True when properties can be <c>required</c>; otherwise a required input is a constructor parameter, which rejects null.
    /// </summary>
    public bool HasRequired => hasRequired;

    /// <summary>The declarations of variables that hold text or messages, and the statements that add to them.</summary>
    public HashSet<StatementSyntax> Statements { get; } = [];

    /// <summary>The constants of the class whose texts move to the file.</summary>
    public HashSet<IFieldSymbol> Constants { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The statement in which a value was evaluated, if not at the call.</summary>
    public IReadOnlyDictionary<Hole, StatementSyntax> Places => _places;

    /// <summary>The statement whose expressions are being read; null at the call.</summary>
    public StatementSyntax? Current { get; private set; }

    /// <summary>
    /// True for a constant that other code uses too: it stays the one place of its text, and the prompt takes it as an input.
    /// </summary>
    public bool IsShared(IFieldSymbol constant) => scope.Contains(constant) && scope.References(constant).Skip(1).Any();

    public void Add(Hole hole)
    {
        if (Current is not null)
            _places[hole] = Current;
    }

    public T Within<T>(StatementSyntax statement, Func<T> read)
    {
        var outer = Current;
        Current = statement;
        Statements.Add(statement);
        var result = read();
        Current = outer;
        return result;
    }
}
