using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

namespace LlmHygiene;

/// <summary>
/// Sends a share of the calls, or the calls of named endpoints, with a version of a prompt other than its default, according
/// to the configuration. Changes of the configuration take effect immediately.
/// </summary>
/// <remarks>
/// <para>The configuration has a section for each prompt:</para>
/// <code>
/// { "LlmHygiene": { "Rollouts": {
///     "summarize-ticket": {
///       "Default": "1.2.0",
///       "Versions": {
///         "1.3.0": { "Percent": 5 },
///         "1.4.0-beta.1": { "Endpoints": [ "/beta", "/admin/*" ] } } } } } }
/// </code>
/// <para>
/// <c>Percent</c> alone is a share of all calls, <c>Endpoints</c> alone means all calls of these endpoints, and both
/// together a share of the calls of these endpoints. All other calls use <c>Default</c>, or the prompt's own default version
/// if there is none.
/// </para>
/// <para>
/// A key has one position in the rollout of a prompt, by a hash that never changes, and each version has a range of
/// positions: a key keeps its version while that version's share grows, and a higher version that is added takes its share
/// from the default.
/// </para>
/// </remarks>
public sealed class PromptRollout : IPromptVersionSelector, IDisposable
{
    /// <summary>The section of the configuration that <c>AddPromptRollout</c> reads.</summary>
    public const string SectionName = "LlmHygiene:Rollouts";

    private readonly IConfiguration _section;
    private readonly ILogger _logger;
    private readonly IDisposable _changes;
    private volatile State _state;

    /// <summary>Reads the configuration, now and whenever it changes.</summary>
    /// <param name="section">The section with the prompts' names: <c>configuration.GetSection(PromptRollout.SectionName)</c>.</param>
    /// <param name="logger">Logs changes and the errors in them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is <see langword="null"/>.</exception>
    /// <exception cref="PromptRolloutException">The configuration is invalid.</exception>
    public PromptRollout(IConfiguration section, ILogger<PromptRollout>? logger = null)
    {
        _section = Guard.NotNull(section, nameof(section));
        _logger = logger ?? NullLogger<PromptRollout>.Instance;
        _state = new State(RolloutPlanReader.Read(section));
        _changes = ChangeToken.OnChange(section.GetReloadToken, Reload);
    }

    /// <summary>
    /// Why the last change of the configuration was rejected; <see langword="null"/> if it was accepted. Until it is fixed, the
    /// previous configuration remains in effect.
    /// </summary>
    public string? ReloadError { get; private set; }

    /// <summary>
    /// Finds prompts and versions in the configuration that do not exist. It needs all prompts of the application, so call it
    /// where they are known, such as in a test: <c>rollout.FindUnknown(SummarizeTicketPrompt.V1.Versions)</c>.
    /// </summary>
    /// <param name="prompts">All versions of all prompts.</param>
    /// <returns>A sentence for each, with its configuration path; empty if everything exists.</returns>
    /// <exception cref="ArgumentNullException"><paramref name="prompts"/> is <see langword="null"/>.</exception>
    public IReadOnlyList<string> FindUnknown(IEnumerable<PromptInfo> prompts)
    {
        var known = Guard.NotNull(prompts, nameof(prompts)).ToLookup(static info => info.Name, StringComparer.OrdinalIgnoreCase);
        return _state
            .Plan.Prompts.SelectMany(pair =>
                known.Contains(pair.Key)
                    ? pair.Value.FindUnknown([.. known[pair.Key]], areAll: true)
                    :
                    [
                        $"{pair.Value.Path}: there is no prompt '{pair.Key}'. "
                            + $"Known prompts: {string.Join(", ", known.Select(static prompt => prompt.Key))}.",
                    ]
            )
            .ToArray();
    }

    /// <inheritdoc/>
    public ValueTask<string?> SelectAsync(PromptVersionRequest request, CancellationToken cancellationToken)
    {
        Guard.NotNull(request, nameof(request));
        var state = _state;
        if (state.Plan.Find(request.PromptName) is not { } plan)
            return default;

        if (state.Checked.TryAdd(request.DefaultVersion, true))
        {
            foreach (var problem in plan.FindUnknown(request.Versions, areAll: false))
                RolloutLog.UnknownVersion(_logger, problem);
        }

        return new ValueTask<string?>(plan.Choose(request));
    }

    /// <summary>Stops watching the configuration.</summary>
    public void Dispose() => _changes.Dispose();

    private void Reload()
    {
        try
        {
            _state = new State(RolloutPlanReader.Read(_section));
            ReloadError = null;
            RolloutLog.Reloaded(_logger, _state.Plan.Prompts.Count);
        }
        catch (PromptRolloutException error)
        {
            ReloadError = error.Message;
            RolloutLog.NotReloaded(_logger, error.Message);
        }
    }

    /// <param name="plan">The content of the configuration.</param>
    private sealed class State(RolloutPlan plan)
    {
        public RolloutPlan Plan { get; } = plan;

        /// <summary>The prompts whose versions were compared with the plan, so that each is reported once.</summary>
        public ConcurrentDictionary<PromptInfo, bool> Checked { get; } = new();
    }
}
