using System.Collections.Immutable;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>A method that makes a tool of a method or a lambda.</summary>
/// <param name="Method">The parameter with the delegate.</param>
internal sealed record ToolFactory(string Type, string Name, string Method);

/// <summary>How code makes tools, describes them to a model, and asks before they run. Data only.</summary>
internal static class ToolParts
{
    public static readonly ImmutableArray<ToolFactory> Factories = ImmutableArray.Create(
        new ToolFactory("Microsoft.Extensions.AI.AIFunctionFactory", "Create", "method"),
        new ToolFactory("Microsoft.SemanticKernel.KernelFunctionFactory", "CreateFromMethod", "method"),
        new ToolFactory("Microsoft.SemanticKernel.KernelExtensions", "CreateFunctionFromMethod", "method")
    );

    /// <summary>The names of the methods: a quick test.</summary>
    public static readonly ImmutableHashSet<string> FactoryNames = Factories
        .Select(static factory => factory.Name)
        .ToImmutableHashSet(StringComparer.Ordinal);

    /// <summary>The attribute of methods that become tools with their class, and its name in code.</summary>
    public const string FunctionAttribute = "Microsoft.SemanticKernel.KernelFunctionAttribute";

    public const string FunctionAttributeName = "KernelFunction";

    /// <summary>The base class of steps of a process, whose functions the process runs: no model chooses them.</summary>
    public const string ProcessStep = "Microsoft.SemanticKernel.KernelProcessStep";

    /// <summary>The attribute of methods that an MCP server offers as tools, and its name in code.</summary>
    public const string ServerToolAttribute = "ModelContextProtocol.Server.McpServerToolAttribute";

    public const string ServerToolAttributeName = "McpServerTool";

    /// <summary>The method that makes a tool of an MCP server of a delegate.</summary>
    public static readonly ToolFactory ServerToolFactory = new("ModelContextProtocol.Server.McpServerTool", "Create", "method");

    /// <summary>Its parameter with the same statements as the attribute has.</summary>
    public const string ServerToolOptions = "options";

    /// <summary>States that the tool changes nothing: a host runs it without asking.</summary>
    public const string ReadOnly = "ReadOnly";

    /// <summary>States, where it is false, that the tool only adds.</summary>
    public const string Destructive = "Destructive";

    /// <summary>The function that runs another one only after somebody has approved it.</summary>
    public const string ApprovalNamespace = "Microsoft.Extensions.AI";

    public const string Approval = "ApprovalRequiredAIFunction";

    /// <summary>Names of types and members with which code decides itself whether a function runs: one of them says that it may.</summary>
    public static readonly ImmutableArray<string> Deciders = ImmutableArray.Create(
        "IFunctionInvocationFilter",
        "IAutoFunctionInvocationFilter",
        "FunctionInvocationFilters",
        "AutoFunctionInvocationFilters",
        "FunctionInvoker",
        "FunctionInvocationContext",
        "AutoFunctionInvocationContext",
        "DelegatingAIFunction",
        "FunctionApprovalRequestContent",
        "ToolApprovalRequestContent",
        "ToolApprovalAgent",
        "UseToolApproval"
    );

    /// <summary>The assemblies with these types: a library that uses none of them decides nothing.</summary>
    public static readonly ImmutableArray<string> DecidingAssemblies = ImmutableArray.Create(
        "Microsoft.Extensions.AI",
        "Microsoft.Extensions.AI.Abstractions",
        "Microsoft.SemanticKernel.Abstractions",
        "Microsoft.SemanticKernel.Core",
        "Microsoft.Agents.AI",
        "Microsoft.Agents.AI.Abstractions"
    );

    /// <summary>Types to which a method can add an approval, beside collections of services.</summary>
    public static readonly ImmutableArray<string> Extendable = ImmutableArray.Create(
        "Microsoft.SemanticKernel.Kernel",
        "Microsoft.SemanticKernel.KernelPluginCollection",
        "Microsoft.SemanticKernel.IKernelBuilderPlugins",
        "Microsoft.Extensions.AI.ChatClientBuilder",
        "Microsoft.Extensions.AI.ChatOptions",
        "Microsoft.Extensions.AI.FunctionInvokingChatClient",
        "Microsoft.Agents.AI.AIAgentBuilder",
        "Microsoft.Agents.AI.ChatClientAgentOptions"
    );

    /// <summary>Types of which a method can return one that asks, in the place of the one that it is given.</summary>
    public static readonly ImmutableArray<string> Replaceable = ImmutableArray.Create(
        "Microsoft.Extensions.AI.IChatClient",
        "Microsoft.Extensions.AI.AITool",
        "Microsoft.SemanticKernel.KernelFunction",
        "Microsoft.SemanticKernel.KernelPlugin",
        "Microsoft.Agents.AI.AIAgent"
    );

    /// <summary>
    /// What the names of frameworks begin with, whose methods add no approval unless the project names it: <see cref="Deciders"/>.
    /// </summary>
    public static readonly ImmutableArray<string> Frameworks = ImmutableArray.Create(
        "Aspire",
        "Azure",
        "LlmHygiene",
        "Microsoft.Agents",
        "Microsoft.AspNetCore",
        "Microsoft.EntityFrameworkCore",
        "Microsoft.Extensions",
        "Microsoft.KernelMemory",
        "Microsoft.SemanticKernel",
        "ModelContextProtocol",
        "OpenTelemetry",
        "System",
        "mscorlib",
        "netstandard"
    );

    /// <summary>Words in the name of a method that say what it adds, where its library does not show which types it uses.</summary>
    public static readonly ImmutableArray<string> Promises = ImmutableArray.Create("Approv", "Confirm", "Consent");

    /// <summary>The request of a model to call a function: code that names it may run functions itself.</summary>
    public const string Request = "FunctionCallContent";

    /// <summary>Names of what runs functions by itself: where one of them is, code that names the request only shows it.</summary>
    public static readonly ImmutableArray<string> Automatic = ImmutableArray.Create(
        "UseFunctionInvocation",
        "FunctionInvokingChatClient",
        "ChatClientAgent",
        "AsAIAgent",
        "CreateAIAgent"
    );

    /// <summary>Semantic Kernel's choices of functions: most of their members run functions by themselves.</summary>
    public static readonly ImmutableArray<string> Behaviors = ImmutableArray.Create("FunctionChoiceBehavior", "ToolCallBehavior");

    /// <summary>Their members that only offer functions, or none.</summary>
    public static readonly ImmutableArray<string> OfferingOnly = ImmutableArray.Create("EnableKernelFunctions", "None");

    /// <summary>The parameter with which the other members are told not to run functions.</summary>
    public const string AutoInvoke = "autoInvoke";

    /// <summary>
    /// Names with which code offers the functions of a kernel to a model, or reads settings that may offer them. A program with none of
    /// them calls its functions itself.
    /// </summary>
    public static readonly ImmutableArray<string> Offering = Behaviors.AddRange(
        ImmutableArray.Create(
            "GeminiToolCallBehavior",
            "MistralAIToolCallBehavior",
            "FunctionCallBehavior",
            "FunctionCallContent",
            "ExtensionData",
            "Tools",
            "tools",
            "AITool",
            "AIFunction",
            "AsAIFunctions",
            "AddMcpServer",
            "ActionPlanner",
            "FunctionCallingStepwisePlanner",
            "HandlebarsPlanner",
            "SequentialPlanner",
            "StepwisePlanner",
            "AzureAIAgent",
            "BedrockAgent",
            "ChatCompletionAgent",
            "OpenAIAssistantAgent",
            "OpenAIResponseAgent",
            "FromJson",
            "KernelFunctionYaml",
            "CreateFunctionFromPromptYaml",
            "CreateFunctionFromPrompty",
            "CreateFunctionFromPromptyFile",
            "ImportPluginFromPromptDirectory",
            "ImportPluginFromPromptDirectoryYaml",
            "CreatePluginFromPromptDirectory",
            "CreatePluginFromPromptDirectoryYaml"
        )
    );

    /// <summary>Names with which code passes functions on to a model, other than what runs them by itself.</summary>
    public static readonly ImmutableArray<string> Passing = Behaviors.AddRange(ImmutableArray.Create("Tools", "tools", Request));

    /// <summary>What the names of the assemblies of Semantic Kernel begin with.</summary>
    public const string KernelAssemblies = "Microsoft.SemanticKernel";

    /// <summary>The attribute with the description of a method, a parameter or a member, which is sent with the schema.</summary>
    public const string Description = "System.ComponentModel.DescriptionAttribute";

    /// <summary>Parameters and members of SDKs with text that reaches the model, beside the prompts of the tables.</summary>
    public static readonly ImmutableHashSet<string> Texts = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "description",
        "instructions",
        "systemPrompt",
        "schemaDescription"
    );
}
