using LlmHygiene.Benchmarks.Rendering;

namespace LlmHygiene.Benchmarks.Tests;

/// <summary>Benchmarks compare what is equal only: every engine renders the text that is written by hand.</summary>
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
