using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Robustness;

/// <summary>Sources that only generators write: the analysis ends, and reports what it can prove.</summary>
public class ExtremeSourceTests
{
    [Fact]
    public async Task A_method_of_ten_thousand_lines_does_not_hang()
    {
        var lines = string.Concat(
            Enumerable
                .Range(0, 2500)
                .Select(i =>
                    $"""
                            var options{i} = new ChatOptions();
                            options{i}.ModelId = text;
                            Console.WriteLine(text.Trim());
                            {(i % 10 == 0 ? $"await client.GetResponseAsync(text + \"Summarise it.\", options{i});" : "list.Add(text);")}

                        """
                )
        );
        var inventory = await FactTest.InventoryAsync(
            $"class C(IChatClient client) {{ public async Task Ask(string text) {{ var list = new List<string>();\n{lines} }} }}"
        );
        Assert.Equal(250, inventory.Count);
        Assert.All(inventory, call => Assert.Contains("model=Configured; prompt=Untagged", call, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Scopes_and_activities_of_a_giant_method_are_found()
    {
        var calls = string.Concat(
            Enumerable
                .Range(0, 300)
                .Select(i =>
                    $"using (PromptScope.Begin(\"p{i}\", \"1\")) {{ await client.GetResponseAsync(\"Summarise "
                    + $"it.\"); }}\nSystem.Diagnostics.Activity.Current?.SetTag(\"k{i}\", {i});\n"
                )
        );
        var inventory = await FactTest.InventoryAsync(
            "using LlmHygiene; class C(IChatClient client) { public async Task Ask() {\n"
                + calls
                + "await client.GetResponseAsync(\"Summarise it.\"); } }"
        );
        Assert.Equal(301, inventory.Count);
        Assert.Contains("prompt=Tagged(p299@1)", inventory[299], StringComparison.Ordinal);
        Assert.Contains("prompt=Untagged", inventory[300], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_implementation_with_a_giant_method_does_not_hang()
    {
        var lines = string.Concat(
            Enumerable.Range(0, 400).Select(i => $"a = b + c + \"{i}\"; b = c + a; c = a + b; d{i} = d{Math.Max(0, i - 1)} + a;\n")
        );
        var locals = string.Join(", ", Enumerable.Range(0, 400).Select(i => $"d{i} = \"\""));
        var calls = string.Concat(Enumerable.Range(0, 50).Select(i => $"await inner.GetResponseAsync(d{i + 300});\n"));
        var source =
            "class C(IChatClient inner) : DelegatingChatClient(inner) { private readonly IChatClient "
            + $"inner = inner; public async Task Ask() {{ string a = \"\", b = \"\", c = \"\", {locals};\n{lines}{calls} }} }}";
        // Composed from more variables than are followed, so it may be the caller's.
        Assert.Empty(await FactTest.InventoryAsync(source));
    }

    [Fact]
    public async Task Two_thousand_overloads_do_not_hang()
    {
        var overloads = string.Concat(
            Enumerable
                .Range(0, 2000)
                .Select(i =>
                    $"private static ChatOptions Make(E{i} e) => {(i < 5 ? $"Make((E{i + 1})0)" : $"new() {{ ModelId = \"m{i}\" }}")};\n"
                )
        );
        var enums = string.Concat(Enumerable.Range(0, 2000).Select(i => $"enum E{i} {{ A }}\n"));
        Assert.Equal(
            "Constant(m5)",
            await FactTest.FactAsync(
                "model",
                $"{enums}class C(IChatClient client) {{\n{overloads}public Task Ask(string text) => client.GetResponseAsync(text, "
                    + "Make((E0)0)); }"
            )
        );
    }

    [Fact]
    public async Task A_huge_list_of_messages_does_not_hang()
    {
        var messages = string.Join(",\n", Enumerable.Range(0, 3000).Select(i => $"new ChatMessage(ChatRole.User, text + {i})"));
        var source =
            $"class C(IChatClient client) {{ public Task Ask(string text) => client.GetResponseAsync([{messages}, "
            + "new(ChatRole.User, \"The end of it.\")]); }";
        // The words are beyond the bound: nothing is concluded about what was not examined.
        Assert.Equal("FlowsIn", await FactTest.FactAsync("prompt", source));
    }

    [Theory]
    [InlineData("lambda")]
    [InlineData("conditional")]
    [InlineData("coalesce")]
    [InlineData("call")]
    [InlineData("interpolation")]
    [InlineData("block")]
    public async Task Deep_nesting_does_not_hang(string kind)
    {
        const int Depth = 120;
        var text = kind switch
        {
            "conditional" => Nest("text.Length > {1} ? \"Explain it.\" : ({0})", "text", Depth),
            "coalesce" => Nest("(text ?? ({0}))", "text", Depth),
            "call" => Nest("string.Concat(text, {0})", "text", Depth),
            // The compiler itself takes twice as long for each level of these.
            "interpolation" => Nest("$\"x{{({0})}}\"", "text", 8),
            _ => "text",
        };
        var body = kind switch
        {
            "lambda" => Nest("((Func<Task>)(() => {0}))()", "client.GetResponseAsync(text)", 30) + ";",
            "block" => Nest("{{ if (text.Length > {1}) {0} }}", "client.GetResponseAsync(text);", Depth),
            _ => $"client.GetResponseAsync({text});",
        };
        Assert.Single(await FactTest.InventoryAsync($"class C(IChatClient client) {{ public void Ask(string text) {{ {body} }} }}"));
    }

    [Fact]
    public async Task A_call_deep_in_a_sum_does_not_hang()
    {
        var sum = string.Join(" + ", Enumerable.Repeat("text", 1000)) + " + client.GetResponseAsync(\"Summarise it.\").Result.Text";
        Assert.Single(await FactTest.InventoryAsync($"class C(IChatClient client) {{ public string Ask(string text) => {sum}; }}"));
    }

    [Fact]
    public async Task Many_files_with_the_same_names_do_not_hang()
    {
        var files = Enumerable
            .Range(0, 300)
            .Select(i =>
                $"class C{i}(IChatClient client) {{ private ChatOptions _options = new(); public Task "
                + "Ask(string text) => client.GetResponseAsync(text, _options); public void Set(string "
                + "m) => _options.ModelId = m; }"
            );
        Assert.Equal(300, (await FactTest.InventoryAsync([.. files])).Count);
    }

    private static string Nest(string form, string inner, int depth)
    {
        for (var i = 0; i < depth; i++)
            inner = string.Format(System.Globalization.CultureInfo.InvariantCulture, form, inner, i);
        return inner;
    }
}
