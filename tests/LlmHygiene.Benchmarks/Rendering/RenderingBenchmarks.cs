using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.AI;

namespace LlmHygiene.Benchmarks.Rendering;

/// <summary>A prompt becomes one message. Templates are parsed and inputs created beforehand.</summary>
[MemoryDiagnoser]
[Config(typeof(Quick))]
public class RenderingBenchmarks
{
    private TemplateEngines _engines = null!;
    private string _text = "";

    [ParamsAllValues]
    public Template Prompt { get; set; }

    [GlobalSetup]
    public void Parse()
    {
        _engines = new TemplateEngines(Prompt);
        _text = HandWritten.Render(Prompt);
        foreach (var (engine, text) in RenderingCheck.Texts(Prompt))
            if (text != _text)
                throw new InvalidOperationException($"{engine} renders another text:\n{text}");
    }

    [Benchmark(Baseline = true)]
    public IReadOnlyList<ChatMessage> ByHand() => Message(HandWritten.Render(Prompt));

    [Benchmark]
    public IReadOnlyList<ChatMessage> LlmHygiene() => Generated.ToMessages(Prompt);

    [Benchmark]
    public IReadOnlyList<ChatMessage> HandlebarsNet() => Message(_engines.Handlebars());

    [Benchmark]
    public IReadOnlyList<ChatMessage> Fluid() => Message(_engines.Fluid());

    [Benchmark]
    public IReadOnlyList<ChatMessage> SemanticKernel() => Message(_engines.SemanticKernel());

    /// <summary>The time that all others spend on the message around the text.</summary>
    [Benchmark]
    public IReadOnlyList<ChatMessage> MessageAlone() => Message(_text);

    private static IReadOnlyList<ChatMessage> Message(string text) => new ChatMessage[] { new(ChatRole.User, text) };
}
