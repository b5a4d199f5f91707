using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>A tag in options that every caller passes in, and one on an activity that a method hands back.</summary>
public class TagsOfCallersTests
{
    private const string Tagged =
        "new ChatOptions { AdditionalProperties = new() { [\"prompt_name\"] = \"say\", [\"prompt_version\"] = \"1.0.0\" } }";

    private const string Dropping =
        "S.Client.AsBuilder().Use(async (messages, options, next, token) => "
        + "{ options = new ChatOptions(); await next(messages, options, token); }).Build()";

    [Theory]
    [InlineData("return Send(S.Client, " + Tagged + ", q);", "Tagged(say@1.0.0)")]
    [InlineData("var o = " + Tagged + "; Send(S.Client, o, q); return Send(S.WithModel, o, q);", "Tagged(say@1.0.0)")]
    // One of several objects, a client that sends other options, or one that is not seen where some client does.
    [InlineData("Send(S.Client, " + Tagged + ", q); return Send(S.WithModel, " + Tagged + ", q);", "Tagged(*@*)")]
    [InlineData("return Send(" + Dropping + ", " + Tagged + ", q);", "Tagged(*@*)")]
    [InlineData("Send(S.Client, " + Tagged + ", q); return Send(" + Dropping + ", " + Tagged + ", q);", "Tagged(*@*)")]
    [InlineData("return Send(Given, " + Tagged + ", q);", "Tagged(say@1.0.0)")]
    [InlineData("GC.KeepAlive(" + Dropping + "); return Send(Given, " + Tagged + ", q);", "Tagged(*@*)")]
    [InlineData("Send(S.Client, new(), q); return Send(S.Client, " + Tagged + ", q);", "Tagged(*@*)")]
    public async Task In_options(string statements, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "prompt",
                SmallProgram.Prelude
                    + $$"""
                    public class C
                    {
                        public static IChatClient Given { get; set; } = null!;
                        private static Task Send(IChatClient client, ChatOptions options, string text) =>
                            client.GetResponseAsync(text, options);
                        public Task Ask(string q) { {{statements}} }
                    }
                    """
            )
        );

    [Theory]
    [InlineData("static IDisposable Start() => new Activity(\"a\").SetTag(\"prompt.version\", \"6\").Start();", "Tagged(*@6)")]
    [InlineData(
        "static IDisposable Start() { var a = new Activity(\"a\"); a.SetTag(\"prompt.version\", \"6\"); return a.Start(); }",
        "Tagged(*@6)"
    )]
    [InlineData("IDisposable Start() => new Activity(\"a\").SetTag(\"prompt.version\", q).Start();", "Tagged(*@*)")]
    // What is handed back may be no activity.
    [InlineData("public virtual IDisposable Start() => new Activity(\"a\").SetTag(\"prompt.version\", \"6\").Start();", "FlowsIn")]
    [InlineData(
        "static IDisposable Start() { new Activity(\"a\").SetTag(\"prompt.version\", \"6\").Start(); return new MemoryStream(); }",
        "FlowsIn"
    )]
    public async Task On_an_activity(string start, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "prompt",
                SmallProgram.Prelude
                    + $$"""
                    public class C
                    {
                        private static string q = "";
                        {{start.Replace("Activity(", "System.Diagnostics.Activity(", StringComparison.Ordinal)}}
                        public async Task Ask()
                        {
                            using var started = Start();
                            await S.Client.GetResponseAsync("Say something nice.");
                            q = Console.ReadLine()!;
                        }
                    }
                    """
            )
        );
}
