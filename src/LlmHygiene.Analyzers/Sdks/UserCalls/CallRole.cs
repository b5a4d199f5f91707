using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.UserCalls;

/// <summary>What a parameter of a marked method is. The names are those of the runtime's <c>LlmCallRole</c> and of the option.</summary>
internal enum CallRole
{
    None,
    Prompt,
    Model,
    Options,
    PromptName,
    PromptVersion,
    MaxOutputTokens,
}

internal static class CallRoleExtensions
{
    private static readonly Dictionary<string, CallRole> s_usualNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["prompt"] = CallRole.Prompt,
        ["systemPrompt"] = CallRole.Prompt,
        ["userPrompt"] = CallRole.Prompt,
        ["message"] = CallRole.Prompt,
        ["messages"] = CallRole.Prompt,
        ["input"] = CallRole.Prompt,
        ["question"] = CallRole.Prompt,
        ["instructions"] = CallRole.Prompt,
        ["model"] = CallRole.Model,
        ["modelId"] = CallRole.Model,
        ["modelName"] = CallRole.Model,
        ["deployment"] = CallRole.Model,
        ["deploymentName"] = CallRole.Model,
        ["options"] = CallRole.Options,
        ["chatOptions"] = CallRole.Options,
        ["promptName"] = CallRole.PromptName,
        ["promptVersion"] = CallRole.PromptVersion,
        ["maxTokens"] = CallRole.MaxOutputTokens,
        ["maxOutputTokens"] = CallRole.MaxOutputTokens,
        ["maxCompletionTokens"] = CallRole.MaxOutputTokens,
    };

    /// <summary>The role that a parameter has because of its name, when the user has given it none.</summary>
    public static CallRole Usual(IParameterSymbol parameter) =>
        s_usualNames.TryGetValue(parameter.Name, out var role) && (role != CallRole.Model || CanNameModel(parameter.Type))
            ? role
            : CallRole.None;

    /// <summary>True for a parameter that takes the name of a deployment, which is not a model ID.</summary>
    public static bool IsDeployment(string parameter) => parameter.StartsWith("deployment", StringComparison.OrdinalIgnoreCase);

    // A `model` may also be a view model.
    private static bool CanNameModel(ITypeSymbol type) => type.SpecialType == SpecialType.System_String || type.TypeKind == TypeKind.Enum;
}
