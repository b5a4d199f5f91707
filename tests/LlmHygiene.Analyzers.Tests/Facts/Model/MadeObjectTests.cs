using LlmHygiene.Analyzers.Tests.Infrastructure;
using static LlmHygiene.Analyzers.Tests.Infrastructure.SmallProgram;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>A model that is kept in an object whose creation is seen, comes from the method that runs there, or from an argument.</summary>
public class MadeObjectTests
{
    [Theory]
    [InlineData("new Plain { Model = \"m\" }.Model")]
    [InlineData("new Plain().Standard")]
    [InlineData("new Fixed { Model = \"m\" }.Model")]
    [InlineData("new Row(\"m\", 1).Model")]
    [InlineData("(new Row(\"n\", 1) with { Model = \"m\" }).Model")]
    [InlineData("(new Row(\"m\", 1) with { Count = 2 }).Model")]
    [InlineData("new { Model = \"m\" }.Model")]
    [InlineData("new KeyValuePair<string, string>(\"a\", \"m\").Value")]
    [InlineData("Tuple.Create(\"m\", 1).Item1")]
    [InlineData("s_kept.Model")]
    // Which override or implementation runs.
    [InlineData("((IMaker)new Maker()).Make()")]
    [InlineData("((Base)new Derived()).Make()")]
    [InlineData("((Base)new Derived()).Model")]
    [InlineData("((IMaker)new Derived()).Make()")]
    // What a method writes to an argument.
    [InlineData("Out(out var made) ? made : made")]
    [InlineData("Task.Run(() => \"m\").Result")]
    public async Task Its_value_is_known(string model) => Assert.Equal("Constant(m)", await ModelAsync("", model));

    [Theory]
    [InlineData("var plain = new Plain { Model = \"m\" }; plain.Model = q;", "plain.Model")]
    [InlineData("var plain = new Plain { Model = \"m\" }; Change(plain);", "plain.Model")]
    [InlineData("var plain = new Plain { Model = \"m\" }; plain.Rename();", "plain.Model")]
    [InlineData("var plain = new Plain { Model = \"m\" }; System.Text.Json.JsonSerializer.Serialize(plain);", "plain.Model")]
    [InlineData("", "new Made { Model = \"m\" }.Model")]
    [InlineData("", "new Chained { Model = \"m\", Name = \"n\" }.Model")]
    [InlineData("", "Given.Model")]
    [InlineData("", "(Maybe ? Given : new Plain { Model = \"m\" }).Model")]
    [InlineData("", "new Row(\"m\", 1) is var (made, _) ? made : q")]
    [InlineData("", "((IMaker)GivenMaker).Make()")]
    [InlineData("", "(Maybe ? new Derived() : new Base()).Make()")]
    [InlineData("var model = \"m\"; Set(ref model, q);", "model")]
    public async Task Other_code_may_set_it(string statements, string model) =>
        Assert.Equal("Configured", FactTest.WithoutChoice(await ModelAsync(statements, model)));

    private static Task<string> ModelAsync(string statements, string model) =>
        AskAsync("model", $"{statements} return Chat.GetResponseAsync(q, new ChatOptions {{ ModelId = {model} }});", Members);

    private const string Members = """
        static readonly IChatClient Chat = new OpenAI.Responses.ResponsesClient("k").AsIChatClient();
        static readonly Plain s_kept = new() { Model = "m" };
        public static bool Maybe { get; set; }
        public static Plain Given { get; set; } = new();
        public static IMaker GivenMaker { get; set; } = new Maker();
        public static Action<Plain> Change { get; set; } = _ => { };
        static bool Out(out string model) { model = "m"; return true; }
        static void Set(ref string model, string value) => model = value;
        public class Plain
        {
            public string? Model { get; set; }
            public string Standard { get; set; } = "m";
            public void Rename() => Model = Environment.MachineName;
        }
        public class Fixed { public required string Model { get; init; } }
        public class Made { public Made() => Model = Environment.MachineName; public string Model { get; init; } }
        public class Chained { public string Model { get; init; } public string Name { get => "n"; init => Model = value; } }
        public record Row(string Model, int Count);
        public interface IMaker { string Make(); }
        public class Maker : IMaker { public string Make() => "m"; }
        public class Base : IMaker { public virtual string Make() => "base"; public virtual string Model => "base"; }
        public class Derived : Base { public override string Make() => "m"; public override string Model => "m"; }
        """;
}
