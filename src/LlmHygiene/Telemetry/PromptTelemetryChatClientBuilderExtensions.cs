using LlmHygiene;

namespace Microsoft.Extensions.AI;

/// <summary>Adds prompt telemetry to the pipeline of a chat client.</summary>
public static class PromptTelemetryChatClientBuilderExtensions
{
    /// <summary>
    /// Writes <c>gen_ai.prompt.name</c> and <c>gen_ai.prompt.version</c> to the span <c>chat {model}</c> of
    /// <c>UseOpenTelemetry</c>, and records the metrics that <see cref="LlmHygieneTelemetry"/> names for calls that state
    /// which prompt they send in <see cref="PromptScope"/> or in <see cref="ChatOptions.AdditionalProperties"/>.
    /// Add it after <c>UseOpenTelemetry</c>, which then encloses it:
    /// <c>client.AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build()</c>.
    /// </summary>
    /// <param name="builder">The builder of the pipeline.</param>
    /// <param name="versionKeys">
    /// More keys of additional properties that contain a prompt's version: those of the analyzer option
    /// <c>llmhygiene.prompt_tag_keys</c>. <c>gen_ai.prompt.version</c>, <c>prompt.version</c>, <c>prompt_version</c> and
    /// <c>promptVersion</c> are always known, as are the same keys for the name.
    /// </param>
    /// <returns>The builder.</returns>
    /// <exception cref="ArgumentNullException">The builder or the keys are <see langword="null"/>.</exception>
    /// <remarks>
    /// <para>
    /// The options take precedence over the scope. A generated prompt is measured where it is executed, not again here. The
    /// step reads no messages and opens no span; without a listener it passes calls on unchanged. If a pipeline has it twice,
    /// it works once.
    /// </para>
    /// <para>
    /// Most clients do not send additional properties. For the providers <c>aws.bedrock</c> and <c>azure.ai.inference</c>,
    /// whose adapters send them, the tag is removed from a copy of the options.
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
