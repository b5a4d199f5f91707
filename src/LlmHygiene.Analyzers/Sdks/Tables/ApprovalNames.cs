using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>Words in the names of methods that ask a person, and of their answers. Data only.</summary>
internal static class ApprovalNames
{
    /// <summary>First words of methods that ask.</summary>
    public static readonly ImmutableHashSet<string> Verbs = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Approve",
        "Ask",
        "Await",
        "Confirm",
        "Get",
        "Obtain",
        "Prompt",
        "Request",
        "Show",
        "Try",
        "User",
        "Wait"
    );

    /// <summary>Words of what they ask for.</summary>
    public static readonly ImmutableHashSet<string> Questions = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Approval",
        "Approve",
        "Approved",
        "Approves",
        "Confirm",
        "Confirmation",
        "Confirmed",
        "Confirms",
        "Consent",
        "Consented",
        "Permission"
    );

    /// <summary>First words of methods that ask whoever their name says.</summary>
    public static readonly ImmutableHashSet<string> Askers = ImmutableHashSet.Create(StringComparer.OrdinalIgnoreCase, "Ask", "Prompt");

    /// <summary>Words of whom they ask, and for which answer.</summary>
    public static readonly ImmutableHashSet<string> Asked = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Human",
        "Person",
        "User",
        "Yes"
    );

    /// <summary>Words of answers that agree.</summary>
    public static readonly ImmutableHashSet<string> Yes = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Accept",
        "Accepted",
        "Agreed",
        "Allow",
        "Allowed",
        "Approve",
        "Approved",
        "Confirmed",
        "Consented",
        "Granted",
        "OK",
        "Primary",
        "Yes"
    );

    /// <summary>Words with which a name says the contrary, or that somebody has yet to be asked.</summary>
    public static readonly ImmutableHashSet<string> Opposites = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "All",
        "Auto",
        "Automatic",
        "Cancel",
        "Canceled",
        "Cancelled",
        "Deny",
        "Denied",
        "Needed",
        "Needs",
        "No",
        "Not",
        "Pending",
        "Reject",
        "Rejected",
        "Required",
        "Requires",
        "Skip",
        "Without"
    );
}
