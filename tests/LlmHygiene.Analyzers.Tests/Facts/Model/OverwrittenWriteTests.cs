using LlmHygiene.Analyzers.Tests.Infrastructure;
using static LlmHygiene.Analyzers.Tests.Infrastructure.SmallProgram;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A model that another write replaces in every case is not sent.</summary>
public class OverwrittenWriteTests
{
    private const string Made = "var o = new ChatOptions { ModelId = \"a\" }; ";

    [Theory]
    [InlineData(Made + "o.ModelId = \"b\"; return Ask(o);", "Constant(b)")]
    [InlineData(Made + "if (Maybe) o.ModelId = \"c\"; o.ModelId = \"b\"; return Ask(o);", "Constant(b)")]
    [InlineData(Made + "{ o.ModelId = \"b\"; } return Ask(o);", "Constant(b)")]
    [InlineData(Made + "var same = o; same.ModelId = \"b\"; return Ask(same);", "Constant(b)")]
    [InlineData(Made + "Rename(o); return Ask(o);", "Constant(b)")]
    [InlineData(Made + "var same = o; var it = same; it.ModelId = \"b\"; return Ask(o);", "Constant(b)")]
    [InlineData(Made + "(o.ModelId, o.MaxOutputTokens) = (\"b\", 5); return Ask(o);", "Constant(b)")]
    [InlineData(Made + "(o.MaxOutputTokens, o.ModelId) = (5, \"b\"); return Ask(o);", "Constant(b)")]
    [InlineData(Made + "var pair = (\"b\", 5); (o.ModelId, o.MaxOutputTokens) = pair; return Ask(o);", "Configured")]
    [InlineData(Made + "if (Maybe) (o.ModelId, o.MaxOutputTokens) = (\"b\", 5); return Ask(o);", "Configured")]
    [InlineData(Made + "var same = Maybe ? o : Make(); same.ModelId = \"b\"; return Ask(o);", "Configured")]
    [InlineData(Made + "var same = o; if (Maybe) same = Make(); same.ModelId = \"b\"; return Ask(o);", "Configured")]
    [InlineData("var same = s_o; s_o = new() { ModelId = \"a\" }; same.ModelId = \"b\"; return Ask(s_o);", "Configured")]
    [InlineData(Made + "void Set() => o.ModelId = \"b\"; Set(); return Ask(o);", "Constant(b)")]
    [InlineData(Made + "return Renamed(o);", "Constant(b)")]
    [InlineData("ChatOptions o; o = new() { ModelId = \"a\" }; o.ModelId = \"b\"; return Ask(o);", "Constant(b)")]
    [InlineData(Made + "o.ModelId = null; return Ask(o);", "Absent")]
    [InlineData(Made + "o.ModelId ??= \"b\"; return Ask(o);", "Constant(a)")]
    [InlineData(Made + "o.ModelId ??= \"b\"; o.ModelId = \"c\"; return Ask(o);", "Constant(c)")]
    [InlineData(Made + "if (Maybe) o.ModelId = null; o.ModelId ??= \"b\"; return Ask(o);", "Configured")]
    [InlineData("var m = \"a\"; m = \"b\"; return Ask(new ChatOptions { ModelId = m });", "Constant(b)")]
    [InlineData("string m; if (Maybe) m = \"a\"; lock (Chat) { m = \"b\"; } return Ask(new ChatOptions { ModelId = m });", "Constant(b)")]
    [InlineData("var m = \"a\"; var n = m; m = \"b\"; return Ask(new ChatOptions { ModelId = Maybe ? m : n });", "Configured")]
    [InlineData("var m = \"a\"; var n = m; m = \"b\"; return Ask(new ChatOptions { ModelId = Maybe ? n : m });", "Configured")]
    [InlineData("var m = \"a\"; try { m = \"b\"; } catch { } return Ask(new ChatOptions { ModelId = m });", "Configured")]
    [InlineData("var m = \"a\"; void Set() => m = \"b\"; m = \"c\"; Set(); return Ask(new ChatOptions { ModelId = m });", "Configured")]
    [InlineData(
        "var m = \"a\"; m = \"b\"; Task t = null!; while (Maybe) { t = Ask(new ChatOptions { ModelId = m }); m = \"c\"; } return t;",
        "Configured"
    )]
    [InlineData("var m = \"a\"; ref var n = ref m; m = \"b\"; n = q; return Ask(new ChatOptions { ModelId = m });", "Configured")]
    [InlineData("s_o = new() { ModelId = \"a\" }; s_o.ModelId = \"b\"; return Ask(s_o);", "Constant(b)")]
    [InlineData("s_o.ModelId = \"b\"; s_o = new() { ModelId = \"a\" }; return Ask(s_o);", "Configured")]
    // Another object, a choice, or code that may run at another time.
    [InlineData(Made + "if (Maybe) o.ModelId = \"b\"; return Ask(o);", "Configured")]
    [InlineData(Made + "o.ModelId = \"b\"; if (Maybe) o.ModelId = \"c\"; return Ask(o);", "Configured")]
    [InlineData(Made + "o.ModelId = \"b\"; Rename2(o); return Ask(o);", "Configured")]
    [InlineData(Made + "o.ModelId = \"b\"; o = new ChatOptions { ModelId = \"c\" }; return Ask(o);", "Configured")]
    [InlineData(Made + "o.ModelId = \"b\"; return Ask(Maybe ? o : new ChatOptions { ModelId = \"c\" });", "Configured")]
    [InlineData(Made + "while (Maybe) { if (Maybe) break; o.ModelId = \"b\"; } return Ask(o);", "Configured")]
    [InlineData(Made + "void Set() { if (Maybe) return; o.ModelId = \"b\"; } Set(); return Ask(o);", "Configured")]
    [InlineData(Made + "void Set() => o.ModelId = \"b\"; if (Maybe) Set(); return Ask(o);", "Configured")]
    [InlineData(Made + "goto next; again: o.ModelId = \"b\"; next: if (Maybe) goto again; return Ask(o);", "Configured")]
    [InlineData(Made + "Func<Task> ask = () => Ask(o); o.ModelId = \"b\"; return ask();", "Configured")]
    [InlineData("var o = Make(); o.ModelId = \"b\"; return Ask(Maybe ? o : Make());", "Configured")]
    public async Task The_last_write_counts(string statements, string expected) =>
        Assert.Equal(
            expected,
            FactTest.WithoutChoice(
                await AskAsync(
                    "model",
                    statements.Replace("Ask(", "Chat.GetResponseAsync(q, ", StringComparison.Ordinal),
                    """
                    static readonly IChatClient Chat = new OpenAI.Responses.ResponsesClient("k").AsIChatClient();
                    public static bool Maybe { get; set; }
                    static void Rename(ChatOptions target) => target.ModelId = "b";
                    static void Rename2(ChatOptions target) { if (Maybe) target.ModelId = "c"; }
                    static ChatOptions s_o;
                    static ChatOptions Make() => new() { ModelId = "a" };
                    """
                        + (
                            statements.Contains("Renamed", StringComparison.Ordinal)
                                ? "Task Renamed(ChatOptions given) { given.ModelId = \"b\"; return Chat.GetResponseAsync(\"q\", given); }"
                                : ""
                        )
                )
            )
        );

    [Theory]
    [InlineData(Made + "o.ModelId = \"b\"; return new Asker(o).AskAsync(q);", "Constant(b)")]
    [InlineData(Made + "var asker = new Asker(o); o.ModelId = \"b\"; return asker.AskAsync(q);", "Configured")]
    [InlineData(
        Made + "o.ModelId = \"b\"; var asker = new Asker(o); if (q == \"\") o.ModelId = \"c\"; return asker.AskAsync(q);",
        "Configured"
    )]
    [InlineData(
        Made + "o.ModelId = \"b\"; new Asker(o).AskAsync(q); return new Asker(new() { ModelId = \"c\" }).AskAsync(q);",
        "Configured"
    )]
    [InlineData(Made + "if (q == \"\") o.ModelId = \"b\"; return new Asker(o).AskAsync(q);", "Configured")]
    public async Task Before_an_object_is_made_with_the_options(string statements, string expected) =>
        Assert.Equal(
            expected,
            FactTest.WithoutChoice(
                await FactTest.FactAsync(
                    "model",
                    Prelude
                        + $$"""
                        internal class Asker(ChatOptions options)
                        {
                            public Task AskAsync(string text) => S.Client.GetResponseAsync(text, options);
                        }
                        public class C { public Task Ask(string q) { {{statements}} } }
                        """
                )
            )
        );
}
