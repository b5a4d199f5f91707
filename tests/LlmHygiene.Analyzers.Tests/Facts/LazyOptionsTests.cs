using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts;

/// <summary>Options in a <c>Lazy&lt;T&gt;</c> that is made with them, and not with a function.</summary>
public class LazyOptionsTests
{
    private const string Made = "var o = new ChatOptions { ModelId = \"m\", MaxOutputTokens = 5 }; ";

    [Theory]
    [InlineData(Made + "return Ask(new Lazy<ChatOptions>(o).Value);", "Constant(m)", "Set(5)")]
    [InlineData(Made + "var lazy = new Lazy<ChatOptions>(o); return Ask(lazy.Value);", "Constant(m)", "Set(5)")]
    [InlineData("return Ask(s_kept.Value);", "Constant(k)", "Unset")]
    [InlineData(Made + "var lazy = new Lazy<ChatOptions>(o); lazy.Value.Temperature = 0; return Ask(o);", "Constant(m)", "Set(5)")]
    // What is written through the lazy value is written to the options.
    [InlineData(Made + "var lazy = new Lazy<ChatOptions>(o); lazy.Value.MaxOutputTokens = 6; return Ask(o);", "Constant(m)", "Set(5, 6)")]
    [InlineData(
        "var o = new ChatOptions(); var lazy = new Lazy<ChatOptions>(o); lazy.Value.MaxOutputTokens = 6; return Ask(o);",
        "Absent",
        "Set(6)"
    )]
    [InlineData(
        "var o = new ChatOptions(); var lazy = new Lazy<ChatOptions>(S.Maybe ? o : new()); lazy.Value.MaxOutputTokens = 6; return Ask(o);",
        "Absent",
        "Set"
    )]
    [InlineData("var lazy = new Lazy<ChatOptions>(Given); return Ask(lazy.Value);", "FlowsIn", "FlowsIn")]
    [InlineData(Made + "var lazy = new Lazy<ChatOptions>(o); Keep(lazy); return Ask(o);", "Configured", "Set")]
    public async Task Options(string statements, string model, string limit)
    {
        Assert.Equal(model, await FactAsync("model", statements));
        Assert.Equal(limit, await FactAsync("limit", statements));
    }

    private static Task<string> FactAsync(string fact, string statements) =>
        SmallProgram.AskAsync(
            fact,
            statements.Replace("Ask(", "S.Client.GetResponseAsync(q, ", StringComparison.Ordinal),
            """
            private static readonly Lazy<ChatOptions> s_kept = new(new ChatOptions { ModelId = "k" });
            public static ChatOptions Given { get; set; } = new();
            public static void Keep(object any) => System.Runtime.InteropServices.GCHandle.Alloc(any);
            """
        );
}
