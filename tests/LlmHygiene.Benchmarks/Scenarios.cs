using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Benchmarks;

/// <summary>The projects that are analyzed.</summary>
public enum Scenario
{
    /// <summary>300 files, no SDK referenced.</summary>
    NoSdk,

    /// <summary>The same 300 files with every supported SDK referenced, and no call.</summary>
    NoCall,

    /// <summary>1,000 calls in 50 files, models and prompts stated in the usual ways.</summary>
    Calls,

    /// <summary>1,000 calls in one method.</summary>
    OneMethod,

    /// <summary>200 calls in one file, and 100 files without a call: the file that the user types in.</summary>
    OneFile,

    /// <summary>100 calls whose options and client come through a chain of 200 helpers.</summary>
    HelperChain,

    /// <summary>1,000 calls of wrappers that pass the prompt on through three levels.</summary>
    Wrappers,
}

/// <summary>Creates the scenarios as compilations that have not been used yet.</summary>
internal static class Scenarios
{
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using System.Text;
        global using System.Threading;
        global using System.Threading.Tasks;

        """;

    private static readonly CSharpParseOptions s_parse = new(LanguageVersion.Latest);

    /// <param name="scale">The size as a multiple of the scenario's, to show how the time grows.</param>
    public static CSharpCompilation Compile(Scenario scenario, int scale = 1)
    {
        var sources = Sources(scenario, scale).ToList();
        var trees = sources
            .Select((source, index) => CSharpSyntaxTree.ParseText(source, s_parse, $"File{index}.cs"))
            .Append(
                CSharpSyntaxTree.ParseText(
                    scenario is Scenario.NoSdk or Scenario.NoCall ? Usings : Usings + "global using Microsoft.Extensions.AI;\n",
                    s_parse,
                    "Usings.cs"
                )
            );
        return CSharpCompilation.Create(
            scenario.ToString(),
            trees,
            scenario == Scenario.NoSdk ? TestReferences.Framework : TestReferences.All,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable)
        );
    }

    private static IEnumerable<string> Sources(Scenario scenario, int scale) =>
        scenario switch
        {
            Scenario.NoSdk or Scenario.NoCall => Enumerable.Range(0, 300 * scale).Select(OrdinaryCode),
            Scenario.Calls => Enumerable
                .Range(0, 50 * scale)
                .Select(file => Service(file, calls: 20))
                .Append(Registration)
                .Concat(Enumerable.Range(1000, 50 * scale).Select(OrdinaryCode)),
            Scenario.OneMethod => [OneMethod(1000 * scale)],
            Scenario.OneFile => [Service(0, calls: 200 * scale), Registration, .. Enumerable.Range(1000, 100 * scale).Select(OrdinaryCode)],
            Scenario.HelperChain => [HelperChain(200 * scale, calls: 100)],
            Scenario.Wrappers => Enumerable.Range(0, 50 * scale).Select(file => WrapperCallers(file, calls: 20)).Append(Wrapper),
            _ => throw new ArgumentOutOfRangeException(nameof(scenario)),
        };

    /// <summary>A file as it is in any project: many invocations, some with names that SDK methods have too.</summary>
    public static string OrdinaryCode(int number) =>
        $$"""
            namespace Shop.Area{{number % 10}};

            public sealed class Orders{{number}}(Dictionary<string, decimal> prices, TimeProvider clock)
            {
                private readonly List<string> _log = [];

                public decimal Total(IEnumerable<(string Article, int Count)> lines)
                {
                    var total = 0m;
                    foreach (var (article, count) in lines.Where(line => line.Count > 0)
                        .OrderBy(line => line.Article, StringComparer.Ordinal))
                    {
                        if (!prices.TryGetValue(article.Trim().ToUpperInvariant(),
                            out var price)) throw new KeyNotFoundException(string.Concat("No price of ", article));
                        total += Math.Round(price * count, 2);
                        _log.Add(string.Format("{0}: {1}", article, price));
                    }

                    return Math.Max(total, 0m);
                }

                public async Task<string> RunAsync(string name, CancellationToken cancellationToken)
                {
                    await Task.Delay(TimeSpan.FromMilliseconds(1), clock, cancellationToken).ConfigureAwait(false);
                    var text = new StringBuilder().Append(name).Append(' ').AppendLine(clock.GetUtcNow().ToString("O"));
                    foreach (var entry in _log.Distinct().Take(10)
                        .Select(entry => entry.Replace(":", " =", StringComparison.Ordinal))) text.AppendLine(entry);
                    return text.ToString().TrimEnd();
                }

                public Task<string> GetResponseAsync(string name) => RunAsync(name, CancellationToken.None);

                public async Task<int> SendAsync()
                {
                    var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => GetResponseAsync("a" + i.ToString())));
                    return answers.Sum(answer => answer.Length) + string.Join(',', answers).IndexOf('O');
                }
            }

            """;

    private const string Registration = """
        using Microsoft.Extensions.DependencyInjection;

        namespace Shop;

        public static class Registration
        {
            public static void Add(IServiceCollection services, string key)
            {
                services.AddChatClient(new OpenAI.Chat.ChatClient("gpt-4o-2024-11-20", key).AsIChatClient());
                services.AddSingleton<Settings>();
            }
        }

        public sealed class Settings
        {
            public string Model { get; set; } = "gpt-4o";
        }

        """;

    /// <summary>A typical class that calls a model.</summary>
    public static string Service(int number, int calls)
    {
        var methods = string.Concat(
            Enumerable
                .Range(0, calls)
                .Select(i =>
                    (i % 5) switch
                    {
                        0 => $$"""
                                public async Task<string> Summarise{{i}}Async(string text, CancellationToken cancellationToken)
                                {
                                    var options = new ChatOptions { MaxOutputTokens = 300, Temperature = 0.2f };
                                    options.ModelId ??= settings.Model;
                                    var answer = await client.GetResponseAsync($"Summarise this text: {text}", options, cancellationToken);
                                    return answer.Text;
                                }

                            """,
                        1 => $$"""
                                public async Task<string> Classify{{i}}Async(string text)
                                {
                                    var messages = new List<ChatMessage> { new(ChatRole.System, System) };
                                    messages.Add(new ChatMessage(ChatRole.User, text));
                                    return (await client.GetResponseAsync(messages, _options)).Text;
                                }

                            """,
                        2 => $$"""
                                public Task<ChatResponse> Ask{{i}}Async(IEnumerable<ChatMessage> messages, ChatOptions? options,
                                    CancellationToken cancellationToken) =>
                                    client.GetResponseAsync(messages, options, cancellationToken);

                            """,
                        3 => $$"""
                                public async IAsyncEnumerable<string> Stream{{i}}Async(string text)
                                {
                                    var prompt = new StringBuilder("Translate into French.").AppendLine().Append(text).ToString();
                                    await foreach (var update in client.GetStreamingResponseAsync(prompt,
                                        Make(300))) yield return update.Text;
                                }

                            """,
                        _ => $$"""
                                public string Direct{{i}}(string text)
                                {
                                    var chat = new OpenAI.Chat.ChatClient("gpt-4o", key);
                                    return chat.CompleteChat([OpenAI.Chat.ChatMessage.CreateUserMessage("Answer briefly: " + text)],
                                        new OpenAI.Chat.ChatCompletionOptions { MaxOutputTokenCount = 5 }).Value.Content[0].Text;
                                }

                            """,
                    }
                )
        );
        return $$"""
            namespace Shop.Services{{number % 10}};

            public sealed class Desk{{number}}(IChatClient client, Settings settings, string key)
            {
                private const string System = "You classify tickets by urgency.";
                private readonly ChatOptions _options = new() { ModelId = "gpt-4o-mini", MaxOutputTokens = 5 };

            {{methods}}    private ChatOptions Make(int limit) => new() { ModelId = settings.Model, MaxOutputTokens = limit };
            }

            """;
    }

    private static string OneMethod(int calls)
    {
        var statements = string.Concat(
            Enumerable
                .Range(0, calls)
                .Select(i =>
                    $"""
                                options{i}.ModelId = "gpt-4o";
                                answers.Add((await client.GetResponseAsync("Translate the sentence " + text, options{i}, token)).Text);

                        """
                )
        );
        var locals = string.Concat(Enumerable.Range(0, calls).Select(i => $"        var options{i} = new ChatOptions();\n"));
        return $$"""
            public sealed class Desk(IChatClient client)
            {
                public async Task<List<string>> AskAsync(string text, CancellationToken token)
                {
                    var answers = new List<string>();
            {{locals}}{{statements}}        return answers;
                }
            }

            """;
    }

    private static string HelperChain(int length, int calls)
    {
        var helpers = string.Concat(
            Enumerable
                .Range(0, length)
                .Select(i =>
                    $"""
                            private static ChatOptions Options{i}(int n) => Options{i + 1}(n + 1);
                            private static IChatClient Client{i}(string key) => Client{i + 1}(key + "{i}");

                        """
                )
        );
        var asks = string.Concat(
            Enumerable
                .Range(0, calls)
                .Select(i =>
                    $$"""
                            public Task<ChatResponse> Ask{{i}}Async(string text) =>
                                Client0("k").GetResponseAsync("Explain this: " + text, Options0({{i}}));

                        """
                )
        );
        return $$"""
            public static class Desk
            {
            {{helpers}}    private static ChatOptions Options{{length}}(int n) => new() { MaxOutputTokens = n };
                private static IChatClient Client{{length}}(string key) => new OpenAI.Chat.ChatClient("gpt-4o", key).AsIChatClient();

            {{asks.Replace("public Task", "public static Task", StringComparison.Ordinal)}}}

            """;
    }

    private const string Wrapper = """
        namespace Shop;

        public interface IAssistant
        {
            Task<string> AskAsync(string prompt, CancellationToken cancellationToken = default);
        }

        public sealed class Assistant(IChatClient client) : IAssistant
        {
            public Task<string> AskAsync(string prompt, CancellationToken cancellationToken = default) =>
                SendAsync(prompt, 300, cancellationToken);

            private Task<string> SendAsync(string prompt, int limit, CancellationToken cancellationToken) =>
                CompleteAsync([new ChatMessage(ChatRole.User, prompt)], new ChatOptions { MaxOutputTokens = limit, ModelId = "gpt-4o" },
                    cancellationToken);

            private async Task<string> CompleteAsync(List<ChatMessage> messages, ChatOptions options,
                CancellationToken cancellationToken) =>
                (await client.GetResponseAsync(messages, options, cancellationToken)).Text;
        }

        """;

    private static string WrapperCallers(int number, int calls)
    {
        var methods = string.Concat(
            Enumerable
                .Range(0, calls)
                .Select(i =>
                    $$"""
                            public Task<string> Task{{i}}Async(string text) =>
                                assistant.AskAsync($"Write a title for this article: {text}");

                        """
                )
        );
        return $$"""
            namespace Shop.Pages{{number % 10}};

            public sealed class Page{{number}}(IAssistant assistant)
            {
            {{methods}}}

            """;
    }
}
