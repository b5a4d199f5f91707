namespace LegacyAssistant;

internal sealed record Ticket(int Number, string Subject, string Body, IReadOnlyList<string> Comments)
{
    public static Ticket Sample { get; } = new(
        4711, "Charged twice", "My card was charged twice for the May invoice.",
        ["Sent the second receipt.", "Still waiting for an answer!"]);
}
