using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Calls.Interception;

/// <summary>Decides whether an interceptor for a call can be written.</summary>
internal sealed class InterceptionCheck(Compilation compilation, ResponseCatalog responses)
{
    private readonly SourceTwins _twins = new(compilation);

    public InterceptionState Of(ICall call)
    {
        if (call is HttpCall { Library.IsAwaitable: false })
            return InterceptionState.LateRequest;
        if (call is SdkCall sdk && (sdk.PromptObject is not null || sdk.DeclaredPrompt is not null))
            return InterceptionState.GeneratedPrompt;
        return Of(call.Invocation);
    }

    private InterceptionState Of(IInvocationOperation invocation)
    {
        if (invocation.Syntax is not InvocationExpressionSyntax { Expression: var invoked } || !IsName(invoked))
            return InterceptionState.ImplicitCall;
        if (invoked is MemberAccessExpressionSyntax { Expression: BaseExpressionSyntax })
            return InterceptionState.BaseCall;
        var method = ExtensionBlocks.Declaration(invocation.TargetMethod);
        if (method is null || !IsOrdinary(method))
            return InterceptionState.MethodKind;
        if (OfSignature(method) is var state and not InterceptionState.Intercepted)
            return state;
        if (OfStream(invocation) is var stream and not InterceptionState.Intercepted)
            return stream;
        return _twins.HasTwin(invocation.Syntax.SyntaxTree) ? InterceptionState.DuplicateFile : InterceptionState.Intercepted;
    }

    // A conditional method may not be called at all.
    private static bool IsOrdinary(IMethodSymbol method) =>
        method.MethodKind is MethodKind.Ordinary
        && method.ContainingType.CanBeReferencedByName
        && method is { IsVararg: false } and not { IsStatic: true, IsAbstract: true }
        && !method.GetAttributes().Any(static attribute => attribute.AttributeClass?.Name == "ConditionalAttribute");

    private static bool IsName(ExpressionSyntax invoked) =>
        invoked is SimpleNameSyntax
        || (
            invoked is MemberAccessExpressionSyntax access
            && !access.IsKind(Microsoft.CodeAnalysis.CSharp.SyntaxKind.PointerMemberAccessExpression)
        )
        || invoked is MemberBindingExpressionSyntax;

    private InterceptionState OfSignature(IMethodSymbol method)
    {
        if (!IsAccessible(method))
            return InterceptionState.InaccessibleMethod;
        if (!method.IsStatic && method.ContainingType.IsValueType)
            return InterceptionState.StructReceiver;
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
            return InterceptionState.RefSignature;

        var types = new SignatureTypes(method);
        if (!types.HasDistinctTypeParameters || !types.HasKnownConstraints)
            return InterceptionState.TypeParameters;
        foreach (var type in types.All)
        {
            if (type is IPointerTypeSymbol or IFunctionPointerTypeSymbol || type.IsRefLikeType)
                return InterceptionState.RefSignature;
            if (type is not INamedTypeSymbol named)
                continue;
            if (!IsAccessible(named) || named.IsFileLocal)
                return InterceptionState.InaccessibleType;
            // An extension method is called on its receiver, so that its own class need not be named.
            var isExtended = method.IsExtensionMethod && SymbolEqualityComparer.Default.Equals(named, method.ContainingType);
            if (IsAliased(named) || (!isExtended && IsAmbiguous(named)))
                return InterceptionState.AmbiguousType;
        }

        return InterceptionState.Intercepted;
    }

    private bool IsAccessible(ISymbol symbol) => compilation.IsSymbolAccessibleWithin(symbol, compilation.Assembly);

    // Only code with an `extern alias` can name it.
    private bool IsAliased(INamedTypeSymbol type) =>
        compilation.GetMetadataReference(type.ContainingAssembly)?.Properties.Aliases is { IsDefaultOrEmpty: false } aliases
        && !aliases.Contains(MetadataReferenceProperties.GlobalAlias);

    /// <summary>True for a type whose full name two assemblies declare.</summary>
    public bool IsAmbiguous(INamedTypeSymbol type)
    {
        var outermost = type.OriginalDefinition;
        while (outermost.ContainingType is { } container)
            outermost = container;
        if (SymbolEqualityComparer.Default.Equals(outermost.ContainingAssembly, compilation.Assembly))
            return false;
        var space = outermost.ContainingNamespace;
        var name = space.IsGlobalNamespace ? outermost.MetadataName : space.ToDisplayString() + "." + outermost.MetadataName;
        var found = 0;
        foreach (var candidate in compilation.GetTypesByMetadataName(name))
            if (IsAccessible(candidate))
                found++;
        return found > 1;
    }

    private InterceptionState OfStream(IInvocationOperation invocation)
    {
        var result = StreamResult.Unwrap(invocation.TargetMethod.ReturnType);
        if (!StreamResult.IsStream(result) || StreamResult.IsInterface(result))
            return InterceptionState.Intercepted;
        // A list that has arrived is no stream, although it can be enumerated.
        if (responses.FindStream(result) is not { } row)
            return InterceptionState.StreamClass;
        return row.Pages is null || StreamUse.IsOnlyEnumerated(invocation) ? InterceptionState.Intercepted : InterceptionState.StreamUse;
    }
}
