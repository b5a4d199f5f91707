using System.Runtime.CompilerServices;
using BenchmarkDotNet.Attributes;
using LlmHygiene.Benchmarks.Intercepted;
using Microsoft.Extensions.AI;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace LlmHygiene.Benchmarks;

/// <summary>One call of a client that responds at once, without a listener: as it is written, and intercepted.</summary>
[MemoryDiagnoser]
[Config(typeof(Quick))]
public class InterceptionWithoutListenerBenchmarks
{
    private readonly IChatClient _client = new InstantClient();
    private readonly ChatMessage[] _messages = [new(ChatRole.User, "Hello.")];

    [Benchmark(Baseline = true)]
    public Task<ChatResponse> Direct() => Ask(_client, _messages);

    [Benchmark]
    public Task<ChatResponse> Intercepted() => InterceptedCalls.Ask(_client, _messages);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Task<ChatResponse> Ask(IChatClient client, IList<ChatMessage> messages) => client.GetResponseAsync(messages);
}

/// <summary>The same with the OpenTelemetry SDK listening to spans and metrics.</summary>
[MemoryDiagnoser]
[Config(typeof(Quick))]
public class InterceptionWithListenerBenchmarks
{
    private readonly IChatClient _client = new InstantClient();
    private readonly ChatMessage[] _messages = [new(ChatRole.User, "Hello.")];
    private TracerProvider _traces = null!;
    private MeterProvider _metrics = null!;

    [GlobalSetup]
    public void Listen()
    {
        _traces = Sdk.CreateTracerProviderBuilder().AddSource(LlmHygieneTelemetry.ActivitySourceName).Build();
        _metrics = Sdk.CreateMeterProviderBuilder().AddMeter(LlmHygieneTelemetry.MeterName).Build();
    }

    [GlobalCleanup]
    public void Stop()
    {
        _traces.Dispose();
        _metrics.Dispose();
    }

    [Benchmark(Baseline = true)]
    public Task<ChatResponse> Direct() => _client.GetResponseAsync(_messages);

    [Benchmark]
    public Task<ChatResponse> Intercepted() => InterceptedCalls.Ask(_client, _messages);
}
