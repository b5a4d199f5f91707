using LlmHygiene.Analyzers.Tests.Infrastructure;
using LlmHygiene.CodeFixes.Fixes;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.CodeFixes.Extraction;

/// <summary>Where the text for a helper is extracted, what the code looks like, and where it is tagged instead.</summary>
public sealed class TextExtractionTests
{
    private const string Extract = "Extract to a typed prompt";
    private const string Tag = "Tag with a prompt name and a version that you change with the text";

    [Theory]
    [InlineData("await Task.WhenAll(AskAsync(\"Say hello, please.\"), AskAsync(\"Say goodbye, please.\"));")]
    [InlineData("await Find(Next()).AskAsync($\"Read this: {Next()}\");")]
    [InlineData("var answer = maybe is null ? null : await AskAsync($\"Read this: {maybe}\");")]
    [InlineData("var isGood = text.Length > 5 && (await AskAsync($\"Read this: {text}\")).Length > 5;")]
    [InlineData("while ((await AskAsync($\"Read this: {Next()}\")).Length > 5) { }")]
    [InlineData("var prompt = $\"Read this: {text}\"; Console.Write(prompt); await AskAsync(prompt);")]
    [InlineData("var prompt = \"Read this: \"; prompt += text; await AskAsync(prompt);")]
    [InlineData("await AskAsync($\"Read this: {Next(out var same)} {same}\" + await AskAsync(\"Inner prompt, please.\"));")]
    [InlineData("await PairAsync(Next(out var same), $\"Read this: {same}\");")]
    [InlineData("await ShownAsync($\"Read this: {text}\");")]
    [InlineData("await AskAsync($\"Braces {{{text}}} before a value\");")]
    public async Task The_call_is_tagged_instead(string statements)
    {
        var project = FixedProject.Of(
            $$"""
            using System.Runtime.CompilerServices;
            class Desk(IChatClient chat)
            {
                Desk Find(string name) => throw new Exception();
                string Next() => "x" + Guid.NewGuid();
                string Next(out string same) => same = "x";
                async Task<string> AskAsync(string prompt) => (await chat.GetResponseAsync(prompt)).Text;
                async Task<string> PairAsync(string user, string prompt) => user + (await chat.GetResponseAsync(prompt)).Text;
                async Task<string> ShownAsync(string prompt, [CallerArgumentExpression("prompt")] string code = "") =>
                    code + (await chat.GetResponseAsync(prompt)).Text;
                async Task ReadAsync(string text, string? maybe)
                {
                    {{statements}}
                }
            }
            """
        );
        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.DoesNotContain("ToText()", after.Source, StringComparison.Ordinal);
        Assert.Contains("PromptScope.Begin(\"", after.Source, StringComparison.Ordinal);
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
        await after.LoadAsync();
    }

    [Theory]
    [InlineData("return await ask(\"Say hello, please.\");")]
    [InlineData("var answer = await ask.Invoke($\"Read this: {text}\"); return answer;")]
    [InlineData("return await (ask?.Invoke(\"Say hello, please.\") ?? Task.FromResult(text));")]
    public async Task The_call_of_a_lambda_names_its_prompt(string statements)
    {
        var project = FixedProject.Of(
            $$"""
            class Desk(IChatClient chat)
            {
                async Task<string> ReadAsync(string text)
                {
                    Func<string, Task<string>> ask = async prompt => (await chat.GetResponseAsync(prompt)).Text;
                    {{statements}}
                }
            }
            """
        );
        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Contains("PromptScope.Begin(", after.Source, StringComparison.Ordinal);
        Assert.Empty(await after.DiagnosticsAsync("LLMH2001"));
        await after.LoadAsync();
    }

    [Fact]
    public async Task The_tag_is_the_alternative()
    {
        var project = FixedProject.Of(
            """
            class Desk(IChatClient chat)
            {
                private async Task<string> AskAsync(string prompt) => (await chat.GetResponseAsync(prompt)).Text;

                public Task<string> GreetAsync() => AskAsync("Say hello, please.");
            }
            """
        );

        Assert.Equal([Extract, Tag], await project.OffersAsync(new PromptNotVersionedFix()));
    }

    [Fact]
    public async Task A_generator_is_named_after_what_it_makes_and_its_scope_ends_before_it_yields()
    {
        var project = FixedProject.Of(
            """
            using Zoo.Model;
            using System.Text;

            namespace Zoo.Model { public class Animal { public string Name = ""; } }

            namespace Zoo
            {
                public abstract class Generator(IChatClient chat)
                {
                    protected async Task<T> GetAsync<T>(string prompt, int? maxTokens = null) where T : new()
                    {
                        await chat.GetResponseAsync(prompt, new ChatOptions { MaxOutputTokens = maxTokens });
                        return new T();
                    }
                }

                public class CategoryGenerator(IChatClient chat) : Generator(chat)
                {
                    protected async IAsyncEnumerable<Animal> GenerateCoreAsync()
                    {
                        var batchSize = 25;

                        var prompt = @$"Generate {batchSize} names
                        for animals.";

                        var response = await GetAsync<Animal>(prompt, maxTokens: 70 * batchSize);
                        yield return response;
                    }
                }

                public class EvalQuestionGenerator(IChatClient chat) : Generator(chat)
                {
                    public async Task<Animal> GenerateSingle(string topic)
                    {
                        Console.Write(topic);

                        // All of it.
                        var answer = await GetAsync<Animal>($"Write a question on {topic}.");
                        return answer;
                    }
                }
            }
            """
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(["generate-category.prompt.yml", "generate-eval-question.prompt.yml"], after.Prompts.Keys.Order());
        Assert.StartsWith(
            "using Zoo.Model;\nusing System.Text;\nusing LlmHygiene;\nusing Shop.Prompts;\n",
            after.Source.ReplaceLineEndings("\n"),
            StringComparison.Ordinal
        );
        Assert.Contains(
            """
                        var batchSize = 25;

                        var prompt = new GenerateCategoryPrompt.V1 { BatchSize = batchSize.ToString() };

                        Animal response;
                        using (PromptScope.Begin(prompt))
                        {
                            response = await GetAsync<Animal>(prompt.ToText(), maxTokens: 70 * batchSize);
                        }

                        yield return response;
            """,
            after.Source,
            StringComparison.Ordinal
        );
        Assert.Contains(
            """
                        Console.Write(topic);

                        var prompt = new GenerateEvalQuestionPrompt.V1 { Topic = topic };
                        using var promptScope = PromptScope.Begin(prompt);
                        // All of it.
                        var answer = await GetAsync<Animal>(prompt.ToText());
                        return answer;
            """,
            after.Source,
            StringComparison.Ordinal
        );
        await after.LoadAsync();
    }

    [Fact]
    public async Task Statements_of_a_file_keep_their_empty_lines_and_comments()
    {
        var project = FixedProject.Of(
            """
            IChatClient chat = null!;
            var name = Console.ReadLine();

            string text = $"Say hello to {name}.";

            // The first.
            Console.Write(await AskAsync(text));

            var rules = "Be brief, and kind.";
            Console.Write(await AskAsync(rules + " Greet " + name));

            async Task<string> AskAsync(string prompt) => (await chat.GetResponseAsync(prompt)).Text;
            """,
            kind: OutputKind.ConsoleApplication
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(
            """
            using LlmHygiene;
            using Shop.Prompts;

            IChatClient chat = null!;
            var name = Console.ReadLine();

            var text = new SayHelloToPrompt.V1 { Name = name };

            // The first.
            using (PromptScope.Begin(text))
            {
                Console.Write(await AskAsync(text.ToText()));
            }

            var prompt2 = new BeBriefAndKindPrompt.V1 { Name = name };
            using (PromptScope.Begin(prompt2))
            {
                Console.Write(await AskAsync(prompt2.ToText()));
            }

            async Task<string> AskAsync(string prompt) => (await chat.GetResponseAsync(prompt)).Text;
            """,
            after.Source
        );
        await after.LoadAsync();
    }

    [Fact]
    public async Task A_name_that_is_taken_is_distinguished_by_the_class()
    {
        var project = FixedProject.Of(
            """
            class Desk(IChatClient chat) { public Task GreetGuestAsync() => chat.GetResponseAsync("Say hello, please."); }
            class Shop(IChatClient chat) { public Task GreetGuestAsync() => chat.GetResponseAsync("Say hi, please."); }
            class TitleWriter(IChatClient chat) { public Task WriteTextAsync() => chat.GetResponseAsync("Write a title, please."); }
            class NewsWriter(IChatClient chat) { public Task WriteTextImplAsync() => chat.GetResponseAsync("Write some news, please."); }
            """
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.Equal(
            ["greet-guest.prompt.yml", "shop-greet-guest.prompt.yml", "write-news-text.prompt.yml", "write-text.prompt.yml"],
            after.Prompts.Keys.Order()
        );
    }

    [Theory]
    [InlineData("using eShop.Model;\nusing System.Text;\n", "using eShop.Model;\nusing System.Text;\nusing LlmHygiene;\n")]
    [InlineData("using System.Text;\nusing eShop.Model;\n", "using System.Text;\nusing eShop.Model;\nusing LlmHygiene;\n")]
    [InlineData(
        "using System.Text;\nusing eShop.Model;\nusing Zoo;\nusing static System.Math;\n",
        "using System.Text;\nusing eShop.Model;\nusing LlmHygiene;\nusing Zoo;\nusing static System.Math;\n"
    )]
    public async Task A_using_is_added_in_sorted_order_or_at_the_end(string usings, string expected)
    {
        var project = FixedProject.Of(
            usings
                + """
                namespace eShop.Model { }
                namespace Zoo { }
                class Desk(IChatClient chat) { public async Task GreetAsync(IEnumerable<ChatMessage> history) =>
                    await chat.GetResponseAsync([new(ChatRole.System, "Be brief, and kind."), .. history]); }
                """
        );

        var after = await project.ApplyAsync(new PromptNotVersionedFix());

        Assert.StartsWith(expected, after.Source, StringComparison.Ordinal);
    }
}
