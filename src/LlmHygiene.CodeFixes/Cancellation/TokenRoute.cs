using LlmHygiene.Analyzers.Facts.Cancellation;
using LlmHygiene.CodeFixes.Editing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;

namespace LlmHygiene.CodeFixes.Cancellation;

/// <summary>
/// Takes a cancellation token from where there is one to a call, through a new parameter of each method in between. A parameter that nobody
/// would pass is not added.
/// </summary>
internal sealed class TokenRoute
{
    private const int MaxMethods = 6;

    // Whether the method gets a token; false while that is being found out.
    private readonly Dictionary<ISymbol, bool> _supplied = new(SymbolEqualityComparer.Default);
    private readonly List<OptionsEdit> _edits = [];
    private readonly Solution _solution;
    private readonly CancellationToken _cancellation;

    private TokenRoute(Solution solution, CancellationToken cancellation)
    {
        _solution = solution;
        _cancellation = cancellation;
    }

    /// <summary>The edits that bring a token into the scope of the call; empty where there is no way.</summary>
    public static async Task<IReadOnlyList<OptionsEdit>> ToAsync(FixableCall call, CancellationToken cancellation)
    {
        var route = new TokenRoute(call.Document.Project.Solution, cancellation);
        return await route.OpenAsync(call.Syntax, call.Document, call.Model, MaxMethods).ConfigureAwait(false) ? route._edits : [];
    }

    private async Task<bool> OpenAsync(SyntaxNode place, Document document, SemanticModel model, int depth)
    {
        if (depth == 0 || TokenParameter.Around(place, document, model, _cancellation) is not (var edit, var method))
            return false;
        if (method is not null && !_supplied.ContainsKey(method))
        {
            _supplied[method] = false;
            _supplied[method] = await IsSuppliedAsync(method, model.Compilation, depth).ConfigureAwait(false);
        }

        if (method is not null && !_supplied[method])
            return false;
        _edits.Add(edit);
        return true;
    }

    // Every use must be a call, and one of the callers must have a token, or be able to get one.
    private async Task<bool> IsSuppliedAsync(IMethodSymbol method, Compilation compilation, int depth)
    {
        var callers = new List<(InvocationExpressionSyntax Call, Document Document, SemanticModel Model)>();
        foreach (var found in await SymbolFinder.FindReferencesAsync(method, _solution, _cancellation).ConfigureAwait(false))
        foreach (var reference in found.Locations)
        {
            var root = await reference.Document.GetSyntaxRootAsync(_cancellation).ConfigureAwait(false);
            var model = await reference.Document.GetSemanticModelAsync(_cancellation).ConfigureAwait(false);
            if (reference.IsImplicit || root is null || model is null)
                return false;
            var name = root.FindNode(reference.Location.SourceSpan, findInsideTrivia: true, getInnermostNodeForTie: true);
            if (name.FirstAncestorOrSelf<CrefSyntax>() is not null)
                continue;
            // The method could no longer be converted to a delegate, and an expression tree cannot omit an optional argument.
            if (CallOf(name) is not { } call || IsInTree(call, model))
                return false;
            callers.Add((call, reference.Document, model));
        }

        var isSupplied = TokenParameter.IsSuppliedFromOutside(method, compilation);
        foreach (var (call, document, model) in callers)
        {
            var token =
                TokensInScope.At(model, call, _cancellation).FirstOrDefault()
                ?? (await OpenAsync(call, document, model, depth - 1).ConfigureAwait(false) ? TokenParameter.Name : null);
            if (token is null)
                continue;
            isSupplied = true;
            var isLast =
                model.GetSymbolInfo(call, _cancellation).Symbol is IMethodSymbol called
                && call.ArgumentList.Arguments.Count == called.Parameters.Length
                && call.ArgumentList.Arguments.All(static argument => argument.NameColon is null);
            _edits.Add(new OptionsEdit(document, call, node => Pass((InvocationExpressionSyntax)node, token, isLast), "CancellationToken"));
        }

        return isSupplied;
    }

    private static InvocationExpressionSyntax? CallOf(SyntaxNode name)
    {
        var callee =
            name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? access
            : name.Parent is MemberBindingExpressionSyntax binding ? binding
            : name;
        return callee.Parent is InvocationExpressionSyntax invocation && invocation.Expression == callee ? invocation : null;
    }

    private bool IsInTree(SyntaxNode node, SemanticModel model) =>
        node.Ancestors()
            .OfType<LambdaExpressionSyntax>()
            .Any(lambda =>
                model.GetTypeInfo(lambda, _cancellation).ConvertedType is { Name: "Expression", ContainingNamespace.Name: "Expressions" }
            );

    private static InvocationExpressionSyntax Pass(InvocationExpressionSyntax call, string token, bool isLast)
    {
        var argument = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(token));
        return ArgumentText.Add(call, isLast ? argument : ArgumentText.Named(TokenParameter.Name, argument));
    }
}
