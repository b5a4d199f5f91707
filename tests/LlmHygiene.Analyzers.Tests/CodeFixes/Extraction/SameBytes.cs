using System.Globalization;
using System.Reflection;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Editing;
using LlmHygiene.CodeFixes.Fixes;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>
/// Runs code before and after an extraction, and compares what is sent: to a recording client, and over the wire of the OpenAI SDK.
/// </summary>
internal static class SameBytes
{
    // Some of these have their own minus sign, decimal separator and digits.
    private static readonly string[] s_cultures = ["", "de-DE", "tr-TR", "ar-SA", "fa-IR", "sv-SE"];

    private const string Frame = """
        namespace Shop;

        public enum Mood { Calm, Angry }

        public sealed record Ticket(int Number, string Subject, string Body, IReadOnlyList<string> Comments, string? Note, DateTime Created,
            decimal Price, Mood Mood, bool IsVip)
        {
            public string Title { get; set; } = "a title";
        }

        public static partial class Case
        {
            public const string Model = "gpt-5.4-mini";
            private const string Rules = "You answer customers. Two sentences at most.";
            private static readonly ChatOptions s_shared = new() { ModelId = "gpt-5.4", Temperature = 0.7f };
            private static readonly AITool s_tool = AIFunctionFactory.Create(() => 1, "one");
            private static int s_calls;

            private static string Next() => "call " + ++s_calls;
            private static Task<string> GetToneAsync() => Task.FromResult("friendly");

            public static async Task RunAsync(IChatClient chat, CancellationToken ct)
            {
                s_calls = 0;
                var ticket = new Ticket(-4711, "Charged \"twice\"",
                    "My card was {charged} twice.\r\n\tPlease {{help}}: \\o/ \u00e9\ud83d\ude00", new[] { "one", "two" }, null,
                    new DateTime(2026, 3, 9, 13, 5, 7), -1234.5m, Mood.Angry, true);
                string? maybe = ticket.Number > 0 ? "x" : null;
                int? count = null;
                await MakeAsync(chat, ticket, maybe, count, ct);
            }

            private static async Task MakeAsync(IChatClient chat, Ticket ticket, string? maybe, int? count, CancellationToken ct)
            {
        $BODY
            }
        }
        """;

    public static string Source(string body) =>
        Frame.Replace(
            "$BODY",
            string.Join("\n", body.Split('\n').Select(line => line.Length == 0 ? line : "        " + line)),
            StringComparison.Ordinal
        );

    /// <summary>The code after the fix; the test fails if it does not send the same.</summary>
    public static async Task<FixedProject> VerifyAsync(string source, LlmCodeFixProvider? fixer = null, FixedProject? project = null)
    {
        fixer ??= new PromptNotVersionedFix();
        var before = project ?? FixedProject.Of(source);
        var diagnostics = await before.DiagnosticsAsync(fixer.FixableDiagnosticIds[0]);
        Assert.NotEmpty(diagnostics);
        var after = await before.ApplyAsync(fixer);
        Assert.Empty(await after.DiagnosticsAsync(fixer.FixableDiagnosticIds[0]));

        var first = await before.LoadAsync();
        var second = await after.LoadAsync();
        foreach (var culture in s_cultures)
        {
            var expected = await RunAsync(first, culture);
            var actual = await RunAsync(second, culture);
            Assert.NotEmpty(expected);
            Assert.True(
                expected.SequenceEqual(actual),
                $"In '{culture}':\n{string.Join("\n", expected)}\nbecame\n{string.Join("\n", actual)}\n"
                    + $"{after.Source}\n{string.Join("\n", after.Prompts.Values)}"
            );
        }

        return after;
    }

    private static async Task<IReadOnlyList<string>> RunAsync(Assembly assembly, string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        var method = assembly.GetType("Shop.Case", throwOnError: true)!.GetMethod("RunAsync")!;
        var recorder = new RecordingChatClient();
        using var cancellation = new CancellationTokenSource();
        await (Task)method.Invoke(null, [recorder, cancellation.Token])!;
        using var wire = new OpenAIWire();
        await (Task)method.Invoke(null, [wire.Client().AsIChatClient(), cancellation.Token])!;
        return [.. recorder.Seen, .. wire.Bodies];
    }
}
