using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

internal sealed partial class SdkCatalog
{
    /// <summary>A cheap check of the name alone.</summary>
    public bool MightBePipeline(string methodName) => _pipelineNames.Contains(methodName);

    /// <summary>The names of the properties that record message content in telemetry; empty where no referenced SDK has one.</summary>
    public IReadOnlyCollection<string> ContentMemberNames => _contentMemberNames;

    /// <summary>A cheap check of the name alone.</summary>
    public bool MightBeContentMember(string propertyName) => _contentMemberNames.Contains(propertyName);

    /// <summary>The row of a method that completes or begins a pipeline.</summary>
    public PipelineRow? FindPipeline(IMethodSymbol method) =>
        _pipelineNames.Contains(method.Name) && _pipelines.TryGetValue(method.AsDeclared().ContainingType.OriginalDefinition, out var rows)
            ? rows.Find(row => row.Methods.Contains(method.Name))
            : null;

    public bool IsBuilder(ITypeSymbol? type) => type is INamedTypeSymbol named && _pipelines.ContainsKey(named.OriginalDefinition);

    /// <summary>True for a client that a pipeline could wrap, and for the builder of one.</summary>
    public bool IsPipelineOrBuilder(ITypeSymbol? type)
    {
        if (type is null)
            return false;
        if (IsBuilder(type))
            return true;
        for (var current = type as INamedTypeSymbol; current is not null; current = current.BaseType)
            if (_pipelineServices.Contains(current.OriginalDefinition))
                return true;
        foreach (var implemented in type.AllInterfaces)
            if (_pipelineServices.Contains(implemented.OriginalDefinition))
                return true;
        return false;
    }

    /// <summary>True when clients of the assembly report to telemetry themselves.</summary>
    public bool HasOwnTelemetry(IAssemblySymbol? assembly) => assembly is not null && _assembliesWithTelemetry.Contains(assembly.Name);

    /// <summary>True when clients of the assembly have telemetry that a switch turns on.</summary>
    public bool HasTelemetrySwitch(IAssemblySymbol? assembly) => assembly is not null && _assembliesWithSwitch.Contains(assembly.Name);

    /// <summary>True for a switch or variable that makes clients of an SDK report to telemetry.</summary>
    public bool IsTelemetrySwitch(string name) => _telemetrySwitches.Contains(name);

    /// <summary>The row of a property that records message content in telemetry. The name is checked first.</summary>
    public ContentSwitchRow? FindContentMember(IPropertySymbol property) =>
        _contentMemberNames.Contains(property.Name) && _contentMembers.TryGetValue(property.ContainingType.OriginalDefinition, out var rows)
            ? rows.Find(row => row.Name == property.Name)
            : null;

    /// <summary>The row of an <c>AppContext</c> switch or environment variable that records message content in telemetry.</summary>
    public ContentSwitchRow? FindContentSwitch(string name) => _contentSwitches.TryGetValue(name, out var entry) ? entry : null;
}
