using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// What distinguishes instructions from other prompt text. Where messages, options and agents have their text is in the tables of the SDKs.
/// </summary>
internal static class InstructionSinks
{
    /// <summary>Parts of the names of types and methods that make instructions, and the roles that a message can have.</summary>
    public static readonly ImmutableArray<string> Roles = ImmutableArray.Create("System", "Developer");

    /// <summary>Members and parameters of options, requests and agents, in any case.</summary>
    public static readonly ImmutableHashSet<string> Members = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "Instructions",
        "AdditionalInstructions",
        "InstructionsOverride",
        "OverrideInstructions",
        "System",
        "SystemPrompt",
        "SystemInstruction",
        "ChatSystemPrompt"
    );

    /// <summary>The parameters, and the members of a message, that have its role.</summary>
    public static readonly ImmutableHashSet<string> RoleNames = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "role",
        "authorRole"
    );

    /// <summary>Descriptions of tools, which a model reads as part of its instructions.</summary>
    public static readonly ImmutableArray<SinkRow> ToolDescriptions = ImmutableArray.Create(
        Description("Microsoft.Extensions.AI.AIFunctionFactory", ["Create", "CreateDeclaration"], "description"),
        Description("Microsoft.Extensions.AI.AIFunctionFactoryOptions", [], "", "Description"),
        Description("Microsoft.SemanticKernel.KernelFunctionFactory", ["CreateFromMethod", "CreateFromPrompt"], "description"),
        Description("Microsoft.SemanticKernel.KernelFunctionFromMethodOptions", [], "", "Description"),
        Description("Microsoft.SemanticKernel.KernelExtensions", ["CreateFunctionFromMethod", "CreateFunctionFromPrompt"], "description"),
        Description("OpenAI.Chat.ChatTool", ["CreateFunctionTool"], "functionDescription"),
        Description("OpenAI.Responses.ResponseTool", ["CreateFunctionTool"], "functionDescription"),
        Description("OpenAI.Assistants.FunctionToolDefinition", [], "", "Description"),
        Description("ModelContextProtocol.Server.McpServerToolCreateOptions", [], "", "Description"),
        Description("ModelContextProtocol.Protocol.Tool", [], "", "Description"),
        Description("Azure.AI.Inference.FunctionDefinition", [], "", "Description")
    );

    private static SinkRow Description(string type, string[] methods, string parameter, params string[] members) =>
        new()
        {
            Kind = SinkKind.ToolDescription,
            Type = type,
            Methods = methods.ToImmutableArray(),
            Parameters = parameter.Length == 0 ? ImmutableArray<string>.Empty : ImmutableArray.Create(parameter),
            Members = members.ToImmutableArray(),
        };
}
