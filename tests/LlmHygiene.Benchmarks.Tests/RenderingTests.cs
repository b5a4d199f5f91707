using LlmHygiene.Benchmarks.Rendering;

namespace LlmHygiene.Benchmarks.Tests;

/// <summary>Benchmarks only compare equal results: every engine renders the same text as the handwritten code.</summary>
public sealed class RenderingTests
{
    [Theory]
    [InlineData(Template.Small)]
    [InlineData(Template.ManyValues)]
    [InlineData(Template.Notes)]
    [InlineData(Template.Document)]
    public void Every_engine_renders_the_same_text(Template template)
    {
        var expected = RenderingCheck.Expected(template);
        var texts = RenderingCheck.Texts(template).ToArray();

        Assert.Contains(texts, rendered => rendered.Engine == "LlmHygiene");
        Assert.All(texts, rendered => Assert.Equal((rendered.Engine, expected), rendered));
    }
}
