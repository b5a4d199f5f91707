using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>
/// Recognizes clients in tests that reach no model: one that is written for the test, or a real one over a message handler that responds by
/// itself. Only files with tests are examined, so that other calls do not pay for it.
/// </summary>
internal static class TestDoubles
{
    private const int MaxDepth = 6;
    private const int MaxSteps = 40;

    private static readonly string[] s_testWords = ["Fact", "Theory", "Test", "TestCase", "TestMethod", "DataTestMethod"];

    private static readonly string[] s_fakeNames = ["Test", "Fake", "Stub", "Mock", "Dummy", "Spy"];

    // The namespaces of libraries whose objects answer what the test tells them to.
    private static readonly string[] s_mockLibraries = ["NSubstitute", "Moq", "FakeItEasy"];

    public static bool IsCalledBy(SdkCall call, ValueTracker values, SdkCatalog catalog) =>
        IsCalledBy(call.Invocation, call.Client, values, catalog);

    /// <summary>The same for a call that is not one of an SDK.</summary>
    public static bool IsCalledBy(IInvocationOperation call, IOperation? client, ValueTracker values, SdkCatalog catalog)
    {
        var words = TreeNames.Of(call.Syntax.SyntaxTree);
        if (client is null || !Array.Exists(s_testWords, words.Contains))
            return false;
        var steps = 0;
        return Reaches(client, MaxDepth);

        bool Reaches(IOperation? value, int depth) =>
            CanHold(value)
            && depth > 0
            && ++steps <= MaxSteps
            && values
                .Trace(value!)
                .Origins.Any(origin =>
                    IsMock(origin.Operation.WithoutConversion())
                    || IsFake(origin.Operation.WithoutConversion().Type, call.Syntax.SyntaxTree, values.Scope, catalog)
                    || Parts(origin.Operation).Any(part => Reaches(part, depth - 1))
                );
    }

    // Names, keys and delegates are not clients.
    private static bool CanHold(IOperation? value) =>
        value?.WithoutConversion().Type is null or { IsReferenceType: true, SpecialType: SpecialType.None, TypeKind: not TypeKind.Delegate }
        && value is not null;

    // The inputs of a client, a handler or a pipeline.
    private static IEnumerable<IOperation?> Parts(IOperation made) =>
        made switch
        {
            IObjectCreationOperation creation => creation
                .Arguments.Select(argument => (IOperation?)argument.Value)
                .Concat(
                    (creation.Initializer?.Initializers.AsEnumerable() ?? [])
                        .OfType<ISimpleAssignmentOperation>()
                        .Select(part => part.Value)
                ),
            IInvocationOperation invocation => invocation
                .Arguments.Select(argument => (IOperation?)argument.Value)
                .Prepend(invocation.Instance),
            IInvalidOperation or IArrayCreationOperation or IArrayInitializerOperation => made.ChildOperations,
            { Syntax: CollectionExpressionSyntax } => made.ChildOperations,
            _ => [],
        };

    // `Substitute.For<IChatClient>()`, `A.Fake<IChatClient>()`, `Mock.Of<IChatClient>()`, `new Mock<IChatClient>().Object`
    private static bool IsMock(IOperation made)
    {
        var library = made switch
        {
            IInvocationOperation { TargetMethod: var method } => method.ContainingType?.ContainingNamespace,
            IPropertyReferenceOperation { Property: var property } => property.ContainingType.ContainingNamespace,
            _ => null,
        };
        while (library is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
            library = library.ContainingNamespace;
        return library is not null && Array.IndexOf(s_mockLibraries, library.Name) >= 0;
    }

    // Fakes that several test projects share are in an assembly of their own, whose source may not be available.
    private static bool IsFake(ITypeSymbol? type, SyntaxTree test, SourceScope scope, SdkCatalog catalog) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Error } named
        && (
            (
                Array.Exists(s_fakeNames, name => named.Name.Contains(name))
                && (named.TypeKind == TypeKind.Error || IsHandler(named) || catalog.IsClientImplementation(named))
            ) || (scope.Contains(named.OriginalDefinition) && (AnswersByItself(named) || IsWrittenForTest(named, test, catalog)))
        );

    // A client in the file of its test, with no other client behind it.
    private static bool IsWrittenForTest(INamedTypeSymbol type, SyntaxTree test, SdkCatalog catalog) =>
        type.BaseType?.SpecialType == SpecialType.System_Object
        && type.DeclaringSyntaxReferences.Any(declaration => declaration.SyntaxTree == test)
        && catalog.IsClientImplementation(type)
        && !type
            .InstanceConstructors.SelectMany(constructor => constructor.Parameters)
            .Any(parameter =>
                parameter.Type is INamedTypeSymbol given && (catalog.FindClient(given) is not null || catalog.IsClientImplementation(given))
            );

    private static bool IsHandler(INamedTypeSymbol type) =>
        BasesOf(type).Any(static parent => parent is { Name: "HttpMessageHandler", ContainingNamespace.Name: "Http" });

    // `class StubHandler : HttpMessageHandler`; a DelegatingHandler passes the request on.
    private static bool AnswersByItself(INamedTypeSymbol type) =>
        IsHandler(type) && !BasesOf(type).Any(static parent => parent.Name is "DelegatingHandler" or "HttpClientHandler");

    private static IEnumerable<INamedTypeSymbol> BasesOf(INamedTypeSymbol type)
    {
        for (var current = type.BaseType; current is not null; current = current.BaseType)
            yield return current;
    }
}
