using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Tests.Calls;

/// <summary>A call is found by its name in the source, so these tests cover the ways to write it, and calls without a name.</summary>
public class WrittenCallTests
{
    private const string Marks = """
        namespace LlmHygiene { [AttributeUsage(AttributeTargets.Method)] internal sealed class LlmCallAttribute : Attribute; }
        """;

    [Theory]
    [InlineData("class A(IChatClient client) { Task<ChatResponse> B() => client.GetResponseAsync(\"Hi there\"); }")]
    [InlineData("class A(IChatClient? client) { Task<ChatResponse>? B() => client?.GetResponseAsync(\"Hi there\"); }")]
    [InlineData("class A(IChatClient? client) { Task<ChatResponse> B() => client!.GetResponseAsync(\"Hi there\")!; }")]
    [InlineData("class A(IChatClient client) { Task<ChatResponse> B() => client.@GetResponseAsync(\"Hi there\"); }")]
    [InlineData("class A(IChatClient client) { Task B() => client.GetResponseAsync<string>(\"Hi there\"); }")]
    [InlineData("class A(IChatClient client) { Task B() => ChatClientExtensions.GetResponseAsync(client, \"Hi there\"); }")]
    [InlineData("class A(IChatClient client) { Func<Task> _b = () => client.GetResponseAsync(\"Hi there\"); Func<Task> B => _b; }")]
    [InlineData("class A(IChatClient client) { Task B { get; } = client.GetResponseAsync(\"Hi there\"); }")]
    [InlineData("class A(IChatClient client) { Task B { get { return client.GetResponseAsync(\"Hi there\"); } } }")]
    [InlineData("class A(IChatClient client) { Task B() { return C(); Task C() => client.GetResponseAsync(\"Hi there\"); } }")]
    [InlineData("class A { Task _b; A(IChatClient client) => _b = client.GetResponseAsync(\"Hi there\"); Task B => _b; }")]
    [InlineData("class C(Task t) { Task T => t; } class A(IChatClient client) : C(client.GetResponseAsync(\"Hi there\"));")]
    [InlineData("class A(IChatClient client) { object B() => from x in new[] { 1 } select client.GetResponseAsync(\"Hi there\"); }")]
    public async Task A_call_is_found_however_it_is_written(string source) => Assert.Single(await FactTest.InventoryAsync(source));

    [Fact]
    public void A_call_in_top_level_statements_is_found()
    {
        const string Program =
            "using OpenAI; await new OpenAIClient(\"k\").GetChatClient(\"m\").AsIChatClient().GetResponseAsync(\"Hi there\");";
        var compilation = TestCode.Compile([Program], TestReferences.All, OutputKind.ConsoleApplication);
        Assert.Single(FactTest.Inventory(compilation));
    }

    [Theory]
    [InlineData("class A(IChatClient client) { Func<string, Task> B() => text => Task.CompletedTask; object C() => client; }")]
    [InlineData("class A(IChatClient client) { string B() => nameof(client.GetService) + nameof(ChatClientExtensions.GetResponseAsync); }")]
    [InlineData(
        "class A(IChatClient client) { [System.CodeDom.Compiler.GeneratedCode(\"tool\", \"1\")] "
            + "Task B() => client.GetResponseAsync(\"Hi there\"); }"
    )]
    [InlineData("class A { Func<string, Task> GetResponseAsync = _ => Task.CompletedTask; Task B() => GetResponseAsync(\"Hi there\"); }")]
    public async Task Nothing_else_is_a_call(string source) => Assert.Empty(await FactTest.InventoryAsync(source));

    [Theory]
    [InlineData("class Q { [LlmHygiene.LlmCall] public Q Select(Func<string, string> prompt) => this; Q B() => from x in this select x; }")]
    [InlineData(
        "class Q : System.Collections.IEnumerable { [LlmHygiene.LlmCall] public void Add(string prompt) { } "
            + "public System.Collections.IEnumerator GetEnumerator() => null!; Q B() => new() { \"Summarise it\" }; }"
    )]
    public async Task A_marked_method_is_found_where_code_calls_it_without_its_name(string source) =>
        Assert.Single(await FactTest.InventoryAsync(source, Marks));

    [Fact]
    public void No_sdk_has_a_call_that_code_makes_without_its_name()
    {
        var implicitNames = SdkCatalog.ImplicitNames.Concat([
            "Invoke",
            "Dispose",
            "DisposeAsync",
            "GetEnumerator",
            "Deconstruct",
            "GetAwaiter",
        ]);
        var names = SdkTables
            .All.SelectMany(table =>
                table.Calls.SelectMany(call => call.Methods).Concat(table.Pipelines.SelectMany(pipeline => pipeline.Methods))
            )
            .Concat(HttpSends.All.SelectMany(send => send.Methods));
        Assert.Empty(names.Intersect(implicitNames));
    }

    [Fact]
    public void Each_assembly_of_a_table_leads_to_the_table()
    {
        var assemblies = SdkTables.All.SelectMany(table => table.Assemblies).Distinct();
        Assert.All(
            assemblies,
            assembly => Assert.Equal(SdkTables.All.Where(table => table.Assemblies.Contains(assembly)), SdkAssemblies.TablesOf(assembly))
        );
        Assert.Empty(SdkAssemblies.TablesOf("System.Runtime"));
    }
}
