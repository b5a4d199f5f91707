using System.Globalization;
using System.Text;
using LlmHygiene.Benchmarks.Prompts;

namespace LlmHygiene.Benchmarks.Rendering;

/// <summary>What a careful developer writes by hand.</summary>
internal static class HandWritten
{
    public static string Render(Template template) =>
        template switch
        {
            Template.Small => Small(RenderingInputs.Small),
            Template.ManyValues => ManyValues(RenderingInputs.ManyValues),
            Template.Notes => Notes(RenderingInputs.Notes),
            _ => Document(RenderingInputs.Document),
        };

    private static string Small(SmallPrompt.V1 prompt) =>
        $"Summarise this support ticket in a {prompt.Tone} tone, in at most three sentences: {prompt.Ticket}";

    private static string ManyValues(ManyValuesPrompt.V1 prompt) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"""
            Ticket {prompt.Id} of {prompt.Customer} ({prompt.Company}, {prompt.City}, {prompt.Country}).
            Product: {prompt.Product} {prompt.Edition}, build {prompt.Build}, on {prompt.Platform}, through {prompt.Channel}.
            Agent: {prompt.Agent} of {prompt.Team}. Opened {prompt.Opened:yyyy-MM-dd}, {prompt.Replies} replies, rated {prompt.Rating
            }, urgent: {(
                prompt.Urgent ? "true" : "false"
            )}.
            Reply in a {(
                prompt.Tone == ManyValuesPrompt.V1.ToneOption.Formal ? "formal" : "friendly"
            )} tone, in at most {prompt.Words} words.
            Subject: {prompt.Subject}
            {prompt.Text}

            """
        );

    private static string Notes(NotesPrompt.V1 prompt)
    {
        var text = new StringBuilder("Answer from these notes alone:\n");
        for (var i = 0; i < prompt.Notes.Count; i++)
            text.Append(CultureInfo.InvariantCulture, $"{i}. {prompt.Notes[i]}\n");
        return text.Append(CultureInfo.InvariantCulture, $"Question: {prompt.Question}\n").ToString();
    }

    private static string Document(DocumentPrompt.V1 prompt) =>
        "Answer from this document alone.\n"
        + $"{(string.IsNullOrEmpty(prompt.Tone) ? "" : $"Use a {prompt.Tone} tone.\n")}"
        + $"Document:\n{prompt.Document}\nQuestion: {prompt.Question}\n";
}
