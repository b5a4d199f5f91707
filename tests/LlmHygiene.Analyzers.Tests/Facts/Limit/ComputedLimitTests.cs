using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Limit;

/// <summary>A limit that is computed out of the limit before: known where each write runs once, in an order that the code shows.</summary>
public class ComputedLimitTests
{
    private const string Made = "var o = new ChatOptions { MaxOutputTokens = 100 }; ";
    private const string Empty = "var o = new ChatOptions(); ";

    [Theory]
    [InlineData(Made + "o.MaxOutputTokens++; SEND", "Set(101)")]
    [InlineData(Made + "--o.MaxOutputTokens; SEND", "Set(99)")]
    [InlineData(Made + "o.MaxOutputTokens += 20; o.MaxOutputTokens *= 2; SEND", "Set(240)")]
    [InlineData(Made + "o.MaxOutputTokens -= Twenty; { o.MaxOutputTokens++; } SEND", "Set(81)")]
    [InlineData(Made + "o.MaxOutputTokens = 5; o.MaxOutputTokens++; SEND", "Set(6)")]
    [InlineData(Made + "o.MaxOutputTokens += 5; o.MaxOutputTokens = 6; SEND", "Set(6)")]
    [InlineData(Empty + "o.MaxOutputTokens ??= 7; o.MaxOutputTokens++; SEND", "Set(8)")]
    [InlineData(Made + "o.MaxOutputTokens ??= 7; o.MaxOutputTokens++; SEND", "Set(101)")]
    [InlineData(Made + "Raise(o); o.MaxOutputTokens++; SEND", "Set(111)")]
    [InlineData("foreach (var one in q) { " + Made + "o.MaxOutputTokens++; SEND }", "Set(101)")]
    [InlineData("s_o = new() { MaxOutputTokens = 100 }; s_o.MaxOutputTokens++; var o = s_o; SEND", "Set(101)")]
    [InlineData("s_o.MaxOutputTokens++; s_o = new() { MaxOutputTokens = 100 }; var o = s_o; SEND", "Set")]
    [InlineData(Made + "var same = o; same.MaxOutputTokens++; SEND", "Set(101)")]
    [InlineData(Made + "(o.ModelId, o.MaxOutputTokens) = (q, 5); o.MaxOutputTokens++; SEND", "Set(6)")]
    // Null stays null.
    [InlineData(Empty + "o.MaxOutputTokens++; SEND", "Unset")]
    [InlineData(Empty + "while (Maybe) o.MaxOutputTokens += 5; SEND", "Unset")]
    [InlineData(Empty + "if (Maybe) o.MaxOutputTokens = null; o.MaxOutputTokens += 5; SEND", "Unset")]
    [InlineData(Made + "o.MaxOutputTokens = null; o.MaxOutputTokens += 5; SEND", "Unset")]
    [InlineData(Made + "o.MaxOutputTokens += Nothing; SEND", "Unset")]
    // A branch, a loop, another object, or a write that may come later.
    [InlineData(Made + "if (Maybe) o.MaxOutputTokens++; SEND", "Set")]
    [InlineData(Made + "foreach (var one in q) o.MaxOutputTokens++; SEND", "Set")]
    [InlineData(Made + "foreach (var one in q) { o.MaxOutputTokens++; SEND }", "Set")]
    [InlineData(Made + "Again(() => o.MaxOutputTokens++); SEND", "Set")]
    [InlineData(Made + "RaiseMaybe(o); SEND", "Set")]
    [InlineData(Made + "o.MaxOutputTokens++; if (Maybe) o = new() { MaxOutputTokens = 7 }; SEND", "Set")]
    [InlineData(Made + "o.MaxOutputTokens += q.Length; SEND", "Set")]
    [InlineData(Made + "o.MaxOutputTokens /= 3; SEND", "Set")]
    [InlineData(Made + "o.MaxOutputTokens += int.MaxValue; SEND", "Set")]
    [InlineData(Made + "again: o.MaxOutputTokens++; if (Maybe) goto again; SEND", "Set")]
    [InlineData("var o = Given; o.MaxOutputTokens++; SEND", "Set")]
    [InlineData(Empty + "if (Maybe) o.MaxOutputTokens = 5; o.MaxOutputTokens++; SEND", "Set")]
    [InlineData(Empty + "o.MaxOutputTokens++; if (Maybe) o.MaxOutputTokens = 5; SEND", "Set")]
    public async Task A_limit(string statements, string expected) =>
        Assert.Equal(
            expected,
            await SmallProgram.AskAsync(
                "limit",
                statements.Replace("SEND", "S.Client.GetResponseAsync(q, o).GetAwaiter().GetResult();", StringComparison.Ordinal)
                    + " return Task.CompletedTask;",
                """
                const int Twenty = 20;
                static ChatOptions s_o;
                static int? Nothing => null;
                public static bool Maybe { get; set; }
                public static ChatOptions Given { get; set; } = new();
                static void Again(Action what) { what(); what(); }
                static void Raise(ChatOptions target) => target.MaxOutputTokens += 10;
                static void RaiseMaybe(ChatOptions target) { if (Maybe) target.MaxOutputTokens += 10; }
                """
            )
        );

    [Fact]
    public async Task A_step_computes_it_out_of_that_of_the_call() =>
        Assert.Equal(
            "Set(100)",
            await SmallProgram.AskAsync(
                "limit",
                "return S.Client.AsBuilder().ConfigureOptions(o => o.MaxOutputTokens += 5).Build()"
                    + ".GetResponseAsync(q, new ChatOptions { MaxOutputTokens = 100 });"
            )
        );
}
