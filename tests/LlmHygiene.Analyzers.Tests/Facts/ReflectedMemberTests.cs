using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts;

/// <summary>A member is reached by reflection only where the program finds members, reads or writes them, and names this one.</summary>
public class ReflectedMemberTests
{
    private static Task<string> ModelAsync(string other) =>
        FactTest.FactAsync(
            "model",
            $$"""
            using System.Reflection;
            class Assistant
            {
                private readonly IChatClient client = new OpenAI.Chat.ChatClient("gpt-6-luna", "key").AsIChatClient();
                public Task Ask(string text) => client.GetResponseAsync(text);
                public const string Client = nameof(client), Name = nameof(Assistant);
            }
            class Settings { public int GetValue(string name) => name.Length; }
            class Other { public void Do(Settings configuration, object value) { {{other}} } }
            """
        );

    [Theory]
    [InlineData("var limit = configuration.GetValue(\"limit\"); var name = nameof(Assistant);")]
    [InlineData("var limit = configuration.GetValue(\"limit\"); var type = typeof(Assistant);")]
    [InlineData("typeof(Assistant).Assembly.GetTypes();")]
    [InlineData("Activator.CreateInstance(typeof(string));")]
    public async Task Other_reflection_hides_nothing(string other) => Assert.Equal("AtClient(gpt-6-luna)", await ModelAsync(other));

    [Theory]
    [InlineData("typeof(Assistant).GetField(\"client\", BindingFlags.NonPublic | BindingFlags.Instance)!.SetValue(value, null);")]
    [InlineData("var type = typeof(Assistant); type.InvokeMember(\"x\", BindingFlags.SetField, null, value, [null]);")]
    [InlineData("foreach (var field in typeof(Assistant).GetRuntimeFields()) field.SetValue(value, null);")]
    [InlineData("value.GetType().GetField(\"client\")!.SetValue(value, null);")]
    [InlineData("value.GetType().GetField(Assistant.Client)!.SetValue(value, null);")]
    public async Task A_member_that_reflection_may_write_is_unknown(string other) => Assert.Equal("FlowsIn", await ModelAsync(other));

    // A type that is asked for its name, or for the file with its texts, is not asked for its members.
    [Theory]
    [InlineData("new System.ComponentModel.ComponentResourceManager(typeof(Assistant))", "AtClient(gpt-6-luna)")]
    [InlineData("new System.Resources.ResourceManager(typeof(Assistant))", "AtClient(gpt-6-luna)")]
    [InlineData("typeof(Assistant).FullName + typeof(Assistant).Name", "AtClient(gpt-6-luna)")]
    [InlineData("CreateLogger(typeof(Assistant))", "AtClient(gpt-6-luna)")]
    [InlineData("typeof(Assistant).Assembly", "FlowsIn")]
    [InlineData("Find(typeof(Assistant))", "FlowsIn")]
    [InlineData("new List<Type> { typeof(Assistant) }", "FlowsIn")]
    public async Task A_program_that_reflects_on_another_type(string use, string model) =>
        Assert.Equal(
            model,
            await FactTest.FactAsync(
                "model",
                $$"""
                class Assistant
                {
                    private readonly IChatClient client = new OpenAI.Chat.ChatClient("gpt-6-luna", "key").AsIChatClient();
                    public Task Ask(string text) => client.GetResponseAsync(text);
                }
                class Grid { public bool DoubleBuffered { get; set; } }
                class Form
                {
                    public void Show(Grid grid) =>
                        typeof(Grid).InvokeMember("DoubleBuffered", System.Reflection.BindingFlags.SetProperty, null, grid, [true]);
                    public object? Texts => {{use}};
                    static object? Find(Type type) => null;
                    static object? CreateLogger(Type type) => null;
                }
                """
            )
        );
}
