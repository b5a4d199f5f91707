using LlmHygiene.Analyzers.Sdks.Tables;
using LlmHygiene.Analyzers.Tests.Infrastructure;

namespace LlmHygiene.Analyzers.Tests.Sdks;

/// <summary>The chains of LangChain: a run is a call of the clients of its links, with the texts of its templates.</summary>
public class LangChainChainTests
{
    private static readonly StubSdk s_providers = new(
        "LangChain.Providers.Abstractions",
        """
        namespace LangChain.Providers
        {
            public class ChatRequest { }
            public class ChatSettings { }
            public interface IChatModel
            {
                IAsyncEnumerable<object> GenerateAsync(ChatRequest request, ChatSettings settings = null,
                    CancellationToken cancellationToken = default);
            }
        }
        """
    );

    private static readonly StubSdk s_core = new(
        "LangChain.Core",
        """
        using Microsoft.Extensions.AI; using LangChain.Providers; using LangChain.Prompts;
        using LangChain.Abstractions.Chains.Base; using LangChain.Chains.LLM; using LangChain.Chains.HelperChains;
        namespace LangChain.Schema
        {
            public interface IChainValues { }
            public class ChainValues : IChainValues { public ChainValues(Dictionary<string, object> values) { } }
        }
        namespace LangChain.Abstractions.Chains.Base
        {
            using LangChain.Schema;
            public interface IChain
            {
                Task<string> RunAsync(Dictionary<string, object> input, object callbacks = null,
                    CancellationToken cancellationToken = default);
                Task<IChainValues> CallAsync(IChainValues values, object callbacks = null, CancellationToken cancellationToken = default);
            }
        }
        namespace LangChain.Base
        {
            using LangChain.Schema;
            public abstract class BaseChain : IChain
            {
                protected BaseChain(object fields) { }
                public virtual Task<string> RunAsync(string input, object hook = null,
                    CancellationToken cancellationToken = default) => null;
                public virtual Task<string> RunAsync(Dictionary<string, object> input, object callbacks = null,
                    CancellationToken cancellationToken = default) => null;
                public Task<IChainValues> CallAsync(IChainValues values, object callbacks = null,
                    CancellationToken cancellationToken = default) => null;
                public virtual Task<List<IChainValues>> ApplyAsync(IReadOnlyList<ChainValues> inputs,
                    CancellationToken cancellationToken = default) => null;
            }
        }
        namespace LangChain.Chains.HelperChains
        {
            using LangChain.Schema;
            public abstract class BaseStackableChain : IChain
            {
                public Task<IChainValues> CallAsync(IChainValues values, object callbacks = null,
                    CancellationToken cancellationToken = default) => null;
                public static StackChain operator |(BaseStackableChain a, BaseStackableChain b) => null;
                public Task<IChainValues> RunAsync(Action<object> hook = null, CancellationToken cancellationToken = default) => null;
                public Task<string> RunAsync(string resultKey, Action<object> hook = null,
                    CancellationToken cancellationToken = default) => null;
                public Task<T> RunAsync<T>(string resultKey, Action<object> hook = null,
                    CancellationToken cancellationToken = default) => null;
                public Task<string> RunAsync(Dictionary<string, object> input, object callbacks = null,
                    CancellationToken cancellationToken = default) => null;
            }
            public class StackChain : BaseStackableChain
            {
                public StackChain(BaseStackableChain a, BaseStackableChain b) { }
                public static StackChain operator >>(StackChain a, BaseStackableChain b) => null;
            }
            public class LLMChain : BaseStackableChain
            {
                public LLMChain(IChatClient chatClient, string inputKey = "prompt", string outputKey = "text",
                    ChatOptions options = null) { }
                public LLMChain(IChatModel llm, string inputKey = "prompt", string outputKey = "text", ChatSettings settings = null) { }
                public LLMChain UseCache(bool enabled = true) => this;
            }
            public class PromptChain : BaseStackableChain { public PromptChain(string template, string outputKey = "prompt") { } }
            public class SetChain : BaseStackableChain { public SetChain(object value, string outputKey = "query") { } }
            public class SetLambdaChain : BaseStackableChain
            {
                public SetLambdaChain(Func<string> valueGetter, string outputKey = "query") { }
            }
            public class UpdateMemoryChain : BaseStackableChain { }
        }
        namespace LangChain.Chains.StackableChains.Agents
        {
            public class ReActAgentExecutorChain : BaseStackableChain
            {
                public ReActAgentExecutorChain(IChatClient chatClient, string reActPrompt = null, int maxActions = 5) { }
            }
        }
        namespace LangChain.Chains
        {
            public static class Chain
            {
                public static PromptChain Template(string template, string outputKey = "text") => null;
                public static SetChain Set(object value, string outputKey = "text") => null;
                public static SetLambdaChain Set(Func<string> valueGetter, string outputKey = "text") => null;
                public static LLMChain LLM(IChatClient chatClient, string inputKey = "text", string outputKey = "text",
                    ChatOptions options = null) => null;
                public static LLMChain LLM(IChatModel llm, string inputKey = "text", string outputKey = "text",
                    ChatSettings settings = null) => null;
                public static LLMChain LargeLanguageModel(IChatClient chatClient, string inputKey = "text", string outputKey = "text") =>
                    null;
                public static UpdateMemoryChain UpdateMemory(object memory, string requestKey = "text") => null;
                public static StackableChains.Agents.ReActAgentExecutorChain ReActAgentExecutor(IChatClient chatClient,
                    string reActPrompt = null, int maxActions = 5) => null;
            }
        }
        namespace LangChain.Chains.LLM
        {
            using LangChain.Schema;
            public interface ILlmChain : IChain
            {
                Task<object> PredictAsync(ChainValues values, CancellationToken cancellationToken = default);
                Task<List<IChainValues>> ApplyAsync(IReadOnlyList<ChainValues> inputs, CancellationToken cancellationToken = default);
            }
            public class LlmChainInput
            {
                public LlmChainInput(IChatClient llm, BasePromptTemplate prompt, object memory = null) { }
                public bool Verbose { get; set; }
            }
            public class LlmChain : LangChain.Base.BaseChain, ILlmChain
            {
                public LlmChain(LlmChainInput fields) : base(fields) { }
                public Task<object> PredictAsync(ChainValues values, CancellationToken cancellationToken = default) => null;
            }
        }
        namespace LangChain.Chains.Sequentials
        {
            public class SequentialChainInput
            {
                public SequentialChainInput(IReadOnlyList<IChain> chains, IReadOnlyList<string> inputVariables) { }
            }
            public class SequentialChain : LangChain.Base.BaseChain
            {
                public SequentialChain(SequentialChainInput fields) : base(fields) { }
            }
        }
        namespace LangChain.Prompts
        {
            public abstract class BasePromptTemplate { }
            public abstract class BaseMessagePromptTemplate { }
            public class PromptTemplateInput { public PromptTemplateInput(string template, IReadOnlyList<string> inputVariables) { } }
            public class PromptTemplate : BasePromptTemplate
            {
                public PromptTemplate(PromptTemplateInput input) { }
                public static PromptTemplate FromTemplate(string template, PromptTemplateInput options = null) => null;
            }
            public class ChatPromptTemplate : BasePromptTemplate
            {
                public static ChatPromptTemplate FromPromptMessages(List<BaseMessagePromptTemplate> promptMessages) => null;
            }
            public class SystemMessagePromptTemplate : BaseMessagePromptTemplate
            {
                public static SystemMessagePromptTemplate FromTemplate(string template) => null;
            }
            public class HumanMessagePromptTemplate : BaseMessagePromptTemplate
            {
                public static HumanMessagePromptTemplate FromTemplate(string template) => null;
            }
        }
        """
    );

    internal static StubSdk[] Stubs => [s_providers, s_core];

    private static string[] Facts(string members) =>
        StubFacts.Of(
            """
            #nullable disable
            using LangChain.Chains.LLM; using LangChain.Chains.HelperChains; using LangChain.Chains.Sequentials; using LangChain.Prompts;
            using LangChain.Schema; using LangChain.Abstractions.Chains.Base; using static LangChain.Chains.Chain;
            static class Make { public static IChatClient Named(string m) => new OpenAI.Chat.ChatClient(m, "k").AsIChatClient(); }
            class OwnLink(IChatClient client) : BaseStackableChain { public IChatClient Client => client; }
            class OwnChain(IChatClient client) : IChain
            {
                public IChatClient Client => client;
                public Task<string> RunAsync(Dictionary<string, object> input, object callbacks = null,
                    CancellationToken cancellationToken = default) => null;
                public Task<IChainValues> CallAsync(IChainValues values, object callbacks = null,
                    CancellationToken cancellationToken = default) => null;
            }
            """
                + "class C { "
                + members
                + " }",
            Stubs
        );

    [Fact]
    public void The_table_names_what_exists() => Assert.Equal([], StubFacts.Missing(LangChainChainsSdk.Table, Stubs));

    [Theory]
    [InlineData("(Set(text) | LLM(Make.Named(\"m\"))).RunAsync(\"text\")", "chat AtClient(m) FlowsIn Unset")]
    [InlineData("(Set(\"Summarise the news.\") | LLM(given)).RunAsync()", "chat FlowsIn Untagged Unset")]
    [InlineData(
        "(Set(text) | Template(\"Summarise: {text}\") | LLM(Make.Named(\"m\")) | UpdateMemory(null)).RunAsync(\"text\")",
        "chat AtClient(m) Untagged Unset"
    )]
    [InlineData(
        "(Template(\"Say {text}\") | LLM(given, options: new() { ModelId = \"n\" })).RunAsync<string>(\"text\")",
        "chat AtClient(n) Untagged Unset"
    )]
    [InlineData(
        "(new PromptChain(\"Say {text}\") | new LLMChain(Make.Named(\"m\")).UseCache()).RunAsync()",
        "chat AtClient(m) Untagged Unset"
    )]
    [InlineData("LLM(Make.Named(\"m\")).RunAsync(new Dictionary<string, object> { [\"text\"] = text })", "chat AtClient(m) FlowsIn Unset")]
    [InlineData("LLM(old).RunAsync()", "chat AtClient FlowsIn Unset")]
    [InlineData("(Set(text) | LLM(Make.Named(\"m\")) | LLM(Make.Named(\"n\"))).RunAsync()", "chat AtClient(m, n) FlowsIn Unset")]
    [InlineData("(Set(text) | LLM(Make.Named(\"m\")) | LLM(given)).RunAsync()", "chat FlowsIn FlowsIn Unset")]
    // The link that comes from outside may run another model.
    [InlineData("(Set(text) | LLM(Make.Named(\"m\")) | link).RunAsync()", "chat AtClient FlowsIn Unset")]
    [InlineData("(Set(() => \"Summarise the news.\") | LLM(given)).RunAsync()", "chat FlowsIn Untagged Unset")]
    [InlineData("ReActAgentExecutor(Make.Named(\"m\"), \"Use the tools.\").RunAsync()", "chat AtClient(m) Untagged Unset")]
    [InlineData(
        "new LlmChain(new LlmChainInput(Make.Named(\"m\"), PromptTemplate.FromTemplate(\"Say {text}\"))).RunAsync(text)",
        "chat AtClient(m) Untagged Unset"
    )]
    [InlineData(
        "new LlmChain(new LlmChainInput(given, new PromptTemplate(new PromptTemplateInput(\"Say {x}\", [\"x\"])))).CallAsync(null)",
        "chat FlowsIn Untagged Unset"
    )]
    [InlineData("new LlmChain(new LlmChainInput(Make.Named(\"m\"), template)).PredictAsync(null)", "chat AtClient(m) FlowsIn Unset")]
    [InlineData(
        """
            new LlmChain(new LlmChainInput(Make.Named("m"), ChatPromptTemplate.FromPromptMessages(
                [SystemMessagePromptTemplate.FromTemplate("You translate."), HumanMessagePromptTemplate.FromTemplate("{text}")]))
                { Verbose = true }).CallAsync(null)
            """,
        "chat AtClient(m) Untagged Unset"
    )]
    public void A_run(string call, string expected) =>
        Assert.Equal(
            [expected],
            Facts(
                $"public object Ask(string text, IChatClient given, LangChain.Providers.IChatModel old, BaseStackableChain link, "
                    + $"BasePromptTemplate template) => {call};"
            )
        );

    [Theory]
    [InlineData("(Set(text) | Template(\"Say {text}\")).RunAsync(\"text\")")]
    // A chain that is not seen may have no model, as a function that is plain C#.
    [InlineData("link.RunAsync(\"text\")")]
    [InlineData("chain.CallAsync(null)")]
    // Its own code calls the model.
    [InlineData("new OwnLink(Make.Named(\"m\")).RunAsync(\"text\")")]
    [InlineData("(Set(text) | new OwnLink(Make.Named(\"m\"))).RunAsync(\"text\")")]
    [InlineData("new OwnChain(Make.Named(\"m\")).CallAsync(null)")]
    public void A_chain_without_a_model_is_no_call(string call) =>
        Assert.Empty(Facts($"public object Ask(string text, BaseStackableChain link, IChain chain) => {call};"));

    [Theory]
    [InlineData(
        "var chain = Template(\"Say {input}\") | LLM(Make.Named(\"m\")); return (Set(text, \"input\") | chain).RunAsync(\"text\");"
    )]
    [InlineData("BaseStackableChain chain = Template(\"Say {input}\"); chain = chain | LLM(Make.Named(\"m\")); return chain.RunAsync();")]
    [InlineData("BaseStackableChain chain = Template(\"Say {input}\"); chain |= LLM(Make.Named(\"m\")); return chain.RunAsync();")]
    [InlineData("return Chain(Make.Named(\"m\")).RunAsync();")]
    [InlineData("return (text == \"\" ? Chain(Make.Named(\"m\")) : Template(\"Say {input}\") | LLM(Make.Named(\"m\"))).RunAsync();")]
    [InlineData("return _kept.RunAsync();")]
    [InlineData("return (Set(text) | Chain(Make.Named(\"m\")) >> Template(\"Again\")).RunAsync();")]
    [InlineData(
        "IChain one = new LlmChain(new LlmChainInput(Make.Named(\"m\"), PromptTemplate.FromTemplate(\"Say {input}\"))); "
            + "return new SequentialChain(new SequentialChainInput(new IChain[] { one }, [\"input\"])).CallAsync(null);"
    )]
    public void A_chain_that_is_put_together_in_steps(string body) =>
        Assert.Equal(
            ["chat AtClient(m) Untagged Unset"],
            Facts(
                "private readonly StackChain _kept = Template(\"Say {input}\") | LLM(Make.Named(\"m\")); "
                    + "private static StackChain Chain(IChatClient c) => Template(\"Say {input}\") | LLM(c); "
                    + $"public object Ask(string text) {{ {body} }}"
            )
        );
}
