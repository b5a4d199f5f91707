using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Primitives;

namespace LlmHygiene;

/// <summary>
/// Sends a share of the calls, or those of named endpoints, to another version of a prompt than its default, as the
/// configuration says, and at once when that changes.
/// </summary>
/// <remarks>
/// <para>The configuration, by name of the prompt:</para>
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
/// together a share of the calls of these endpoints. What is left goes to <c>Default</c>, without which the prompt's own
/// default version answers.
/// </para>
/// <para>
/// A key has one place in the rollout of a prompt, by a hash that never changes, and each version takes a range of
/// places: a key keeps its version while that version's share grows, and a higher version that is added takes its share
/// from the default.
/// </para>
/// </remarks>
public sealed class PromptRollout : IPromptVersionSelector, IDisposable
{
    /// <summary>Where <c>AddPromptRollout</c> looks in a configuration.</summary>
    public const string SectionName = "LlmHygiene:Rollouts";

    private readonly IConfiguration _section;
    private readonly ILogger _logger;
    private readonly IDisposable _changes;
    private volatile State _state;

    /// <summary>Reads the configuration, and reads it again whenever it changes.</summary>
    /// <param name="section">The section with the prompts' names: <c>configuration.GetSection(PromptRollout.SectionName)</c>.</param>
    /// <param name="logger">Is told of changes, and of what is wrong with them.</param>
    /// <exception cref="ArgumentNullException"><paramref name="section"/> is <see langword="null"/>.</exception>
    /// <exception cref="PromptRolloutException">The configuration cannot be understood.</exception>
    public PromptRollout(IConfiguration section, ILogger<PromptRollout>? logger = null)
    {
        _section = Guard.NotNull(section, nameof(section));
        _logger = logger ?? NullLogger<PromptRollout>.Instance;
        _state = new State(RolloutPlanReader.Read(section));
        _changes = ChangeToken.OnChange(section.GetReloadToken, Reload);
    }

    /// <summary>
    /// Why the last change of the configuration was not taken; <see langword="null"/> when it was. Until it is mended,
    /// the configuration before it stays in force.
    /// </summary>
    public string? ReloadError { get; private set; }

    /// <summary>
    /// What the configuration says of prompts and versions that do not exist. It needs all prompts of the application,
    /// so call it where they are known, such as a test: <c>rollout.FindUnknown(SummarizeTicketPrompt.V1.Versions)</c>.
    /// </summary>
    /// <param name="prompts">All versions of all prompts.</param>
    /// <returns>A sentence for each, with its configuration path; none when all is well.</returns>
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
                        $"{pair.Value.Path}: there is no prompt '{pair.Key}'. Prompts are: {string.Join(", ", known.Select(static prompt => prompt.Key))}.",
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

    /// <summary>Stops following the configuration.</summary>
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

    /// <param name="plan">What the configuration says.</param>
    private sealed class State(RolloutPlan plan)
    {
        public RolloutPlan Plan { get; } = plan;

        /// <summary>The prompts whose versions were compared with the plan, so that each is told of once.</summary>
        public ConcurrentDictionary<PromptInfo, bool> Checked { get; } = new();
    }
}
