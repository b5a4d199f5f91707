using LlmHygiene;

namespace Microsoft.Extensions.AI;

/// <summary>Adds prompt telemetry to the pipeline of a chat client.</summary>
public static class PromptTelemetryChatClientBuilderExtensions
{
    /// <summary>
    /// Puts <c>gen_ai.prompt.name</c> and <c>gen_ai.prompt.version</c> on the span <c>chat {model}</c> of
    /// <c>UseOpenTelemetry</c>, and records the metrics that <see cref="LlmHygieneTelemetry"/> names for calls that say
    /// which prompt they send in <see cref="PromptScope"/> or in <see cref="ChatOptions.AdditionalProperties"/>.
    /// Place it after <c>UseOpenTelemetry</c>, which is inside it:
    /// <c>client.AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build()</c>.
    /// </summary>
    /// <param name="builder">The builder of the pipeline.</param>
    /// <param name="versionKeys">
    /// More keys under which additional properties hold a prompt's version: those in the analyzer's option
    /// <c>llmhygiene.prompt_tag_keys</c>. Known are <c>gen_ai.prompt.version</c>, <c>prompt.version</c>,
    /// <c>prompt_version</c> and <c>promptVersion</c>, and the same for the name.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">The builder or the keys are <see langword="null"/>.</exception>
    /// <remarks>
    /// <para>
    /// What the options say goes before the scope. A generated prompt is measured where it is executed and not again here.
    /// The step reads no messages, opens no span, and with no listener passes calls on as they are. Used twice in a
    /// pipeline, it works once.
    /// </para>
    /// <para>
    /// Most clients keep additional properties to themselves. Where the provider is <c>aws.bedrock</c> or
    /// <c>azure.ai.inference</c>, whose adapters send them, the tag is taken out of what is sent, in a copy of the options.
    /// </para>
    /// </remarks>
    public static ChatClientBuilder UsePromptTelemetry(this ChatClientBuilder builder, params string[] versionKeys)
    {
        Guard.NotNull(builder, nameof(builder));
        var keys = (string[])Guard.NotNull(versionKeys, nameof(versionKeys)).Clone();

        return builder.Use(inner =>
            inner.GetService<PromptTelemetryChatClient>() is null ? new PromptTelemetryChatClient(inner, keys) : inner
        );
    }
}
