using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace LlmHygiene;

/// <summary>The version of a prompt that is sent, and how it was chosen.</summary>
/// <param name="Prompt">The prompt with the version that is sent.</param>
/// <param name="Rollout">The value of <see cref="LlmHygieneTelemetry.RolloutKey"/>; null if there was no selector.</param>
internal readonly record struct PromptChoice(IPrompt Prompt, string? Rollout)
{
    /// <summary>A prompt that is sent as it is, without a selector.</summary>
    public static PromptChoice Of(IPrompt prompt) => new(prompt, Rollout: null);

    public MeasurementSubject Measured => new(Prompt.Info, Rollout);

    /// <summary>The selector that chooses; null if there is nothing to choose.</summary>
    public static IPromptVersionSelector? SelectorFor(IPrompt prompt, IChatClient client) =>
        prompt is IVersionedPrompt { ChosenVersion: null } ? ClientServices.Find<IPromptVersionSelector>(client) : null;

    public static async ValueTask<PromptChoice> AskAsync(
        IPromptVersionSelector selector,
        IVersionedPrompt prompt,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var context = PromptRolloutContext.Current;
            var request = new PromptVersionRequest(prompt.Versions, prompt.DefaultVersion, context?.Key ?? KeyOfTrace(), context?.Endpoint);
            if (await selector.SelectAsync(request, cancellationToken).ConfigureAwait(false) is not { } version)
                return new PromptChoice(prompt, LlmHygieneTelemetry.RolloutDefault);
            if (PromptVersions.Find(prompt.Versions, version) is not { } chosen)
                return new PromptChoice(prompt, LlmHygieneTelemetry.RolloutError);
            return chosen == prompt.DefaultVersion
                ? new PromptChoice(prompt, LlmHygieneTelemetry.RolloutDefault)
                : new PromptChoice(prompt.WithVersion(chosen.Version), LlmHygieneTelemetry.RolloutSelected);
        }
        catch (Exception error) when (!(error is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            // A response to the default version is better than none.
            return new PromptChoice(prompt, LlmHygieneTelemetry.RolloutError);
        }
    }

    private static string KeyOfTrace() =>
        Activity.Current is { } activity
            ? activity.IdFormat == ActivityIdFormat.W3C
                ? activity.TraceId.ToHexString()
                : activity.RootId ?? activity.Id ?? RandomKey()
            : RandomKey();

    private static string RandomKey() => Guid.NewGuid().ToString("N");
}
