using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>Every search has a limit. Beyond it nothing is reported; below it everything is found.</summary>
public class BoundTests
{
    private const string Experimental = "#pragma warning disable OPENAI001\n";

    [Fact]
    public async Task Prompt_text_on_exponentially_many_paths_is_not_reported()
    {
        // Each part is composed of the two previous ones: 2^40 paths lead to the text at the end.
        var parts = string.Concat(Enumerable.Range(2, 40).Select(i => $"var p{i} = string.Concat(p{i - 1}, p{i - 2}, p{i - 1});\n"));
        Assert.Equal(
            "FlowsIn",
            await FactTest.FactAsync(
                "prompt",
                "class C(IChatClient client) { public Task Ask(string text) { var p0 = text; var p1 "
                    + $"= text;\n{parts}return client.GetResponseAsync(p41 + p40); }} }}"
            )
        );
    }

    [Fact]
    public async Task Prompt_text_is_found_before_the_bound()
    {
        var parts = string.Concat(
            Enumerable.Range(2, 40).Select(i => $"var p{i} = string.Concat(p{i - 1}, p{i - 2}, \"Summarise it.\");\n")
        );
        Assert.Equal(
            "Untagged",
            await FactTest.FactAsync(
                "prompt",
                "class C(IChatClient client) { public Task Ask(string text) { var p0 = text; var p1 "
                    + $"= text;\n{parts}return client.GetResponseAsync(p41 + p40); }} }}"
            )
        );
    }

    [Theory]
    [InlineData(20, "Constant(m)")]
    [InlineData(150, "Constant(m)")]
    [InlineData(600, "Configured")]
    public async Task A_model_is_followed_through_many_variables_but_not_through_endless_chains(int length, string model)
    {
        var copies = string.Concat(Enumerable.Range(1, length).Select(i => $"var m{i} = m{i - 1};\n"));
        Assert.Equal(
            model,
            await FactTest.FactAsync(
                "model",
                $"class C(IChatClient client) {{ public Task Ask(string text) {{ var m0 = \"m\";\n{copies}return "
                    + $"client.GetResponseAsync(text, new ChatOptions {{ ModelId = m{length} }}); }} }}"
            )
        );
    }

    [Fact]
    public async Task Helpers_that_branch_into_one_another_do_not_hang()
    {
        var helpers = string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(i =>
                    $"private ChatOptions H{i}(bool b) => b ? H{(i + 1) % 60}(b) : b ? H{(i * 7) % 60}(!b) "
                    + $": H{(i + 31) % 60}(b) ?? H{(i * 13) % 60}(b);\n"
                )
        );
        Assert.Equal(
            "FlowsIn",
            await FactTest.FactAsync(
                "model",
                $"class C(IChatClient client) {{ {helpers} public Task Ask(string text) => client.GetResponseAsync(text, H0(true)); }}"
            )
        );
    }

    [Theory]
    [InlineData(10, "AtClient(m)")]
    [InlineData(80, "FlowsIn")]
    public async Task A_pipeline_is_followed_through_many_layers_but_not_through_endless_chains(int layers, string model)
    {
        var client = "new OpenAI.Responses.ResponsesClient(\"k\").AsIChatClient(\"m\")";
        for (var i = 0; i < layers; i++)
            client = $"new ConfigureOptionsChatClient({client}, o => o.Temperature = {i})";
        Assert.Equal(
            model,
            await FactTest.FactAsync(
                "model",
                $"{Experimental}class C {{ public Task Ask(string text) => {client}.GetResponseAsync(text); }}"
            )
        );
    }

    [Fact]
    public async Task Factories_that_build_on_one_another_do_not_hang()
    {
        var factories = string.Concat(
            Enumerable
                .Range(0, 60)
                .Select(i =>
                    $"private IChatClient F{i}(bool b) => b ? F{(i + 1) % 60}(b).AsBuilder().UseFunctionInvocation().Build() "
                    + $": F{(i * 7) % 60}(!b);\n"
                )
        );
        Assert.Equal(
            "FlowsIn",
            await FactTest.FactAsync("model", $"class C {{ {factories} public Task Ask(string text) => F0(true).GetResponseAsync(text); }}")
        );
    }

    [Theory]
    [InlineData(100, "Absent")]
    [InlineData(500, "FlowsIn")]
    public async Task The_uses_of_a_name_are_searched_unless_there_are_too_many(int uses, string model)
    {
        var reads = string.Concat(Enumerable.Range(0, uses).Select(i => $"public float? T{i}() => _options.Temperature;\n"));
        var client = "private static IChatClient Client => new OpenAI.Responses.ResponsesClient(\"k\").AsIChatClient();";
        Assert.Equal(
            model,
            await FactTest.FactAsync(
                "model",
                $"{Experimental}public class C {{ {client} private readonly ChatOptions _options = new();\n{reads}public "
                    + "Task Ask(string text) => Client.GetResponseAsync(text, _options); }"
            )
        );
        Assert.Equal(
            model,
            await FactTest.FactAsync(
                "model",
                $"{Experimental}class C {{ {client} internal readonly ChatOptions _options = new(); public "
                    + "Task Ask(string text) => Client.GetResponseAsync(text, _options); }",
                $"class D : C {{ {reads} }}"
            )
        );
    }

    [Fact]
    public async Task A_name_that_is_used_often_is_still_followed_to_where_it_is_written()
    {
        var reads = string.Concat(Enumerable.Range(0, 1000).Select(i => $"public string T{i}() => _model;\n"));
        Assert.Equal(
            "Constant(m)",
            await FactTest.FactAsync(
                "model",
                $"class C(IChatClient client) {{ private readonly string _model = \"m\";\n{reads}public "
                    + "Task Ask(string text) => client.GetResponseAsync(text, new ChatOptions { ModelId = "
                    + "_model }); }"
            )
        );
    }

    [Fact]
    public async Task Pass_through_methods_in_a_cycle_do_not_hang()
    {
        var ring = string.Concat(
            Enumerable
                .Range(0, 40)
                .Select(i => $"public Task W{i}(string p) => p.Length > {i} ? W{(i + 1) % 40}(p) : client.GetResponseAsync(p);\n")
        );
        var diagnostics = await RuleTest.DiagnosticsAsync([
            $"class C(IChatClient client) {{ {ring} public Task Ask() => W7(\"Summarise it.\"); }}",
        ]);
        Assert.Single(diagnostics.Where(diagnostic => diagnostic.Id == "LLMH2001"));
    }
}
