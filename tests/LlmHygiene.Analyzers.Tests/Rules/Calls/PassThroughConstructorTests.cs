using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Rules.Calls;

/// <summary>
/// Options that a constructor is given, and a text that the method is given: the text is reported at its caller where no object is made
/// with options that may carry a tag.
/// </summary>
public class PassThroughConstructorTests
{
    private const string Primary = "internal class Asker(IChatClient client, ChatOptions? options)";
    private const string Ask = "public Task AskAsync(string text) => client.GetResponseAsync(text, options);";
    private const string Tagged = "new ChatOptions { AdditionalProperties = new() { [\"prompt_version\"] = \"1\" } }";

    [Theory]
    [InlineData(Primary + " { " + Ask + " }", "null")]
    [InlineData(Primary + " { " + Ask + " }", "new ChatOptions { Temperature = 0 }")]
    [InlineData(
        Primary
            + " { private readonly ChatOptions? _kept = options; "
            + "public Task AskAsync(string text) => client.GetResponseAsync(text, _kept); }",
        "new ChatOptions()"
    )]
    [InlineData(
        "internal class Asker { private readonly IChatClient client; private readonly ChatOptions? options; "
            + "public Asker(IChatClient c, ChatOptions? o) { client = c; options = o; } "
            + Ask
            + " }",
        "new ChatOptions()"
    )]
    public Task Fires_where_no_options_carry_a_tag(string type, string options) =>
        VerifyAsync(type, options, "new Asker(client, OPTIONS).{|LLMH2001:AskAsync|}(\"List the open tickets.\")");

    [Theory]
    [InlineData(Primary + " { " + Ask + " }", Tagged)]
    // Options that are not seen: those of the settings, of callers outside, of a container that makes the object.
    [InlineData(Primary + " { " + Ask + " }", "Given")]
    [InlineData("public class Asker(IChatClient client, ChatOptions? options) { " + Ask + " }", "null")]
    [InlineData(
        Primary + " { " + Ask + " } static class Setup { public static void Add(IServiceCollection s) => s.AddSingleton<Asker>(); }",
        "null"
    )]
    // One object is made with a tag, so the call of each may be of that.
    [InlineData(
        Primary + " { " + Ask + " } static class Other { public static Asker Make(IChatClient c) => new(c, " + Tagged + "); }",
        "null"
    )]
    // Anybody may set the property of a record: with `with`, from a serializer.
    [InlineData("internal record Asker(IChatClient client, ChatOptions? options) { " + Ask + " }", "null")]
    // The tag is written later.
    [InlineData(
        Primary + " { public void Tag() => (options!.AdditionalProperties ??= new())[\"prompt_version\"] = \"1\"; " + Ask + " }",
        "new ChatOptions()"
    )]
    public Task Stays_silent(string type, string options) =>
        VerifyAsync(type, options, "new Asker(client, OPTIONS).AskAsync(\"List the open tickets.\")");

    [Fact]
    public Task Stays_silent_where_the_options_are_tagged_after_the_object_is_made() =>
        RuleTest.VerifyAsync(
            Primary
                + " { "
                + Ask
                + """
                 }
                internal class Desk(IChatClient client)
                {
                    public Task A()
                    {
                        var options = new ChatOptions();
                        var asker = new Asker(client, options);
                        options.AdditionalProperties = new() { ["prompt_version"] = "1" };
                        return asker.AskAsync("List the open tickets.");
                    }
                }
                """,
            only: "LLMH2001"
        );

    [Fact]
    public async Task An_older_level_gets_no_finding() =>
        Assert.Empty(
            await RuleTest.DiagnosticsAsync(
                [Source(Primary + " { " + Ask + " }", "new Asker(client, null).AskAsync(\"List the open tickets.\")")],
                config: new() { ["build_property.LlmHygieneLevel"] = "0.1" },
                only: "LLMH2001"
            )
        );

    private static Task VerifyAsync(string type, string options, string call) =>
        RuleTest.VerifyAsync(Source(type, call.Replace("OPTIONS", options, StringComparison.Ordinal)), only: "LLMH2001");

    private static string Source(string type, string call) =>
        $$"""
            using Microsoft.Extensions.DependencyInjection;
            {{type}}
            public class Desk(IChatClient client)
            {
                public static ChatOptions Given { get; set; } = new();
                public Task A() => {{call}};
            }
            """;
}
