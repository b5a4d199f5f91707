namespace LlmHygiene;

internal static class Guard
{
    public static T NotNull<T>(T? value, string parameter)
        where T : class => value ?? throw new ArgumentNullException(parameter);

    public static string PromptName(string? name, string parameter) =>
        NotBlank(name, parameter, "A prompt needs a name, such as \"summarize-ticket\"; this one is empty.");

    public static string PromptVersion(string? version, string parameter) =>
        NotBlank(version, parameter, "A prompt needs a version, such as \"1.0.0\"; this one is empty.");

    /// <summary>A key of the user's own dimensions.</summary>
    public static string OwnTag(string? key, string parameter)
    {
        var own = NotBlank(key, parameter, "A tag needs a key, such as \"tenant\"; this one is empty.");
        return
            own == LlmHygieneTelemetry.ErrorTypeKey
            || own.StartsWith("gen_ai.", StringComparison.Ordinal)
            || own.StartsWith("llmhygiene.", StringComparison.Ordinal)
            ? throw new ArgumentException($"The key '{own}' is reserved for LlmHygiene and OpenTelemetry. Choose another key.", parameter)
            : own;
    }

    private static string NotBlank(string? value, string parameter, string message) =>
        string.IsNullOrWhiteSpace(NotNull(value, parameter)) ? throw new ArgumentException(message, parameter) : value!;
}
