using System.Runtime.InteropServices;

namespace SupportDesk.Offline;

/// <summary>Responses that depend on the request, without a model.</summary>
internal static class CannedResponses
{
    private const int Dimensions = 256;

    public static string For(string system, string user) => system switch
    {
        _ when system.StartsWith("Classify", StringComparison.Ordinal) => $$"""{"team":"{{Team(user)}}"}""",
        _ when system.StartsWith("Summarise", StringComparison.Ordinal) => Summary(user),
        _ when system.StartsWith("Draft", StringComparison.Ordinal) => Reply(user, apologize: system.Contains("Apologise")),
        _ => "I am an offline server and do not know this prompt.",
    };

    /// <summary>A bag of words: texts that share words are close to each other.</summary>
    /// <returns>Base64 of little-endian floats, as the SDK requests.</returns>
    public static string Embed(string text)
    {
        var vector = new float[Dimensions];
        foreach (var word in text.ToLowerInvariant().Split([' ', '.', ',', '?', '\n'], StringSplitOptions.RemoveEmptyEntries))
            vector[Bucket(word)]++;
        return Convert.ToBase64String(MemoryMarshal.AsBytes<float>(vector));
    }

    private static string Team(string ticket) =>
        ContainsAny(ticket, "charge", "payment", "invoice", "refund") ? "billing"
        : ContainsAny(ticket, "crash", "error", "closes") ? "bug"
        : "other";

    private static string Summary(string ticket)
    {
        var sentence = ticket.Split('.', 2)[0].Trim();
        var comments = ticket.Split('\n').Count(line => line.StartsWith("- ", StringComparison.Ordinal));
        return $"The customer writes: \"{sentence}\" ({comments} more {(comments == 1 ? "comment" : "comments")}).";
    }

    private static string Reply(string facts, bool apologize)
    {
        var sorry = apologize ? " We are sorry for the trouble." : "";
        var earlier = After(facts, "A similar problem was solved like this: ");
        return $"Hello {After(facts, "Customer: ")}, thank you for your message.{sorry} We are looking into it now. "
            + $"In a case like yours: {earlier}";
    }

    private static string After(string text, string label)
    {
        var start = text.IndexOf(label, StringComparison.Ordinal);
        return start < 0 ? "" : text[(start + label.Length)..].Split('\n', 2)[0].Trim();
    }

    private static bool ContainsAny(string text, params string[] words) =>
        words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    // string.GetHashCode differs between runs.
    private static int Bucket(string word) => (int)(word.Aggregate(17u, (hash, letter) => (hash * 31) + letter) % Dimensions);
}
