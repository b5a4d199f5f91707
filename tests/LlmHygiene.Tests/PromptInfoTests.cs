using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

public sealed class PromptInfoTests
{
    private static readonly PromptInfo s_info = new("greet", "1.2.0", "sha256:0") { ModelId = "gpt-5.4-mini", Tokens = 12 };

    [Fact]
    public void A_tag_keeps_existing_properties_and_replaces_an_older_tag()
    {
        var options = new ChatOptions
        {
            AdditionalProperties = new() { ["user"] = "7", ["gen_ai.prompt.version"] = "1.1.0" },
        };

        s_info.Tag(options);

        Assert.Equal("7", options.AdditionalProperties["user"]);
        Assert.Equal("greet", options.AdditionalProperties["gen_ai.prompt.name"]);
        Assert.Equal("1.2.0", options.AdditionalProperties["gen_ai.prompt.version"]);
    }

    [Fact]
    public void Two_descriptions_of_the_same_prompt_are_equal()
    {
        Assert.Equal(s_info, new PromptInfo("greet", "1.2.0", "sha256:0") { ModelId = "gpt-5.4-mini", Tokens = 12 });
        Assert.NotEqual(s_info, s_info with { Version = "1.3.0" });

        var (name, version, hash) = s_info;
        Assert.Equal(("greet", "1.2.0", "sha256:0"), (name, version, hash));
    }

    [Fact]
    public void An_empty_name_or_version_is_rejected()
    {
        Assert.Throws<ArgumentException>("Name", () => new PromptInfo("", "1.0.0", ""));
        Assert.Throws<ArgumentException>("Version", () => new PromptInfo("greet", " ", ""));
        Assert.Throws<ArgumentNullException>("ContentHash", () => new PromptInfo("greet", "1.0.0", null!));
        Assert.Throws<ArgumentNullException>("options", () => s_info.Tag(null!));
    }
}
