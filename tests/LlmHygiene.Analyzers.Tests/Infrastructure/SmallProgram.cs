namespace LlmHygiene.Analyzers.Tests.Infrastructure;

/// <summary>A class with one method that makes a call, for tests of how a value is followed to the call.</summary>
internal static class SmallProgram
{
    public const string Prelude = """
        #pragma warning disable OPENAI001
        static class S
        {
            public static readonly IChatClient Client = new OpenAI.Responses.ResponsesClient("k").AsIChatClient();
            public static readonly IChatClient WithModel = new OpenAI.Chat.ChatClient("c", "k").AsIChatClient();
            public static bool Maybe => DateTime.Now.Hour > 12;
        }

        """;

    /// <summary>One fact of the only call in the method.</summary>
    public static Task<string> AskAsync(string fact, string statements, string members = "") =>
        FactTest.FactAsync(fact, Prelude + $"partial class C {{ {members} public Task Ask(string q) {{ {statements} }} }}");
}
