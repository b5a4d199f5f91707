using LlmHygiene.Analyzers.Sdks.Rows;
using LlmHygiene.Analyzers.Sdks.Tables;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks;

// Where the application tells a model what to do: system messages, instructions of agents and requests.
internal sealed partial class SdkCatalog
{
    private HashSet<string>? _instructionNames;

    /// <summary>A cheap check of the name of a type that is created, or of a method that is called.</summary>
    public bool MightTakeInstructions(string name) => (_instructionNames ??= FindInstructionNames()).Contains(name);

    private HashSet<string> FindInstructionNames()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var message in _messages)
        foreach (var row in message.Value)
            Add(message.Key, row.Methods);
        foreach (var source in _clientSources)
        foreach (var row in source.Value)
            if (!row.Prompts.IsEmpty)
                Add(source.Key, row.Methods);
        foreach (var options in _options)
            if (options.Value.Prompts.Any(InstructionSinks.Members.Contains))
                names.Add(options.Key.Name);
        return names;

        void Add(INamedTypeSymbol type, IEnumerable<string> methods)
        {
            foreach (var method in methods)
                names.Add(method == ClientSourceRow.Constructor ? type.Name : method);
        }
    }

    /// <summary>True for a member of an options object, a request or an agent that has instructions.</summary>
    public bool IsInstruction(ISymbol member) =>
        InstructionSinks.Members.Contains(member.Name)
        && (
            FindOptions(member.ContainingType)?.Prompts.Contains(member.Name) == true
            || FindClient(member.ContainingType)?.Prompts.Contains(member.Name) == true
        );

    /// <summary>The parameters of a method or constructor that take instructions; empty for any other method.</summary>
    public IEnumerable<string> InstructionParameters(IMethodSymbol method)
    {
        foreach (var parameter in method.Parameters)
            if (
                InstructionSinks.Members.Contains(parameter.Name)
                && (
                    FindClientSource(method)?.Prompts.Contains(parameter.Name) == true
                    || (method.MethodKind == MethodKind.Constructor && FindOptions(method.ContainingType)?.Prompts.IsEmpty == false)
                )
            )
                yield return parameter.Name;
    }
}
