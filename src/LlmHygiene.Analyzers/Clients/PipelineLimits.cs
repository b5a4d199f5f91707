using System.Collections.Concurrent;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// Whether a pipeline of the project limits the output of calls that state no limit: in <c>ConfigureOptions</c>, in middleware, or in a
/// client type of the project. Syntax alone decides; which calls go through the pipeline is not examined.
/// </summary>
internal sealed class PipelineLimits(SdkCatalog catalog)
{
    private const int MinSuffix = 6;

    private ConcurrentDictionary<string, bool>? _known;

    /// <param name="member">The member of the options that is the limit.</param>
    public bool Set(string member, SourceScope scope)
    {
        var known = _known ?? Interlocked.CompareExchange(ref _known, new(StringComparer.Ordinal), null) ?? _known;
        return known.GetOrAdd(member, name => Find(name, scope));
    }

    private bool Find(string member, SourceScope scope)
    {
        var clients = catalog.AbstractionNames.ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        return scope.IsNamed(member, place => IsTarget(place) && ReachesPipeline(place, isDelegate: false));

        // In a pipeline, or in a function that is given the options and that a pipeline names: `ConfigureOptions(SetLimit)`.
        bool ReachesPipeline(SyntaxNode place, bool isDelegate)
        {
            for (var node = place; node is not null; node = node.Parent)
            {
                if (IsMiddleware(node) || IsClient(node, clients))
                    return true;
                isDelegate |= TakesOptions(node);
                if (isDelegate && NameOfDeclared(node) is { } name && seen.Add(name))
                    if (scope.IsNamed(name, use => ReachesPipeline(use, isDelegate: !IsCalled(use))))
                        return true;
            }

            return false;
        }
    }

    private static bool IsCalled(SimpleNameSyntax use)
    {
        ExpressionSyntax named = use.Parent is MemberAccessExpressionSyntax access && access.Name == use ? access : use;
        return named.Parent is InvocationExpressionSyntax call && call.Expression == named;
    }

    // A local that is called `options` is not the options of a delegate elsewhere, so names of locals alone lead nowhere.
    private static bool TakesOptions(SyntaxNode function) =>
        function switch
        {
            MethodDeclarationSyntax method => method.ParameterList.Parameters.Any(IsOptions),
            LocalFunctionStatementSyntax local => local.ParameterList.Parameters.Any(IsOptions),
            ParenthesizedLambdaExpressionSyntax lambda => lambda.ParameterList.Parameters.Count > 0,
            SimpleLambdaExpressionSyntax or AnonymousMethodExpressionSyntax { ParameterList: not null } => true,
            _ => false,
        };

    private static bool IsOptions(ParameterSyntax parameter) =>
        parameter.Type?.ToString().IndexOf(PipelineSteps.Options, StringComparison.Ordinal) >= 0;

    private static string? NameOfDeclared(SyntaxNode node) =>
        node switch
        {
            MethodDeclarationSyntax method => method.Identifier.ValueText,
            LocalFunctionStatementSyntax function => function.Identifier.ValueText,
            PropertyDeclarationSyntax property => property.Identifier.ValueText,
            VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
            _ => null,
        };

    // `options.MaxOutputTokens ??= 300`, `new ChatOptions { MaxOutputTokens = 300 }`
    private static bool IsTarget(SimpleNameSyntax name)
    {
        var target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (ExpressionSyntax)access : name;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target;
    }

    private static bool IsMiddleware(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } }
        && PipelineSteps.ThatSeeOptions.Contains(name);

    // A client type, `new ConfigureOptionsChatClient(inner, o => …)`, `new(inner, o => …)`.
    private static bool IsClient(SyntaxNode node, List<string> clients) =>
        node switch
        {
            TypeDeclarationSyntax { BaseList.Types: var types } => types.Any(type => IsNamedAfter(type.Type, clients)),
            ObjectCreationExpressionSyntax creation => IsNamedAfter(creation.Type, clients),
            ArgumentSyntax { Parent.Parent: ImplicitObjectCreationExpressionSyntax } argument => IsDelegate(argument),
            _ => false,
        };

    private static bool IsDelegate(ArgumentSyntax argument) =>
        argument.Expression is AnonymousFunctionExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax;

    private static bool IsNamedAfter(TypeSyntax type, List<string> clients) => clients.Exists(client => IsNamedAfter(NameOf(type), client));

    // `DelegatingChatClient`; a name that ends in a word as common as Agent may be anything.
    private static bool IsNamedAfter(string name, string client) =>
        client.Length < MinSuffix ? name == client : name.EndsWith(client, StringComparison.Ordinal);

    private static string NameOf(TypeSyntax type) =>
        type switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
}
