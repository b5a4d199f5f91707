using System.Collections.Immutable;
using LlmHygiene.Analyzers.Common;
using LlmHygiene.Analyzers.Sdks.Rows;

namespace LlmHygiene.Analyzers.Sdks.Tables;

/// <summary>
/// The runtime of Prompty. Version 1 runs a Prompty object, version 2 an agent; both are loaded from a .prompty file, which states the
/// prompt, the model and the limit.
/// </summary>
internal static class PromptySdk
{
    private const string Namespace = "Prompty.Core.";

    public static readonly SdkTable Table = new()
    {
        Name = "Prompty.Core",
        Since = HygieneLevel.V0_2,
        Assemblies = ImmutableArray.Create("Prompty.Core"),
        Calls = ImmutableArray.Create(
            new CallRow
            {
                Type = Namespace + "Prompty",
                Methods = ImmutableArray.Create("Execute", "ExecuteAsync", "Run", "RunAsync"),
                Operation = LlmOperation.Chat,
                Body = "configuration",
                PromptFiles = ImmutableArray.Create("prompty", ClientSourceRow.Receiver),
            },
            new CallRow
            {
                Type = Namespace + "Pipeline",
                Methods = ImmutableArray.Create("InvokeAsync", "TurnAsync", "RunAsync", "ExecuteAsync"),
                Operation = LlmOperation.Chat,
                PromptFiles = ImmutableArray.Create("path", "agent"),
            }
        ),
        PromptFunctions = ImmutableArray.Create(Load("Prompty"), Load("PromptyLoader")),
    };

    private static PromptFunctionRow Load(string type) =>
        new()
        {
            Type = Namespace + type,
            Methods = ImmutableArray.Create("Load", "LoadAsync"),
            File = "path",
            Changeable = ImmutableArray.Create("Model", "Instructions", "Content"),
        };
}
