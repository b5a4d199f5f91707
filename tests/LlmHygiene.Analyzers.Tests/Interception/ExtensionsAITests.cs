namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Calls of Microsoft.Extensions.AI in every form that C# has for a call.</summary>
public class ExtensionsAITests
{
    private const string Head = "using Microsoft.Extensions.AI;\n";

    private static InterceptedProject Program(string code) => InterceptedProject.Of(Head + code).With("Fakes.cs", Fakes.Client);

    private static InterceptedProject Body(string body, string more = "") =>
        Program(
            $$"""
            public static class Code
            {
                public static async Task<string> Run()
                {
                    var fake = new FakeClient();
                    IChatClient client = fake;
                    {{body}}
                }
                {{more}}
            }
            """
        );

    private static string Chat(string site, string model = "-") =>
        $"{site} | Microsoft.Extensions.AI | chat | {model} | served | 12 | 3 | 5 | - | 2 | success | -";

    [Theory]
    [InlineData("return (await client.GetResponseAsync(\"Say it.\")).Text;")]
    [InlineData("return (await client.GetResponseAsync([new(ChatRole.User, \"Say it.\")])).Text;")]
    [InlineData("return (await client.GetResponseAsync(cancellationToken: default, messages: [new(ChatRole.User, \"Say it.\")])).Text;")]
    [InlineData("return (await client.GetResponseAsync(new ChatMessage(ChatRole.User, \"Say it.\"))).Text;")]
    [InlineData("return (await ChatClientExtensions.GetResponseAsync(client, \"Say it.\")).Text;")]
    [InlineData("IChatClient? maybe = client; return (await maybe?.GetResponseAsync(\"Say it.\")!).Text;")]
    [InlineData(
        "IChatClient? none = null; var task = none?.GetResponseAsync(\"No.\"); return task is null ? (await "
            + "client.GetResponseAsync(\"Say it.\")).Text : \"\";",
        "Code.Run#2"
    )]
    [InlineData("Func<Task<ChatResponse>> ask = () => client.GetResponseAsync(\"Say it.\"); return (await ask()).Text;")]
    [InlineData("return await Ask(); async Task<string> Ask() => (await client.GetResponseAsync(\"Say it.\").ConfigureAwait(false)).Text;")]
    [InlineData("return (await fake.GetResponseAsync([new(ChatRole.User, \"Say it.\")])).Text;")]
    [InlineData("var results = await Task.WhenAll(new[] { 1 }.Select(i => client.GetResponseAsync(\"Say it.\"))); return results[0].Text;")]
    [InlineData(
        "return (await Ask(client)).Text; "
            + "static Task<ChatResponse> Ask<T>(T any) where T : IChatClient => any.GetResponseAsync(Array.Empty<ChatMessage>());"
    )]
    [InlineData("return client.GetResponseAsync(\"Say it.\").GetAwaiter().GetResult().Text;")]
    [InlineData("ChatResponse? kept = null; kept ??= await client.GetResponseAsync(\"Say it.\"); return kept!.Text;")]
    public async Task A_whole_response_is_measured(string body, string site = "Code.Run")
    {
        var run = await Body(body).RunAsync();
        Assert.Equal("fine", run.Result);
        Assert.Equal(Chat(site), run.Table);
        Assert.Equal(
            ["duration success", "usage success input 12", "usage success output 3", "usage success cached 5", "usage success reasoning 2"],
            run.Metrics
        );
    }

    [Fact]
    public async Task Nothing_is_measured_without_a_listener_and_the_result_is_the_same()
    {
        var run = await Body("return (await client.GetResponseAsync(\"Say it.\")).Text;").RunAsync(listens: false);
        Assert.Equal("fine", run.Result);
        Assert.Empty(run.Spans);
    }

    [Fact]
    public void Nothing_is_emitted_without_the_property_the_runtime_or_file_local_types()
    {
        var project = Body("return (await client.GetResponseAsync(\"Say it.\")).Text;");
        Assert.NotEmpty(project.Emitted());
        Assert.Equal("", (project with { IsOn = false }).Emitted());
        Assert.Equal("", (project with { Language = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp10 }).Emitted());
        var withoutRuntime = project.References.Remove(Tests.Infrastructure.TestReferences.Runtime);
        Assert.Equal("", (project with { References = withoutRuntime }).Emitted());
    }

    [Theory]
    [InlineData("await foreach (var part in client.GetStreamingResponseAsync(\"Say it.\")) text += part.Text;")]
    [InlineData("await foreach (var part in client.GetStreamingResponseAsync(\"Say it.\").ConfigureAwait(false)) text += part.Text;")]
    [InlineData("await foreach (var part in client.GetStreamingResponseAsync([]).WithCancellation(default)) text += part.Text;")]
    [InlineData("text = (await client.GetStreamingResponseAsync(\"Say it.\").ToChatResponseAsync()).Text;")]
    [InlineData("var stream = client.GetStreamingResponseAsync(\"Say it.\"); await foreach (var part in stream) text += part.Text;")]
    [InlineData(
        "await foreach (var part in Read()) text += part; async IAsyncEnumerable<string> Read() { await foreach (var "
            + "part in client.GetStreamingResponseAsync([])) yield return part.Text; }"
    )]
    public async Task A_stream_is_measured_when_it_is_read(string read)
    {
        var run = await Body($"var text = \"\"; {read} return text + fake.Current;").RunAsync();
        Assert.Equal("finecall Code.Run", run.Result);
        Assert.Equal("Code.Run | Microsoft.Extensions.AI | chat | - | served | 12 | 2 | - | - | - | success | -", run.Table);
        Assert.Contains("time_to_first_chunk success", run.Metrics);
    }

    [Fact]
    public async Task A_stream_that_is_read_twice_is_two_calls()
    {
        var run = await Body(
                """
                var stream = client.GetStreamingResponseAsync("Say it.");
                await foreach (var part in stream) { }
                await foreach (var part in stream) { }
                return fake.Calls.ToString();
                """
            )
            .RunAsync();
        Assert.Equal("2", run.Result);
        Assert.Equal(2, run.Spans.Count);
    }

    [Fact]
    public async Task A_stream_that_is_left_is_abandoned_and_one_that_fails_keeps_its_exception()
    {
        var run = await Body(
                """
                await foreach (var part in client.GetStreamingResponseAsync("Say it.")) break;
                fake.Error = new InvalidOperationException("no");
                try
                {
                    await foreach (var part in client.GetStreamingResponseAsync("Say it.")) { }
                }
                catch (InvalidOperationException error)
                {
                    return ReferenceEquals(error, fake.Error) + " " + error.StackTrace!.Contains("GetStreamingResponseAsync");
                }
                return "";
                """
            )
            .RunAsync();
        Assert.Equal("True True", run.Result);
        Assert.EndsWith("| abandoned | -", run.Table.Split('\n')[0], StringComparison.Ordinal);
        Assert.EndsWith("| failure | System.InvalidOperationException", run.Table.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stream_that_cannot_be_created_is_a_failure()
    {
        var run = await Body(
                """
                var failing = (IChatClient)new FailingClient();
                try
                {
                    failing.GetStreamingResponseAsync(new List<ChatMessage>());
                }
                catch (InvalidOperationException thrown)
                {
                    return thrown.Message + " at once " + thrown.StackTrace!.Contains("FailingClient.GetStreamingResponseAsync");
                }
                return "";
                """
            )
            .RunAsync();
        Assert.Equal("no at once True", run.Result);
        Assert.EndsWith("failure | System.InvalidOperationException", run.Table, StringComparison.Ordinal);
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Error, run.Spans[0].Status);
    }

    [Theory]
    [InlineData("fake.Error = error;", "failure | System.InvalidOperationException")]
    [InlineData("fake.Thrown = error;", "failure | System.InvalidOperationException")]
    public async Task An_exception_is_the_same_and_comes_at_the_same_time(string setUp, string outcome)
    {
        var run = await Body(
                $$"""
                var error = new InvalidOperationException("no");
                {{setUp}}
                Task<ChatResponse> task;
                try
                {
                    task = client.GetResponseAsync(new List<ChatMessage>());
                }
                catch (InvalidOperationException thrown)
                {
                    return ReferenceEquals(thrown, error) + " at once " + thrown.StackTrace!.Contains("FakeClient.GetResponseAsync");
                }
                try
                {
                    await task;
                }
                catch (InvalidOperationException awaited)
                {
                    return ReferenceEquals(awaited,
                        error) + " awaited " + awaited.StackTrace!.Contains("FakeClient.Answer") + " " + task.Status;
                }
                return "";
                """
            )
            .RunAsync();
        Assert.Equal(setUp.Contains("Thrown", StringComparison.Ordinal) ? "True at once True" : "True awaited True Faulted", run.Result);
        Assert.EndsWith(outcome, run.Table, StringComparison.Ordinal);
        Assert.Equal(System.Diagnostics.ActivityStatusCode.Error, run.Spans[0].Status);
    }

    [Fact]
    public async Task A_cancelled_call_is_cancelled()
    {
        var run = await Body(
                """
                using var source = new CancellationTokenSource();
                source.Cancel();
                var task = client.GetResponseAsync("Say it.", cancellationToken: source.Token);
                try { await task; } catch (OperationCanceledException) { }
                try
                {
                    await foreach (var part in client.GetStreamingResponseAsync("Say it.").WithCancellation(source.Token)) { }
                }
                catch (OperationCanceledException) { }
                return task.Status.ToString();
                """
            )
            .RunAsync();
        Assert.Equal("Canceled", run.Result);
        Assert.All(run.Table.Split('\n'), line => Assert.EndsWith("| cancelled | -", line, StringComparison.Ordinal));
        Assert.Equal(2, run.Spans.Count);
    }

    [Fact]
    public async Task The_span_is_the_parent_of_the_client_and_not_left_current()
    {
        var run = await Body(
                """
                using var outer = new System.Diagnostics.Activity("outer").Start();
                var task = client.GetResponseAsync("Say it.");
                var between = System.Diagnostics.Activity.Current?.DisplayName;
                await task;
                await foreach (var part in client.GetStreamingResponseAsync("Say it."))
                    between += "," + System.Diagnostics.Activity.Current?.DisplayName;
                return between + "," + System.Diagnostics.Activity.Current?.DisplayName + ": " + fake.Current;
                """
            )
            .RunAsync();
        Assert.Equal("outer,outer,outer,outer,outer,outer: call Code.Run#2", run.Result);
        Assert.All(run.Spans, span => Assert.Equal("outer", span.Parent!.DisplayName));
    }

    [Fact]
    public async Task Generic_methods_are_measured_for_any_type_argument()
    {
        var run = await Body(
                """
                fake.Text = "{\"name\":\"Ada\"}";
                var named = await client.GetResponseAsync<Person>("Who?");
                var generic = await new Asker<Person>(client).AskAsync();
                return named.Result.Name + generic!.Name;
                """,
                """
                private sealed record Person(string Name);
                private sealed class Asker<T>(IChatClient client) where T : class
                {
                    public async Task<T?> AskAsync() => (await client.GetResponseAsync<T>("Who?")).Result;
                }
                """
            )
            .RunAsync();
        Assert.Equal("AdaAda", run.Result);
        Assert.Equal(Chat("Code.Run") + "\n" + Chat("Code.Asker.AskAsync"), run.Table);
    }

    [Fact]
    public async Task Embeddings_are_measured()
    {
        var run = await Body(
                """
                IEmbeddingGenerator<string, Embedding<float>> generator = fake;
                var several = await generator.GenerateAsync(["a"]);
                var one = await generator.GenerateAsync("a");
                var vector = await generator.GenerateVectorAsync("a");
                return $"{several.Count} {one.Vector.Length} {vector.Length}";
                """
            )
            .RunAsync();
        Assert.Equal("1 1 1", run.Result);
        Assert.Equal(
            """
            Code.Run | Microsoft.Extensions.AI | embeddings | - | vectors | 4 | - | - | - | - | success | -
            Code.Run#2 | Microsoft.Extensions.AI | embeddings | - | vectors | - | - | - | - | - | success | -
            Code.Run#3 | Microsoft.Extensions.AI | embeddings | - | - | - | - | - | - | - | success | -
            """.ReplaceLineEndings("\n"),
            run.Table
        );
    }

    [Fact]
    public async Task Model_prompt_and_content_are_those_of_the_code()
    {
        var run = await Body(
                """
                await client.GetResponseAsync("You summarise tickets.", new ChatOptions { ModelId = "gpt-5.4-mini" });
                await client.GetResponseAsync("You summarise tickets.");
                await client.GetResponseAsync("You summarise tickets in one line.");
                await client.GetResponseAsync("You sort tickets.",
                    new ChatOptions { AdditionalProperties = new() { ["gen_ai.prompt.name"] = "triage",
                    ["gen_ai.prompt.version"] = "1.0.0" } });
                using (LlmHygiene.PromptScope.Begin("greet", "2.0.0"))
                    await client.GetResponseAsync("You greet people.");
                return "";
                """
            )
            .RunAsync();
        var calls = run.Spans.Where(span => span.DisplayName.StartsWith("call ", StringComparison.Ordinal)).ToArray();
        Assert.Equal("gpt-5.4-mini", calls[0].GetTagItem(CallTelemetry.RequestModelKey));
        var hashes = calls.Select(span => (string?)span.GetTagItem(CallTelemetry.ContentHashKey)).ToArray();
        Assert.StartsWith("sha256:", hashes[0], StringComparison.Ordinal);
        Assert.Equal(hashes[0], hashes[1]);
        Assert.NotEqual(hashes[1], hashes[2]);
        // A call that names its version has the hash too: the text may have changed without the version.
        Assert.All(hashes[3..], hash => Assert.StartsWith("sha256:", hash, StringComparison.Ordinal));
        Assert.Equal(5, hashes.Distinct().Count() + 1);
        Assert.Equal("triage", calls[3].GetTagItem(LlmHygieneTelemetry.PromptNameKey));
        Assert.Equal("1.0.0", calls[3].GetTagItem(LlmHygieneTelemetry.PromptVersionKey));
        Assert.Equal("greet", calls[4].GetTagItem(LlmHygieneTelemetry.PromptNameKey));
        Assert.Equal("2.0.0", calls[4].GetTagItem(LlmHygieneTelemetry.PromptVersionKey));
        Assert.All(
            calls,
            span => Assert.DoesNotContain(span.TagObjects, tag => tag.Key.StartsWith("gen_ai.usage", StringComparison.Ordinal))
        );
    }

    [Fact]
    public async Task A_client_that_returns_null_stays_one_that_returns_null()
    {
        var run = await Program(
                """
                public static class Code
                {
                    public static Task<string> Run()
                    {
                        IChatClient client = new Nothing();
                        return Task.FromResult($"{client.GetResponseAsync([]) is null} {client.GetStreamingResponseAsync([]) is null}");
                    }
                }
                sealed class Nothing : IChatClient
                {
                    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages,
                        ChatOptions? options = null, CancellationToken cancellationToken = default) => null!;
                    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages,
                        ChatOptions? options = null, CancellationToken cancellationToken = default) => null!;
                    public object? GetService(Type serviceType, object? serviceKey = null) => null;
                    public void Dispose() { }
                }
                """
            )
            .RunAsync();
        Assert.Equal("True True", run.Result);
    }
}
