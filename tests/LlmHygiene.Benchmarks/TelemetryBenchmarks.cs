using BenchmarkDotNet.Attributes;
using LlmHygiene.Benchmarks.Prompts;
using LlmHygiene.Benchmarks.Rendering;
using Microsoft.Extensions.AI;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHygiene.Benchmarks;

/// <summary>One call of a client that responds at once, without a listener.</summary>
[MemoryDiagnoser]
[Config(typeof(Quick))]
public class NoListenerBenchmarks
{
    private readonly SmallPrompt.V1 _prompt = RenderingInputs.Small;
    private IChatClient _bare = null!;
    private IChatClient _pipeline = null!;

    [GlobalSetup]
    public void Build()
    {
        _bare = new InstantClient();
        _pipeline = new InstantClient().AsBuilder().UsePromptTelemetry().Build();
    }

    /// <summary>Renders, tags and sends by hand: the minimum that a call of this prompt needs.</summary>
    [Benchmark(Baseline = true)]
    public Task<ChatResponse> Bare() => _bare.GetResponseAsync(_prompt.ToMessages(), _prompt.ToOptions());

    [Benchmark]
    public Task<ChatResponse> PromptExecution() => _prompt.GetResponseAsync(_bare);

    [Benchmark]
    public Task<ChatResponse> PromptExecutionAndPipeline() => _prompt.GetResponseAsync(_pipeline);
}

/// <summary>The signals that have a listener.</summary>
public enum Signals
{
    Spans,
    Metrics,
    Both,
}

/// <summary>The same with the OpenTelemetry SDK listening to spans and metrics.</summary>
[MemoryDiagnoser]
[Config(typeof(Quick))]
public class ListenerBenchmarks
{
    private const string ChatSource = "Experimental.Microsoft.Extensions.AI";

    private readonly SmallPrompt.V1 _prompt = RenderingInputs.Small;
    private IChatClient _bare = null!;
    private IChatClient _chat = null!;
    private IChatClient _pipeline = null!;
    private TracerProvider _traces = null!;
    private MeterProvider _metrics = null!;

    [ParamsAllValues]
    public Signals Listening { get; set; }

    [GlobalSetup(Targets = [nameof(Bare), nameof(UseOpenTelemetry)])]
    public void ListenToChat() => Listen(ChatSource);

    [GlobalSetup(Target = nameof(UseOpenTelemetryAndHandwritten))]
    public void ListenToHandwritten() => Listen(ChatSource, HandwrittenTelemetry.Name);

    [GlobalSetup(Target = nameof(UseOpenTelemetryAndPrompts))]
    public void ListenToAll() => Listen(ChatSource, LlmHygieneTelemetry.ActivitySourceName);

    [GlobalCleanup]
    public void Stop()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    [Benchmark]
    public Task<ChatResponse> Bare() => _bare.GetResponseAsync(_prompt.ToMessages(), _prompt.ToOptions());

    [Benchmark(Baseline = true)]
    public Task<ChatResponse> UseOpenTelemetry() => _chat.GetResponseAsync(_prompt.ToMessages(), _prompt.ToOptions());

    /// <summary>The same span and measurements as those of a prompt, without LlmHygiene.</summary>
    [Benchmark]
    public Task<ChatResponse> UseOpenTelemetryAndHandwritten() => HandwrittenTelemetry.GetResponseAsync(_prompt, _chat);

    [Benchmark]
    public Task<ChatResponse> UseOpenTelemetryAndPrompts() => _prompt.GetResponseAsync(_pipeline);

    private void Listen(params string[] sources)
    {
        _bare = new InstantClient();
        _chat = new InstantClient().AsBuilder().UseOpenTelemetry().Build();
        _pipeline = new InstantClient().AsBuilder().UseOpenTelemetry().UsePromptTelemetry().Build();

        // The exporter discards everything: the instrumentation is measured, not a backend.
        _traces = Sdk.CreateTracerProviderBuilder()
            .AddSource(Listening == Signals.Metrics ? [] : sources)
            .AddProcessor(new SimpleActivityExportProcessor(new NoExporter<System.Diagnostics.Activity>()))
            .Build();
        _metrics = Sdk.CreateMeterProviderBuilder()
            .AddMeter(Listening == Signals.Spans ? [] : sources)
            .AddReader(new PeriodicExportingMetricReader(new NoExporter<Metric>()))
            .Build();
    }

    private sealed class NoExporter<T> : BaseExporter<T>
        where T : class
    {
        public override ExportResult Export(in Batch<T> batch) => ExportResult.Success;
    }
}

/// <summary>Always responds at once with the same response.</summary>
internal sealed class InstantClient : IChatClient
{
    private static readonly ChatClientMetadata s_metadata = new("openai", defaultModelId: "gpt-5.4-mini");

    private readonly Task<ChatResponse> _answer = Task.FromResult(
        new ChatResponse(new ChatMessage(ChatRole.Assistant, "Hello."))
        {
            ModelId = "gpt-5.4-mini-2026-03-17",
            Usage = new UsageDetails
            {
                InputTokenCount = 40,
                OutputTokenCount = 3,
                TotalTokenCount = 43,
            },
        }
    );

    public Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => _answer;

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages,
        ChatOptions? options = null,
        CancellationToken cancellationToken = default
    ) => throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType == typeof(ChatClientMetadata) ? s_metadata : null;

    public void Dispose() { }
}
