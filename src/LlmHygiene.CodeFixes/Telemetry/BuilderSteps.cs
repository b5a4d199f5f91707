using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.CodeFixes.Telemetry;

/// <summary>Which telemetry steps a pipeline's builder can take in a project.</summary>
internal static class BuilderSteps
{
    public const string OpenTelemetry = MicrosoftExtensionsAISdk.UseOpenTelemetry;

    public const string ChatBuilder = MicrosoftExtensionsAISdk.ChatClientBuilder;

    /// <summary>The namespace of the builder's <c>UseOpenTelemetry</c>; null where no reference has it.</summary>
    public static string? OpenTelemetryNamespace(ITypeSymbol builder, Compilation compilation)
    {
        if (builder.ContainingNamespace is not { } own || compilation.GetCompilationNamespace(own) is not { } space)
            return null;
        var has = space
            .GetTypeMembers()
            .Where(type => type is { IsStatic: true, DeclaredAccessibility: Accessibility.Public })
            .SelectMany(type => type.GetMembers(OpenTelemetry))
            .Any(member =>
                member is IMethodSymbol { IsExtensionMethod: true, Parameters: [{ Type: var extended }, ..] }
                && SymbolEqualityComparer.Default.Equals(extended.OriginalDefinition, builder.OriginalDefinition)
            );
        return has ? space.ToDisplayString() : null;
    }

    /// <summary>True where the project references the runtime, which has the step for the chat client's builder.</summary>
    public static bool HasPromptTelemetry(Compilation compilation) =>
        compilation.GetTypeByMetadataName(LlmHygieneSdk.PromptTelemetrySteps) is not null;

    public static bool IsChatBuilder(ITypeSymbol builder) => ExtensionsAI.Is(builder, MicrosoftExtensionsAISdk.ChatClientBuilderName);
}
