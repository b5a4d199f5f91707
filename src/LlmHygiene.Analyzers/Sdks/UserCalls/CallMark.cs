using System.Collections.Immutable;
using LlmHygiene.Analyzers.Sdks.Rows;
using Microsoft.CodeAnalysis;

namespace LlmHygiene.Analyzers.Sdks.UserCalls;

/// <summary>What the user states about a method that is an LLM call, by an attribute or by an entry of the option.</summary>
/// <param name="Model">The model that the method uses where its caller states none.</param>
/// <param name="Sdk">The name of the SDK in the inventory; null for the name of the assembly.</param>
/// <param name="Roles">The roles by the ordinal of the parameter; for a parameter without one, its name decides.</param>
internal sealed record CallMark(LlmOperation Operation, string? Model, string? Sdk, ImmutableDictionary<int, CallRole> Roles)
{
    /// <summary>The row that <paramref name="method"/> would have in the table of an SDK.</summary>
    /// <param name="marked">
    /// The method that carries the mark: the method itself, or one that it overrides or implements, with the same parameters by position.
    /// </param>
    public BoundCallRow RowOf(IMethodSymbol method, IMethodSymbol marked)
    {
        var given = Roles.Values.ToImmutableHashSet();
        var parameters = marked
            .Parameters.Take(method.Parameters.Length)
            .Select(parameter =>
                (
                    method.Parameters[parameter.Ordinal].Name,
                    Role: Roles.TryGetValue(parameter.Ordinal, out var role) ? role : Unless(given, CallRoleExtensions.Usual(parameter))
                )
            )
            .Where(parameter => parameter.Role != CallRole.None)
            .ToLookup(parameter => parameter.Role, parameter => parameter.Name);

        var assembly = marked.ContainingAssembly?.Name ?? "";
        var entry = new CallRow
        {
            Type = method.ContainingType?.MetadataName ?? "",
            Methods = ImmutableArray.Create(method.Name),
            Operation = Operation,
            Prompts = parameters[CallRole.Prompt].ToImmutableArray(),
            Options = parameters[CallRole.Options].FirstOrDefault(),
            Model = parameters[CallRole.Model].FirstOrDefault(),
        };
        return new BoundCallRow(
            new SdkTable { Name = Sdk ?? assembly, Assemblies = ImmutableArray<string>.Empty },
            entry,
            new MarkedCall
            {
                OwnModel = Model,
                ModelIsDeployment = entry.Model is { } model && CallRoleExtensions.IsDeployment(model),
                Limit = parameters[CallRole.MaxOutputTokens].FirstOrDefault(),
                PromptName = parameters[CallRole.PromptName].FirstOrDefault(),
                PromptVersion = parameters[CallRole.PromptVersion].FirstOrDefault(),
            }
        );
    }

    private static CallRole Unless(ImmutableHashSet<CallRole> given, CallRole usual) => given.Contains(usual) ? CallRole.None : usual;
}
