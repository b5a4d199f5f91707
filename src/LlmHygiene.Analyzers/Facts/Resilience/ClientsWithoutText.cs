using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Resilience;

/// <summary>
/// Recognizes a client of which every use is visible, and that lists models, loads one or makes embeddings: no response of it is long.
/// </summary>
internal static class ClientsWithoutText
{
    private const int MaxHolders = 4;

    public static bool Includes(IOperation made, ClientChain chain) => IsHarmless(made.WithConversions(), chain, depth: 0);

    private static bool IsHarmless(ISymbol holder, ClientChain chain, int depth) =>
        depth < MaxHolders
        && !chain.Values.Scope.IsTooCommon(holder)
        && chain.Values.Scope.References(holder).Select(static use => use.WithConversions()).Where(IsRead).ToList() is { Count: > 0 } uses
        && uses.TrueForAll(use => IsHarmless(use, chain, depth + 1));

    private static bool IsRead(IOperation use) => !(use.Parent is ISimpleAssignmentOperation { Target: var target } && target == use);

    private static bool IsHarmless(IOperation use, ClientChain chain, int depth) =>
        SemanticKernelSdk.IsEmbeddingService(use.Type)
        || use.Parent switch
        {
            IInvocationOperation call when call.Instance == use => IsHarmless(call, chain),
            IArgumentOperation { Parameter.Ordinal: 0, Parent: IInvocationOperation { TargetMethod.IsExtensionMethod: true } call }
                when SdkCatalog.IsSdk(call.TargetMethod.ContainingAssembly) => IsHarmless(call, chain),
            // A form that shows how far the download is
            IArgumentOperation { Parameter: { ContainingSymbol: IMethodSymbol called } given } => !called.IsVirtual
                && !called.IsAbstract
                && !called.IsOverride
                && chain.Values.Scope.Contains(given.OriginalDefinition)
                && IsHarmless(given.OriginalDefinition, chain, depth),
            // `client.SelectedModel = "llama3"`
            IPropertyReferenceOperation { Type.SpecialType: SpecialType.System_String } => true,
            IConditionalOperation or ICoalesceOperation => IsHarmless(use.Parent.WithConversions(), chain, depth),
            IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } => IsHarmless(local, chain, depth),
            ISimpleAssignmentOperation { Target: IFieldReferenceOperation { Field: var field } } => field.DeclaredAccessibility
                == Accessibility.Private
                && IsHarmless(field, chain, depth),
            _ => false,
        };

    private static bool IsHarmless(IInvocationOperation call, ClientChain chain) =>
        SemanticKernelSdk.IsEmbeddingService(call.Type)
        || (
            chain.Catalog.FindCall(call.TargetMethod)?.Entry.Operation.HasOutputTokens() != true
            && chain.Catalog.FindClientSource(call.TargetMethod) is null
            && !chain.Catalog.IsClient(call.Type)
        );
}
