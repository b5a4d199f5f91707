namespace LlmHygiene.Analyzers.Tests.Rules.Levels;

/// <summary>
/// Calls in shapes of real code, one a method. Later versions see through more of them, and through more kinds of calls.
/// </summary>
internal static class LevelShapes
{
    public const string Source = """
        #pragma warning disable OPENAI001
        using System.Net.Http;
        using Microsoft.Extensions.AI;
        using System.Net.Http.Json;
        using System.Text;
        using Microsoft.SemanticKernel;
        using Microsoft.SemanticKernel.ChatCompletion;
        record Scenario(string System, string User);
        class Lines(string text) { public override string ToString() => text; }
        class Shapes(IChatClient client, Kernel kernel, OpenAI.Chat.ChatClient openAI, OpenAI.OpenAIClient sdk, HttpClient http)
        {
            private static readonly string[] s_prompts = ["Write a poem about spring.", "Write a poem about autumn."];
            private static readonly Dictionary<string, string> s_named = new() { ["poem"] = "Write a poem about the sea." };
            private readonly IChatClient _made = new OpenAI.Chat.ChatClient("gpt-4o", "key").AsIChatClient();

            public Task Literal() => client.GetResponseAsync("Write a poem.");
            public Task Local() { var text = "Write a poem."; return client.GetResponseAsync(text); }
            public async Task Loop() { foreach (var prompt in s_prompts) await client.GetResponseAsync(prompt); }
            public Task Query() => Task.WhenAll(from prompt in s_prompts select client.GetResponseAsync(prompt));
            public Task Select() => Task.WhenAll(s_prompts.Select(prompt => client.GetResponseAsync(prompt)));
            public Task Element() => client.GetResponseAsync(s_prompts[0]);
            public Task Named() => client.GetResponseAsync(s_named["poem"]);
            public Task Interpolated(string about) => client.GetResponseAsync($"Write a poem about {about}.");
            public Task Handler(string about) => client.GetResponseAsync(string.Create(null, $"Write a poem about {about}."));
            public Task Formatted(string about) => client.GetResponseAsync(string.Format("Write a poem about {0}.", about));
            public Task Builder(string about)
            {
                var text = new StringBuilder("Write a poem about ");
                return client.GetResponseAsync(text.Append(about).ToString());
            }
            public Task Helper(string about) => client.GetResponseAsync(Poem(about));
            private static string Poem(string about) => "Write a poem about " + about;
            public Task Wrapped(string about) => client.GetResponseAsync(Frame("Write a poem about " + about));
            private static string Frame(string text) => "<task>" + text + "</task>";
            public Task Delegate(string about)
            {
                Func<string, string> make = name => "Write a poem about " + name;
                return client.GetResponseAsync(make(about));
            }
            public Task Lazy() { var text = new Lazy<string>(() => "Write a poem."); return client.GetResponseAsync(text.Value); }
            public Task Record()
            {
                var scenario = new Scenario("You are a poet.", "Write a poem.");
                return client.GetResponseAsync(scenario.User);
            }
            public Task Carrier() => client.GetResponseAsync(new Lines("Write a poem.").ToString());
            public Task Messages() => client.GetResponseAsync([new ChatMessage(ChatRole.User, "Write a poem.")]);
            public Task MessageList()
            {
                var all = new List<ChatMessage>();
                all.Add(new(ChatRole.User, "Write a poem."));
                return client.GetResponseAsync(all);
            }
            public Task Tuple()
            {
                var (system, user) = ("You are a poet.", "Write a poem.");
                return client.GetResponseAsync(system + user);
            }
            public Task Switch(int kind) => client.GetResponseAsync(kind switch { 0 => "Write a poem.", _ => "Write a story." });
            public Task Parameter(string text) => client.GetResponseAsync(text);
            public Task Caller() => Parameter("Write a poem about winter.");
            public Task Settings() => client.GetResponseAsync("Write a poem.", new ChatOptions { Temperature = 1 });
            public Task Handed(ChatOptions options) => client.GetResponseAsync("Write a poem.", options);
            public Task Model() => client.GetResponseAsync("Write a poem.", new ChatOptions { ModelId = "gpt-4-0314" });
            public Task Alias() => client.GetResponseAsync("Write a poem.", new ChatOptions { ModelId = "gpt-4o" });
            public Task OfChoice(bool old) =>
                client.GetResponseAsync("Write a poem.", new ChatOptions { ModelId = old ? "gpt-4-0314" : "gpt-4o" });
            public Task Made() => _made.GetResponseAsync("Write a poem.");
            public Task Direct() => openAI.CompleteChatAsync("Write a poem.");
            public Task OfSdk() => sdk.GetChatClient("gpt-4-0314").CompleteChatAsync("Write a poem.");
            public Task Prompt() => kernel.InvokePromptAsync("Write a poem.");
            public Task PromptWithSettings() =>
                kernel.InvokePromptAsync("Write a poem.", new(new PromptExecutionSettings { ModelId = "gpt-4o" }));
            public Task Service() => kernel.GetRequiredService<IChatCompletionService>().GetChatMessageContentAsync("Write a poem.");
            public Task Embedding() => sdk.GetEmbeddingClient("text-embedding-3-small").GenerateEmbeddingAsync("A poem.");
            public Task Image() => sdk.GetImageClient("gpt-image-1").GenerateImageAsync("A tree.");
            public Task Http() => http.PostAsJsonAsync("https://api.openai.com/v1/chat/completions", new { model = "gpt-4o" });
            public Task HttpAddress()
            {
                var root = "https://api.openai.com";
                root += "/v1/chat/completions";
                return http.PostAsJsonAsync(root, new { model = "gpt-4o" });
            }
            public Task HttpImage() => http.PostAsJsonAsync("https://api.openai.com/v1/images/generations", new { model = "gpt-image-1" });
            public Task HttpEmbedding() =>
                http.PostAsJsonAsync("https://api.openai.com/v1/embeddings", new { model = "text-embedding-3-small" });
            public Task HttpAudio() => http.PostAsJsonAsync("https://api.openai.com/v1/audio/transcriptions", new { model = "whisper-1" });
            public Task Pipeline() => new ChatClientBuilder(_made).UseLogging().Build().GetResponseAsync("Write a poem.");
            public async Task Tagged()
            {
                using var scope = LlmHygiene.PromptScope.Begin("poem", "1.0.0");
                await client.GetResponseAsync("Write a poem.");
            }
            public async Task TaggedLate()
            {
                using var scope = LlmHygiene.PromptScope.Begin("poem", DateTime.Now.ToString());
                await client.GetResponseAsync("Write a poem.");
            }
        }
        """;
}
