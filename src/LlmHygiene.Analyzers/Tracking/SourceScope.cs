using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tracking;

/// <summary>
/// The source of a compilation, as one call sees it. A name is first looked up as text, and bound only where it occurs, so that the cost
/// stays low in a large project.
/// </summary>
/// <param name="index">The index of the compilation's source.</param>
internal sealed partial class SourceScope(SourceIndex index, CancellationToken cancellation)
{
    // The uses of a name that occurs more often than this are not searched: the cost would be out of proportion.
    private const int MaxPlaces = 400;

    private readonly SemanticModel? _own;

    /// <param name="model">The semantic model of the tree with the call: what the compiler has bound there is not bound again.</param>
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

    /// <summary>True for a symbol that is declared in the source of this compilation.</summary>
    public bool Contains(ISymbol symbol) =>
        SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Compilation.Assembly)
        && (!symbol.IsImplicitlyDeclared || symbol is IFieldSymbol { AssociatedSymbol: IPropertySymbol });

    /// <summary>True when code outside this compilation can use the symbol, so that not every use of it is visible.</summary>
    public bool IsOpen(ISymbol symbol)
    {
        if (Compilation.Options.OutputKind != OutputKind.DynamicallyLinkedLibrary)
            return false;
        for (var current = symbol; current is not null and not INamespaceSymbol; current = current.ContainingSymbol)
            if (current.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
                return false;
        return true;
    }

    /// <summary>
    /// The operation of a node. <c>x!</c>, <c>(x)</c>, <c>ref x</c> and <c>checked(x)</c> have none; for these it is the operation of the
    /// operand.
    /// </summary>
    public IOperation? OperationOf(SyntaxNode node)
    {
        node = Operand(node);
        // In an IDE, a symbol of a referenced project is declared in the source of that project.
        return Compilation.ContainsSyntaxTree(node.SyntaxTree) ? ModelOf(node).FindOperation(node, cancellation) : null;
    }

    /// <summary>
    /// The same where a value is needed. An expression for which the compiler has no operation is part of the nearest one that has one,
    /// which is not a value that can be followed.
    /// </summary>
    public IOperation? ValueOf(ExpressionSyntax expression)
    {
        for (SyntaxNode? node = expression; node is not null; node = node.Parent)
            if (OperationOf(node) is { } operation)
                return operation;
        return null;
    }

    private static SyntaxNode Operand(SyntaxNode node)
    {
        while (true)
        {
            switch (node)
            {
                case ParenthesizedExpressionSyntax { Expression: var inner }:
                    node = inner;
                    break;
                case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression, Operand: var inner }:
                    node = inner;
                    break;
                case RefExpressionSyntax { Expression: var inner }:
                    node = inner;
                    break;
                case CheckedExpressionSyntax { Expression: var inner }:
                    node = inner;
                    break;
                default:
                    return node;
            }
        }
    }

    /// <summary>
    /// The only method of this compilation that a call which does not bind can mean; null when there is none, or more than one.
    /// </summary>
    public IMethodSymbol? OnlyCandidate(IInvalidOperation call) =>
        call.Syntax is InvocationExpressionSyntax invocation
        && ModelOf(invocation).GetSymbolInfo(invocation, cancellation) is { CandidateSymbols: [IMethodSymbol method] }
        && Contains(method.OriginalDefinition)
            ? method.OriginalDefinition
            : null;

    /// <summary>Every place that names the symbol, as the operation that refers to it.</summary>
    public IEnumerable<IOperation> References(ISymbol symbol) => BackingField(symbol) ?? References([symbol], symbol.Name);

    /// <summary>Every place that names one of the symbols, which all have the same name.</summary>
    /// <param name="where">Selects places by syntax; the others are not bound.</param>
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
            // The name of a called method has no cached bound node of its own: the compiler would bind the call again for each request.
            var place = symbols[0] is IMethodSymbol ? TreeNames.Reference(node) : node;
            var found = index.SymbolOf(place, ModelOf(node), cancellation)?.OriginalDefinition;
            if (found is IMethodSymbol { ReducedFrom: { } unreduced })
                found = unreduced;
            if (
                found is null
                    ? !IsDynamic(node)
                    : !symbols.Any(symbol => SymbolEqualityComparer.Default.Equals(found, symbol.OriginalDefinition))
            )
                continue;
            if (OperationOf(TreeNames.Reference(node)) is { } operation)
                yield return operation;
        }
    }

    /// <summary>Every place where the symbol can be given a value, as the operation that refers to it.</summary>
    /// <param name="where">Selects files; the others are not bound.</param>
    public IEnumerable<IOperation> Writes(ISymbol symbol, Func<SyntaxTree, bool>? where = null)
    {
        bool? hasDerived = null;
        return BackingField(symbol)?.Where(IsWritten) ?? References(Named(symbol, symbol.Name, targets: true), [symbol], MayInitialize);

        // `new Other { Name = … }` sets the member of another type, unless that derives from the one with the symbol.
        bool MayInitialize(SimpleNameSyntax name) => where?.Invoke(name.SyntaxTree) != false && MaySet(name);

        bool MaySet(SimpleNameSyntax name) =>
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

    /// <summary>True for a symbol that is named so often that its uses are not searched; nothing may be concluded from them.</summary>
    public bool IsTooCommon(ISymbol symbol) =>
        Home(symbol).IsDefault ? IsTooCommon(symbol.Name) : Named(symbol, symbol.Name).Skip(MaxPlaces).Any();

    /// <summary>
    /// The same, but counts only the places that can give the symbol a value: where its home is known, syntax tells them from the others.
    /// </summary>
    public bool IsTooCommonToFindWrites(ISymbol symbol) => Home(symbol).IsDefault && IsTooCommon(symbol.Name);

    private bool IsTooCommon(string name) => index.CountOf(name) > MaxPlaces;

    /// <summary>Calls of a method by its name alone, wherever it is declared.</summary>
    /// <param name="where">Selects places by syntax; the others are not bound.</param>
    /// <param name="trees">The files to search; null for all files.</param>
    public IEnumerable<IInvocationOperation> Invocations(
        string name,
        Func<SimpleNameSyntax, bool>? where = null,
        ICollection<SyntaxTree>? trees = null
    ) => InvocationsNamed(name, where, trees).Select(OperationOf).OfType<IInvocationOperation>();

    /// <summary>
    /// Calls, by name, of the methods that the filter accepts. Finding the method of a call is cheaper than building its operation.
    /// </summary>
    /// <param name="isMeant">The filter; it gets the original definition of the method.</param>
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

    /// <summary>The original definition of the called method; null for a call that does not bind.</summary>
    public IMethodSymbol? MethodOf(SyntaxNode call) => ConstructedMethodOf(call)?.AsDeclared();

    /// <summary>The called method with its type arguments; null for a call that does not bind.</summary>
    public IMethodSymbol? ConstructedMethodOf(SyntaxNode call) => index.SymbolOf(call, ModelOf(call), cancellation) as IMethodSymbol;

    /// <summary>Calls by the name of the method; nothing is bound.</summary>
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

    // The index remembers for each name which files contain it: that is faster than searching many files for many names.
    private IEnumerable<TreeNames> FilesNaming(string name, ICollection<SyntaxTree>? trees) =>
        trees switch
        {
            null => index.FilesNaming(name),
            { Count: 1 } => trees.Select(TreeNames.Of),
            _ => index.FilesNaming(name).Where(names => trees.Contains(names.Tree)),
        };

    /// <summary>Every place where the name is written in code; nothing is bound.</summary>
    public IEnumerable<SimpleNameSyntax> Places(string name) => index.FilesNaming(name).SelectMany(names => Named(names, name));

    /// <summary>True when the name occurs anywhere at a place that the filter accepts; nothing is bound.</summary>
    public bool IsNamed(string name, Func<SimpleNameSyntax, bool> where) =>
        index.FilesNaming(name).Any(names => Named(names, name).Any(where));

    /// <summary>True when the compilation declares a method of this name; nothing is bound.</summary>
    public bool DeclaresMethod(string name)
    {
        foreach (var names in index.FilesNaming(name))
        {
            var root = names.Tree.GetRoot(cancellation);
            var positions = names.Positions(name);
            if (positions.Count == names.Uses(name, root).Count)
                continue;
            foreach (var position in positions)
                if (
                    root.FindToken(position) is { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } token
                    && token.ValueText == name
                )
                    return true;
        }

        return false;
    }

    /// <summary>The files that contain one of the words.</summary>
    public IEnumerable<SyntaxTree> FilesNaming(IEnumerable<string> words) =>
        words.SelectMany(index.FilesNaming).Select(static names => names.Tree);

    /// <summary>The files that contain one of the words; all files when a global using contains one.</summary>
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

    /// <summary>The expressions that a method of this compilation returns; empty when its body is not visible.</summary>
    public IEnumerable<IOperation> ReturnedValues(IMethodSymbol method)
    {
        foreach (var declaration in method.DeclaringSyntaxReferences)
        {
            foreach (var expression in ReturnedExpressions(declaration.GetSyntax(cancellation)))
                if (ValueOf(expression) is { } operation)
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
        ReturnedExpressions(lambda).Select(ValueOf).OfType<IOperation>();

    private SemanticModel ModelOf(SyntaxNode node) =>
        _own is { } own && own.SyntaxTree == node.SyntaxTree ? own : index.ModelOf(node.SyntaxTree);

    // A local or private symbol is searched only in its declarations, so it costs no more than a look at each of its uses there.
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

    // The declarations that contain all uses of a local or private symbol; default for a symbol that can be used anywhere.
    private static ImmutableArray<SyntaxReference> Home(ISymbol symbol) =>
        symbol switch
        {
            // A parameter of a primary constructor is in scope in every part of its type.
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType: var type } } =>
                type.DeclaringSyntaxReferences,
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
