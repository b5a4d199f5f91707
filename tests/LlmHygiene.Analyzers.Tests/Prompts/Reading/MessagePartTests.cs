using LlmHygiene.Analyzers.Prompts.Model;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

/// <summary>Messages with several parts.</summary>
public class MessagePartTests
{
    [Theory]
    [InlineData("- text: Hi {{name}}\n- image: https://example.com/a.png")]
    [InlineData("- text: Hi {{name}}\n- image: https://example.com/a.JPG?size=2#x")]
    [InlineData("- text: Hi\n- image: https://example.com/{{name}}.webp")]
    [InlineData("- text: Hi\n- image: https://example.com/{{name}}\n  mediaType: image/png")]
    [InlineData("- text: Hi\n- image: \"{{name}}\"\n  mediaType: image/svg+xml")]
    [InlineData("- text: Hi {{name}}\n- image: data:image/png;base64,AAAA")]
    [InlineData("- text: Hi {{name}}\n- type: text\n  text: there\n- type: image_url\n  image_url: { url: \"https://example.com/a.png\" }")]
    [InlineData("- text: Hi {{name}}\n- type: image_url\n  image_url: { url: \"https://example.com/a\" }\n  mediaType: image/png")]
    [InlineData("- text: Hi {{name}}\n- image: \"{{photo}}\"")]
    [InlineData("- text: Hi {{name}}\n- image: \" {{ photos }} \"")]
    [InlineData("- text: \"{{name}} {{#if maybe}}with a picture{{/if}}{{#each photos}}{{@index}}{{/each}}\"\n- image: \"{{maybe}}\"")]
    [InlineData("- text: \"{{name}}\"\n- image: \"{{card.face}}\"")]
    public void Correct_parts_are_silent(string parts) => PromptMarkup.Verify(Prompt(parts));

    [Theory]
    [InlineData("- {|LLMH2105:Hi {{name}}|}", "Write '- text: …'")]
    [InlineData("- {|LLMH2105:[a]|}\n- text: \"{{name}}\"", "a text or an image")]
    [InlineData("- {|LLMH2104:txet|}: Hi\n  text: \"{{name}}\"", "Did you mean 'text'?")]
    [InlineData("- {|LLMH2105:mediaType|}: image/png", "no text and no image")]
    [InlineData("- text: Hi {{name}}\n  {|LLMH2105:image|}: https://example.com/a.png", "its own part")]
    [InlineData("- text: {|LLMH2105:[a]|}", "must be a text")]
    [InlineData("- text: Hi {{name}}\n  {|LLMH2105:mediaType|}: image/png", "A text has no media type")]
    [InlineData("- text: Hi {{name}}\n  type: {|LLMH2105:image_url|}", "must match the content of the part: text")]
    [InlineData("- text: Hi {{name}}\n- {|LLMH2105:image|}:", "must be a URI")]
    [InlineData("- text: Hi {{name}}\n- image_url: {|LLMH2105:https://example.com/a.png|}", "{ url: … }")]
    [InlineData("- text: Hi {{name}}\n- image_url: { url: \"https://example.com/a.png\", {|LLMH2104:detail|}: low }", "is OpenAI's own")]
    [InlineData("- text: Hi {{name}}\n- image: {|LLMH2121:photos/a.png|}", "absolute")]
    [InlineData("- text: Hi {{name}}\n- image: {|LLMH2121:/photos/a.png|}", "absolute")]
    [InlineData("- text: Hi {{name}}\n- image: {|LLMH2121:C:/photos/a.png|}", "absolute")]
    [InlineData("- text: Hi {{name}}\n- image: {|LLMH2121:https://example.com/a|}", "mediaType: image/png")]
    [InlineData("- text: Hi\n- image: {|LLMH2121:\"{{name}}\"|}", "mediaType: image/png")]
    [InlineData("- text: Hi {{name}}\n- image: {|LLMH2121:data:image/png;base64,%%|}", "base64")]
    [InlineData("- text: Hi {{name}}\n- image: {|LLMH2121:data:text/plain;base64,AAAA|}", "image/png;base64")]
    [InlineData("- text: Hi {{name}}\n- image: data:image/png;base64,AAAA\n  mediaType: {|LLMH2121:image/png|}", "Remove 'mediaType'")]
    [InlineData("- text: Hi {{name}}\n- image: https://example.com/a\n  mediaType: {|LLMH2121:png|}", "as in image/png")]
    [InlineData("- text: Hi {{name}}\n- image: \"{{photo}}\"\n  {|LLMH2121:mediaType|}: image/png", "Remove 'mediaType'")]
    [InlineData("- text: Hi {{name}} {|LLMH2121:{{photo}}|}", "- image: \"{{photo}}\"")]
    [InlineData("- text: Hi {{name}} {|LLMH2121:{{card.face}}|}", "- image: \"{{card.face}}\"")]
    [InlineData("- text: Hi {{name}} {{#each photos}}{|LLMH2121:{{this}}|}{{/each}}", "an image, not text")]
    [InlineData("- text: Hi {{name}}\n- image: https://example.com/{|LLMH2121:{{photo}}|}", "an image, not text")]
    [InlineData("- text: Hi {{name}} {|LLMH2107:{{#if photo}}|}x{{/if}}", "always has a value")]
    [InlineData("- text: Hi {{name}}\n- image: \"{{{|LLMH2108:phto|}}}\"", "Did you mean 'photo'?")]
    public void A_wrong_part_is_reported_with_its_fix(string parts, string fix) =>
        Assert.Contains(fix, PromptMarkup.Message(Prompt(parts)), StringComparison.Ordinal);

    [Fact]
    public void No_parts_are_no_content() =>
        Assert.Contains(
            "no content",
            PromptMarkup.Message("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: {|LLMH2105:[]|}\n"),
            StringComparison.Ordinal
        );

    [Fact]
    public void An_unquoted_input_is_reported_once() =>
        PromptMarkup.Verify(
            "name: a\nversion: 1.0.0\ninputs: { photo: image }\nmessages:\n  - role: user\n    content:\n      - image: "
                + "{|LLMH2101:{{photo}}|}\n"
        );

    [Fact]
    public void One_text_is_the_same_however_it_is_written()
    {
        var plain = PromptMarkup.Verify("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: Hi\n").Model!;
        Assert.Equal(
            plain,
            PromptMarkup
                .Verify("name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content:\n      - type: text\n        text: Hi\n")
                .Model
        );
    }

    [Fact]
    public void Parts_count_in_the_hash()
    {
        string[] contents =
        [
            "[{ text: a }, { text: b }]",
            "[{ text: ab }]",
            "[{ text: a }, { image: \"https://e.com/a.png\" }]",
            "[{ text: a }, { image: \"https://e.com/b.png\" }]",
            "[{ text: a }, { image: \"https://e.com/a.png\", mediaType: image/gif }]",
            "[{ image: \"https://e.com/a.png\" }, { text: a }]",
        ];
        var hashes = contents
            .Select(content =>
                PromptMarkup.Verify($"name: a\nversion: 1.0.0\nmessages:\n  - role: user\n    content: {content}\n").Model!.ContentHash
            )
            .ToArray();
        Assert.Equal(hashes.Length, hashes.Distinct().Count());
    }

    // All inputs are used, so that only the parts under test can be wrong.
    private static string Prompt(string parts) =>
        """
            name: a
            version: 1.0.0
            inputs:
              name: string
              photo: image
              photos: { list: image }
              maybe: { type: image, optional: true }
              card: { fields: { face: image } }
            messages:
              - role: system
                content:
                  - text: "{{name}}"
                  - image: "{{photo}}"
                  - image: "{{photos}}"
                  - image: "{{maybe}}"
                  - image: "{{card.face}}"
              - role: user
                content:
                  PARTS

            """.Replace("PARTS", parts.Replace("\n", "\n      ", StringComparison.Ordinal), StringComparison.Ordinal);
}
