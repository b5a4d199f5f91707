using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

[Collection(nameof(TelemetryCollection))]
public sealed class NoListenerTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public void The_clients_own_task_and_stream_are_returned()
    {
        var answer = Task.FromResult(ScriptedChatClient.Hello());
        var stream = ScriptedChatClient.Chunks(Ct);
        var client = new ScriptedChatClient { Answer = _ => answer, Stream = _ => stream };

        Assert.Same(answer, PromptExecution.GetResponseAsync(new TestPrompt("greet"), client, Ct));
        Assert.Same(stream, PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct));
    }

    [Fact]
    public void Nothing_is_allocated_beyond_the_call_itself()
    {
        var answer = Task.FromResult(ScriptedChatClient.Hello());
        var stream = ScriptedChatClient.Chunks(Ct);
        var client = new ScriptedChatClient { Answer = _ => answer, Stream = _ => stream };
        var prompt = new ReadyPrompt();

        Assert.Equal(0, AllocatedBy(() => PromptExecution.GetResponseAsync(prompt, client, Ct)));
        Assert.Equal(0, AllocatedBy(() => PromptExecution.GetStreamingResponseAsync(prompt, client, Ct)));
    }

    [Fact]
    public void A_pipeline_with_prompt_telemetry_allocates_nothing_either()
    {
        var answer = Task.FromResult(ScriptedChatClient.Hello());
        var stream = ScriptedChatClient.Chunks(Ct);
        var inner = new ScriptedChatClient { Answer = _ => answer, Stream = _ => stream };
        var client = inner.AsBuilder().UsePromptTelemetry().Build();
        var prompt = new ReadyPrompt();
        var tagged = new ChatOptions { AdditionalProperties = new() { ["promptVersion"] = "3" } };
        ChatMessage[] messages = [new(ChatRole.User, "Hi")];
        using var scope = PromptScope.Begin("by-hand", "1.0.0");

        Assert.Equal(0, AllocatedBy(() => PromptExecution.GetResponseAsync(prompt, client, Ct)));
        Assert.Equal(0, AllocatedBy(() => PromptExecution.GetStreamingResponseAsync(prompt, client, Ct)));
        Assert.Equal(0, AllocatedBy(() => client.GetResponseAsync(messages, tagged, Ct)));
        Assert.Equal(0, AllocatedBy(() => client.GetStreamingResponseAsync(messages, tagged, Ct)));
        Assert.Equal(0, AllocatedBy(() => client.GetResponseAsync(messages, null, Ct)));
        Assert.Same(answer, client.GetResponseAsync(messages, tagged, Ct));
        Assert.Same(stream, client.GetStreamingResponseAsync(messages, tagged, Ct));
        Assert.Same(tagged, inner.SeenOptions);
    }

    [Fact]
    public void Several_versions_cost_nothing_where_nobody_chooses_or_the_choice_is_made()
    {
        var answer = Task.FromResult(ScriptedChatClient.Hello());
        var client = new ScriptedChatClient { Answer = _ => answer };
        var open = new ReadyVersions(chosen: null);
        var chosen = new ReadyVersions(open.Info);

        Assert.Equal(0, AllocatedBy(() => PromptExecution.GetResponseAsync(open, client, Ct)));
        Assert.Equal(0, AllocatedBy(() => PromptExecution.GetResponseAsync(chosen, client, Ct)));
    }

    [Fact]
    public void A_tag_is_still_written()
    {
        var client = new ScriptedChatClient();

        _ = PromptExecution.GetStreamingResponseAsync(new TestPrompt("greet"), client, Ct);

        Assert.Equal("greet", client.SeenOptions!.AdditionalProperties!["gen_ai.prompt.name"]);
    }

    private static long AllocatedBy(Func<object> call)
    {
        call();
        var before = GC.GetAllocatedBytesForCurrentThread();
        call();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    /// <summary>Its messages and options exist already, so that all allocations are those of the execution.</summary>
    private class ReadyPrompt : IPrompt
    {
        private readonly ChatMessage[] _messages = [new(ChatRole.User, "Hi")];
        private readonly ChatOptions _options = new();

        public PromptInfo Info { get; } = new("ready", "1.0.0", "sha256:0");

        public IReadOnlyList<ChatMessage> ToMessages() => _messages;

        public ChatOptions ToOptions() => _options;
    }

    private sealed class ReadyVersions(PromptInfo? chosen) : ReadyPrompt, IVersionedPrompt
    {
        public IReadOnlyList<PromptInfo> Versions => [Info];

        public PromptInfo DefaultVersion => Info;

        public PromptInfo? ChosenVersion { get; } = chosen;

        public IPrompt WithVersion(string version) => this;
    }
}
