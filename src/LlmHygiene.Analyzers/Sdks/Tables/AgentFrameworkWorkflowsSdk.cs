using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// The workflows of Microsoft Agent Framework. A run is a call where agents go into the workflow, and uses their models.
/// </summary>
internal static class AgentFrameworkWorkflowsSdk
{
    private const string Namespace = "Microsoft.Agents.AI.Workflows.";

    public static readonly SdkTable Table = new()
    {
        Name = "Microsoft.Agents.AI",
        Since = HygieneLevel.V0_2,
        Assemblies = ImmutableArray.Create("Microsoft.Agents.AI.Workflows"),
        Calls = ImmutableArray.Create(Run("InProcessExecution"), Run("InProcessExecutionEnvironment")),
        Clients = ImmutableArray.Create(
            new ClientRow { Type = Namespace + "Workflow", IsComposite = true },
            new ClientRow { Type = Namespace + "Workflow`1", IsComposite = true }
        ),
    };

    // The method that streams was renamed.
    private static CallRow Run(string type) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create("RunAsync", "RunStreamingAsync", "StreamAsync"),
            Operation = LlmOperation.Agent,
            Prompts = ImmutableArray.Create("input"),
            Client = "workflow",
            LimitIsAtClient = true,
        };
}
