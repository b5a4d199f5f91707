using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Calls;

/// <summary>A call without arguments is a call where an override or an implementation makes all parameters optional.</summary>
public class CallWithoutArgumentsTests
{
    private const string Override = """
        public class Usual(IChatClient inner) : DelegatingChatClient(inner)
        {
            public override Task<ChatResponse> GetResponseAsync(
                IEnumerable<ChatMessage> messages = null,
                ChatOptions options = null,
                CancellationToken cancellationToken = default) => base.GetResponseAsync(messages ?? [], options, cancellationToken);
        }
        """;

    private const string Implementation = """
        public class Usual(IChatClient inner) : IChatClient
        {
            public Task<ChatResponse> GetResponseAsync(
                IEnumerable<ChatMessage> messages = null,
                ChatOptions options = null,
                CancellationToken cancellationToken = default) => inner.GetResponseAsync(messages ?? [], options, cancellationToken);
            public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
                IEnumerable<ChatMessage> messages,
                ChatOptions options = null,
                CancellationToken cancellationToken = default) => inner.GetStreamingResponseAsync(messages, options, cancellationToken);
            public object GetService(Type serviceType, object serviceKey = null) => inner.GetService(serviceType, serviceKey);
            public void Dispose() { }
        }
        """;

    [Theory]
    [InlineData(Override, "usual.GetResponseAsync()", true)]
    [InlineData(Implementation, "usual.GetResponseAsync()", true)]
    [InlineData(Override + "public class More(IChatClient inner) : Usual(inner) { }", "new More(usual).GetResponseAsync()", true)]
    [InlineData(Override, "new Other().GetResponseAsync()", false)]
    [InlineData("public class Usual { public Task GetResponseAsync(string text = null) => null; }", "usual.GetResponseAsync()", false)]
    public async Task A_method_of_the_project(string client, string call, bool isCall) =>
        Assert.Equal(
            isCall ? 1 : 0,
            (
                await FactTest.InventoryAsync(
                    "using Microsoft.Extensions.AI;\n" + client + OtherType,
                    $"using Microsoft.Extensions.AI; class C {{ public Task Ask(Usual usual) => {call}; }}"
                )
            ).Count
        );

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_method_of_a_referenced_project(bool asMetadata)
    {
        const string Using = "using Microsoft.Extensions.AI;\n";
        var library = TestCode.CompileFiles([("Library.cs", Using + Override)], TestReferences.All).WithAssemblyName("Library");
        using var image = new MemoryStream();
        Assert.True(library.Emit(image, cancellationToken: TestContext.Current.CancellationToken).Success);
        MetadataReference reference = asMetadata ? MetadataReference.CreateFromImage(image.ToArray()) : library.ToMetadataReference();

        var application = TestCode.CompileFiles(
            [("Application.cs", Using + "class C { public Task Ask(Usual usual) => usual.GetResponseAsync(); }")],
            [.. TestReferences.All, reference]
        );

        TestCode.MustCompile(application);
        Assert.Single(FactTest.Inventory(application));
    }

    private const string OtherType = "public class Other { public Task GetResponseAsync() => null; }";
}
