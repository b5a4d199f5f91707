using CsCheck;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>Generates typical projects of a few files: clients, options, prompts and tags in all the usual places.</summary>
internal static class SourceGen
{
    /// <summary>One to four files that compile together.</summary>
    public static Gen<(string Path, string Text)[]> Project { get; } =
        Gen.Select(Gen.Int[1, 4], Gen.Int[0, 100_000].Array[80])
            .Select(
                (count, choices) =>
                {
                    var pick = new Choices(choices);
                    var files = Enumerable.Range(0, count).Select(i => ($"File{i}.cs", File(i, pick))).ToList();
                    files.Add(("Shared.cs", Shared(pick)));
                    return files.ToArray();
                }
            );

    private static string File(int i, Choices pick)
    {
        var (constructor, members, client) = Client(pick);
        var methods = string.Concat(Enumerable.Range(0, 1 + pick.Below(3)).Select(m => Method(m, client, pick)));
        return $$"""
            using System.Diagnostics;
            using System.Net.Http;
            using System.Text;
            using LlmHygiene;
            using Microsoft.Extensions.DependencyInjection;

            {{pick.Of("", "namespace Desk.Area;\n")}}
            public {{pick.Of("", "sealed ")}}partial class Desk{{i}}{{constructor}}
            {
                private const string System = "You are a helpful assistant for billing.";
                private readonly ChatOptions _options = new() { {{pick.Of(
                "",
                "ModelId = \"gpt-4o\", ",
                "ModelId = Shared.Model, "
            )}}MaxOutputTokens = 5 };
                {{members}}
            {{methods}}
                private static ChatOptions Make(int n) => n > 0 ? Make(n - 1) : new() { {{pick.Of("", "ModelId = \"gpt-4o-mini\"")}} };
                private static (ChatOptions Options, int Count) Pair() => (new ChatOptions { {{pick.Of("", "ModelId = \"o3\"")}} }, 1);
                public Task<ChatResponse> WrapAsync(string prompt, ChatOptions? options = null) => {{client}}.GetResponseAsync({{pick.Of(
                "prompt",
                "\"Answer briefly. \" + prompt",
                "[new ChatMessage(ChatRole.User, prompt)]"
            )}}, {{pick.Of("options", "_options", "options ?? _options")}});
                public Task<ChatResponse> OuterAsync(string text) => WrapAsync({{pick.Of(
                "text",
                "$\"Please look at {text}\"",
                "text.Trim()"
            )}});
            }
            """;
    }

    private static (string Constructor, string Members, string Expression) Client(Choices pick) =>
        pick.Below(10) switch
        {
            0 => ("(IChatClient client)", "", "client"),
            1 => ("(IChatClient client)", "private readonly IChatClient _client = client;", "_client"),
            2 => ("", "private readonly IChatClient _client = new OpenAI.Chat.ChatClient(\"gpt-4o\", \"k\").AsIChatClient();", "_client"),
            3 => ("", "private readonly Lazy<IChatClient> _lazy = new(() => Shared.Create(Shared.Model));", "_lazy.Value"),
            4 => ("(IServiceProvider services)", "private IChatClient Client => services.GetRequiredService<IChatClient>();", "Client"),
            5 => ("", "private static IChatClient Client { get; set; } = Shared.Create(null);", "Client"),
            6 => ("(Func<string, IChatClient> factory)", "", "factory(\"main\")"),
            7 => (
                "(IChatClient client)",
                """
                private readonly IChatClient _built = client.AsBuilder().ConfigureOptions(o => o.ModelId ??= "gpt-4o")
                    .UseFunctionInvocation().Build();
                """,
                "_built"
            ),
            8 => (
                "",
                """
                private IChatClient Pick(bool large) =>
                    large ? Shared.Create("gpt-4o") : new OllamaSharp.OllamaApiClient(new Uri("http://localhost"), "llama3");
                """,
                "Pick(true)"
            ),
            _ => ("", "private IChatClient? _late; private IChatClient Late => _late ??= Shared.Create(Shared.Model);", "Late"),
        };

    private static string Method(int number, string client, Choices pick)
    {
        var tag = pick.Below(6) switch
        {
            0 => "using var scope = PromptScope.Begin(\"desk\", \"1.0.0\");",
            1 => "Activity.Current?.SetTag(\"prompt.version\", \"2\");",
            2 => "local.AdditionalProperties = new() { [\"prompt_version\"] = \"3\" };",
            _ => "",
        };
        var options = pick.Of(
            "null",
            "local",
            "_options",
            "Make(3)",
            "Pair().Options",
            "new ChatOptions { ModelId = text, MaxOutputTokens = n }",
            "n > 0 ? local : _options",
            "Shared.Options(n)"
        );
        var prompt = pick.Of(
            "\"Summarise the ticket.\"",
            "$\"Summarise {text} in {n} words\"",
            "text",
            "System + text",
            "builder.ToString()",
            "messages",
            "[new(ChatRole.System, System), .. messages]",
            "string.Join(\" \", text, System)",
            "new List<ChatMessage> { new(ChatRole.User, text) }",
            "Shared.Prompt(text)",
            "File.ReadAllText(\"prompt.txt\")"
        );
        var call = $"{client}.GetResponseAsync({prompt}, {options}, token)";
        var body = pick.Below(9) switch
        {
            0 => $"var answer = await {call}; Console.WriteLine(answer.Text);",
            1 => "foreach (var item in text.Split(',')) { var (o, _) = Pair(); o.ModelId ??= item; await "
                + $"{client}.GetResponseAsync(item, o); }}",
            2 => $"await foreach (var update in {client}.GetStreamingResponseAsync({prompt}, {options}).WithCancellation(token)) "
                + "Console.Write(update.Text);",
            3 => $"try {{ await {call}; }} catch (Exception) when (n > 3) "
                + $"{{ await {call.Replace("token", "default", StringComparison.Ordinal)}; }}",
            4 => $"async Task<ChatResponse> Local(string t) => await {client}.GetResponseAsync(t, {options}); "
                + $"await Local({pick.Of("text", "\"Explain the error.\"")});",
            5 => $"await Task.WhenAll(Enumerable.Range(0, n).Select(i => {client}.GetResponseAsync(\"Item \" + i, {options})));",
            6 => $"var chat = new OpenAI.Chat.ChatClient({pick.Of("\"gpt-4o\"", "text")}, \"k\"); "
                + "await chat.CompleteChatAsync([OpenAI.Chat.ChatMessage.CreateUserMessage(text)], "
                + $"new OpenAI.Chat.ChatCompletionOptions {{ MaxOutputTokenCount = n }});",
            7 => "using var http = new HttpClient(); await http.PostAsync(\"https://api.openai.com/v1/chat/completions\", "
                + $"new StringContent(\"{{}}\")); await new Proxy{number}().CallAsync({pick.Of("text", "messages", "local")});",
            _ => $"await OuterAsync({pick.Of("text", "\"Draft a polite reply.\"")}); await WrapAsync(\"Translate it.\", {options});",
        };
        return $$"""

                public async Task Ask{{number}}Async(string text, int n, CancellationToken token = default)
                {
                    var local = new ChatOptions();
                    {{pick.Of("", "local.ModelId = \"gpt-4o\";", "local.ModelId = Shared.Model; local.Temperature = 0.1f;")}}
                    var builder = new StringBuilder(System).AppendLine(text);
                    var messages = new List<ChatMessage>();
                    messages.Add(new(ChatRole.User, {{pick.Of("text", "\"What happened?\"", "builder.ToString()")}}));
                    {{tag}}
                    {{body}}
                }

                private sealed class Proxy{{number}}
                {
                    public Task CallAsync(object value) => Task.FromResult(value);
                }
            """;
    }

    private static string Shared(Choices pick) =>
        $$"""
            using Microsoft.Extensions.DependencyInjection;

            public static class Shared
            {
                public {{pick.Of(
                "const string Model = \"gpt-4o\"",
                "static string Model { get; set; } = \"gpt-4o\"",
                "static readonly string? Model = Environment.GetEnvironmentVariable(\"MODEL\")"
            )}};
                public static IChatClient Create(string? model) => new OpenAI.Chat.ChatClient(model ?? "gpt-4o-mini", "k").AsIChatClient();
                public static ChatOptions Options(int limit) => new() { {{pick.Of("", "ModelId = Model, ")}}MaxOutputTokens = limit };
                public static string Prompt(string text) => {{pick.Of(
                "text",
                "\"Classify this: \" + text",
                "text.Length > 3 ? Prompt(text[1..]) : text"
            )}};
                public static void Add(IServiceCollection services) => {{pick.Of(
                "services.AddChatClient(Create(\"gpt-4o\"))",
                "services.AddSingleton<IChatClient>(_ => Create(Model))",
                "services.AddSingleton(Create(null))"
            )}};
            }
            """;

    /// <summary>Takes one number of a fixed list for each choice, so that a failing case shrinks.</summary>
    internal sealed class Choices(int[] numbers)
    {
        private int _next;

        public int Below(int bound) => numbers[_next++ % numbers.Length] % bound;

        public string Of(params string[] options) => options[Below(options.Length)];
    }
}
