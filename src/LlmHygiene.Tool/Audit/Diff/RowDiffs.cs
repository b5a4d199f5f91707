using LlmHygiene.Tool.Audit.Formatting;
using LlmHygiene.Tool.Audit.Model;

namespace LlmHygiene.Tool.Audit.Diff;

internal static class CallDiff
{
    public static string Key(AuditCall call) => string.Join('\n', call.Project, call.Path, call.Member, call.Sdk, call.Operation);

    public static (string Subject, string Detail) Name(AuditCall call) =>
        (
            $"{AuditText.Place(call.Path, call.Line)} {call.Member}",
            $"{call.Operation}, model {call.Model}, prompt {call.Prompt}, limit {call.Limit}"
        );

    public static IReadOnlyList<(string Field, string Value)> Fields(AuditCall call) =>
        [
            ("model", AuditText.Model(call)),
            ("prompt", call.Prompt.ToString()),
            ("limit", call.Limit.ToString()),
            ("cancellation", call.Cancellation),
            ("via", call.Via),
            ("frameworks", call.Frameworks is null ? "all" : string.Join(", ", call.Frameworks)),
            ("fixed tokens", AuditText.Tokens(call.FixedTokens)),
            ("input per 1,000", AuditText.Usd(call.Cost?.InputAtLeast)),
            ("output per 1,000", AuditText.Usd(call.Cost?.OutputAtMost)),
        ];
}

internal static class PromptDiff
{
    public static string Key(AuditPrompt prompt) => string.Join('\n', prompt.Project, prompt.Name, prompt.Version);

    public static (string Subject, string Detail) Name(AuditPrompt prompt) =>
        (
            $"{prompt.Name}@{prompt.Version}",
            $"{prompt.Path}, model {prompt.Model ?? "of the client"}, {AuditText.Tokens(prompt.FixedTokens)} fixed tokens"
        );

    public static IReadOnlyList<(string Field, string Value)> Fields(AuditPrompt prompt) =>
        [
            ("content", prompt.ContentHash.Length > 17 ? prompt.ContentHash[..17] + "…" : prompt.ContentHash),
            ("file", prompt.Path),
            ("model", prompt.Model ?? "of the client"),
            ("tier", prompt.Tier ?? "none"),
            ("budget", AuditText.Budget(prompt)),
            ("reasoning", AuditText.Effort(prompt.Reasoning)),
            ("limit", AuditText.Count(prompt.MaxOutputTokens)),
            ("fixed tokens", AuditText.Tokens(prompt.FixedTokens)),
            ("lock", prompt.Lock),
            ("deprecated", prompt.Deprecated ?? "no"),
            ("calls", AuditText.Count(prompt.Calls.Count)),
            ("uses", AuditText.Count(prompt.Uses.Count)),
            ("input per 1,000", AuditText.Usd(prompt.Cost?.InputAtLeast)),
            ("output per 1,000", AuditText.Usd(prompt.Cost?.OutputAtMost)),
        ];
}

internal static class ModelDiff
{
    public static string Key(AuditModel model) => string.Join('\n', model.Id, model.State, model.Deployment);

    public static (string Subject, string Detail) Name(AuditModel model) =>
        (
            AuditText.Name(model),
            $"{AuditText.Count(model.Calls)} calls, {AuditText.Count(model.Prompts)} prompts, tier {model.Tier ?? "unknown"}"
        );

    public static IReadOnlyList<(string Field, string Value)> Fields(AuditModel model) =>
        [
            ("calls", AuditText.Count(model.Calls)),
            ("prompts", AuditText.Count(model.Prompts)),
            ("tier", model.Tier ?? "unknown"),
            ("input price", AuditText.Usd(model.InputPrice)),
            ("output price", AuditText.Usd(model.OutputPrice)),
            ("status", model.Status ?? "unknown"),
            ("shutdown", model.ShutdownOn ?? "none"),
            ("replacement", model.Replacement ?? "none"),
        ];
}

internal static class ViolationDiff
{
    public static string Key(AuditViolation violation) =>
        string.Join('\n', violation.Rule, violation.Project, violation.Path, violation.Member, violation.Message);

    public static (string Subject, string Detail) Name(AuditViolation violation) =>
        ($"{violation.Rule} {AuditText.Place(violation.Path, violation.Line)}", $"{violation.Severity}: {violation.Message}");

    public static IReadOnlyList<(string Field, string Value)> Fields(AuditViolation violation) =>
        [("severity", violation.Severity), ("frameworks", violation.Frameworks is null ? "all" : string.Join(", ", violation.Frameworks))];
}
