using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Generation;

/// <summary>Images in generated classes that are compiled and run.</summary>
public class ImageCodeTests
{
    private const string Inspect = """
        name: inspect
        version: 1.0.0
        inputs:
          what: string
          photo: image
          maybe: { type: image, optional: true }
          more: { list: image }
          others: { list: image, optional: true }
          card: { optional: true, fields: { face: image } }
        messages:
          - role: system
            content: Look.
          - role: user
            content:
              - text: "What of {{what}}?"
              - type: text
                text: |
                  {{#if maybe}}One more.{{else}}Nothing more.{{/if}}
                  A second line.
              - image: "{{photo}}"
              - image: "{{maybe}}"
              - image: "{{more}}"
              - image: "{{others}}"
              - image: "{{card.face}}"
              - image: |
                  https://example.com/logo.png
              - image: https://example.com/{{what}}.jpg
              - image: "https://example.com/{{#if maybe}}a{{else}}b{{/if}}"
                mediaType: image/gif
              - type: image_url
                image_url: { url: "data:image/png;base64,AAAA" }
        """;

    [Fact]
    public void Each_image_is_a_content_of_the_message() =>
        Assert.Equal(
            "system Look."
                + "|user text:What of it? text:Nothing more.\nA second line.\n"
                + " data:image/png;base64,AQI= image/webp:https://e.com/1.webp image/png:https://e.com/2"
                + " image/png:https://example.com/logo.png image/jpeg:https://example.com/it.jpg image/gif:https://example.com/b "
                + "data:image/png;base64,AAAA"
                + "|system Look."
                + "|user text:What of it? text:One more.\nA second line.\n"
                + " data:image/png;base64,AQI= image/gif:https://e.com/3.gif image/webp:https://e.com/1.webp image/png:https://e.com/2 "
                + "image/gif:https://e.com/3.gif image/gif:https://e.com/3.gif"
                + " image/png:https://example.com/logo.png image/jpeg:https://example.com/it.jpg image/gif:https://example.com/a "
                + "data:image/png;base64,AAAA",
            (
                PromptProject.With(Inspect) with
                {
                    Source = """
                    using System.Linq;
                    using LlmHygiene;
                    using Microsoft.Extensions.AI;
                    using P = Shop.Prompts.InspectPrompt.V1;
                    public static class Test
                    {
                        public static string Run()
                        {
                            var gif = PromptImage.FromUri("https://e.com/3.gif");
                            var prompt = new P
                            {
                                What = "it",
                                Photo = PromptImage.FromBytes(new byte[] { 1, 2 }, "image/png"),
                                More = new[] { PromptImage.FromUri(new System.Uri("https://e.com/1.webp")),
                                    new UriContent("https://e.com/2", "image/png") },
                            };
                            var full = prompt with { Maybe = gif, Others = new[] { gif }, Card = new P.CardRecord { Face = gif } };
                            return string.Join("|", prompt.ToMessages().Concat(full.ToMessages()).Select(message => message.Role + " "
                                + (message.Role == ChatRole.System ? message.Text : string.Join(" ", message.Contents.Select(Show)))));
                        }

                        private static string Show(AIContent content) => content switch
                        {
                            TextContent text => "text:" + text.Text,
                            UriContent uri => uri.MediaType + ":" + uri.Uri,
                            DataContent data => data.Uri,
                            _ => "?",
                        };
                    }
                    """,
                }
            ).Run<string>()
        );
}
