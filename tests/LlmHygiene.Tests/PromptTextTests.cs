using Microsoft.Extensions.AI;

namespace LlmHygiene.Tests;

public sealed class PromptTextTests
{
    [Fact]
    public void One_message_of_text_is_its_text() => Assert.Equal("What does the secret ticket say?", new TestPrompt("ask").ToText());

    [Fact]
    public void Anything_else_is_an_error_that_names_the_prompt()
    {
        var several = Assert.Throws<InvalidOperationException>(() =>
            new Messages(new(ChatRole.System, "Be brief."), new(ChatRole.User, "Hello")).ToText()
        );
        Assert.Equal(
            "The prompt 'ask' 1.0.0 does not consist of one text message; "
                + "send it with GetResponseAsync, or get its messages from ToMessages().",
            several.Message
        );
        Assert.Throws<InvalidOperationException>(() => new Messages().ToText());
        Assert.Throws<InvalidOperationException>(() =>
            new Messages(
                new ChatMessage(ChatRole.User, [new TextContent("See:"), new UriContent("https://example.com/a.png", "image/png")])
            ).ToText()
        );
        Assert.Throws<ArgumentNullException>(() => PromptTextExtensions.ToText(null!));
    }

    private sealed class Messages(params ChatMessage[] messages) : IPrompt
    {
        public PromptInfo Info { get; } = new("ask", "1.0.0", "sha256:0");

        public IReadOnlyList<ChatMessage> ToMessages() => messages;

        public ChatOptions ToOptions() => new();
    }
}
