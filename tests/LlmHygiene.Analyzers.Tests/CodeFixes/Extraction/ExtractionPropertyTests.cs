using System.Text;
using CsCheck;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>For any texts and values in a prompt, the same is sent before and after.</summary>
public sealed class ExtractionPropertyTests
{
    private const int CallsPerProject = 40;

    [Fact]
    public void Random_prompts_are_sent_as_before() =>
        Gen.Int[0, 10_000_000]
            .Sample(
                seed =>
                {
                    var random = new Random(seed);
                    var body = string.Join("\n", Enumerable.Range(0, CallsPerProject).Select(_ => new Writer(random).Call()));

                    var after = SameBytes.VerifyAsync(SameBytes.Source(body)).GetAwaiter().GetResult();

                    // The rest is tagged: braces and backslashes before a value cannot be written in a template.
                    Assert.InRange(after.Prompts.Count, CallsPerProject * 6 / 10, CallsPerProject);
                },
                iter: 5,
                threads: 1
            );

    [Fact]
    public void Random_prompts_reach_a_helper_as_before() =>
        Gen.Int[0, 10_000_000]
            .Sample(
                seed =>
                {
                    var random = new Random(seed);
                    var body = string.Join("\n", Enumerable.Range(0, CallsPerProject).Select(i => new Writer(random).TextCall(i)));

                    var after = SameBytes.VerifyAsync(SameBytes.Source(body) + TextExtractionCases.Helpers).GetAwaiter().GetResult();

                    Assert.InRange(after.Prompts.Count, CallsPerProject * 6 / 10, CallsPerProject);
                    // Calls with the same text share one prompt.
                    Assert.InRange(after.Source.Split(".ToText()").Length - 1, after.Prompts.Count, CallsPerProject);
                },
                iter: 5,
                threads: 1
            );

    /// <summary>Writes calls of chat clients.</summary>
    private sealed class Writer(Random random)
    {
        private static readonly string[] s_texts =
        [
            "Summarise",
            " ",
            "  ",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "\n    indented",
            ": ",
            " #",
            "- ",
            "'",
            "\"",
            "\"\"",
            "{",
            "}",
            "{{",
            "}}",
            "{{name}}",
            "{{#if x}}",
            "\\",
            "\\\\",
            "\\n",
            "|",
            ">",
            "&a",
            "*a",
            "!x",
            "%",
            "@",
            "`",
            "[",
            "]",
            ",",
            "?",
            "~",
            "null",
            "true",
            "1.5",
            "---",
            "...",
            "é",
            "Türkçe İı",
            "日本語",
            "😀",
            "\u00a0",
            "\u2028",
            "\u0085",
            "\u0007",
            "\0",
            "\ufeff",
            "עברית",
            "end.",
            "\n ",
            " \n",
            "a\n\tb",
            "<b>&amp;",
            "$",
            "word word word",
            "key: value",
            "\n- item",
            "#",
            "%TAG",
        ];

        private static readonly string[] s_values =
        [
            "ticket.Subject",
            "ticket.Body",
            "ticket.Number",
            "ticket.Created",
            "ticket.Price",
            "ticket.Price:N2",
            "ticket.Created:yyyy-MM-dd HH:mm",
            "ticket.Mood",
            "ticket.IsVip",
            "ticket.Note",
            "maybe",
            "count",
            "count,6",
            "ticket.Subject,-12",
            "ticket.Comments.Count",
            "Next()",
            "ticket.Title",
            "(ticket.IsVip ? 1.5 : 2)",
            "ticket.Comments[0]",
            "ticket.Number + 1",
            "Rules",
            "Model",
        ];

        public string Call()
        {
            var argument = random.Next(4) switch
            {
                0 => Text(),
                1 => $"[new(ChatRole.System, {Text()}), new ChatMessage(ChatRole.User, {Text()})]",
                2 => $"new List<ChatMessage> {{ new(ChatRole.Assistant, {Text()}), new(ChatRole.User, {Text()}), "
                    + "new(ChatRole.User, ticket.Body) }",
                _ => $"new ChatMessage(ChatRole.User, {Text()})",
            };
            var options = random.Next(4) switch
            {
                0 => ", new ChatOptions { Temperature = 0.25f, MaxOutputTokens = 17 }",
                1 => ", s_shared",
                2 => ", new() { ModelId = Model, Tools = [s_tool], TopP = 0.1f }",
                _ => "",
            };
            return $"await chat.GetResponseAsync({argument}{options});";
        }

        public string TextCall(int number) =>
            random.Next(4) switch
            {
                0 => $"await AskAsync(chat, {Text()}, maxTokens: 5);",
                1 => $"Console.Write(Ask(chat, {Text()}));",
                2 => $"var text{number} = {Text()};\nticket.Title = Next();\nawait AskAsync(chat, text{number}, tone: Next());",
                _ => $"foreach (var one in ticket.Comments)\n    await AskAsync(tone: one, prompt: {Text()}, chat: chat);",
            };

        private string Text() =>
            random.Next(3) switch
            {
                0 => Literal(FixedText("Words ", 6)),
                1 => Interpolated(),
                _ => string.Join(
                    " + ",
                    Enumerable
                        .Range(0, random.Next(2, 5))
                        .Select(i => i == 0 || random.Next(2) == 0 ? Literal(FixedText(i == 0 ? "Say " : "", 3)) : "(" + Value() + ")")
                ),
            };

        private string Interpolated()
        {
            var text = new StringBuilder("$\"Tell ");
            for (var i = random.Next(1, 5); i > 0; i--)
            {
                var inner = Literal(FixedText("", 3));
                text.Append(inner[1..^1].Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
                text.Append('{').Append(s_values[random.Next(s_values.Length)]).Append('}');
            }

            return text.Append('"').ToString();
        }

        private string Value() => s_values[random.Next(s_values.Length)] is var value && value[0] == '(' ? value : value.Split(':', ',')[0];

        private string FixedText(string start, int most) =>
            start + string.Concat(Enumerable.Range(0, random.Next(most + 1)).Select(_ => s_texts[random.Next(s_texts.Length)]));

        private static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
    }
}
