using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>In an IDE a project references others as compilations: their symbols are declared in source that is not part of it.</summary>
public class ReferencedProjectTests
{
    private const string Library = """
        namespace Shop;
        public static class Models
        {
            public const string Fast = "gpt-4-0314";
            public static string Slow => "gpt-5-mini";
            public static string Chosen(string model = "gpt-5-mini") => model;
        }
        public static class Texts
        {
            public const string Rules = "Be brief and kind to the customer, please.";
            public static string Greeting(string name) => "Say hello to " + name + ", please.";
        }
        public class Defaults
        {
            public ChatOptions Options { get; } = new() { ModelId = "gpt-5-mini", MaxOutputTokens = 100 };
            public virtual IChatClient Client => new OpenAI.Chat.ChatClient("gpt-5-mini", "k").AsIChatClient();
            protected static Task<ChatResponse> Send(IChatClient client, string prompt) => client.GetResponseAsync(prompt);
        }
        public class Filling(IChatClient inner) : DelegatingChatClient(inner)
        {
            public override Task<ChatResponse> GetResponseAsync(
                IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken stop = default)
            {
                options ??= new();
                options.ModelId ??= "gpt-5-mini";
                return base.GetResponseAsync(messages, options, stop);
            }
        }
        """;

    private const string Application = """
        using Shop;
        class Desk(IChatClient chat) : Defaults
        {
            public Task A(string q) => chat.GetResponseAsync(Texts.Rules + q, new ChatOptions { ModelId = Models.Fast, Temperature = 0 });
            public Task B(string q) => chat.GetResponseAsync(Texts.Greeting(q), new ChatOptions { ModelId = Models.Slow });
            public Task C(string q) => chat.GetResponseAsync(q, new ChatOptions { ModelId = Models.Chosen() });
            public Task D(string q) => Client.GetResponseAsync("Summarise this text, please: " + q, Options);
            public Task E(string q) => new Filling(chat).GetResponseAsync("Translate this text, please: " + q);
            public Task F(string q) => Send(new Filling(chat), "Translate this text, please: " + q);
        }
        """;

    [Fact]
    public void Its_symbols_are_read_as_those_of_an_assembly()
    {
        var library = TestCode.CompileFiles([("Library.cs", Library)], TestReferences.All).WithAssemblyName("Library");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);

        var byAssembly = Report(MetadataReference.CreateFromImage(image.ToArray()));
        var byProject = Report(library.ToMetadataReference());

        Assert.Contains(byAssembly, line => line.StartsWith("LLMH1004", StringComparison.Ordinal));
        Assert.Equal(byAssembly, byProject);
    }

    private static string[] Report(MetadataReference library)
    {
        CSharpCompilation application = TestCode
            .CompileFiles([("Application.cs", Application)], [.. TestReferences.All, library])
            .WithInventory();
        TestCode.MustCompile(application);
        return RobustAnalysis.Report(application);
    }
}
