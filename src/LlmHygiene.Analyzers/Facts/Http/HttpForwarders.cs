using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.UserCalls;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Http;

/// <summary>Requests to an LLM endpoint that are not calls of their own: other code makes the call, or nothing is sent.</summary>
internal static class HttpForwarders
{
    public static bool IsForwarder(HttpReading reading, SdkCatalog catalog) =>
        LookAlikes.IsInExpressionTree(reading.Call.Invocation, catalog.Known)
        || IsIn(reading.Call.Invocation, catalog)
        || (reading.Call.Send != reading.Call.Invocation && IsIn(reading.Call.Send, catalog))
        || IsAnsweredInSource(reading)
        || (reading.Call.Library.IsOutside && IsNoRequest(reading, catalog));

    // A method of another assembly that this project implements or marks, or that the mock of a test answers.
    private static bool IsNoRequest(HttpReading reading, SdkCatalog catalog)
    {
        var send = reading.Call.Send;
        var method = send.TargetMethod.AsDeclared();
        return LlmCallMarks.IsOn(method)
            || LlmCallMarks.IsOn(method.ContainingType)
            || catalog.FindCall(send.TargetMethod, send.Syntax.SyntaxTree) is not null
            || (
                reading.Call.Library.Path is null
                && (method.IsAbstract || method.IsVirtual || method.IsOverride)
                && reading.Places.Scope.Implementations(method).Any()
            )
            || (
                reading.Call.Library.Path is not null
                && send.Instance is { } client
                && reading.Places.Trace(client).Origins.Any(static origin => origin.Kind == OriginKind.Creation)
            )
            || TestDoubles.IsCalledBy(send, send.Instance, ValueTracker.Whole(reading.Places.Scope, catalog), catalog);
    }

    // An SDK, a client implementation whose pipeline has the telemetry, or a method that its author has marked as a call.
    private static bool IsIn(IInvocationOperation place, SdkCatalog catalog)
    {
        for (
            var symbol = place.SemanticModel?.GetEnclosingSymbol(place.Syntax.SpanStart);
            symbol is not null and not INamespaceSymbol;
            symbol = symbol.ContainingSymbol
        )
        {
            if (LlmCallMarks.IsOn(symbol) || (symbol is IMethodSymbol { AssociatedSymbol: { } property } && LlmCallMarks.IsOn(property)))
                return true;
            if (symbol is INamedTypeSymbol type && catalog.IsClientImplementation(type))
                return true;
        }

        return false;
    }

    // `new HttpClient(new StubHandler())`: a handler of this project without an inner handler sends nothing.
    private static bool IsAnsweredInSource(HttpReading reading) =>
        CallReceiver.Of(reading.Call.Send) is { } client
        && reading.Places.Trace(client).Origins.Any(origin => HasStub(origin.Operation, reading.Places.Scope, depth: 4));

    private static bool HasStub(IOperation operation, SourceScope scope, int depth)
    {
        if (depth == 0 || operation is not IObjectCreationOperation creation)
            return false;
        if (creation.Type is { BaseType: { Name: "HttpMessageHandler", ContainingNamespace.Name: "Http" } } type && scope.Contains(type))
            return true;
        var parts = creation
            .Arguments.Select(argument => argument.Value)
            .Concat(
                (creation.Initializer?.Initializers.AsEnumerable() ?? []).OfType<ISimpleAssignmentOperation>().Select(part => part.Value)
            );
        return parts.Any(part =>
            part.WithoutConversion() is var value
            && (value is ILocalReferenceOperation local ? Initial(local, scope) : value) is { } made
            && HasStub(made, scope, depth - 1)
        );
    }

    private static IOperation? Initial(ILocalReferenceOperation local, SourceScope scope) =>
        local
            .Local.DeclaringSyntaxReferences.Select(reference => reference.GetSyntax())
            .OfType<Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax>()
            .Select(declarator => declarator.Initializer is { Value: var value } ? scope.OperationOf(value)?.WithoutConversion() : null)
            .FirstOrDefault();
}
