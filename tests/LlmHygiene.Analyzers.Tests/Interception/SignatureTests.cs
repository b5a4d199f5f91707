namespace LlmHygiene.Analyzers.Tests.Interception;

/// <summary>Every form that the signature of a marked method can have: measured where an interceptor can repeat it, else left.</summary>
public class SignatureTests
{
    private static InterceptedProject Program(string methods, string call, string more = "") =>
        InterceptedProject.Of(
            $$"""
            using LlmHygiene;
            public static class Code
            {
                public static async Task<string> Run()
                {
                    await Task.CompletedTask;
                    var client = new Client();
                    {{call}}
                }
                {{more}}
            }
            public class Base
            {
                [LlmCall] public virtual Task<string> SendAsync(string prompt) => Task.FromResult("base " + prompt);
            }
            public partial class Client : Base
            {
                {{methods}}
            }
            """
        );

    [Theory]
    [InlineData("public string Ask(string prompt) => prompt;", "return client.Ask(\"a\");", "a")]
    [InlineData(
        "public string Ask(string prompt, string tone = \"dry\", int count = 3) => prompt + tone + count;",
        "return client.Ask(\"a\");",
        "adry3"
    )]
    [InlineData(
        "public string Ask(string prompt, string tone = \"dry\", int count = 3) => prompt + tone + count;",
        "return client.Ask(count: 1, prompt: \"a\");",
        "adry1"
    )]
    [InlineData(
        "public string Ask(string prompt, [CallerMemberName] string member = \"\", [CallerLineNumber] int line = 0) => "
            + "member + (line < 20);",
        "return client.Ask(\"a\");",
        "RunTrue"
    )]
    [InlineData(
        "public string Ask(string prompt, params string[] more) => prompt + string.Concat(more);",
        "return client.Ask(\"a\", \"b\", \"c\");",
        "abc"
    )]
    [InlineData(
        "public string Ask(string prompt, ref int count, in int extra, out string rest) { count += extra; rest = \"r\"; return prompt; }",
        "var n = 1; var text = client.Ask(\"a\", ref n, 2, out var rest); return text + n + rest;",
        "a3r"
    )]
    [InlineData(
        "public string Ask(string prompt, ref readonly int count) => prompt + count;",
        "var n = 1; return client.Ask(\"a\", in n);",
        "a1"
    )]
    [InlineData("public int? Ask(string prompt) => null;", "return $\"{client.Ask(\"a\") is null}\";", "True")]
    [InlineData("public Answer Ask(string prompt) => new(prompt);", "return client.Ask(\"a\").Text;", "a")]
    [InlineData("public (string First, int Second) Ask(string prompt) => (prompt, 2);", "return client.Ask(\"a\").First;", "a")]
    [InlineData("public string? Ask(string? prompt) => prompt;", "return $\"{client.Ask(null) is null}\";", "True")]
    [InlineData(
        "public void Ask(string prompt) => Said = prompt; public string Said = \"\";",
        "client.Ask(\"a\"); return client.Said;",
        "a"
    )]
    [InlineData(
        "public async Task Ask(string prompt) { await Task.Yield(); Said = prompt; } public string Said = \"\";",
        "await client.Ask(\"a\"); return client.Said;",
        "a"
    )]
    [InlineData(
        "public async ValueTask Ask(string prompt) { await Task.Yield(); Said = prompt; } public string Said = \"\";",
        "await client.Ask(\"a\"); return client.Said;",
        "a"
    )]
    [InlineData(
        "public async ValueTask<string> Ask(string prompt) { await Task.Yield(); return prompt; }",
        "return await client.Ask(\"a\");",
        "a"
    )]
    [InlineData(
        "public async Task<IAsyncEnumerable<string>> Ask(string prompt) { await Task.Yield(); return Parts(prompt); } "
            + "static async IAsyncEnumerable<string> Parts(string prompt) { await Task.Yield(); yield return prompt; }",
        "var text = \"\"; await foreach (var part in await client.Ask(\"a\")) text += part; return text;",
        "a"
    )]
    [InlineData(
        "public IEnumerable<string> Ask(string prompt) { yield return prompt; yield return \"b\"; }",
        "return string.Concat(client.Ask(\"a\"));",
        "ab"
    )]
    [InlineData("public List<string> Ask(string prompt) => [prompt];", "return client.Ask(\"a\")[0];", "a")]
    [InlineData("public static string Ask(string prompt) => prompt;", "return Client.Ask(\"a\");", "a")]
    [InlineData(
        "public T Ask<T>(string prompt, T value) where T : notnull, IComparable<T> => value;",
        "return client.Ask(\"a\", 7).ToString();",
        "7"
    )]
    [InlineData(
        "public T? Ask<T>(string prompt) where T : class?, new() => new();",
        "return client.Ask<List<int>>(\"a\")!.Count.ToString();",
        "0"
    )]
    [InlineData(
        "public T Ask<T, U>(string prompt, T value, U other) where T : unmanaged where U : struct, Enum => value;",
        "return client.Ask(\"a\", 7, DayOfWeek.Friday).ToString();",
        "7"
    )]
    [InlineData(
        "public object Ask<T>(string prompt, T value) => value!;",
        "return client.Ask(\"a\", new { Name = \"b\" }).ToString()!;",
        "{ Name = b }"
    )]
    [InlineData("internal Secret Ask(string prompt) => new(prompt);", "return client.Ask(\"a\").Text;", "a")]
    [InlineData("public string @class(string @event, int await) => @event + await;", "return client.@class(\"a\", 1);", "a1")]
    [InlineData("public dynamic Ask(string prompt) => prompt;", "return client.Ask(\"a\");", "a")]
    [InlineData(
        "[System.Diagnostics.CodeAnalysis.RequiresUnreferencedCode(\"x\")] public string "
            + "Ask<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers("
            + "System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.All)] T>(string prompt) => prompt;",
        "return client.Ask<int>(\"a\");",
        "a"
    )]
    [InlineData("[Obsolete] public string Ask(string prompt) => prompt;", "#pragma warning disable CS0612\nreturn client.Ask(\"a\");", "a")]
    [InlineData(
        "[System.Diagnostics.CodeAnalysis.Experimental(\"SHOP01\")] public string Ask(string prompt) => prompt;",
        "#pragma warning disable SHOP01\nreturn client.Ask(\"a\");",
        "a"
    )]
    public async Task A_signature_is_repeated(string method, string call, string result)
    {
        var run = await Program("[LlmCall] " + method, call, more: "")
            .With(
                "Types.cs",
                """
                public readonly record struct Answer(string Text);
                internal sealed record Secret(string Text);
                """
            )
            .RunAsync();
        Assert.Equal(result, run.Result);
        Assert.Equal(["Code.Run"], run.Spans.Select(span => span.GetTagItem(CallTelemetry.SiteKey)));
        Assert.Contains("success", run.Metrics[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("public Task<string> Own() => base.SendAsync(\"a\");", "return await client.Own();", "base a")]
    [InlineData("[LlmCall] private string Ask(string prompt) => prompt; public string Own() => Ask(\"a\");", "return client.Own();", "a")]
    [InlineData("[LlmCall] protected string Ask(string prompt) => prompt; public string Own() => Ask(\"a\");", "return client.Own();", "a")]
    [InlineData(
        "private sealed record Hidden(string Text); [LlmCall] private Hidden Ask(string prompt) => new(prompt); public "
            + "string Own() => Ask(\"a\").Text;",
        "return client.Own();",
        "a"
    )]
    [InlineData("[LlmCall] public string Ask(ReadOnlySpan<char> prompt) => prompt.ToString();", "return client.Ask(\"a\");", "a")]
    [InlineData(
        "private static string s_text = \"a\"; [LlmCall] public ref string Ask(string prompt) => ref s_text;",
        "return client.Ask(\"a\");",
        "a"
    )]
    [InlineData(
        "[LlmCall] public unsafe string Ask(string prompt, int* value) => prompt; public unsafe string Own() => Ask(\"a\", null);",
        "return client.Own();",
        "a"
    )]
    [InlineData(
        "public readonly struct Value { [LlmCall] public string Ask(string prompt) => prompt; }",
        "return new Client.Value().Ask(\"a\");",
        "a"
    )]
    [InlineData("[LlmCall] public string Ask(string prompt) => prompt;", "Func<string, string> ask = client.Ask; return ask(\"a\");", "a")]
    [InlineData("[LlmCall] public string Ask(string prompt) => prompt;", "return ((dynamic)client).Ask(\"a\");", "a")]
    [InlineData(
        "[LlmCall] public string Ask(string prompt) => prompt;",
        "System.Linq.Expressions.Expression<Func<Client, string>> tree = c => c.Ask(\"a\"); return tree.Compile()(client);",
        "a"
    )]
    [InlineData(
        "[LlmCall] public T Ask<T>(string prompt) where T : allows ref struct => default!;",
        "client.Ask<int>(\"a\"); return \"a\";",
        "a"
    )]
    [InlineData(
        "[LlmCall, System.Diagnostics.Conditional(\"NEVER\")] public void Ask(string prompt) { }",
        "client.Ask(\"a\"); return \"a\";",
        "a"
    )]
    [InlineData("", "return Ask(\"a\"); [LlmCall] static string Ask(string prompt) => prompt;", "a")]
    [InlineData(
        "public class Stream : IAsyncEnumerable<int> { public IAsyncEnumerator<int> "
            + "GetAsyncEnumerator(CancellationToken token = default) => throw new NotSupportedException(); } [LlmCall] "
            + "public Stream Ask(string prompt) => new();",
        "client.Ask(\"a\"); return \"a\";",
        "a"
    )]
    public async Task What_cannot_be_repeated_is_left_as_it_is(string methods, string call, string result)
    {
        var run = await Program(methods, call).RunAsync();
        Assert.Equal(result, run.Result);
        Assert.Empty(run.Spans);
    }

    [Theory]
    [InlineData("[LlmCall] public string Ask(string prompt) => prompt; public string Own() => Ask(\"a\");", "return client.Own();")]
    [InlineData("[LlmCall] public string Ask(string prompt) => prompt; public string Own() => this.Ask(\"a\");", "return client.Own();")]
    [InlineData("public Task<string> Own() => SendAsync(\"a\");", "return await client.Own();")]
    [InlineData("public static Task<string> Own<T>(T any) where T : Base => any.SendAsync(\"a\");", "return await Client.Own(client);")]
    public async Task The_receiver_may_be_this_or_of_a_type_parameter(string methods, string call)
    {
        var run = await Program(methods, call).RunAsync();
        Assert.EndsWith("a", run.Result, StringComparison.Ordinal);
        Assert.Equal(["Client.Own"], run.Spans.Select(span => span.GetTagItem(CallTelemetry.SiteKey)));
    }

    [Fact]
    public void A_type_that_needs_an_extern_alias_is_left_as_it_is()
    {
        var project = InterceptedProject.Of(
            """
            extern alias ai;
            using ai::Microsoft.Extensions.AI;
            public static class Code
            {
                public static Task<ChatResponse> Run(IChatClient client) => client.GetResponseAsync("Say it.");
            }
            """
        );
        project = project with
        {
            References =
            [
                .. project.References.Select(reference =>
                    reference.Display!.EndsWith("Microsoft.Extensions.AI.Abstractions.dll", StringComparison.Ordinal)
                        ? reference.WithAliases(["ai"])
                        : reference
                ),
            ],
        };
        project.Build();
        Assert.Empty(project.Sites());
    }

    [Fact]
    public async Task An_override_and_an_implementation_are_called_as_before()
    {
        var run = await Program(
                "public override Task<string> SendAsync(string prompt) => Task.FromResult(\"own \" + prompt);",
                "Base asBase = client; return await asBase.SendAsync(\"a\") + \", \" + await client.SendAsync(\"b\");"
            )
            .RunAsync();
        Assert.Equal("own a, own b", run.Result);
        Assert.Equal(2, run.Spans.Count);
    }

    [Fact]
    public async Task Members_of_generic_types_are_measured()
    {
        var run = await Program(
                "",
                "return new Outer<int>.Inner<string>().Ask(\"a\", 1, \"b\", 2.0);",
                "public class Outer<T> where T : struct { public class Inner<U> { [LlmCall] public string Ask<V>(string "
                    + "prompt, T one, U two, V three) => $\"{prompt}{one}{two}{three}\"; } }"
            )
            .RunAsync();
        Assert.Equal("a1b2", run.Result);
        Assert.Single(run.Spans);
    }

    [Fact]
    public async Task A_file_local_class_that_calls_is_measured_and_one_in_the_signature_is_not()
    {
        var run = await Program("", "return Hidden.Own();")
            .With(
                "Hidden.cs",
                """
                using LlmHygiene;
                public static class Hidden
                {
                    public static string Own() => Local.Call(new()) + Other.Call();
                }
                file sealed class Argument;
                file static class Local
                {
                    public static string Call(Argument value) => Ask("a", value);
                    [LlmCall] public static string Ask(string prompt, Argument value) => prompt;
                }
                file static class Other
                {
                    public static string Call() => Shared.Ask("b");
                }
                public static class Shared
                {
                    [LlmCall] public static string Ask(string prompt) => prompt;
                }
                """
            )
            .RunAsync();
        Assert.Equal("ab", run.Result);
        Assert.Equal(["Other.Call"], run.Spans.Select(span => span.GetTagItem(CallTelemetry.SiteKey)));
    }

    /// <summary>The compiler identifies a call by the text of its file, and rejects interceptors if two files have it: CS9233.</summary>
    [Fact]
    public async Task Calls_in_two_files_with_the_same_text_are_not_intercepted()
    {
        const string Part = """
            using LlmHygiene;
            file static class Part
            {
                [ModuleInitializer] internal static void Add() => Parts.All.Add(static () => Parts.Ask("a"));
            }
            """;
        var project = Program("", "return string.Concat(Parts.All.Select(part => part())) + Parts.Other();")
            .With("One/Part.cs", Part)
            .With("Two/Part.cs", Part)
            // Another text of the same length.
            .With("Three/Part.cs", Part.Replace("\"a\"", "\"b\"", StringComparison.Ordinal))
            .With(
                "Parts.cs",
                """
                using LlmHygiene;
                public static class Parts
                {
                    public static List<Func<string>> All { get; } = [];
                    public static string Other() => Ask("c");
                    [LlmCall] public static string Ask(string prompt) => prompt;
                }
                """
            );
        var run = await project.RunAsync();
        Assert.Equal("aabc", string.Concat(run.Result.Order()));
        Assert.Equal(["Part.Add", "Parts.Other"], run.Spans.Select(span => $"{span.GetTagItem(CallTelemetry.SiteKey)}".Split('#')[0]));
    }

    [Fact]
    public async Task Methods_in_extension_blocks()
    {
        var run = await InterceptedProject
            .Of(
                """
                using LlmHygiene;
                public static class Texts
                {
                    extension(string text)
                    {
                        [LlmCall] public string Ask(int count = 2) => text + count;
                        [LlmCall] public static string Say(string prompt) => prompt;
                    }

                    extension<T>(List<T> parts) where T : class
                    {
                        [LlmCall] public string Join<TEnd>(TEnd end) => string.Concat(parts) + end;
                    }
                }

                public static class Code
                {
                    public static Task<string> Run() =>
                        Task.FromResult("a".Ask() + string.Say("b") + new List<string> { "c" }.Join(3) + "d"?.Ask(4) + Texts.Ask("e", 5));
                }
                """
            )
            .RunAsync();
        Assert.Equal("a2bc3d4e5", run.Result);
        Assert.Equal(5, run.Spans.Count);
    }

    [Fact]
    public async Task Methods_of_two_extension_blocks_that_look_the_same_are_left_as_they_are()
    {
        var run = await InterceptedProject
            .Of(
                """
                using LlmHygiene;
                public static class Texts
                {
                    extension(string text) { [LlmCall] public string Ask(string prompt) => text + prompt; }
                    extension(Uri address) { [LlmCall] public string Ask(string prompt) => address.Host + prompt; }
                }

                public static class Code
                {
                    public static Task<string> Run() => Task.FromResult("a".Ask("b") + new Uri("http://c").Ask("d"));
                }
                """
            )
            .RunAsync();
        Assert.Equal("abcd", run.Result);
        Assert.Empty(run.Spans);
    }
}
