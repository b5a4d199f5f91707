using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Facts.Model;

/// <summary>
/// A client or options that a method makes have the arguments of the call that made them, and not those of other calls, unless something
/// else may hold what the method makes.
/// </summary>
public class PureFactoryTests
{
    private const string Client = "new OpenAI.Chat.ChatClient(model, \"k\").AsIChatClient()";

    [Theory]
    [InlineData($"static IChatClient Make(string model) => {Client};")]
    [InlineData($"static IChatClient Make(string model) {{ var made = {Client}; return made; }}")]
    [InlineData(
        "static IChatClient Make(string model) => new OpenAI.OpenAIClient(\"k\").GetChatClient(model).AsIChatClient().AsBuilder().Build();"
    )]
    [InlineData("static readonly OpenAI.OpenAIClient s_openAI = new(\"k\"); static IChatClient Make(string model) => Wrap(Inner(model));")]
    [InlineData("static IChatClient Make(string model) { if (model.Length > 3) return Inner(model); throw new ArgumentException(model); }")]
    [InlineData(
        $"static IChatClient Make(string model) {{ ArgumentNullException.ThrowIfNull(model); Console.Write(model); return {Client}; }}"
    )]
    [InlineData($"static IChatClient Make(string model) {{ IChatClient made; made = {Client}; return made; }}")]
    [InlineData($"static T Keep<T>(T value) => value; static IChatClient Make(string model) => {Client};")]
    [InlineData("static IChatClient Make(string? model = null) { model ??= \"other\"; return Inner(model); }", "AtClient(a, other)")]
    [InlineData("static IChatClient Make(string model) => new OwnClient(Inner(model));")]
    [InlineData("static IChatClient Make(string model) => Inner(model).AsBuilder().ConfigureOptions(o => o.Temperature = 0).Build();")]
    public async Task A_method_that_makes_a_client(string members, string expected = "AtClient(a)") =>
        Assert.Equal(expected, await ModelAsync(members, "await Make(\"a\").GetResponseAsync(\"Say.\"); _ = Make(\"b\");"));

    [Theory]
    [InlineData("static async Task<IChatClient> MakeAsync(string model) { await Task.Yield(); return Inner(model); }")]
    [InlineData("static Task<IChatClient> MakeAsync(string model) => Task.FromResult(Inner(model));")]
    [InlineData("static async ValueTask<IChatClient> MakeAsync(string model) { await Task.Yield(); return Inner(model); }")]
    public async Task A_task(string member) =>
        Assert.Equal(
            "AtClient(a)",
            await ModelAsync(member, "await (await MakeAsync(\"a\")).GetResponseAsync(\"Say.\"); _ = MakeAsync(\"b\");")
        );

    [Theory]
    [InlineData("IChatClient Local(string model) => Inner(model); await Local(\"a\").GetResponseAsync(\"Say.\"); Local(\"b\");")]
    [InlineData("await Run(() => Inner(\"a\")).GetResponseAsync(\"Say.\"); Inner(\"b\");")]
    [InlineData("using var client = \"a\".ToClient(); await client.GetResponseAsync(\"Say.\"); \"b\".ToClient();")]
    [InlineData("await new Desk(Inner(\"a\")).Client.GetResponseAsync(\"Say.\"); _ = Inner(\"b\");")]
    public async Task A_way_from_the_method_to_the_call(string statements) =>
        Assert.Equal("AtClient(a)", await ModelAsync("static IChatClient Run(Func<IChatClient> make) => make();", statements));

    [Fact]
    public async Task Fields_have_models_of_their_own() =>
        Assert.Equal(
            ["model=AtClient(a)", "model=AtClient(b)"],
            from call in await FactTest.InventoryAsync(
                Source(
                    "private readonly IChatClient _good = Inner(\"a\"), _cheap = Inner(\"b\");",
                    "await _good.GetResponseAsync(\"Say.\"); await _cheap.GetResponseAsync(\"Say.\");"
                )
            )
            select call.Split("; ")[2]
        );

    [Fact]
    public async Task Services_with_keys_have_models_of_their_own() =>
        Assert.Equal(
            "AtClient(b)",
            await ModelAsync(
                "",
                """
                services.AddKeyedSingleton("good", Inner("a"));
                services.AddKeyedSingleton("cheap", (_, _) => Inner("b"));
                await provider.GetRequiredKeyedService<IChatClient>("cheap").GetResponseAsync("Say.");
                """
            )
        );

    [Theory]
    [InlineData("static ChatOptions Options(string model) => new() { ModelId = model };")]
    [InlineData("static ChatOptions Options(string model) { var o = new ChatOptions(); o.ModelId = model; o.Temperature = 0; return o; }")]
    [InlineData("static ChatOptions Options(string model, int most = 5) => new() { ModelId = model, MaxOutputTokens = most };")]
    public async Task A_method_that_makes_options(string member) =>
        Assert.Equal(
            "Constant(a)",
            await ModelAsync(member, "await Inner(\"c\").GetResponseAsync(\"Say.\", Options(\"a\")); _ = Options(\"b\");")
        );

    [Theory]
    [InlineData("static ChatOptions Options(int most) => new() { MaxOutputTokens = most };", "Set(300)")]
    [InlineData("static ChatOptions Options(int most) { var o = new ChatOptions(); o.MaxOutputTokens = most; return o; }", "Set(300)")]
    [InlineData("static ChatOptions Options(int? most) => new() { MaxOutputTokens = most ?? 300 };", "Set(300)")]
    [InlineData(
        "static readonly ChatOptions s_shared = new(); "
            + "static ChatOptions Options(int most) { s_shared.MaxOutputTokens = most; return s_shared; }",
        "Set(300, 800)"
    )]
    public async Task The_limit_of_options_that_a_method_makes(string member, string expected)
    {
        var statements = "await Inner(\"c\").GetResponseAsync(\"Say.\", Options(300)); _ = Options(800);";
        Assert.Equal(expected, await FactTest.FactAsync("limit", Source(member, statements)));
    }

    [Fact]
    public async Task A_method_that_makes_a_kernel() =>
        Assert.Equal(
            "AtClient(a)",
            await FactTest.FactAsync(
                "model",
                """
                using Microsoft.SemanticKernel;
                internal class C
                {
                    static Kernel Make(string model)
                    {
                        var builder = Kernel.CreateBuilder();
                        builder.AddOpenAIChatCompletion(model, "k");
                        return builder.Build();
                    }
                    public async Task Ask() { await Make("a").InvokePromptAsync("Say hello to everybody."); _ = Make("b"); }
                }
                """
            )
        );

    // The ID that is known now may be one that is reported.
    [Fact]
    public void An_older_level_does_not_know_it()
    {
        var project = SettingsProject.With(Source("", "await Inner(\"a\").GetResponseAsync(\"Say.\"); _ = Inner(\"b\");"), "{}");
        Assert.Equal("AtClient(a)", project.Model());
        Assert.StartsWith(
            "AtClient(a, b)",
            (project with { Config = new() { ["build_property.LlmHygieneLevel"] = "0.1" } }).Model(),
            StringComparison.Ordinal
        );
    }

    // What a method makes may come out in another way, or what comes out may be of another call.
    [Theory]
    [InlineData("static IChatClient? s_last; static IChatClient Make(string model) => s_last ??= Inner(model);")]
    [InlineData("static IChatClient? s_last; static IChatClient Make(string model) { s_last = Inner(model); return s_last; }")]
    [InlineData(
        "static readonly Dictionary<string, IChatClient> s_all = []; static IChatClient Make(string model) "
            + "{ if (!s_all.TryGetValue(\"x\", out var found)) s_all[\"x\"] = found = Inner(model); return found; }"
    )]
    [InlineData(
        "static readonly List<IChatClient> s_all = []; static IChatClient Make(string model) { s_all.Add(Inner(model)); return s_all[0]; }"
    )]
    [InlineData("static IChatClient Make(string model) { var made = Inner(model); Last.Set(made); return Last.Client; }")]
    [InlineData("static IChatClient Make(string model) { var made = Inner(model); Last.SetAll([made]); return Last.Client; }")]
    [InlineData("static IChatClient Make(string model) { Last.SetBy(() => Inner(model)); return Last.Client; }")]
    [InlineData("static IChatClient Make(string model) { _ = new Kept() + Inner(model); return Inner(model); }")]
    // Nothing is known of a range here: it stands for all that is not known.
    [InlineData("static IChatClient Make(string model) { _ = \"text\"[1..]; return Inner(model); }")]
    [InlineData(
        "static IChatClient Make(string model) => Kept(Inner(model)); "
            + "static IChatClient? s_last; static IChatClient Kept(IChatClient made) => s_last ??= made;"
    )]
    [InlineData(
        "static IChatClient Make(string model) => Kept(Inner(model)); static readonly List<IChatClient> s_all = []; "
            + "static IChatClient Kept(IChatClient made) { s_all.Add(made); return s_all[0]; }"
    )]
    public async Task Something_else_may_hold_it(string members)
    {
        var model = await ModelAsync(members, "_ = Make(\"b\"); await Make(\"a\").GetResponseAsync(\"Say.\");");
        Assert.True(model is "AtClient" or "AtClient(a, b)" or "FlowsIn", model);
    }

    [Theory]
    [InlineData("Func<string, IChatClient> make = Inner; _ = make(\"b\"); await Inner(\"a\").GetResponseAsync(\"Say.\");")]
    [InlineData("await (number > 3 ? Inner(\"a\") : Inner(\"b\")).GetResponseAsync(\"Say.\");")]
    [InlineData("foreach (var model in new[] { \"a\", \"b\" }) await Inner(model).GetResponseAsync(\"Say.\");")]
    [InlineData("await new[] { \"b\", \"a\" }.Select(Inner).First().GetResponseAsync(\"Say.\"); _ = Inner(\"a\");")]
    public async Task Several_calls_or_none_that_is_seen(string statements)
    {
        var model = await ModelAsync("", statements);
        Assert.True(model is "AtClient" or "AtClient(a, b)" or "FlowsIn", model);
    }

    [Theory]
    [InlineData("virtual")]
    [InlineData("abstract")]
    public async Task A_method_that_can_be_another(string modifier)
    {
        var body = modifier == "abstract" ? ";" : $" => {Client};";
        var model = await FactTest.FactAsync(
            "model",
            $$"""
            internal abstract class Maker { public {{modifier}} IChatClient Make(string model){{body}} }
            internal class Other : Maker { public override IChatClient Make(string model) => {{Client}}; }
            internal class C
            {
                public async Task Ask(Maker maker) { await maker.Make("a").GetResponseAsync("Say."); _ = maker.Make("b"); }
            }
            """
        );
        Assert.NotEqual("AtClient(b)", model);
        Assert.True(model is "AtClient" or "AtClient(a, b)" or "FlowsIn", model);
    }

    private static Task<string> ModelAsync(string members, string statements) => FactTest.FactAsync("model", Source(members, statements));

    private static string Source(string members, string statements) =>
        $$"""
            using Microsoft.Extensions.DependencyInjection;
            internal sealed class OwnClient(IChatClient inner) : DelegatingChatClient(inner);
            internal sealed class Desk(IChatClient client) { public IChatClient Client => client; }
            internal static class Last
            {
                public static IChatClient Client { get; private set; } = null!;
                public static void Set(IChatClient client) => Client = client;
                public static void SetAll(IChatClient[] clients) => Client ??= clients[0];
                public static void SetBy(Func<IChatClient> make) => Client ??= make();
            }
            internal sealed class Kept
            {
                public static Kept operator +(Kept all, IChatClient client) { Last.Set(client); return all; }
            }
            internal static class Extensions
            {
                public static IChatClient ToClient(this string model) => {{Client}};
            }
            internal class C
            {
                static IChatClient Inner(string model) => {{Client}};
                static IChatClient Wrap(IChatClient inner) => inner.AsBuilder().Build();
                {{members}}
                public async Task Ask(int number, IServiceCollection services, IServiceProvider provider)
                {
                    {{statements}}
                }
            }
            """;
}
