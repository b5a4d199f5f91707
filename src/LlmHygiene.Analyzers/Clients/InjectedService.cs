using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>A service that a project gets from the container of whoever hosts it, and does not register itself.</summary>
/// <param name="Type">The type of the service, in the format of <see cref="DocumentationCommentId.CreateReferenceId"/>.</param>
/// <param name="Key">The key of a keyed service; null for a service without a key.</param>
internal sealed record InjectedService(string Type, string? Key = null)
{
    /// <summary>Null for a value that no container provides, and for a key that is not known.</summary>
    public static InjectedService? Of(ClientStep step)
    {
        if (step.Service is not { TypeKind: not TypeKind.Error } service || !IsFromContainer(step.Operation))
            return null;
        var (isKeyed, key) = ServiceKey.OfRequest(step.Operation);
        if (isKeyed && key is not string)
            return null;
        return new InjectedService(DocumentationCommentId.CreateReferenceId(service), key as string);
    }

    // The parameters of other methods are given by callers.
    private static bool IsFromContainer(IOperation request) =>
        request switch
        {
            IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } constructor } =>
                constructor.ContainingType is { IsRecord: false, IsAbstract: false, TypeKind: TypeKind.Class },
            IPropertyReferenceOperation { Property: var property } => InjectedProperty.Is(property),
            IInvocationOperation => true,
            _ => false,
        };
}
