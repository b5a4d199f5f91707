using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// The chains of LangChain for .NET. A chain is put together of links, with <c>|</c> or as the inputs of other chains. It runs on the
/// clients of its links, and sends the texts of its templates.
/// </summary>
internal static class LangChainChainsSdk
{
    private const string Chains = "LangChain.Chains.";
    private const string Links = Chains + "HelperChains.";
    private const string Prompts = "LangChain.Prompts.";
    private const string Chain = "LangChain.Abstractions.Chains.Base.IChain";
    private const string BaseChain = "LangChain.Base.BaseChain";

    private static ImmutableArray<string> Constructor => ImmutableArray.Create(ClientSourceRow.Constructor);

    public static readonly SdkTable Table = new()
    {
        Name = "LangChain",
        Since = HygieneLevel.V0_2,
        Assemblies = ImmutableArray.Create("LangChain.Core"),
        Calls = ImmutableArray.Create(
            Run(Links + "BaseStackableChain", "RunAsync", "CallAsync"),
            Run(Chain, "RunAsync", "CallAsync"),
            Run(BaseChain, "RunAsync", "CallAsync", "ApplyAsync"),
            Run(Chains + "LLM.ILlmChain", "PredictAsync", "ApplyAsync"),
            Run(Chains + "LLM.LlmChain", "PredictAsync")
        ),
        Clients = ImmutableArray.Create(
            Whole(Links + "BaseStackableChain"),
            Whole(Chain),
            Whole(BaseChain),
            Whole(Chains + "LLM.ILlmChain"),
            // The link that runs a model.
            new ClientRow { Type = Links + "LLMChain" }
        ),
        ClientSources = ImmutableArray.Create(
            // Versions before 0.16 take a model object of LangChain.
            Link(Chains + "Chain", "chatClient", "options", "LLM", "LargeLanguageModel"),
            Link(Chains + "Chain", "llm", "settings", "LLM", "LargeLanguageModel"),
            Link(Links + "LLMChain", "chatClient", "options", ClientSourceRow.Constructor),
            Link(Links + "LLMChain", "llm", "settings", ClientSourceRow.Constructor),
            new ClientSourceRow
            {
                Type = Links + "LLMChain",
                Methods = ImmutableArray.Create("UseCache"),
                Inner = ClientSourceRow.Receiver,
            }
        ),
        Messages = ImmutableArray.Create(
            Texts(
                Chains + "Chain",
                ImmutableArray.Create("Template", "Set", "ReActAgentExecutor"),
                "template",
                "value",
                "valueGetter",
                "reActPrompt"
            ),
            Texts(Links + "PromptChain", Constructor, "template"),
            Texts(Links + "SetChain", Constructor, "value"),
            Texts(Links + "SetLambdaChain", Constructor, "valueGetter"),
            Texts(Chains + "StackableChains.Agents.ReActAgentExecutorChain", Constructor, "reActPrompt"),
            Texts(Chains + "LLM.LlmChain", Constructor, "fields"),
            Texts(Chains + "LLM.LlmChainInput", Constructor, "prompt"),
            Texts(Chains + "Sequentials.SequentialChain", Constructor, "fields"),
            Texts(Chains + "Sequentials.SequentialChainInput", Constructor, "chains"),
            Texts(Prompts + "PromptTemplateInput", Constructor, "template"),
            Texts(Prompts + "PromptTemplate", ImmutableArray.Create(ClientSourceRow.Constructor, "FromTemplate"), "input", "template"),
            Texts(Prompts + "ChatPromptTemplate", ImmutableArray.Create("FromPromptMessages"), "promptMessages"),
            Texts(Prompts + "SystemMessagePromptTemplate", ImmutableArray.Create("FromTemplate"), "template"),
            Texts(Prompts + "HumanMessagePromptTemplate", ImmutableArray.Create("FromTemplate"), "template")
        ),
    };

    private static CallRow Run(string type, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Operation = LlmOperation.Chat,
            Prompts = ImmutableArray.Create(ClientSourceRow.Receiver),
            LimitIsAtClient = true,
        };

    private static ClientRow Whole(string type) => new() { Type = type, IsComposite = true };

    private static ClientSourceRow Link(string type, string inner, string options, params string[] methods) =>
        new()
        {
            Type = type,
            Methods = methods.ToImmutableArray(),
            Inner = inner,
            Options = options,
        };

    private static MessageRow Texts(string type, ImmutableArray<string> methods, params string[] texts) =>
        new()
        {
            Type = type,
            Methods = methods,
            Texts = texts.ToImmutableArray(),
        };
}
