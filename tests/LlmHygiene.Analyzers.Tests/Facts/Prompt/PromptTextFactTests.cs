using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Prompt;

/// <summary>Text is written where the call is made, however it is put together and whatever carries it there.</summary>
public class PromptTextFactTests
{
    private static Task<string> PromptAsync(string members) =>
        FactTest.FactAsync(
            "prompt",
            $$"""
            using System.Globalization;
            using System.Runtime.CompilerServices;
            using System.Text;
            internal class C(IChatClient client)
            {
                {{members}}
            }
            """
        );

    [Theory]
    [InlineData("string.Join(\"\\n\", \"You are a helpful assistant.\", \"Summarise this text:\", text)")]
    [InlineData("string.Join('\\n', \"Summarise this text:\", text, text)")]
    [InlineData("string.Concat(\"You are a helpful assistant.\", \"Summarise this text:\", text, \"briefly\", \"please\")")]
    [InlineData("string.Concat(text, text, text, text, \" in French, please\")")]
    [InlineData("string.Concat((ReadOnlySpan<string>)[\"Summarise this text:\", text])")]
    [InlineData("string.Create(CultureInfo.InvariantCulture, $\"Summarise the text below: {text}\")")]
    [InlineData("FormattableString.Invariant($\"Summarise the text below: {text}\")")]
    [InlineData("FormattableString.CurrentCulture($\"Summarise the text below: {text}\")")]
    [InlineData("((FormattableString)$\"Summarise the text below: {text}\").ToString(CultureInfo.InvariantCulture)")]
    [InlineData("FormattableStringFactory.Create(\"Summarise the text below: {0}\", text).ToString()")]
    [InlineData("new StringBuilder().Append($\"Summarise the text below: {text}\").ToString()")]
    [InlineData("new StringBuilder().AppendLine(CultureInfo.InvariantCulture, $\"Summarise: {text}\").ToString()")]
    [InlineData("new StringBuilder().AppendJoin(' ', \"Summarise\", \"the text:\", text).ToString()")]
    [InlineData("string.Format(CultureInfo.InvariantCulture, \"Summarise: {0}{1}{2}{3}\", text, text, text, text)")]
    [InlineData(
        "[new ChatMessage { Role = ChatRole.User, Contents = [new TextContent(\"Describe it.\"), new UriContent(text, \"image/png\")] }]"
    )]
    [InlineData("[new ChatMessage { Contents = { new TextContent(\"Describe the picture.\") } }]")]
    [InlineData("[new ChatMessage(ChatRole.User, [new TextContent(text) { Text = \"Describe the picture.\" }])]")]
    [InlineData("Build(text)()")]
    [InlineData("((Func<string, string>)(t => $\"Translate into French: {t}\"))(text)")]
    public async Task Text_that_is_put_together(string prompt) =>
        Assert.Equal(
            "Untagged",
            await PromptAsync(
                $$"""
                private static Func<string> Build(string t) => () => "Translate into French: " + t;
                public async Task Ask(string text) => await client.GetResponseAsync({{prompt}});
                """
            )
        );

    [Theory]
    [InlineData("string.Join(\"\\n\", text, text, text)")]
    [InlineData("string.Create(CultureInfo.InvariantCulture, $\"{DateTime.Now:yyyy-MM-dd}{text}\")")]
    [InlineData("FormattableString.Invariant($\"{text}\")")]
    [InlineData("[new ChatMessage { Role = ChatRole.User, Contents = [new TextContent(text)] }]")]
    [InlineData("new StringBuilder().Append($\"{text,10}\").ToString()")]
    [InlineData("((Func<string, string>)(t => t.Trim()))(text)")]
    public async Task Text_of_somebody_else(string prompt) =>
        Assert.Equal("FlowsIn", await PromptAsync($"public async Task Ask(string text) => await client.GetResponseAsync({prompt});"));

    [Theory]
    [InlineData("from t in texts let p = $\"Translate into French: {t}\" select client.GetResponseAsync(p)")]
    [InlineData("from t in texts let p = $\"Translate: {t}\" let q = p + t where q.Length > 3 select client.GetResponseAsync(q)")]
    [InlineData("from t in texts let m = new ChatMessage(ChatRole.System, \"You are terse.\") select client.GetResponseAsync(m)")]
    [InlineData("from p in new[] { \"Name three birds.\", \"Name three fish.\" } select client.GetResponseAsync(p)")]
    [InlineData("new[] { \"Name three birds.\", \"Name three fish.\" }.Select(p => client.GetResponseAsync(p))")]
    [InlineData("s_prompts.Select((p, i) => client.GetResponseAsync(p + i))")]
    public async Task Text_in_a_query(string query) =>
        Assert.Equal(
            "Untagged",
            await PromptAsync(
                $$"""
                private static readonly string[] s_prompts = ["Name three birds.", "Name three fish."];
                public Task Ask(string[] texts) => Task.WhenAll({{query}});
                """
            )
        );

    [Theory]
    [InlineData("from t in texts let p = t.Trim() select client.GetResponseAsync(p)")]
    [InlineData("from t in texts select client.GetResponseAsync(t)")]
    [InlineData("texts.Select(t => client.GetResponseAsync(t))")]
    public async Task Text_of_somebody_else_in_a_query(string query) =>
        Assert.Equal("FlowsIn", await PromptAsync($"public Task Ask(string[] texts) => Task.WhenAll({query});"));

    [Theory]
    [InlineData("foreach (var p in new[] { \"Name three birds.\", \"Name three fish.\" }) await client.GetResponseAsync(p);", "Untagged")]
    [InlineData("foreach (var p in texts) await client.GetResponseAsync(p);", "FlowsIn")]
    [InlineData(
        "var m = new ChatMessage(); m.Contents.Add(new TextContent(\"Describe the picture.\")); await client.GetResponseAsync(m);",
        "Untagged"
    )]
    [InlineData(
        "var m = new ChatMessage(); m.Contents = [new TextContent(\"Describe it.\")]; await client.GetResponseAsync(m);",
        "Untagged"
    )]
    [InlineData("var m = new ChatMessage(); m.Contents.Add(new TextContent(texts[0])); await client.GetResponseAsync(m);", "FlowsIn")]
    public async Task Text_in_statements(string statements, string expected) =>
        Assert.Equal(expected, await PromptAsync($"public async Task Ask(string[] texts) {{ {statements} }}"));

    [Theory]
    [InlineData("public class S(string system) { public string System { get; } = system; }", "new S(\"You are terse.\")", "s.System")]
    [InlineData("public record S(string System);", "new(\"You are terse.\")", "s.System")]
    [InlineData("public record S(string System) { public string Text => System.Trim(); }", "new(\"You are terse.\")", "s.Text")]
    [InlineData(
        "public class S { readonly string _s; public S(string s) => _s = s; public string Text() => _s; }",
        "new(\"You are terse.\")",
        "s.Text()"
    )]
    [InlineData(
        "public class S(Func<string, string> build) { public Func<string, string> Build => build; }",
        "new(t => $\"Translate: {t}\")",
        "s.Build(text)"
    )]
    [InlineData("public class S(Func<string, string> build) { public string Of(string t) => build(t); }", "new(Make)", "s.Of(text)")]
    [InlineData("public class S(string p) { public string P => p; } public class T() : S(\"You are terse.\");", "new T()", "s.P")]
    [InlineData(
        "public class S(string p) { public string P => p; } public class T : S { public T() : base(\"You are terse.\") { } }",
        "new T()",
        "s.P"
    )]
    public async Task Text_that_an_object_carries(string type, string made, string prompt) =>
        Assert.Equal(
            "Untagged",
            await PromptAsync(
                $$"""
                {{type}}
                private static string Make(string t) => "Translate: " + t;
                private static S Made { get; } = {{made}};
                public Task Ask(S s, string text) => client.GetResponseAsync({{prompt}});
                """
            )
        );

    [Theory]
    [InlineData("public class S(string system) { public string System { get; } = system; }", "s.System")]
    [InlineData("public record S(string Text);", "s.Text")]
    public async Task An_object_that_is_made_of_what_somebody_else_says(string type, string prompt) =>
        Assert.Equal(
            "FlowsIn",
            await PromptAsync(
                $$"""
                {{type}}
                private static S Made { get; } = new(Console.ReadLine()!);
                public Task Ask(S s, string text) => client.GetResponseAsync({{prompt}});
                """
            )
        );
}
