namespace SupportDesk;

internal sealed record Ticket(int Number, string Customer, string Subject, string Body, params string[] Comments)
{
    public static IReadOnlyList<Ticket> Open { get; } =
    [
        new(4711, "Ada", "Charged twice",
            "I ordered one bell and my card was charged two times. Please return one of the payments.",
            "Both charges are from 3 March.", "Order 20-118."),
        new(4712, "Grace", "App crashes on start",
            "Since the update the app shows an error and closes before I can log in. I have restarted the phone.",
            "Android 16."),
    ];

    public static IReadOnlyList<SolvedTicket> Solved { get; } =
    [
        new("I was charged twice for one order", "The second payment was returned within two days."),
        new("The app closes with an error after an update", "Removing and installing the app again helped."),
        new("Do you sell gift cards?", "Yes, in the shop only."),
    ];
}

internal sealed record SolvedTicket(string Problem, string Solution);
