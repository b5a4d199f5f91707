using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts;

/// <summary>Options that an object initializer puts into another object keep what is known of them.</summary>
public class HeldOptionsTests
{
    [Theory]
    [InlineData("var holder = new Holder { Options = options };", "Unset")]
    [InlineData("var holder = new Row { Options = options, Count = 1 }; holder = holder with { Count = 2 };", "Unset")]
    [InlineData("var holder = new Holder { Options = options }; holder.Options.MaxOutputTokens = 7;", "Set")]
    [InlineData("var holder = new Row { Options = options }; (holder with { Count = 2 }).Options.MaxOutputTokens = 7;", "Set")]
    [InlineData("var all = new List<Holder> { new() { Options = options } }; all[0].Options.MaxOutputTokens = 7;", "Set")]
    // Code outside may write to them.
    [InlineData("Given(new Open { Options = options });", "FlowsIn")]
    public async Task What_is_put_into_a_holder(string statement, string expected) =>
        Assert.Equal(
            expected,
            (
                await FactTest.FactAsync(
                    "limit",
                    $$"""
                    internal sealed class Holder { internal ChatOptions Options = null!; }
                    internal sealed record Row { internal ChatOptions Options { get; init; } = null!; internal int Count { get; init; } }
                    public sealed class Open { public ChatOptions Options { get; set; } = null!; }
                    public class C
                    {
                        public static Action<Open> Given { get; set; } = null!;
                        public async Task Ask()
                        {
                            var options = new ChatOptions();
                            {{statement}}
                            await new OpenAI.Chat.ChatClient("gpt-4o", "k").AsIChatClient().GetResponseAsync("Say.", options);
                        }
                    }
                    """
                )
            ).Split('(')[0]
        );

    [Theory]
    [InlineData("_ => null", "Unset")]
    [InlineData("_ => new object()", "FlowsIn")]
    [InlineData("Given", "FlowsIn")]
    public async Task A_raw_representation(string factory, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "limit",
                $$"""
                public class C
                {
                    public static Func<IChatClient, object?> Given { get; set; } = null!;
                    public Task Ask() =>
                        new OpenAI.Chat.ChatClient("gpt-4o", "k").AsIChatClient().GetResponseAsync(
                            "Say.", new ChatOptions { RawRepresentationFactory = {{factory}} });
                }
                """
            )
        );
}
