using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks;
using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Tracking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>The instructions that an agent was made with, which go with every run of it, and the tags beside them.</summary>
internal sealed class AgentPrompts(ValueTracker values, ObjectTracker objects, OptionsReader options, SdkCatalog catalog)
{
    // A pipeline of agents: each step wraps the one before.
    private const int MaxPipelineDepth = 10;

    private readonly HashSet<SyntaxNode> _seen = [];

    public List<IOperation> Prompts { get; } = [];

    public List<IOperation> Tags { get; } = [];

    /// <summary>True when instructions or tags may be set by code that is not seen.</summary>
    public bool IsUnknown { get; private set; }

    public void Read(LlmCall call)
    {
        if (call.Entry.Operation == LlmOperation.Agent)
            Read(call.Client, MaxPipelineDepth);
    }

    private void Read(IOperation? agent, int depth)
    {
        if (agent is null || depth == 0)
            return;
        foreach (var origin in values.Trace(agent).Origins)
        {
            if (!_seen.Add(origin.Operation.Syntax))
                continue;
            switch (origin.Operation)
            {
                case IObjectCreationOperation { Constructor: { } constructor } creation:
                    ReadMembers(creation);
                    ReadSource(constructor, creation.Arguments, null, depth);
                    break;
                case IInvocationOperation made:
                    ReadSource(made.TargetMethod, made.Arguments, made.Instance, depth);
                    break;
            }
        }
    }

    private void ReadMembers(IObjectCreationOperation creation)
    {
        if (catalog.FindClient(creation.Type) is not { Prompts.IsEmpty: false } entry)
            return;
        var tracked = objects.Track(creation);
        Prompts.AddRange(entry.Prompts.SelectMany(tracked.WritesTo));
        foreach (var value in entry.Options.SelectMany(tracked.WritesTo))
            Add(options.Read(value));
    }

    private void ReadSource(IMethodSymbol method, IReadOnlyList<IArgumentOperation> arguments, IOperation? receiver, int depth)
    {
        if (catalog.FindClientSource(method) is not { } source)
            return;
        foreach (var argument in arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter is not { Name: var name })
                continue;
            if (source.Prompts.Contains(name))
                Prompts.Add(argument.Value);
            if (source.Options == name)
                Add(options.Read(argument.Value));
            if (source.Inner == name)
                Read(argument.Value, depth - 1);
        }

        if (source.Inner == ClientSourceRow.Receiver)
            Read(receiver, depth - 1);
    }

    private void Add(CallOptions read)
    {
        Prompts.AddRange(read.PromptValues);
        Tags.AddRange(read.TagValues);
        IsUnknown |= read.IsUnknown;
    }
}
