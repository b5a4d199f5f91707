using LlmHygiene.Tool.Tests.Infrastructure;

namespace LlmHygiene.Tool.Tests.Audit.Html;

/// <summary>The page that the command writes.</summary>
public sealed class AuditHtmlCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public AuditHtmlCommandTests() => ShopProject.Isolate(_folder);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_written_in_addition_to_the_output_with_links_if_requested()
    {
        _folder.With("Shop.csproj", ShopProject.Text());
        _folder.With("Prompts/greet.prompt.yml", ShopProject.Prompt());

        (
            await ToolRun.RunAsync(
                _folder.Path,
                "audit",
                "--exit-zero",
                "--output",
                "report.html",
                "--link-template",
                "https://example.com/{file}#{line}"
            )
        ).Ends(0);

        var page = _folder.Read("report.html");
        Assert.StartsWith("<!DOCTYPE html>\n<html lang=\"en\">", page, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.com/Prompts/greet.prompt.yml#1\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_template_without_a_link_is_bad_input()
    {
        _folder.With("Shop.csproj", ShopProject.Text());

        var run = (await ToolRun.RunAsync(_folder.Path, "audit", "--format", "html", "--link-template", "https://example.com/")).Ends(2);

        Assert.Contains("has no {file}", run.Error, StringComparison.Ordinal);
        Assert.Empty(run.Output);
    }
}
