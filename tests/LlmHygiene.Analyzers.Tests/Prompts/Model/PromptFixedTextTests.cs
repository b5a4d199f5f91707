using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Prompts.Parsing;
using Microsoft.CodeAnalysis.Text;

namespace LlmHygiene.Analyzers.Tests.Prompts.Model;

public class PromptFixedTextTests
{
    [Fact]
    public void It_is_all_text_between_the_values()
    {
        const string Prompt = """
            name: a
            version: 1.0.0
            inputs: { who: string, notes: { list: string } }
            messages:
              - role: system
                content: Be kind to {{who}}.
              - role: user
                content: "One {{#if who}}two {{who}} three{{else}}four{{/if}} five{{#each notes}}- {{this}};{{/each}}"

            """;
        var model = PromptParser.Parse(SourceText.From(Prompt)).Model!;
        Assert.False(model.IsBroken);
        Assert.Equal(["Be kind to ", ".", "One ", "two ", " three", "four", " five", "- ", ";"], PromptFixedText.Of(model));
    }
}
