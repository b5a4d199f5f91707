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
}
