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
        return scope.IsNamed(member, place => IsTarget(place) && IsInPipeline(place, clients));
    }

    // `options.MaxOutputTokens ??= 300`, `new ChatOptions { MaxOutputTokens = 300 }`
    private static bool IsTarget(SimpleNameSyntax name)
    {
        var target = name.Parent is MemberAccessExpressionSyntax access && access.Name == name ? (ExpressionSyntax)access : name;
        return target.Parent is AssignmentExpressionSyntax assignment && assignment.Left == target;
    }

    private static bool IsInPipeline(SyntaxNode place, List<string> clients)
    {
        for (var node = place.Parent; node is not null; node = node.Parent)
            if (IsMiddleware(node) || IsClient(node, clients))
                return true;
        return false;
    }

    private static bool IsMiddleware(SyntaxNode node) =>
        node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } }
        && PipelineSteps.ThatSeeOptions.Contains(name);

    private static bool IsClient(SyntaxNode node, List<string> clients) =>
        node is TypeDeclarationSyntax { BaseList.Types: var types }
        && types.Any(type => clients.Exists(client => IsNamedAfter(NameOf(type.Type), client)));

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
