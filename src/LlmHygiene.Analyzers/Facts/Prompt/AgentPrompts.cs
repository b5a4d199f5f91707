using System.Collections.Immutable;
using LlmHygiene.Analyzers.Calls;
using LlmHygiene.Analyzers.Clients;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Facts.Prompt;

/// <summary>The instructions that an agent was created with and sends with every run, and the tags that go with them.</summary>
internal sealed class AgentPrompts
{
    public List<IOperation> Prompts { get; } = [];

    public List<IOperation> Tags { get; } = [];

    /// <summary>True when code that is not visible may set instructions or tags.</summary>
    public bool IsUnknown { get; private set; }

    /// <summary>Empty for a call of anything but an agent.</summary>
    public static AgentPrompts Of(SdkCall call, ClientChain chain)
    {
        var agent = new AgentPrompts();
        if (call.Entry.Operation != LlmOperation.Agent || call.Client is not { } client)
            return agent;
        foreach (var step in chain.Walk(client))
        {
            if (step.Created is { Prompts.IsEmpty: false } created)
            {
                agent.Prompts.AddRange(step.WritesTo(created.Prompts));
                foreach (var settings in step.MemberOptions)
                    agent.Add(settings);
            }

            foreach (var parameter in step.Row?.Prompts ?? ImmutableArray<string>.Empty)
                if (step.Argument(parameter) is { } prompt)
                    agent.Prompts.Add(prompt);
            if (step.Options is { } read)
                agent.Add(read);
        }

        return agent;
    }

    private void Add(CallOptions read)
    {
        Prompts.AddRange(read.PromptValues);
        Tags.AddRange(read.TagValues);
        IsUnknown |= read.IsUnknown;
    }
}
