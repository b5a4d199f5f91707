namespace LlmHygiene.Package.Tests.Infrastructure;

/// <summary>The files that most consumers have.</summary>
internal static class Sources
{
    /// <summary>A program that prints what the prompt <c>greet</c> renders to.</summary>
    public const string PrintGreeting = """
        using App.Prompts;
        var prompt = new GreetPrompt.V1 { Who = "Ada" };
        Console.WriteLine($"{GreetPrompt.V1.Info.Name} {GreetPrompt.V1.Info.Version}");
        foreach (var message in prompt.ToMessages()) Console.WriteLine($"{message.Role}: {message.Text}");
        """;

    public const string DoNothing = "Console.WriteLine();";

    /// <summary>LLMH1002 and LLMH2001 in line 5; the other call is fine.</summary>
    public const string Desk = """
        using Microsoft.Extensions.AI;

        internal sealed class Desk(IChatClient client)
        {
            public Task<ChatResponse> AskAsync(CancellationToken stop) => client.GetResponseAsync(
                "Is this urgent?", new ChatOptions { MaxOutputTokens = 5 }, stop);

            public Task<ChatResponse> AskAsync(string question, CancellationToken stop) =>
                client.GetResponseAsync(question, new ChatOptions { ModelId = "gpt-5.4-mini-2026-03-17", MaxOutputTokens = 5 }, stop);
        }
        """;

    public static string Prompt(string name = "greet", string version = "1.0.0", string text = "Hello {{who}}!") =>
        $$"""
            name: {{name}}
            version: {{version}}
            model: gpt-5.4-mini-2026-03-17
            inputs:
              who: string
            messages:
              - role: user
                content: {{text}}
            modelParameters: { maxCompletionTokens: 50 }

            """;
}
