using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>
/// A step that configures options with a delegate of a variable, a method or a helper: where it can only be one, its code is read.
/// </summary>
public class NamedDelegateTests
{
    [Theory]
    [InlineData("Action<ChatOptions> setUp = o => o.ModelId = \"a\";", "setUp", "AtClient(a)")]
    [InlineData("Action<ChatOptions> setUp = o => o.ModelId ??= \"a\"; var same = setUp;", "same", "AtClient(a)")]
    [InlineData("Action<ChatOptions> setUp = o => o.Temperature = 0;", "setUp", "Absent")]
    [InlineData("", "SetUp", "AtClient(m)")]
    [InlineData("", "new Action<ChatOptions>(SetUp)", "AtClient(m)")]
    [InlineData("void Own(ChatOptions o) => o.ModelId = \"b\";", "Own", "AtClient(b)")]
    [InlineData("", "Naming(\"c\")", "AtClient(c)")]
    [InlineData("", "s_setUp", "AtClient(s)")]
    // It may be another one, or its code is not seen.
    [InlineData("Action<ChatOptions> setUp = o => o.ModelId = \"a\"; if (Maybe) setUp = o => { };", "setUp", "FlowsIn")]
    [InlineData("Action<ChatOptions> setUp = o => { }; setUp += o => o.ModelId = \"a\";", "setUp", "FlowsIn")]
    [InlineData("Action<ChatOptions> setUp = Maybe ? o => o.ModelId = \"a\" : o => { };", "setUp", "FlowsIn")]
    [InlineData("", "Given", "FlowsIn")]
    [InlineData("", "given", "FlowsIn")]
    [InlineData("", "Virtual", "FlowsIn")]
    [InlineData("", "Generic", "FlowsIn")]
    [InlineData("", "Around(o => o.ModelId = \"a\")", "FlowsIn")]
    [InlineData("", "Split", "FlowsIn")]
    public async Task A_step(string statements, string configure, string expected) =>
        Assert.Equal(
            expected,
            FactTest.WithoutChoice(
                await FactTest.FactAsync(
                    "model",
                    SmallProgram.Prelude
                        + $$"""
                        public partial class C
                        {
                            private static readonly Action<ChatOptions> s_setUp = o => o.ModelId = "s";
                            public static bool Maybe { get; set; }
                            public static Action<ChatOptions> Given { get; set; } = null!;
                            private static void SetUp(ChatOptions o) => o.ModelId = "m";
                            public virtual void Virtual(ChatOptions o) => o.ModelId = "m";
                            private static void Generic<T>(T o) => GC.KeepAlive(o);
                            private static Action<ChatOptions> Naming(string model) => o => o.ModelId = model;
                            private static Action<ChatOptions> Around(Action<ChatOptions> inner) => o => inner(o);
                            static partial void Split(ChatOptions o);
                            static partial void Split(ChatOptions o) => o.ModelId = "m";
                            public async Task Ask(string q, Action<ChatOptions> given)
                            {
                                {{statements}}
                                await S.Client.AsBuilder().ConfigureOptions({{configure}}).Build().GetResponseAsync(q);
                            }
                        }
                        """
                )
            )
        );
}
