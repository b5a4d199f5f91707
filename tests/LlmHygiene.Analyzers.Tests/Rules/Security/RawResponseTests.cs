using LlmHygiene.Analyzers.Rules.Security;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.Analyzers.Tests.Security;

namespace LlmHygiene.Analyzers.Tests.Rules.Security;

/// <summary>What a model writes in the response to a raw request, besides the programs of <see cref="FlowProgramTests"/>.</summary>
public class RawResponseTests
{
    private const string Ask = """
        using System.Net.Http;
        using System.Net.Http.Json;
        using System.Text.Json;

        """;

    [Fact]
    public async Task No_SDK_is_needed()
    {
        var test = RuleTest.Create<TextFlowAnalyzer>(only: "LLMH6003", references: TestReferences.Framework);
        test.TestState.Sources.Add(
            Ask
                + """
                using System.IO;
                using System.Threading.Tasks;

                class Namer(HttpClient http)
                {
                    public async Task SaveAsync(string report)
                    {
                        var response = await http.PostAsJsonAsync(
                            "https://api.anthropic.com/v1/messages",
                            new { model = "claude-sonnet-4-5", max_tokens = 100, messages = new[] { report } });
                        var json = await response.Content.ReadFromJsonAsync<JsonElement>();
                        var name = json.GetProperty("content")[0].GetProperty("text").GetString();
                        File.WriteAllText(Path.Combine("out", {|LLMH6003:name|}), report);
                    }
                }
                """
        );
        await test.RunAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task The_path_begins_at_the_request()
    {
        var found = Assert.Single(
            await RuleTest.DiagnosticsAsync<TextFlowAnalyzer>([
                Ask
                    + """
                    class Runner(HttpClient http)
                    {
                        public async Task RunAsync()
                        {
                            var sent = await http.PostAsync("https://api.openai.com/v1/chat/completions", Body());
                            var text = await sent.Content.ReadAsStringAsync();
                            System.Diagnostics.Process.Start("sh", text);
                        }

                        static HttpContent Body() => JsonContent.Create(new { model = "gpt-5.4", messages = new[] { "Hi" } });
                    }
                    """,
            ])
        );
        Assert.Equal(
            ["http.PostAsync(\"https://api.openai.com/v1/chat/completions\", Body())", "await sent.Content.ReadAsStringAsync()"],
            found
                .AdditionalLocations.Select(static one => one.SourceTree!.GetText().ToString(one.SourceSpan))
                .Where(static text => !text.StartsWith("await http", StringComparison.Ordinal))
        );
        Assert.StartsWith("'http.PostAsync(", found.GetMessage(null), StringComparison.Ordinal);
    }

    // A helper sends to the address that each of its callers passes.
    [Fact]
    public Task A_helper_sends_where_its_caller_says() =>
        RuleTest.VerifyAsync<TextFlowAnalyzer>(
            Ask
                + """
                class Api(HttpClient http)
                {
                    public async Task<T> PostAsync<T>(string path, object body)
                    {
                        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
                        using var response = await http.SendAsync(request);
                        response.EnsureSuccessStatusCode();
                        return JsonSerializer.Deserialize<T>(await response.Content.ReadAsStringAsync())!;
                    }
                }

                record Chat(string Id, List<Choice> Choices);
                record Choice(Reply Message);
                record Reply(string Content);
                record Clock(string Text);

                class Runner(Api api)
                {
                    public async Task RunAsync()
                    {
                        var chat = await api.PostAsync<Chat>(
                            "https://api.openai.com/v1/chat/completions", new { model = "m", messages = 1 });
                        System.Diagnostics.Process.Start("sh", {|LLMH6003:chat.Choices[0].Message.Content|});
                        System.Diagnostics.Process.Start("sh", chat.Id);
                        var clock = await api.PostAsync<Clock>("https://time.example.com/now", new { zone = "utc" });
                        System.Diagnostics.Process.Start("sh", clock.Text);
                    }
                }
                """
        );

    [Fact]
    public Task An_unknown_address_is_not_a_model() =>
        RuleTest.VerifyAsync<TextFlowAnalyzer>(
            Ask
                + """
                class Runner(HttpClient http, Uri address)
                {
                    const string Other = "https://api.openai.com/v1/chat/completions";

                    public async Task RunAsync()
                    {
                        var sent = await http.PostAsync(address, new StringContent("{}"));
                        System.Diagnostics.Process.Start("sh", await sent.Content.ReadAsStringAsync());
                    }
                }
                """
        );

    // `new HttpClient(new Stub())` sends nothing.
    [Fact]
    public Task A_handler_of_the_project_that_answers_is_not_a_model() =>
        RuleTest.VerifyAsync<TextFlowAnalyzer>(
            Ask
                + """
                class Stub : HttpMessageHandler
                {
                    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation) =>
                        Task.FromResult(new HttpResponseMessage());
                }

                class Runner
                {
                    private readonly HttpClient _http = new(new Stub());

                    public async Task RunAsync()
                    {
                        var sent = await _http.PostAsync("https://api.openai.com/v1/chat/completions", new StringContent("{}"));
                        System.Diagnostics.Process.Start("sh", await sent.Content.ReadAsStringAsync());
                    }
                }
                """
        );

    [Fact]
    public Task Older_libraries_are_followed() =>
        RuleTest.VerifyAsync<TextFlowAnalyzer>(
            """
            #pragma warning disable SYSLIB0014
            class Runner(System.Net.WebClient web)
            {
                private const string Address = "https://api.openai.com/v1/chat/completions";

                public void Upload()
                {
                    var answer = web.UploadString(Address, "{\"model\":\"m\",\"messages\":[]}");
                    System.Diagnostics.Process.Start("sh", {|LLMH6003:answer|});
                }

                public void Request()
                {
                    var request = System.Net.WebRequest.Create(Address);
                    request.Method = "POST";
                    using (var writer = new StreamWriter(request.GetRequestStream()))
                        writer.Write("{\"model\":\"m\",\"messages\":[]}");
                    using var response = request.GetResponse();
                    System.Diagnostics.Process.Start("sh", response.ContentType);
                    using var reader = new StreamReader(response.GetResponseStream());
                    System.Diagnostics.Process.Start("sh", {|LLMH6003:reader.ReadToEnd()|});
                }
            }
            """
        );

    // As in applications that ask a local model for SQL, with a file for each class: a client, a service that cleans the answer and asks
    // again, and a database.
    [Fact]
    public Task An_answer_is_followed_through_the_services_of_a_project() =>
        RuleTest.VerifyAsync<TextFlowAnalyzer>([
            Ask
                + """
                class Reply { public string model { get; set; } = ""; public string response { get; set; } = ""; }

                class LocalModel(HttpClient http)
                {
                    public async Task<string> AskAsync(string address, string model, string prompt)
                    {
                        try
                        {
                            var body = new StringContent(JsonSerializer.Serialize(new { model, prompt, stream = false }));
                            var sent = await http.PostAsync($"{address}/api/generate", body);
                            sent.EnsureSuccessStatusCode();
                            var json = await sent.Content.ReadAsStringAsync();
                            var reply = JsonSerializer.Deserialize<Reply>(json);
                            return reply?.response ?? string.Empty;
                        }
                        catch (Exception error)
                        {
                            throw new InvalidOperationException(error.Message);
                        }
                    }
                }

                """,
            """
            class Store(System.Data.IDbConnection connection)
            {
                public async Task<int> RunAsync(string query)
                {
                    await Task.Yield();
                    var command = connection.CreateCommand();
                    command.CommandText = {|LLMH6003:query|};
                    return command.ExecuteNonQuery();
                }
            }

            """,
            """
            using System.Text.RegularExpressions;

            class Questions(LocalModel ollama, Store store)
            {
                public async Task<int> AnswerAsync(string? address, string question)
                {
                    var query = await WriteAsync(address ?? "http://localhost:11434", question);
                    return await store.RunAsync(query);
                }

                private async Task<string> WriteAsync(string address, string question)
                {
                    var answer = await ollama.AskAsync(address, "llama3", question);
                    var query = Cleaned(answer);
                    if (!IsValidQuery(query))
                    {
                        answer = await ollama.AskAsync(address, "llama3", "SQL only! " + question);
                        query = Cleaned(answer);
                    }

                    return query;
                }

                private static string Cleaned(string query)
                {
                    query = Regex.Replace(query, @"```sql\s*", "", RegexOptions.IgnoreCase);
                    query = Regex.Replace(query, @"```\s*", "", RegexOptions.IgnoreCase);
                    query = query.Trim();
                    foreach (var word in new[] { "SELECT", "INSERT" })
                    {
                        var index = query.IndexOf(word, StringComparison.OrdinalIgnoreCase);
                        if (index > 0)
                        {
                            query = query.Substring(index);
                            break;
                        }
                    }

                    return query;
                }

                private static bool IsValidQuery(string query) => query.StartsWith("SELECT");
            }
            """,
        ]);
}
