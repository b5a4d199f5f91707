using LlmHygiene.Analyzers.SettingsFiles;
using Microsoft.Extensions.Configuration;

namespace LlmHygiene.Analyzers.Tests.SettingsFiles;

/// <summary>
/// The reader gives every text the key that Microsoft.Extensions.Configuration gives it, and nothing for a file that it refuses.
/// </summary>
public class SettingsJsonTests
{
    public static TheoryData<string> Valid =>
        [
            """{ "AI": { "Model": "gpt-4o" } }""",
            """{ "AI:Model": "gpt-4o", "ai": { "Endpoint": "https://x/" } }""",
            """
                // for all environments
                {
                  "AI": { /* the model */ "Model": "gpt-4o", "Models": [ "a", { "Id": "b" }, [ "c" ], ], },
                }
                // end
                """,
            """{ "a": 1, "b": -2.5e3, "c": true, "d": false, "e": null, "f": {}, "g": [], "h": "" }""",
            """{ "a\u0042\n\"\\\/": "\u00e4\t\ud83d\ude00" }""",
            "{}",
            "\r\n{\"a\":\r\n\t\"b\"}\r\n",
        ];

    public static TheoryData<string> Broken =>
        [
            "",
            "[]",
            "\"gpt-4o\"",
            """{ "a": "b" """,
            """{ "a": "b }""",
            """{ "a" "b" }""",
            """{ "a": b }""",
            """{ 'a': 'b' }""",
            """{ "a": "b" "c": "d" }""",
            """{ , "a": "b" }""",
            """{ "a": "b",, "c": "d" }""",
            """{ "a": "b" } x""",
            """{ "a": "b" } /* """,
            """{ "a": "\x" }""",
            """{ "a": "\u12" }""",
            """{ "a": "b", "A": "c" }""",
            "{ \"a\": \"b\nc\" }",
            "{ \"a\": - }",
            "<<<<<<< HEAD\n{ \"a\": \"b\" }\n",
        ];

    [Theory]
    [MemberData(nameof(Valid))]
    public void Texts_have_the_keys_of_the_configuration(string text)
    {
        var read = SettingsJson.Read(text);
        Assert.NotNull(read);
        var configuration = Load(text);
        foreach (var entry in read)
            Assert.Equal(entry.Text, configuration[entry.Key]);
        var all = configuration.AsEnumerable().Where(pair => pair.Value is not (null or "True" or "False")).Select(pair => pair.Key);
        Assert.Empty(read.Select(entry => entry.Key).Except(all, StringComparer.OrdinalIgnoreCase));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_file_that_the_configuration_refuses_has_no_values(string text)
    {
        Assert.ThrowsAny<Exception>(() => Load(text));
        Assert.Null(SettingsJson.Read(text));
    }

    [Fact]
    public void Each_text_has_its_place()
    {
        const string Text = "{\n  // one\n  \"AI\": {\n    \"Model\": \"gpt-4\\u006f\" }, \"b\": [ \"c\" ] }";
        var read = SettingsJson.Read(Text)!;
        Assert.Equal(["\"gpt-4\\u006f\"", "\"c\""], read.Select(entry => Text.Substring(entry.Span.Start, entry.Span.Length)));
        Assert.Equal(["AI:Model", "b:0"], read.Select(entry => entry.Key));
        Assert.Equal("gpt-4o", read[0].Text);
    }

    [Fact]
    public void Deep_nesting_ends()
    {
        Assert.Null(SettingsJson.Read(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));
        Assert.Null(SettingsJson.Read("{\"a\":" + new string('[', 100_000)));
    }

    [Fact]
    public void Any_prefix_of_a_file_is_read_without_an_exception()
    {
        foreach (var text in Valid.Concat(Broken).Select(row => (string)((ITheoryDataRow)row).GetData()[0]!))
            for (var length = 0; length < text.Length; length++)
                _ = SettingsJson.Read(text[..length]);
    }

    private static IConfigurationRoot Load(string text) =>
        new ConfigurationBuilder().AddJsonStream(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text))).Build();
}
