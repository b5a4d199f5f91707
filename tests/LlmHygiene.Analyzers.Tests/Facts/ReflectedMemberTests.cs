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
    [InlineData("foreach (var field in typeof(Assistant).GetRuntimeFields()) field.SetValue(value, null);")]
    [InlineData("value.GetType().GetField(\"client\")!.SetValue(value, null);")]
    [InlineData("value.GetType().GetField(Assistant.Client)!.SetValue(value, null);")]
    public async Task A_member_that_reflection_may_write_is_unknown(string other) => Assert.Equal("FlowsIn", await ModelAsync(other));
}
