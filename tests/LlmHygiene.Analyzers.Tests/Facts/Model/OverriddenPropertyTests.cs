using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A client or a model in a property that derived classes override, or that an interface declares.</summary>
public class OverriddenPropertyTests
{
    [Theory]
    [InlineData("abstract class Base { protected abstract IChatClient Chat { get; } CALL }", "AtClient(a)")]
    [InlineData("abstract class Base { protected virtual IChatClient Chat => throw new InvalidOperationException(); CALL }", "AtClient(a)")]
    [InlineData("interface IHas { IChatClient Chat { get; } } class Base(IHas has) { IChatClient Chat => has.Chat; CALL }", "AtClient(a)")]
    // Another body, another client.
    [InlineData("class Base { protected virtual IChatClient Chat => Client(\"b\"); CALL FACTORY }", "AtClient(a, b)")]
    // Whoever has the library may override it.
    [InlineData("public abstract class Base { protected abstract IChatClient Chat { get; } CALL }", "FlowsIn")]
    // Its setter can be called by anybody.
    [InlineData("abstract class Base { public abstract IChatClient Chat { get; set; } CALL }", "FlowsIn")]
    public async Task A_client_of_an_overridden_property(string declaring, string expected)
    {
        var isInterface = declaring.StartsWith("interface", StringComparison.Ordinal);
        var modifiers =
            isInterface ? "public"
            : declaring.Contains("set;", StringComparison.Ordinal) ? "public override"
            : "protected override";
        var accessors = declaring.Contains("set;", StringComparison.Ordinal) ? "{ get; set; }" : "{ get; }";
        var source =
            "#pragma warning disable OPENAI001\n"
            + declaring
                .Replace("CALL", "public Task Ask(string q) => Chat.GetResponseAsync(q);", StringComparison.Ordinal)
                .Replace("FACTORY", Factory, StringComparison.Ordinal)
            + $"{(declaring.StartsWith("public", StringComparison.Ordinal) ? "public " : "")}class Sub : {(isInterface ? "IHas" : "Base")} "
            + $"{{ {modifiers} IChatClient Chat {accessors} = Client(\"a\"); {Factory} }}";
        Assert.Equal(expected, await FactTest.FactAsync("model", source));
    }

    [Theory]
    [InlineData("record Sub(IChatClient Chat) : Base;")]
    [InlineData("class Sub : Base { public override IChatClient Chat { get { return Given(); } } IChatClient Given() => Shop.Given; }")]
    public async Task What_a_property_returns_elsewhere_is_unknown(string derived) =>
        Assert.Equal(
            "FlowsIn",
            await FactTest.FactAsync(
                "model",
                "#pragma warning disable OPENAI001\n"
                    + $$"""
                    static class Shop
                    {
                        public static IChatClient Given = null!;
                        public static void Set(IChatClient client) => Given = client;
                    }
                    abstract {{(derived.StartsWith("record", StringComparison.Ordinal) ? "record" : "class")}} Base
                    {
                        public abstract IChatClient Chat { get; {{(
                        derived.StartsWith("record", StringComparison.Ordinal) ? "init; " : ""
                    )}}}
                        public Task Ask(string q) => Chat.GetResponseAsync(q);
                    }
                    {{derived}}
                    """
            )
        );

    private const string Factory = "static IChatClient Client(string m) => new OpenAI.Chat.ChatClient(m, \"k\").AsIChatClient();";
}
