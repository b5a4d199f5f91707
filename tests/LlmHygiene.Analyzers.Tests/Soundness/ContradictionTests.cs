using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Soundness;

/// <summary>What generated programs have shown to be claimed and not so, each as a small program.</summary>
public class ContradictionTests
{
    internal const string Prelude = SmallProgram.Prelude;

    internal static Task<string> ModelAsync(string program) => FactTest.FactAsync("model", Prelude + program);

    internal static Task<string> AskAsync(string fact, string statements, string members = "") =>
        SmallProgram.AskAsync(fact, statements, members);

    [Fact]
    public async Task An_operator_of_the_project_may_return_the_object() =>
        Assert.Equal(
            "FlowsIn",
            await ModelAsync(
                """
                class Sum { public static ChatOptions operator +(Sum left, ChatOptions right) => right; }
                class C
                {
                    Task Ask(string q)
                    {
                        var o = new ChatOptions();
                        (new Sum() + o).ModelId = "a";
                        return S.Client.GetResponseAsync(q, o);
                    }
                }
                """
            )
        );

    [Fact]
    public async Task An_element_of_a_tuple_is_assigned() =>
        Assert.Equal(
            "Configured",
            await AskAsync(
                "model",
                """
                var o = new ChatOptions { ModelId = "a" };
                (ChatOptions Value, int Count) pair = (new ChatOptions { ModelId = "b" }, 1);
                pair.Value = o;
                return S.Client.GetResponseAsync(q, pair.Value);
                """
            )
        );

    [Fact]
    public async Task Two_elements_of_one_tuple_are_two_values() =>
        Assert.Equal(
            "Configured(a, b)",
            await AskAsync(
                "model",
                """
                var pair = ("a", "b");
                return S.Client.GetResponseAsync(q, new ChatOptions { ModelId = S.Maybe ? pair.Item1 : pair.Item2 });
                """
            )
        );

    [Theory]
    [InlineData("var o = S.Maybe ? new ChatOptions { ModelId = \"a\", MaxOutputTokens = 3 } : new ChatOptions();")]
    [InlineData(
        "var o = new ChatOptions { ModelId = \"a\", MaxOutputTokens = 3 }; if (S.Maybe) (o.ModelId, o.MaxOutputTokens) = (null, null);"
    )]
    public async Task A_value_that_another_object_lacks_or_that_is_taken_away_is_not_certain(string options)
    {
        Assert.Equal("Configured", await AskAsync("model", options + " return S.Client.GetResponseAsync(q, o);"));
        Assert.Equal("Set", await AskAsync("limit", options + " return S.Client.GetResponseAsync(q, o);"));
    }

    [Theory]
    [InlineData("o.MaxOutputTokens = n; n++;", "Set")]
    [InlineData("o.MaxOutputTokens = n; o.MaxOutputTokens += 2;", "Set(5)")]
    [InlineData("o.MaxOutputTokens = n; o.MaxOutputTokens++;", "Set(4)")]
    public async Task A_number_that_is_counted_up_is_not_what_was_written(string statement, string expected) =>
        Assert.Equal(
            expected,
            await AskAsync("limit", $"int n = 3; var o = new ChatOptions(); {statement} return S.Client.GetResponseAsync(q, o);")
        );

    [Fact]
    public async Task A_text_that_is_appended_to_is_no_constant() =>
        Assert.Equal(
            "Configured",
            await AskAsync("model", "var m = \"a\"; m += q; return S.Client.GetResponseAsync(q, new ChatOptions { ModelId = m });")
        );

    [Theory]
    [InlineData("typeof(Holder).GetFields()[0].SetValue(h, \"b\");")]
    [InlineData("h.GetType().GetField(\"Model\")!.SetValue(h, \"b\");")]
    [InlineData("((dynamic)h).Model = \"b\";")]
    public async Task A_field_is_set_by_its_name(string statement) =>
        Assert.Equal(
            "Configured",
            FactTest.WithoutChoice(
                await FactTest.FactAsync(
                    "model",
                    Prelude
                        + $$"""
                        class Holder { public string Model = "a"; }
                        class C
                        {
                            Task Ask(string q)
                            {
                                var h = new Holder();
                                {{statement}}
                                return S.Client.GetResponseAsync(q, new ChatOptions { ModelId = h.Model });
                            }
                        }
                        """
                )
            )
        );

    [Fact]
    public async Task A_method_is_called_through_an_interface_that_a_derived_class_implements() =>
        Assert.Equal(
            "Configured(m, other)",
            await ModelAsync(
                """
                interface ISame { string Same(string value); }
                class Parent { public string Same(string value) => value; }
                class Child : Parent, ISame;
                class C
                {
                    Task Ask(string q)
                    {
                        new Child().Same("other");
                        return S.Client.GetResponseAsync(q, new ChatOptions { ModelId = ((ISame)new Child()).Same("m") });
                    }
                }
                """
            )
        );

    [Fact]
    public async Task An_object_is_made_by_new_without_a_type_too() =>
        Assert.Equal(
            "Configured(m, other)",
            await ModelAsync(
                """
                class Box(string value) { public string Get() => value; }
                class C
                {
                    Task Ask(string q)
                    {
                        new Box("other").Get();
                        Box box = new("m");
                        return S.Client.GetResponseAsync(q, new ChatOptions { ModelId = box.Get() });
                    }
                }
                """
            )
        );

    [Fact]
    public async Task A_method_that_is_named_like_a_step_of_a_task_is_looked_into() =>
        Assert.Equal(
            "Configured",
            await ModelAsync(
                """
                static class Own { public static string FromResult(string value) => DateTime.Now + value; }
                class C { Task Ask(string q) => S.Client.GetResponseAsync(q, new ChatOptions { ModelId = Own.FromResult("m") }); }
                """
            )
        );

    [Fact]
    public async Task A_setter_may_keep_something_else() =>
        Assert.Equal(
            "Configured",
            await AskAsync(
                "model",
                "Model = \"a\"; return S.Client.GetResponseAsync(q, new ChatOptions { ModelId = Model });",
                "string? _model; string? Model { get => _model; set => _model = value + \"-b\"; }"
            )
        );

    [Theory]
    [InlineData(".ConfigureOptions(o => o.ModelId = \"b\")", "Configured(a, b)")]
    [InlineData(
        ".Use(async (messages, options, next, token) => { options = new ChatOptions(); await next(messages, options, token); })",
        "Configured"
    )]
    [InlineData(".Use(inner => new Own(inner))", "Configured(a, forced)")]
    [InlineData(".ConfigureOptions(o => o.ModelId ??= \"b\")", "Constant(a)")]
    [InlineData(".UseFunctionInvocation()", "Constant(a)")]
    public async Task A_step_around_the_client_may_overwrite_what_the_call_states(string step, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                $$"""
                class C
                {
                    Task Ask(string q) =>
                        S.Client.AsBuilder(){{step}}.Build().GetResponseAsync(q, new ChatOptions { ModelId = "a" });
                }
                class Own(IChatClient inner) : DelegatingChatClient(inner)
                {
                    public override Task<ChatResponse> GetResponseAsync(
                        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
                    {
                        options = options?.Clone() ?? new();
                        options.ModelId = "forced";
                        return base.GetResponseAsync(messages, options, cancellationToken);
                    }
                }
                """
            )
        );

    [Theory]
    [InlineData(".ConfigureOptions(o => o.ModelId ??= \"a\").ConfigureOptions(o => o.ModelId ??= \"b\")", "AtClient(a, b, c)")]
    [InlineData(".ConfigureOptions(SetUp).ConfigureOptions(o => o.ModelId ??= \"b\")", "AtClient(b, c, set-up)")]
    [InlineData(".ConfigureOptions(Wrap(o => o.Temperature = 0))", "AtClient(wrapped)")]
    [InlineData(".ConfigureOptions(o => o.ModelId ??= \"b\")", "AtClient(b)")]
    public async Task Of_several_steps_that_state_a_model_the_order_decides(string steps, string expected) =>
        Assert.Equal(
            expected,
            await AskAsync(
                "model",
                $"return S.WithModel.AsBuilder(){steps}.Build().GetResponseAsync(q);",
                "static void SetUp(ChatOptions o) => o.ModelId ??= \"set-up\"; "
                    + "static Action<ChatOptions> Wrap(Action<ChatOptions> inner) => o => o.ModelId = \"wrapped\";"
            )
        );

    [Fact]
    public async Task Options_are_changed_after_they_were_passed_to_the_method_that_calls() =>
        Assert.Equal(
            "Configured",
            await AskAsync(
                "model",
                "var o = new ChatOptions(); var t = Send(q, o); o.ModelId = \"late\"; return t;",
                "static Task Send(string q, ChatOptions options) => S.Client.GetResponseAsync(q, options);"
            )
        );

    [Fact]
    public async Task A_method_of_the_project_starts_the_activity_with_the_tag() =>
        Assert.Equal(
            "Tagged(*@1)",
            await AskAsync(
                "prompt",
                "using var a = Start(); return S.Client.GetResponseAsync(\"Summarise the text: \" + q);",
                "static IDisposable Start() => new System.Diagnostics.Activity(\"a\").SetTag(\"prompt.version\", \"1\").Start();"
            )
        );

    [Theory]
    [InlineData("o.AdditionalProperties!.Remove(\"prompt_version\");")]
    [InlineData("o.AdditionalProperties = new();")]
    [InlineData("o.AdditionalProperties[\"prompt_version\"] = \"2\";")]
    public async Task A_tag_that_is_taken_away_or_replaced_has_no_certain_version(string statement) =>
        Assert.Equal(
            "Tagged(*@*)",
            await AskAsync(
                "prompt",
                "var o = new ChatOptions { AdditionalProperties = new() { [\"prompt_version\"] = \"1\" } }; "
                    + statement
                    + " return S.Client.GetResponseAsync(\"Summarise the text: \" + q, o);"
            )
        );

    [Fact]
    public async Task A_token_that_is_called_None_may_be_one() =>
        Assert.Equal(
            "Passed",
            await AskAsync(
                "cancellation",
                "return S.Client.GetResponseAsync(q, null, Tokens.None);",
                "static class Tokens { public static CancellationToken None { get; } = new CancellationTokenSource().Token; }"
            )
        );

    [Theory]
    // A step inside, which is not visible from the call, may be the one that the project has.
    [InlineData("((Holder)Activator.CreateInstance(typeof(Holder), S.Client.AsBuilder().Use(Replace()).Build())!).Value", "AtClient")]
    [InlineData("S.WithModel.AsBuilder().UseLogging().Build()", "AtClient(own)")]
    [InlineData("S.WithModel", "AtClient(own)")]
    public async Task A_model_of_a_step_may_be_replaced_by_a_hidden_one(string inner, string expected) =>
        Assert.Equal(
            expected,
            await ModelAsync(
                $$"""
                record Holder(IChatClient Value);
                class C
                {
                    static Func<IEnumerable<ChatMessage>, ChatOptions?,
                        Func<IEnumerable<ChatMessage>, ChatOptions?, CancellationToken, Task>, CancellationToken, Task> Replace() =>
                        (messages, options, next, token) => next(messages, new ChatOptions(), token);
                    Task Ask() => ({{inner}})
                        .AsBuilder().ConfigureOptions(options => options.ModelId ??= "own").Build().GetResponseAsync("x");
                }
                """
            )
        );

    [Fact]
    public async Task A_registered_client_is_given_another_model_by_a_delegate_that_a_method_makes() =>
        Assert.Equal(
            "AtClient(other)",
            await ModelAsync(
                """
                static class Host
                {
                    static Action<ChatOptions> Make() => o => o.ModelId = "other";
                    public static void Add(Microsoft.Extensions.DependencyInjection.IServiceCollection services) =>
                        Microsoft.Extensions.DependencyInjection.ChatClientBuilderServiceCollectionExtensions
                            .AddChatClient(services, S.WithModel).ConfigureOptions(Make());
                }
                class C(IChatClient client) { Task Ask() => client.GetResponseAsync("x"); }
                """
            )
        );

    [Theory]
    [InlineData("options = new ChatOptions();", "Tagged(*@*)")]
    [InlineData("options = options?.Clone() ?? new ChatOptions();", "Tagged(*@1)")]
    public async Task A_client_of_the_project_may_drop_the_tag(string statement, string expected) =>
        Assert.Equal(
            expected,
            await FactTest.FactAsync(
                "prompt",
                Prelude
                    + $$"""
                    sealed class Own(IChatClient inner) : DelegatingChatClient(inner)
                    {
                        public override Task<ChatResponse> GetResponseAsync(
                            IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken stop = default)
                        {
                            {{statement}}
                            return base.GetResponseAsync(messages, options, stop);
                        }
                    }
                    class C
                    {
                        Task Ask(string q) => new Own(S.Client).GetResponseAsync("Summarise " + q,
                            new ChatOptions { AdditionalProperties = new() { ["prompt_version"] = "1" } });
                    }
                    """
            )
        );

    [Theory]
    [InlineData("object boxed = made; var client = (IChatClient)boxed;")]
    [InlineData("dynamic boxed = made; IChatClient client = (IChatClient)boxed;")]
    [InlineData("IDisposable boxed = made; var client = (IChatClient)boxed;")]
    [InlineData("object[] boxed = [made]; var client = (IChatClient)boxed[0];")]
    public async Task A_pipeline_in_a_variable_of_another_type_may_overwrite_the_model(string statements) =>
        Assert.Equal(
            "Configured",
            FactTest.WithoutChoice(
                await AskAsync(
                    "model",
                    "var made = S.Client.AsBuilder().ConfigureOptions(Make()).Build(); "
                        + statements
                        + " return client.AsBuilder().UseFunctionInvocation().Build()"
                        + ".GetResponseAsync(q, new ChatOptions { ModelId = \"m\" });",
                    "static Action<ChatOptions> Make() => o => o.ModelId = \"other\";"
                )
            )
        );
}
