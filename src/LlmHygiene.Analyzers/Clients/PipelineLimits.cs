using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// Whether a pipeline of the project limits the output of calls that state no limit: in <c>ConfigureOptions</c>, in middleware, or in a
/// client of the project's own. Which calls go through it is not looked at; told by syntax alone.
/// </summary>
internal static class PipelineLimits
{
    private const int ShortestSuffix = 6;

    private static readonly ConditionalWeakTable<Compilation, ConcurrentDictionary<string, bool>> s_known = new();

    /// <param name="member">The member of the options that is the limit.</param>
    public static bool Set(string member, SourceScope scope, SdkCatalog catalog) =>
        s_known
            .GetValue(scope.Compilation, static _ => new(StringComparer.Ordinal))
            .GetOrAdd(
                member,
                name =>
                {
                    var clients = catalog.AbstractionNames.ToList();
                    return scope.IsNamed(
                        name,
                        place => IsTarget(place) && place.Ancestors().Any(ancestor => IsMiddleware(ancestor) || IsClient(ancestor, clients))
                    );
                }
            );

    // `options.MaxOutputTokens ??= 300`, `new ChatOptions { MaxOutputTokens = 300 }`
    private static bool IsTarget(SimpleNameSyntax name)
    {
        var target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (ExpressionSyntax)access : name;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target;
    }

    private static bool IsMiddleware(SyntaxNode node) =>
        node
            is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureOptions" or "Use" }
            };

    private static bool IsClient(SyntaxNode node, List<string> clients) =>
        node is TypeDeclarationSyntax { BaseList.Types: var types }
        && types.Any(type => clients.Exists(client => IsNamedAfter(NameOf(type.Type), client)));

    // `DelegatingChatClient`; what ends in a word as plain as Agent may be anything.
    private static bool IsNamedAfter(string name, string client) =>
        client.Length < ShortestSuffix ? name == client : name.EndsWith(client, StringComparison.Ordinal);

    private static string NameOf(TypeSyntax type) =>
        type switch
        {
            QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => "",
        };
}
