using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>A line that contains only a block tag leaves nothing in the text that the model reads.</summary>
public class StandaloneTagTests
{
    private static string Render(string template) =>
        (
            PromptProject.With(
                "name: p\nversion: 1.0.0\ninputs: { xs: { list: string }, on: bool }\nmessages:\n  - role: user\n    content: "
                    + Quoted(template)
            ) with
            {
                Source = """
                    public static class Test
                    {
                        public static string Run() => new Shop.Prompts.PPrompt.V1 { Xs = new[] { "a", "b" },
                            On = true }.ToMessages()[0].Text;
                    }
                    """,
            }
        ).Run<string>();

    private static string Quoted(string template) => '"' + template.Replace("\n", "\\n").Replace("\t", "\\t") + '"';

    [Theory]
    [InlineData("{{#if on}}x{{/if}}Items:\n{{#each xs}}\n- {{this}}\n{{/each}}\nDone.\n", "xItems:\n- a\n- b\nDone.\n")]
    [InlineData("Items:\n  {{#each xs}}  \n- {{this}}\n\t{{/each}}\nDone{{#if on}}.{{/if}}", "Items:\n- a\n- b\nDone.")]
    [InlineData("{{#each xs}}- {{this}}\n{{/each}}\n{{#if on}}\nyes\n{{else}}\nno\n{{/if}}\n", "- a\n- b\nyes\n")]
    [InlineData("{{#if on}}\n{{#each xs}}\n{{this}}\n{{/each}}\n{{/if}}", "a\nb\n")]
    [InlineData("{{#each xs}}{{this}} {{/each}}\n{{#if on}}\n{{/if}}\n", "a b \n")]
    public void Lines_that_contain_only_a_block_tag_are_removed(string template, string expected) =>
        Assert.Equal(expected, Render(template));

    [Theory]
    [InlineData("a {{#if on}}\nb\n{{/if}}c {{#each xs}}{{this}}{{/each}}", "a \nb\nc ab")]
    [InlineData("{{#if on}}{{#each xs}}\n{{this}}{{/each}}{{/if}}", "\na\nb")]
    [InlineData("\n{{#each xs}}\n{{@index}}\n\n{{/each}}\n\n{{#if on}}.{{/if}}", "\n0\n\n1\n\n\n.")]
    public void Everything_else_stays_as_it_is_written(string template, string expected) => Assert.Equal(expected, Render(template));
}
