using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Prompts.Reading;

/// <summary>What YAML calls null, true and false is no text, and text in quotes is.</summary>
public class PromptValueTests
{
    private const string Head = "name: one\nversion: 1.0.0\n";
    private const string Messages = "messages:\n  - role: user\n    content: Hi\n";

    [Theory]
    [InlineData("null")]
    [InlineData("~")]
    [InlineData("Null")]
    [InlineData("NULL")]
    public void Null_is_no_text(string word)
    {
        PromptMarkup.Verify(Head + $"messages:\n  - role: user\n    content: {{|LLMH2105:{word}|}}\n");
        PromptMarkup.Verify(Head + $"messages:\n  - role: user\n    content:\n      - text: {{|LLMH2105:{word}|}}\n");
        PromptMarkup.Verify(Head + $"messages:\n  - {{ role: user, content: {{|LLMH2105:{word}|}} }}\n");
        PromptMarkup.Verify(Head + $"modelParameters: {{ stop: {{|LLMH2105:{word}|}} }}\n" + Messages);
        PromptMarkup.Verify(Head + $"modelParameters: {{ stop: [END, {{|LLMH2105:{word}|}}] }}\n" + Messages);
        PromptMarkup.Verify(Head + $"model: {{|LLMH2105:{word}|}}\n" + Messages);
        PromptMarkup.Verify(Head + $"description: {{|LLMH2105:{word}|}}\n" + Messages);
        PromptMarkup.Verify(Head + $"deprecated: {{|LLMH2105:{word}|}}\n" + Messages);
        PromptMarkup.Verify($"name: {{|LLMH2102:{word}|}}\nversion: 1.0.0\n" + Messages);
        PromptMarkup.VerifyPrompty($"---\nname: {{|LLMH2102:{word}|}}\nversion: 1.0.0\n---\nuser:\nHi\n");
    }

    [Theory]
    [InlineData("\"null\"", "null")]
    [InlineData("'~'", "~")]
    [InlineData("|\n      null", "null\n")]
    [InlineData("nullable", "nullable")]
    [InlineData("true", "true")]
    [InlineData("42", "42")]
    public void Text_is_text(string content, string expected) =>
        Assert.Equal(expected, PromptText(PromptMarkup.Verify(Head + $"messages:\n  - role: user\n    content: {content}\n").Model!));

    [Theory]
    [InlineData("false")]
    [InlineData("False")]
    [InlineData("no")]
    [InlineData("off")]
    public void Deprecated_false_deprecates_nothing(string word)
    {
        Assert.Null(PromptMarkup.Verify(Head + $"deprecated: {word}\n" + Messages).Model!.DeprecationReason);
        Assert.Null(
            PromptMarkup.VerifyPrompty($"---\nname: one\nversion: 1.0.0\ndeprecated: {word}\n---\nuser:\nHi\n").Model!.DeprecationReason
        );
    }

    [Theory]
    [InlineData("true")]
    [InlineData("TRUE")]
    [InlineData("yes")]
    [InlineData("on")]
    public void Deprecated_true_does_not_say_why(string word)
    {
        PromptMarkup.Verify(Head + $"deprecated: {{|LLMH2105:{word}|}}\n" + Messages);
        PromptMarkup.VerifyPrompty($"---\nname: one\nversion: 1.0.0\ndeprecated: {{|LLMH2105:{word}|}}\n---\nuser:\nHi\n");
    }

    [Theory]
    [InlineData("Use 2.0.0.", "Use 2.0.0.")]
    [InlineData("\"false\"", "false")]
    [InlineData("false friends", "false friends")]
    public void Deprecated_with_a_reason_is_that_reason(string written, string reason) =>
        Assert.Equal(reason, PromptMarkup.Verify(Head + $"deprecated: {written}\n" + Messages).Model!.DeprecationReason);

    private static string PromptText(LlmHygiene.Analyzers.Prompts.Model.PromptModel prompt) =>
        string.Concat(LlmHygiene.Analyzers.Prompts.Model.PromptFixedText.Of(prompt));
}
