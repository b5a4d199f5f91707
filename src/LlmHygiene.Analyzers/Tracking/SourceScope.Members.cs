using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Tracking;

// Members that are called through a name other than their own: members of base types and interfaces, constructors, and anything dynamic.
internal sealed partial class SourceScope
{
    /// <summary>The delegate that is made of a lambda, after conversions; null where the lambda is not in this compilation.</summary>
    public IOperation? DelegateOf(IMethodSymbol lambda) =>
        lambda.DeclaringSyntaxReferences is [var declared] ? OperationOf(declared.GetSyntax(cancellation))?.WithDelegate() : null;

    // `((dynamic)x).Name` may be any member of that name.
    private bool IsDynamic(SimpleNameSyntax name) =>
        name.Parent is MemberAccessExpressionSyntax { Expression: var receiver } access
        && access.Name == name
        && ModelOf(name).GetTypeInfo(receiver, cancellation).Type is { TypeKind: TypeKind.Dynamic };

    // The uses of `field` in the property that has it; null for any other symbol.
    private IEnumerable<IOperation>? BackingField(ISymbol symbol) =>
        symbol is IFieldSymbol { AssociatedSymbol: IPropertySymbol property }
            ? property
                .DeclaringSyntaxReferences.SelectMany(declaration => declaration.GetSyntax(cancellation).ChildNodes())
                .SelectMany(static node => node is AccessorListSyntax list ? list.Accessors.AsEnumerable<SyntaxNode>() : [node])
                .Select(OperationOf)
                .SelectMany(static body => body?.DescendantsAndSelf() ?? [])
                .Where(operation =>
                    operation is IFieldReferenceOperation { Field: var field }
                    && SymbolEqualityComparer.Default.Equals(field.OriginalDefinition, symbol.OriginalDefinition)
                )
            : null;

    private static bool IsWritten(IOperation field) =>
        field.Parent switch
        {
            IAssignmentOperation assignment => assignment.Target == field,
            IArgumentOperation { Parameter.RefKind: var kind } => kind != RefKind.None,
            ITupleOperation or IIncrementOrDecrementOperation => true,
            _ => field.Syntax.Parent is RefExpressionSyntax,
        };

    /// <summary>A member and everything that it overrides or implements: each is a name by which the member is used.</summary>
    public IReadOnlyList<ISymbol> WithAbstractions(ISymbol member)
    {
        var all = new List<ISymbol> { member };
        switch (member)
        {
            case IMethodSymbol { MethodKind: MethodKind.LocalFunction }:
            case { IsStatic: true, ContainingType.IsStatic: true }:
                return all;
            case IMethodSymbol method:
                for (var current = method.OverriddenMethod; current is not null; current = current.OverriddenMethod)
                    all.Add(current.OriginalDefinition);
                if (!method.ExplicitInterfaceImplementations.IsEmpty)
                    all.Clear();
                all.AddRange(method.ExplicitInterfaceImplementations.Select(static implemented => implemented.OriginalDefinition));
                break;
            case IPropertySymbol property:
                for (var current = property.OverriddenProperty; current is not null; current = current.OverriddenProperty)
                    all.Add(current.OriginalDefinition);
                if (!property.ExplicitInterfaceImplementations.IsEmpty)
                    all.Clear();
                all.AddRange(property.ExplicitInterfaceImplementations.Select(static implemented => implemented.OriginalDefinition));
                break;
        }

        foreach (var implemented in member.ContainingType.AllInterfaces)
        foreach (var candidate in implemented.GetMembers(member.Name))
            if (IsOrOverrides(member, member.ContainingType.FindImplementationForInterfaceMember(candidate)))
                all.Add(candidate.OriginalDefinition);
        // A type that derives from this one may implement an interface with an inherited member.
        if (member is { DeclaredAccessibility: Accessibility.Public, ContainingType: { } type })
            all.AddRange(
                InterfaceMembers(member.Name)
                    .Where(candidate => candidate.IsStatic == member.IsStatic && MayInherit(type, member, candidate))
            );
        return all;
    }

    /// <summary>Every place where a method is named, as itself or as what it overrides or implements.</summary>
    /// <param name="where">Selects files; the others are not bound.</param>
    public IEnumerable<IOperation> CallsOf(IMethodSymbol method, Func<SyntaxTree, bool>? where = null) =>
        WithAbstractions(method)
            .GroupBy(static symbol => symbol.Name, StringComparer.Ordinal)
            .SelectMany(group => References([.. group], group.Key, where is null ? null : name => where(name.SyntaxTree)));

    private IEnumerable<ISymbol> InterfaceMembers(string name)
    {
        foreach (var declaration in Declarations(name))
            if (
                declaration.Parent is InterfaceDeclarationSyntax
                && ModelOf(declaration).GetDeclaredSymbol(declaration, cancellation) is { } member
            )
                yield return member;
    }

    // The methods and properties of that name.
    private IEnumerable<MemberDeclarationSyntax> Declarations(string name)
    {
        foreach (var names in index.FilesNaming(name))
        {
            var root = names.Tree.GetRoot(cancellation);
            foreach (var position in names.Positions(name))
            {
                var declaration = root.FindToken(position).Parent as MemberDeclarationSyntax;
                if (
                    declaration is MethodDeclarationSyntax method && method.Identifier.ValueText == name
                    || declaration is PropertyDeclarationSyntax property && property.Identifier.ValueText == name
                )
                    yield return declaration!;
            }
        }
    }

    /// <summary>The methods of this compilation that run when an abstract, virtual or interface method is called.</summary>
    public IEnumerable<IMethodSymbol> Implementations(IMethodSymbol method)
    {
        foreach (var declaration in Declarations(method.Name))
        {
            if (ModelOf(declaration).GetDeclaredSymbol(declaration, cancellation) is not IMethodSymbol { IsAbstract: false } candidate)
                continue;
            if (SymbolEqualityComparer.Default.Equals(candidate, method) || Overrides(candidate, method) || Implements(candidate, method))
                yield return candidate;
        }
    }

    /// <summary>
    /// The properties of this compilation that are read when an abstract, virtual or interface property is; null where a record may have
    /// one that its parameter declares.
    /// </summary>
    public IReadOnlyList<IPropertySymbol>? Implementations(IPropertySymbol property)
    {
        if (
            property.GetMethod is not { } getter
            || index.FilesNaming(property.Name).Any(names => HasParameterOfRecord(names, property.Name))
        )
            return null;
        var found = new List<IPropertySymbol>();
        foreach (var declaration in Declarations(property.Name))
            if (
                ModelOf(declaration).GetDeclaredSymbol(declaration, cancellation) is IPropertySymbol { IsAbstract: false } candidate
                && (
                    SymbolEqualityComparer.Default.Equals(candidate, property)
                    || (candidate.GetMethod is { } own && Overrides(own, getter))
                    || Implements(candidate, property)
                )
            )
                found.Add(candidate);
        return found;
    }

    private bool HasParameterOfRecord(TreeNames names, string name)
    {
        var root = names.Tree.GetRoot(cancellation);
        return names
            .Positions(name)
            .Any(position => root.FindToken(position).Parent is ParameterSyntax { Parent.Parent: RecordDeclarationSyntax });
    }

    private static bool Overrides(IMethodSymbol candidate, IMethodSymbol method)
    {
        for (var current = candidate.OverriddenMethod; current is not null; current = current.OverriddenMethod)
            if (SymbolEqualityComparer.Default.Equals(current.OriginalDefinition, method.OriginalDefinition))
                return true;
        return false;
    }

    // A type that derives from the candidate's may use it to implement the interface.
    private bool Implements(ISymbol candidate, ISymbol member) =>
        member.ContainingType.TypeKind == TypeKind.Interface
        && (
            candidate.ContainingType.AllInterfaces.Any(implemented =>
                SymbolEqualityComparer.Default.Equals(implemented.OriginalDefinition, member.ContainingType.OriginalDefinition)
                && implemented
                    .GetMembers(member.Name)
                    .Any(one => IsOrOverrides(candidate, candidate.ContainingType.FindImplementationForInterfaceMember(one)))
            )
            || candidate is { DeclaredAccessibility: Accessibility.Public, ContainingType: { } type }
                && (candidate as IMethodSymbol)?.Parameters.Length == (member as IMethodSymbol)?.Parameters.Length
                && MayInherit(type, candidate, member)
        );

    /// <summary>
    /// Every place where the constructor is called: by the name of its type, as <c>new(…)</c>, and by constructors of this type and of
    /// derived types. Null where there are too many places to look at.
    /// </summary>
    /// <param name="where">
    /// Selects files, of which <c>new(…)</c> is looked for only in those that name the type; null to find every place.
    /// </param>
    public IReadOnlyList<IOperation>? Creations(IMethodSymbol constructor, Func<SyntaxTree, bool>? where = null)
    {
        var type = constructor.ContainingType;
        var found = new List<IOperation>();
        var hasDerived = false;
        var isShown = true;
        foreach (var name in Named(type, type.Name))
        {
            if (where?.Invoke(name.SyntaxTree) == false)
                continue;
            if (name.FirstAncestorOrSelf<ObjectCreationExpressionSyntax>() is { } creation && creation.Type.Span.Contains(name.Span))
                AddIfCalled(creation);
            else if (name.FirstAncestorOrSelf<BaseTypeSyntax>() is { } parent && parent.Type.Span.Contains(name.Span))
            {
                hasDerived = true;
                if (parent is PrimaryConstructorBaseTypeSyntax)
                    AddIfCalled(parent);
            }
        }

        foreach (var declaration in type.DeclaringSyntaxReferences)
        foreach (var initializer in declaration.GetSyntax(cancellation).ChildNodes().OfType<ConstructorDeclarationSyntax>())
            if (initializer.Initializer is { RawKind: (int)SyntaxKind.ThisConstructorInitializer } own)
                AddIfCalled(own);
        if (hasDerived && where is null)
            foreach (var names in index.FilesNaming("base"))
            foreach (var position in names.Positions("base"))
                if (names.Tree.GetRoot(cancellation).FindToken(position).Parent is ConstructorInitializerSyntax initializer)
                    AddIfCalled(initializer);
        var places = 0;
        foreach (var names in index.FilesNaming(where is null ? "new" : type.Name))
        {
            if (where?.Invoke(names.Tree) == false)
                continue;
            foreach (var creation in names.ImplicitCreations(names.Tree.GetRoot(cancellation)))
            {
                if (!Fits(creation.ArgumentList.Arguments.Count, constructor))
                    continue;
                if (++places > MaxPlaces)
                    return null;
                AddIfCalled(creation);
            }
        }

        return isShown ? found : null;

        void AddIfCalled(SyntaxNode call)
        {
            var called = index.SymbolOf(call, ModelOf(call), cancellation)?.OriginalDefinition;
            if (!SymbolEqualityComparer.Default.Equals(called, constructor.OriginalDefinition))
                return;
            if (OperationOf(call) is { } operation)
                found.Add(operation);
            else
                isShown = false;
        }
    }

    private static bool Fits(int arguments, IMethodSymbol constructor) =>
        arguments <= constructor.Parameters.Length
            && arguments >= constructor.Parameters.Count(static parameter => !parameter.IsOptional && !parameter.IsParams)
        || constructor.Parameters is [.., { IsParams: true }];
}
