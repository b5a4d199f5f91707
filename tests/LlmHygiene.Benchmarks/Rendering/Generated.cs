using Microsoft.Extensions.AI;

namespace LlmHygiene.Benchmarks.Rendering;

/// <summary>The code that LlmHygiene generates from the files in <c>Prompts</c>.</summary>
internal static class Generated
{
    public static IReadOnlyList<ChatMessage> ToMessages(Template template) =>
        template switch
        {
            Template.Small => RenderingInputs.Small.ToMessages(),
            Template.ManyValues => RenderingInputs.ManyValues.ToMessages(),
            Template.Notes => RenderingInputs.Notes.ToMessages(),
            _ => RenderingInputs.Document.ToMessages(),
        };
}
