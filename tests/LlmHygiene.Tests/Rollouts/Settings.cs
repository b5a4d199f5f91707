using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace LlmHygiene.Tests.Rollouts;

/// <summary>Configuration as users write it.</summary>
internal static class Settings
{
    /// <param name="rollouts">The content of LlmHygiene:Rollouts, as JSON.</param>
    public static IConfigurationRoot Json(string rollouts) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(Encoding.UTF8.GetBytes(Document(rollouts)))).Build();

    public static string Document(string rollouts) => "{ \"LlmHygiene\": { \"Rollouts\": " + rollouts + " } }";

    public static PromptRollout Rollout(string rollouts, ILogger<PromptRollout>? logger = null) =>
        new(Json(rollouts).GetSection(PromptRollout.SectionName), logger);

    public static string? Select(this PromptRollout rollout, RolloutPrompt prompt, string key, string? endpoint = null)
    {
        var selected = rollout.SelectAsync(prompt.Request(key, endpoint), CancellationToken.None);
        return selected.IsCompletedSuccessfully
            ? selected.Result
            : throw new InvalidOperationException("A rollout by configuration decides at once.");
    }

    /// <summary>How many of the keys get each version.</summary>
    public static Dictionary<string, int> Count(
        this PromptRollout rollout,
        RolloutPrompt prompt,
        IEnumerable<string> keys,
        string? endpoint = null
    ) => keys.GroupBy(key => rollout.Select(prompt, key, endpoint) ?? "-").ToDictionary(version => version.Key, version => version.Count());

    /// <summary>A configuration in memory that can be changed.</summary>
    internal sealed class Changing : ConfigurationProvider, IConfigurationSource
    {
        public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

        public void Change(params (string Path, string Value)[] values)
        {
            Data = values.ToDictionary(
                pair => PromptRollout.SectionName + ":" + pair.Path,
                pair => (string?)pair.Value,
                StringComparer.OrdinalIgnoreCase
            );
            OnReload();
        }
    }

    internal sealed class Log : ILogger<PromptRollout>
    {
        public List<(LogLevel Level, string Text)> Lines { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        private void Keep(LogLevel level, string text)
        {
            lock (Lines)
                Lines.Add((level, text));
        }

        void ILogger.Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter
        ) => Keep(logLevel, formatter(state, exception));
    }
}
