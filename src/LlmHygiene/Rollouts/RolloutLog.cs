using Microsoft.Extensions.Logging;

namespace LlmHygiene;

/// <summary>The log messages of rollouts.</summary>
internal static class RolloutLog
{
    private static readonly Action<ILogger, int, Exception?> s_reloaded = LoggerMessage.Define<int>(
        LogLevel.Information,
        new EventId(1, nameof(Reloaded)),
        "The configuration of prompt rollouts has changed; it names {PromptCount} prompts."
    );

    private static readonly Action<ILogger, string, Exception?> s_notReloaded = LoggerMessage.Define<string>(
        LogLevel.Error,
        new EventId(2, nameof(NotReloaded)),
        "The configuration of prompt rollouts has changed and is invalid; the previous one remains in effect. {Problem}"
    );

    private static readonly Action<ILogger, string, Exception?> s_unknownVersion = LoggerMessage.Define<string>(
        LogLevel.Warning,
        new EventId(3, nameof(UnknownVersion)),
        "{Problem}"
    );

    private static readonly Action<ILogger, string, Exception?> s_selectorFailed = LoggerMessage.Define<string>(
        LogLevel.Error,
        new EventId(4, nameof(SelectorFailed)),
        "The choice of a version of the prompt '{PromptName}' failed; its default version is sent."
    );

    public static void Reloaded(ILogger logger, int promptCount) => s_reloaded(logger, promptCount, null);

    public static void NotReloaded(ILogger logger, string problem) => s_notReloaded(logger, problem, null);

    public static void UnknownVersion(ILogger logger, string problem) => s_unknownVersion(logger, problem, null);

    public static void SelectorFailed(ILogger logger, string promptName, Exception error) => s_selectorFailed(logger, promptName, error);
}
