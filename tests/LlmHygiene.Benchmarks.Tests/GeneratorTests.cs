namespace LlmHygiene.Benchmarks.Tests;

/// <summary>The measured work must be real: both generators emit code that compiles.</summary>
public sealed class GeneratorTests
{
    [Fact]
    public void Prompts_become_one_file_each()
    {
        var (files, errors) = GeneratorProject.Prompts(10).Run();

        Assert.Equal(10, files);
        Assert.Empty(errors);
    }

    [Fact]
    public void Logging_methods_become_code()
    {
        var (files, errors) = GeneratorProject.Logging(40).Run();

        Assert.Equal(1, files);
        Assert.Empty(errors);
    }
}
