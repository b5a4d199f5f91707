using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts;

/// <summary>Options out of a pool have what its policy gives them, and what anybody writes to an object of the pool.</summary>
public class PooledOptionsTests
{
    private const string Full = "new ChatOptions { ModelId = \"gpt-4o-mini\", MaxOutputTokens = 5 }";

    [Theory]
    [InlineData("new DefaultObjectPoolProvider().Create(new Policy())", Full, "", "model=Constant(gpt-4o-mini)", "limit=Set(5)")]
    [InlineData("new DefaultObjectPool<ChatOptions>(new Policy(), 3)", Full, "", "model=Constant(gpt-4o-mini)", "limit=Set(5)")]
    [InlineData("ObjectPool.Create(new Policy())", "new ChatOptions()", "", "model=AtClient(gpt-4o)", "limit=Unset")]
    [InlineData(
        "ObjectPool.Create(new Policy())",
        "new ChatOptions()",
        "options.MaxOutputTokens = 7;",
        "model=AtClient(gpt-4o)",
        "limit=Set(7)"
    )]
    // An object that others got before keeps what they wrote.
    [InlineData(
        "ObjectPool.Create(new Policy())",
        "new ChatOptions()",
        "s_pool.Get().MaxOutputTokens = 7;",
        "model=AtClient(gpt-4o)",
        "limit=Set"
    )]
    [InlineData("ObjectPool.Create(new Policy())", "new ChatOptions()", "Change(s_pool.Get());", "model=Configured", "limit=Unset")]
    [InlineData("ObjectPool.Create(new Resetting())", "new ChatOptions()", "", "model=AtClient(gpt-4o)", "limit=Set")]
    // Nothing is known of these.
    [InlineData("new DefaultObjectPoolProvider().Create<ChatOptions>()", Full, "", "model=AtClient", "limit=FlowsIn")]
    [InlineData("ObjectPool.Create(Given)", Full, "", "model=AtClient", "limit=FlowsIn")]
    [InlineData("new OwnPool()", Full, "", "model=AtClient", "limit=FlowsIn")]
    public void Options_of_a_pool(string pool, string made, string statement, string model, string limit)
    {
        var compilation = TestCode.Compile(
            [
                $$"""
                using Microsoft.Extensions.ObjectPool;
                internal class Policy : PooledObjectPolicy<ChatOptions>
                {
                    public override ChatOptions Create() => {{made}};
                    public override bool Return(ChatOptions obj) => obj is not null;
                }
                internal class Resetting : IPooledObjectPolicy<ChatOptions>
                {
                    public ChatOptions Create() => new ChatOptions();
                    public bool Return(ChatOptions obj)
                    {
                        obj.MaxOutputTokens = 9;
                        return true;
                    }
                }
                internal class OwnPool : ObjectPool<ChatOptions>
                {
                    public override ChatOptions Get() => new();
                    public override void Return(ChatOptions obj) { }
                }
                internal class C
                {
                    public static IPooledObjectPolicy<ChatOptions> Given { get; set; } = null!;
                    private static readonly ObjectPool<ChatOptions> s_pool = {{pool}};
                    private static void Change(ChatOptions target) => target.ModelId = "gpt-5";
                    public async Task Ask()
                    {
                        var options = s_pool.Get();
                        {{statement}}
                        try
                        {
                            await new OpenAI.Chat.ChatClient("gpt-4o", "k").AsIChatClient().GetResponseAsync("Say.", options);
                        }
                        finally
                        {
                            s_pool.Return(options);
                        }
                    }
                }
                """,
            ],
            [.. TestReferences.All, TestReferences.FromOutput("Microsoft.Extensions.ObjectPool")]
        );
        var entry = Assert.Single(FactTest.Inventory(compilation)).Split("; ");
        Assert.Equal([model, limit], [entry[2], entry[4]]);
    }
}
