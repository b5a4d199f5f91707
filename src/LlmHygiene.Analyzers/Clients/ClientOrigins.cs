using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Clients;

/// <summary>A client, builder or container, and the steps that it can come from: several where the code chooses among them.</summary>
internal sealed class ClientOrigins(ClientChain chain, IOperation value, int depth)
{
    private TrackedValue? _trace;
    private IReadOnlyList<ClientStep>? _steps;

    public IOperation Value => value;

    public int Depth => depth;

    public ITypeSymbol? Type => value.WithoutConversion().Type;

    /// <summary>The table row of the type; null where no table has one.</summary>
    public ClientRow? Row => chain.Catalog.FindClient(Type);

    public bool IsBuilder => chain.Catalog.IsBuilder(Type);

    /// <summary>True for the client of an SDK, before any pipeline: wherever it comes from, nothing can have wrapped it.</summary>
    public bool IsSdkClient =>
        Type
            is {
                TypeKind: not (TypeKind.Error or TypeKind.Dynamic or TypeKind.TypeParameter),
                SpecialType: not SpecialType.System_Object
            } type
        && !chain.Catalog.IsPipelineOrBuilder(type);

    /// <summary>The clients of an array; empty for anything else.</summary>
    public IEnumerable<ClientOrigins> Items
    {
        get
        {
            if (value is IArrayCreationOperation { Initializer.ElementValues: var items })
                foreach (var item in items)
                    yield return chain.Of(item, depth + 1);
        }
    }

    /// <summary>The steps that the value can come from, null excluded. Never empty, because an unknown origin is a step too.</summary>
    public IReadOnlyList<ClientStep> Steps => _steps ??= chain.StepsOf(Trace.Origins, value, depth);

    /// <summary>The steps that separate statements add to a builder in a variable: <c>builder.UseOpenTelemetry();</c>.</summary>
    public IEnumerable<ClientStep> LaterSteps
    {
        get
        {
            foreach (var holder in Trace.Holders)
            foreach (var step in chain.StepsOnVariable(holder, value, depth))
                yield return step;
        }
    }

    /// <summary>What is written to the member that states the model: <c>client.SelectedModel = "…"</c>.</summary>
    public IReadOnlyList<IOperation> SelectedModels
    {
        get
        {
            string? member = null;
            foreach (var origin in Trace.Origins)
                member ??= chain.Catalog.FindClient(origin.Operation.Type)?.Model;
            member ??= Row?.Model;
            return member is null ? [] : chain.Objects.Track(value).WritesTo(member);
        }
    }

    private TrackedValue Trace => _trace ??= chain.Values.Trace(value);
}
