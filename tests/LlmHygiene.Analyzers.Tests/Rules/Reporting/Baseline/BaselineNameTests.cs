using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Reporting.Baseline;

/// <summary>A baseline names a member as its code does, not as the compiler does.</summary>
public class BaselineNameTests
{
    [Fact]
    public void A_file_local_type_has_the_name_of_its_code_on_every_machine()
    {
        const string File = """
            namespace Shop;
            file static class Helper
            {
                public static Task AskAsync(OpenAI.Chat.ChatClient client) => client.CompleteChatAsync("One.");
                public class Inner<T> { Task TellAsync(OpenAI.Chat.ChatClient client) => client.CompleteChatAsync("Two."); }
            }
            """;
        string[] lines =
        [
            "Shop.Helper+Inner`1.TellAsync LLMH2001 call CompleteChatAsync",
            "Shop.Helper.AskAsync LLMH2001 call CompleteChatAsync",
        ];
        foreach (var path in new[] { "Helper.cs", "/home/me/src/Helper.cs", "C:\\src\\Helper.cs" })
        {
            var run = new BaselineRun { Sources = [(path, File)] };
            Assert.Equal(lines, WarningLines(run));
            Assert.Empty(Warnings(run, lines));
        }
    }

    [Fact]
    public void File_local_types_of_one_name_are_counted_together()
    {
        const string One = "file class Helper { Task AskAsync(OpenAI.Chat.ChatClient client) => client.CompleteChatAsync(\"One.\"); }";
        var run = BaselineRun.Of(One, One.Replace("One.", "Two.", StringComparison.Ordinal), "class Other { }");
        string[] lines = ["Helper.AskAsync LLMH2001 call CompleteChatAsync", "Helper.AskAsync LLMH2001 call CompleteChatAsync #2"];
        Assert.Equal(lines, WarningLines(run));
        Assert.Empty(Warnings(run, lines));
        Assert.Single(Warnings(run, lines[0]));
        Assert.Equal(["llmhygiene.baseline(2): LLMH0002"], Warnings(BaselineRun.Of(One), lines));
    }

    [Fact]
    public void An_extension_block_has_the_name_of_its_class()
    {
        Assert.SkipUnless(
            Enum.IsDefined(typeof(Microsoft.CodeAnalysis.CSharp.LanguageVersion), 1400),
            "This compiler has no extension blocks."
        );
        const string Source = """
            namespace Shop;
            static class Extensions
            {
                public static Task SumAsync(this string text, OpenAI.Chat.ChatClient client) => client.CompleteChatAsync("Zero.");
                extension(OpenAI.Chat.ChatClient client)
                {
                    public Task SumAsync(int count) => client.CompleteChatAsync("One.");
                    public Task All => client.CompleteChatAsync("Two.");
                }
                extension<T>(List<T> items) where T : class
                {
                    public Task ListAsync(OpenAI.Chat.ChatClient client) => client.CompleteChatAsync("Three.");
                }
            }
            """;
        string[] lines =
        [
            "Shop.Extensions.All LLMH2001 call CompleteChatAsync",
            "Shop.Extensions.ListAsync LLMH2001 call CompleteChatAsync",
            "Shop.Extensions.SumAsync LLMH2001 call CompleteChatAsync",
            "Shop.Extensions.SumAsync LLMH2001 call CompleteChatAsync #2",
        ];
        Assert.Equal(lines, WarningLines(BaselineRun.Of(Source)));
        Assert.Empty(Warnings(BaselineRun.Of(Source), lines));

        // A new parameter or constraint of the block changes nothing.
        var edited = Source.Replace("List<T> items) where T : class", "IList<T> items)", StringComparison.Ordinal);
        Assert.Empty(Warnings(BaselineRun.Of(edited), lines));
    }

    private static string[] Warnings(BaselineRun run, params string[] baseline) =>
        [.. run.Reports(baseline).Where(report => !report.EndsWith("LLMH1003", StringComparison.Ordinal))];

    private static string[] WarningLines(BaselineRun run) =>
        [
            .. run.Lines()
                .Where(line =>
                    !line.Contains(" LLMH1003 ", StringComparison.Ordinal) && !line.Contains(" LLMH1002 ", StringComparison.Ordinal)
                ),
        ];
}
