using LlmHygiene.Benchmarks.Prompts;

namespace LlmHygiene.Benchmarks.Rendering;

/// <summary>The prompts that are rendered.</summary>
public enum Template
{
    /// <summary>One sentence with two texts.</summary>
    Small,

    /// <summary>20 values: texts, numbers, a date, a bool, an enum.</summary>
    ManyValues,

    /// <summary>A numbered list of 200 items.</summary>
    Notes,

    /// <summary>50 kB of text behind a condition.</summary>
    Document,
}

/// <summary>The inputs of the prompts: the same for every engine, and created before anything is measured.</summary>
internal static class RenderingInputs
{
    public static SmallPrompt.V1 Small { get; } =
        new() { Tone = "friendly", Ticket = "The export to PDF stops at page 12 since the last update." };

    public static ManyValuesPrompt.V1 ManyValues { get; } =
        new()
        {
            Id = 48213,
            Customer = "Ada Lovelace",
            Company = "Analytical Engines",
            City = "London",
            Country = "United Kingdom",
            Product = "Loom",
            Edition = "Professional",
            Build = 20417,
            Platform = "Windows 11",
            Channel = "e-mail",
            Agent = "Charles",
            Team = "second level",
            Opened = new DateTime(2026, 11, 23),
            Replies = 7,
            Rating = 4.5,
            Urgent = true,
            Tone = ManyValuesPrompt.V1.ToneOption.Friendly,
            Words = 120,
            Subject = "Export stops",
            Text = "The export to PDF stops at page 12 since the last update.",
        };

    public static NotesPrompt.V1 Notes { get; } =
        new()
        {
            Notes = [.. Enumerable.Range(0, 200).Select(i => $"The customer reported a problem with page {i * 7}.")],
            Question = "Which page is mentioned most often?",
        };

    public static DocumentPrompt.V1 Document { get; } =
        new()
        {
            Tone = "formal",
            Document = string.Concat(Enumerable.Range(0, 1200).Select(i => $"Line {i:0000}: all of this is to be read once.\n"))[
                ..(50 * 1024)
            ],
            Question = "What is this text about?",
        };
}
