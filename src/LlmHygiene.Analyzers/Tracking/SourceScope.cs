using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// The source of a compilation, as one call sees it. A name is looked up by its text first, and bound only where it is
/// written, so that a large project costs little.
/// </summary>
/// <param name="index">What is known of the source of the compilation.</param>
internal sealed partial class SourceScope(SourceIndex index, CancellationToken cancellation)
{
    // A name that is written more often than this is no name that a person could follow either.
    private const int MaxPlaces = 400;

    private readonly SemanticModel? _own;

    /// <param name="model">Of the tree with the call: what the compiler has bound there need not be bound again.</param>
    public SourceScope(SemanticModel model, SourceIndex index, CancellationToken cancellation)
        : this(index, cancellation) => _own = model;

    public Compilation Compilation => index.Compilation;

    public CancellationToken Cancellation => cancellation;

    public static INamedTypeSymbol? OutermostType(ISymbol? symbol)
    {
        var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType;
        while (type?.ContainingType is { } outer)
            type = outer;
        return type?.OriginalDefinition;
    }

    /// <summary>True for what is declared in the source of this compilation.</summary>
    public bool Contains(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly) && !symbol.IsImplicitlyDeclared;

    /// <summary>True when code outside this compilation can use the symbol, so that not every use of it is shown.</summary>
    public bool IsOpen(ISymbol symbol)
    {
        if (Compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary)
            return false;
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
                return false;
        return true;
    }

    public IOperation? OperationOf(SyntaxNode node) => ModelOf(node).GetOperation(node, cancellation);

    /// <summary>The one method of this compilation that a call which does not bind can mean; null when there is none or a choice.</summary>
    public IMethodSymbol? OnlyCandidate(IInvalidOperation call) =>
        call.Syntax is InvocationExpressionSyntax invocation
        && ModelOf(invocation).GetSymbolInfo(invocation, cancellation) is { CandidateSymbols: [IMethodSymbol method] }
        && Contains(method.OriginalDefinition)
            ? method.OriginalDefinition
            : null;

    /// <summary>Every place where the symbol is named, as the operation that refers to it.</summary>
    public IEnumerable<IOperation> References(ISymbol symbol) => References([symbol], symbol.Name);

    /// <summary>Every place where one of the symbols, all of one name, is named.</summary>
    /// <param name="where">Which places to look at, by syntax: nothing is bound for the others.</param>
    public IEnumerable<IOperation> References(IReadOnlyList<ISymbol> symbols, string name, Func<SimpleNameSyntax, bool>? where = null) =>
        References(Named(symbols[0], name), symbols, where);

    private IEnumerable<IOperation> References(
        IEnumerable<SimpleNameSyntax> places,
        IReadOnlyList<ISymbol> symbols,
        Func<SimpleNameSyntax, bool>? where
    )
    {
        foreach (var node in places)
        {
            if (where is not null && !where(node))
                continue;
            // The name of a called method has no bound node of its own: the compiler would bind the call anew each time it is asked for it.
            var place = symbols[0] is IMethodSymbol ? TreeNames.Reference(node) : node;
            var found = index.SymbolOf(place, ModelOf(node), cancellation)?.OriginalDefinition;
            if (found is IMethodSymbol { ReducedFrom: { } unreduced })
                found = unreduced;
            if (!symbols.Any(symbol => SymbolEqualityComparer.Default.Equals(found, symbol.OriginalDefinition)))
                continue;
            if (OperationOf(TreeNames.Reference(node)) is { } operation)
                yield return operation;
        }
    }

    /// <summary>Every place where the symbol can be given a value, as the operation that refers to it.</summary>
    public IEnumerable<IOperation> Writes(ISymbol symbol)
    {
        bool? hasDerived = null;
        return References(Named(symbol, symbol.Name, targets: true), [symbol], MayInitialize);

        // `new Other { Name = … }` sets the member of another type, unless that derives from the one with the symbol.
        bool MayInitialize(SimpleNameSyntax name) =>
            name.Parent
                is not AssignmentExpressionSyntax
                {
                    Parent: InitializerExpressionSyntax { Parent: ObjectCreationExpressionSyntax { Type: var created } }
                }
            || symbol.ContainingType is not { } type
            || created.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(part => part.Identifier.ValueText == type.Name)
            || (
                hasDerived ??= IsNamed(
                    type.Name,
                    static use =>
                        use.FirstAncestorOrSelf<BaseListSyntax>() is not null || use.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null
                )
            );
    }

    /// <summary>True for a symbol that is named so often that its uses are not searched: nothing may be concluded from them.</summary>
    public bool IsTooCommon(ISymbol symbol) =>
        Home(symbol).IsDefault ? IsTooCommon(symbol.Name) : Named(symbol, symbol.Name).Skip(MaxPlaces).Any();

    /// <summary>
    /// The same where only the places count at which the symbol is given a value: in its home, syntax distinguishes them from the others.
    /// </summary>
    public bool IsTooCommonToFindWrites(ISymbol symbol) => Home(symbol).IsDefault && IsTooCommon(symbol.Name);

    private bool IsTooCommon(string name) => index.CountOf(name) > MaxPlaces;

    /// <summary>Every place where the constructor is called by the name of its type.</summary>
    public IEnumerable<IObjectCreationOperation> Creations(IMethodSymbol constructor)
    {
        foreach (var name in Named(constructor.ContainingType, constructor.ContainingType.Name))
        {
            var creation = name.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>();
            if (creation is null || !creation.Type.Span.Contains(name.Span))
                continue;
            if (
                OperationOf(creation) is IObjectCreationOperation operation
                && SymbolEqualityComparer.Default.Equals(operation.Constructor?.OriginalDefinition, constructor.OriginalDefinition)
            )
                yield return operation;
        }
    }

    /// <summary>Calls of a method by its name alone, wherever it is declared.</summary>
    /// <param name="where">Which places to look at, by syntax: nothing is bound for the others.</param>
    /// <param name="trees">Where to look; everywhere when left out.</param>
    public IEnumerable<IInvocationOperation> Invocations(
        string name,
        Func<SimpleNameSyntax, bool>? where = null,
        ICollection<SyntaxTree>? trees = null
    ) => InvocationsNamed(name, where, trees).Select(OperationOf).OfType<IInvocationOperation>();

    /// <summary>Calls by name of the methods that are meant: to know what a call is bound to costs less than its operation.</summary>
    /// <param name="isMeant">Asked about the method as it is declared.</param>
    public IEnumerable<IInvocationOperation> InvocationsOf(
        string name,
        Func<IMethodSymbol, bool> isMeant,
        Func<SimpleNameSyntax, bool>? where = null,
        ICollection<SyntaxTree>? trees = null
    ) =>
        InvocationsNamed(name, where, trees)
            .Where(call => MethodOf(call) is { } method && isMeant(method))
            .Select(OperationOf)
            .OfType<IInvocationOperation>();

    /// <summary>The method that is called, as it is declared; null for a call that binds to none.</summary>
    public IMethodSymbol? MethodOf(SyntaxNode call) =>
        index.SymbolOf(call, ModelOf(call), cancellation) is IMethodSymbol method
            ? (method.ReducedFrom ?? method).OriginalDefinition
            : null;

    /// <summary>The same without binding anything.</summary>
    public IEnumerable<InvocationExpressionSyntax> InvocationsNamed(
        string name,
        Func<SimpleNameSyntax, bool>? where = null,
        ICollection<SyntaxTree>? trees = null
    )
    {
        foreach (var names in FilesNaming(name, trees))
        {
            foreach (var node in Named(names, name))
                if (where?.Invoke(node) != false && TreeNames.Reference(node) is InvocationExpressionSyntax invocation)
                    yield return invocation;
        }
    }

    // The index remembers for each name which files have it: faster than to ask each of many files for each of many names.
    private IEnumerable<TreeNames> FilesNaming(string name, ICollection<SyntaxTree>? trees) =>
        trees switch
        {
            null => index.FilesNaming(name),
            { Count: 1 } => trees.Select(TreeNames.Of),
            _ => index.FilesNaming(name).Where(names => trees.Contains(names.Tree)),
        };

    /// <summary>True when the name is written at a place that fits, anywhere; nothing is bound.</summary>
    public bool IsNamed(string name, Func<SimpleNameSyntax, bool> where) =>
        index.FilesNaming(name).Any(names => Named(names, name).Any(where));

    /// <summary>The files in which one of the words is written; all files when a global using has one of them.</summary>
    public ICollection<SyntaxTree> TreesNaming(IReadOnlyCollection<string> words)
    {
        var trees = new HashSet<SyntaxTree>();
        foreach (var word in words)
        foreach (var names in index.FilesNaming(word))
            trees.Add(names.Tree);
        return index.FilesNaming("global").Any(names => trees.Contains(names.Tree) && HasGlobalUsing(names.Tree, words))
            ? new HashSet<SyntaxTree>(Compilation.SyntaxTrees)
            : trees;
    }

    private bool HasGlobalUsing(SyntaxTree tree, IReadOnlyCollection<string> words) =>
        tree.GetRoot(cancellation) is CompilationUnitSyntax unit
        && unit.Usings.Any(directive =>
            directive.GlobalKeyword.RawKind != 0 && directive.DescendantTokens().Any(token => words.Contains(token.ValueText))
        );

    /// <summary>The methods of this compilation that run when an abstract, virtual or interface method is called.</summary>
    public IEnumerable<IMethodSymbol> Implementations(IMethodSymbol method)
    {
        foreach (var names in index.FilesNaming(method.Name))
        {
            foreach (var position in names.Positions(method.Name))
            {
                if (
                    names.Tree.GetRoot(cancellation).FindToken(position).Parent is not MethodDeclarationSyntax declaration
                    || declaration.Identifier.ValueText != method.Name
                )
                    continue;
                if (ModelOf(declaration).GetDeclaredSymbol(declaration, cancellation) is not { IsAbstract: false } candidate)
                    continue;
                if (
                    SymbolEqualityComparer.Default.Equals(candidate, method)
                    || Overrides(candidate, method)
                    || Implements(candidate, method)
                )
                    yield return candidate;
            }
        }
    }

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (var current = candidate.OverriddenMethod; current is not null; current = current.OverriddenMethod)
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method.OriginalDefinition))
                return true;
        return false;
    }

    private static bool Implements(IMethodSymbol candidate, IMethodSymbol method) =>
        method.ContainingType.TypeKind == TypeKind.Interface
        && SymbolEqualityComparer.Default.Equals(candidate.ContainingType.FindImplementationForInterfaceMember(method), candidate);

    /// <summary>The expressions that a method of this type returns; empty when it has no body here.</summary>
    public IEnumerable<IOperation> ReturnedValues(IMethodSymbol method)
    {
        foreach (var declaration in method.DeclaringSyntaxReferences)
        {
            foreach (var expression in ReturnedExpressions(declaration.GetSyntax(cancellation)))
                if (OperationOf(expression) is { } operation)
                    yield return operation;
        }
    }

    private static IEnumerable<ExpressionSyntax> ReturnedExpressions(SyntaxNode declaration)
    {
        var body = declaration switch
        {
            BaseMethodDeclarationSyntax method => (SyntaxNode?)method.ExpressionBody ?? method.Body,
            LocalFunctionStatementSyntax function => (SyntaxNode?)function.ExpressionBody ?? function.Body,
            AccessorDeclarationSyntax accessor => (SyntaxNode?)accessor.ExpressionBody ?? accessor.Body,
            ArrowExpressionClauseSyntax arrow => arrow,
            LambdaExpressionSyntax lambda => lambda.Body,
            _ => null,
        };

        return body switch
        {
            ArrowExpressionClauseSyntax arrow => [arrow.Expression],
            ExpressionSyntax expression => [expression],
            BlockSyntax block => block
                .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
                .OfType<ReturnStatementSyntax>()
                .Select(statement => statement.Expression)
                .OfType<ExpressionSyntax>(),
            _ => [],
        };
    }

    public IEnumerable<IOperation> ReturnedValues(LambdaExpressionSyntax lambda) =>
        ReturnedExpressions(lambda).Select(OperationOf).OfType<IOperation>();

    private SemanticModel ModelOf(SyntaxNode node) =>
        _own is { } own && own.SyntaxTree == node.SyntaxTree ? own : index.ModelOf(node.SyntaxTree);

    // With a place of its own, a name in a long method or type is not to cost more than a look at each of its uses.
    private IEnumerable<SimpleNameSyntax> Named(ISymbol symbol, string name, bool targets = false)
    {
        var home = Home(symbol);
        if (home.IsDefault)
        {
            foreach (var names in index.FilesNaming(name))
            foreach (var node in Named(names, name, targets))
                yield return node;
            yield break;
        }

        for (var i = 0; i < home.Length; i++)
        {
            var tree = home[i].SyntaxTree;
            if (IsBefore(home, i, tree))
                continue;
            foreach (var node in Named(TreeNames.Of(tree), name, targets))
                if (IsIn(home, tree, node.Span))
                    yield return node;
        }
    }

    private static bool IsBefore(ImmutableArray<SyntaxReference> home, int end, SyntaxTree tree)
    {
        for (var i = 0; i < end; i++)
            if (home[i].SyntaxTree == tree)
                return true;
        return false;
    }

    private static bool IsIn(ImmutableArray<SyntaxReference> home, SyntaxTree tree, TextSpan span)
    {
        foreach (var declaration in home)
            if (declaration.SyntaxTree == tree && declaration.Span.Contains(span))
                return true;
        return false;
    }

    private IReadOnlyList<SimpleNameSyntax> Named(TreeNames names, string name, bool targets = false)
    {
        cancellation.ThrowIfCancellationRequested();
        if (!names.Contains(name))
            return [];
        var root = names.Tree.GetRoot(cancellation);
        return targets ? names.Targets(name, root) : names.Uses(name, root);
    }

    // Where all uses of a local or private symbol are; default for one that can be used anywhere.
    private static ImmutableArray<SyntaxReference> Home(ISymbol symbol) =>
        symbol switch
        {
            ILocalSymbol or IParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction } => symbol
                .ContainingSymbol
                .DeclaringSyntaxReferences,
            { DeclaredAccessibility: Accessibility.Private } when OutermostType(symbol) is { } type => type.DeclaringSyntaxReferences
                is { Length: > 1 } parts
                ? parts.Sort(ByPath)
                : type.DeclaringSyntaxReferences,
            _ => default,
        };

    private static int ByPath(SyntaxReference left, SyntaxReference right) =>
        string.CompareOrdinal(left.SyntaxTree.FilePath, right.SyntaxTree.FilePath) is not 0 and var order
            ? order
            : left.Span.CompareTo(right.Span);
}
