namespace LlmHygiene.Benchmarks.Rendering;

/// <summary>The output of each engine for a prompt: only engines that render the same text may be compared.</summary>
public static class RenderingCheck
{
    public static string Expected(Template template) => HandWritten.Render(template);

    public static IEnumerable<(string Engine, string Text)> Texts(Template template)
    {
        var engines = new TemplateEngines(template);
        yield return ("LlmHygiene", Generated.ToMessages(template).Single().Text);
        yield return ("Handlebars.Net", engines.Handlebars());
        if (TemplateEngines.WhyNoFluid is null)
            yield return ("Fluid", engines.Fluid());
        yield return ("Semantic Kernel", engines.SemanticKernel());
    }
}
