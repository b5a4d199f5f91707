using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LlmHygiene.Analyzers.Tracking;

// Which objects a container makes.
internal sealed partial class SourceScope
{
    /// <summary>
    /// True for a type whose objects other code may make: a container that it is registered with, <c>Activator</c>. A container that is
    /// given a factory makes none: <c>AddSingleton&lt;T&gt;(_ => new T(…))</c>. What is asked of it then comes from that factory.
    /// </summary>
    public bool IsMadeElsewhere(INamedTypeSymbol type)
    {
        if (IsNamed(type.Name, name => IsInTypeOf(name) || (CallWith(name) is { } call && !IsFactoryGiven(call) && !MakesNothing(call))))
            return true;
        return IsNamed(type.Name, static name => CallWith(name) is { } call && Is(DependencyInjectionSdk.AllRequests, call))
            && !IsNamed(type.Name, IsFromFactory);
    }

    // `services.AddSingleton<T>(_ => new T(…))`, `services.AddSingleton(_ => new T(…))`, `services.AddSingleton(new T(…))`
    private bool IsFromFactory(SimpleNameSyntax name)
    {
        if (CallWith(name) is { } registered)
            return IsFactoryGiven(registered);
        if (WholeName(name).Parent is not ObjectCreationExpressionSyntax creation || creation.Type != WholeName(name))
            return false;
        return IsGiven(creation) || (creation.FirstAncestorOrSelf<AnonymousFunctionExpressionSyntax>() is { } factory && IsGiven(factory));

        bool IsGiven(SyntaxNode value) =>
            value.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && IsFactoryGiven(call);
    }

    // A method of the project with such a name may do anything with what it is given.
    private bool IsFactoryGiven(InvocationExpressionSyntax call) =>
        Is(DependencyInjectionSdk.TakingFactories, call)
        && call.ArgumentList.Arguments.Any(static argument =>
            argument.Expression is AnonymousFunctionExpressionSyntax or BaseObjectCreationExpressionSyntax
        )
        && !DeclaresMethod(NameOf(call)!);

    private static bool MakesNothing(InvocationExpressionSyntax call) =>
        Is(DependencyInjectionSdk.AllRequests, call) || NameOf(call) == DependencyInjectionSdk.CreateLogger;

    // The call that a type is given to: `Add<T>()` and `services.Add<T>()`, not `new List<T>()`.
    private static InvocationExpressionSyntax? CallWith(SimpleNameSyntax name) =>
        WholeName(name).Parent is TypeArgumentListSyntax { Parent: var generic }
            ? generic?.Parent switch
            {
                InvocationExpressionSyntax call => call,
                MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
                MemberBindingExpressionSyntax { Parent: InvocationExpressionSyntax call } => call,
                _ => null,
            }
            : null;

    // `Shop.Desk` for `Desk`
    private static SyntaxNode WholeName(SimpleNameSyntax name)
    {
        SyntaxNode whole = name;
        while (whole.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax or NullableTypeSyntax)
            whole = whole.Parent;
        return whole;
    }

    private static bool Is(ImmutableArray<string> methods, InvocationExpressionSyntax call) =>
        NameOf(call) is { } name && methods.Contains(name);

    // Not `Kept<T>.GetService()`, which may do anything with T.
    private static string? NameOf(InvocationExpressionSyntax call) =>
        call.Expression switch
        {
            SimpleNameSyntax name => name.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: not GenericNameSyntax, Name: var name } => name.Identifier.ValueText,
            MemberBindingExpressionSyntax { Name: var name } => name.Identifier.ValueText,
            _ => null,
        };
}
